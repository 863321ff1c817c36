"""Read the texts, sheets and slides of OpenDocument: paragraphs, tables, frames and running heads."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from archive.read_document import Cell, Line, Page, ReadDocument
from archive.readers.embedded import Embedded, Opened, document_in
from archive.readers.errors import EncryptedFileError
from archive.readers.legacy_letters import in_font
from archive.readers.office_package import Allowance, Package, open_package
from archive.readers.open_pictures import FOLDER, pasted_in_open
from archive.readers.open_styles import OpenStyles
from archive.readers.pasted import with_stamps
from archive.readers.text_layer import is_bare
from model.vietnamese import nfc

_MEDIA_TYPES: Final = {
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}
_CONTENT, _STYLES, _META, _MANIFEST = "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"
_PARAGRAPHS: Final = frozenset({"p", "h"})
_SKIPPED: Final = frozenset({"tracked-changes", "annotation", "annotation-end", "forms", "desc", "title"})
_APART: Final = frozenset({"frame", "custom-shape", "note", "rect", "text-box"})
"""What stands in a paragraph and has paragraphs of its own."""
_MOST_BLANKS: Final = 200
_MACROS: Final = "Basic/script-lc.xml"
_OBJECTS: Final = "Object "


def open_odt(data: bytes, name: str, allowance: Allowance, *, format_: str) -> Opened:
    """Read a text, a sheet or slides, and return them with the documents embedded in them.

    Raises:
        BrokenFileError: when the package or its XML is damaged, or declares a DTD.
        EncryptedFileError: when it opens only with a password.
        OversizedFileError: when its parts unpack to more than is allowed.
    """
    with open_package(data, name, format_, allowance) as package:
        if (
            package.has(_MANIFEST)
            and next(package.parse(_MANIFEST).iter("{*}encryption-data"), None) is not None
        ):
            raise EncryptedFileError(name, format_)
        document = _read(package)
        pictures = [part for part in package.parts() if part.startswith(FOLDER)]
        has_no_text = is_bare(line.text for line in document.lines)
        if not pictures or not has_no_text:
            document = with_stamps(document, pasted_in_open(package))
        return Opened(
            document,
            embedded=tuple(_embedded(package)),
            pictures=tuple(map(package.unpack, pictures)) if has_no_text else (),
        )


def _read(package: Package) -> ReadDocument:
    content = package.parse(_CONTENT)
    common = package.parse(_STYLES) if package.has(_STYLES) else None
    styles = OpenStyles([content] if common is None else [common, content])
    margins: list[Line] = []
    for page in () if common is None else common.iter("{*}master-page"):
        margins += _Walk(styles).blocks(page, None)
    body = content.find("{*}body")
    lines = () if body is None else tuple(_Walk(styles).blocks(body, None))
    facts = _metadata(package) | ({"macros": "present"} if package.has(_MACROS) else {})
    return ReadDocument(
        format=package.format,
        media_type=_MEDIA_TYPES[package.format],
        pages=(Page(lines=lines),),
        margins=tuple(line for line in margins if line.text.strip()),
        metadata=facts,
    )


def _metadata(package: Package) -> dict[str, str]:
    if not package.has(_META):
        return {}
    facts = (entry for part in package.parse(_META) for entry in part.iterchildren("{*}*"))
    return {etree.QName(one).localname: nfc(one.text) for one in facts if one.text and one.text.strip()}


def _embedded(package: Package) -> Iterator[Embedded]:
    """Yield the objects of other programs; those of office programs with XML show their words on the page."""
    for part in package.parts():
        if "/" in part or not part.startswith(_OBJECTS):
            continue
        found = document_in(package.unpack(part), package.name, format_=package.format, part=part)
        if found is not None:
            yield found


@dataclass(slots=True)
class _Run:
    text: str
    style: str


class _Walk:
    """One pass over a part."""

    def __init__(self, styles: OpenStyles) -> None:
        self._styles = styles
        self._tables = 0

    def blocks(self, parent: etree._Element, cell: Cell | None, style: str = "") -> Iterator[Line]:
        """Return the lines of the paragraphs and tables below, whatever wraps them.

        ``style`` is that of the cell they stand in, where paragraphs have none of their own.
        """
        for element in parent.iterchildren("{*}*"):
            local = etree.QName(element).localname
            if local in _PARAGRAPHS:
                yield from self._paragraph(element, cell, style)
            elif local == "table":
                yield from self._table(element)
            elif local not in _SKIPPED:
                yield from self.blocks(element, cell, style)

    def _table(self, table: etree._Element) -> Iterator[Line]:
        number = self._tables
        self._tables += 1
        rows = (row for row in table.iter("{*}table-row") if _owner(row) is table)
        for row_number, row in enumerate(rows):
            column = 0
            for cell in row.iterchildren("{*}table-cell", "{*}covered-table-cell"):
                style = _attribute(cell, "style-name")
                yield from self.blocks(cell, Cell(number, row_number, column), style)
                column += _number(cell, "number-columns-repeated")

    def _paragraph(self, element: etree._Element, cell: Cell | None, style: str) -> Iterator[Line]:
        apart: list[etree._Element] = []
        runs = list(self._runs(element, _attribute(element, "style-name") or style, apart))
        letters = sum(len(run.text.strip()) for run in runs)
        bold = sum(len(run.text.strip()) for run in runs if self._styles.look(run.style).bold)
        italic = sum(len(run.text.strip()) for run in runs if self._styles.look(run.style).italic)
        size = next((self._styles.look(run.style).size for run in runs if run.text.strip()), None)
        for text in nfc("".join(self._letters(run) for run in runs)).split("\n"):
            yield Line(
                text=text.rstrip(),
                cell=cell,
                bold=2 * bold > letters,
                italic=2 * italic > letters,
                size=size,
            )
        for box in apart:
            yield from self.blocks(box, cell)

    def _letters(self, run: _Run) -> str:
        look = self._styles.look(run.style)
        text = in_font(run.text, look.font)
        return text.upper() if look.capital else text

    def _runs(self, parent: etree._Element, style: str, apart: list[etree._Element]) -> Iterator[_Run]:
        if parent.text:
            yield _Run(_blanks(parent.text), style)
        for element in parent.iterchildren():
            local = etree.QName(element).localname if isinstance(element.tag, str) else "comment"
            if local in _APART:
                apart.append(element)
            elif local in {"tab", "line-break", "s"}:
                yield _Run({"tab": "\t", "line-break": "\n"}.get(local, " " * _number(element, "c")), style)
            elif local != "comment" and local not in _SKIPPED:
                yield from self._runs(element, _attribute(element, "style-name") or style, apart)
            if element.tail:
                yield _Run(_blanks(element.tail), style)


def _blanks(text: str) -> str:
    """Return text in which line breaks of the file are blanks, as the format has it."""
    return text.replace("\r", " ").replace("\n", " ").replace("\t", " ")


def _owner(row: etree._Element) -> etree._Element | None:
    return next(row.iterancestors("{*}table"), None)


def _attribute(element: etree._Element, name: str) -> str:
    found = (value for key, value in element.attrib.items() if str(key).endswith("}" + name))
    return str(next(found, ""))


def _number(element: etree._Element, name: str) -> int:
    value = _attribute(element, name)
    return min(int(value), _MOST_BLANKS) if value.isascii() and value.isdigit() else 1
