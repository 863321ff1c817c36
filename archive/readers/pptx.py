"""Read PPTX: the words of each slide, of its tables and drawings, and the notes, from the package's XML."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from archive.read_document import Cell, Line, Page, ReadDocument
from archive.readers.docx import metadata
from archive.readers.docx_embedded import embedded_documents
from archive.readers.embedded import Opened
from archive.readers.errors import BrokenFileError
from archive.readers.legacy_letters import in_font
from archive.readers.office_package import Allowance, Package, open_package
from archive.readers.text_layer import is_bare
from model.vietnamese import nfc

_MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_SLIDE: Final = re.compile(r"ppt/slides/[^/]+\.xml")
_BESIDE: Final = re.compile(r"ppt/(?:notesSlides|diagrams/data|comments|charts)[^/]*(?:/[^/]+)?\.xml")
"""Notes, and words of drawings and charts that are kept apart from the slide that shows them."""
_BEHIND: Final = re.compile(r"ppt/(?:slideMasters|slideLayouts)/[^/]+\.xml")
_THEME: Final = re.compile(r"ppt/theme/[^/]+\.xml")
_PICTURES: Final = re.compile("ppt/media/")
_PROPERTIES, _MACROS = "docProps/core.xml", "ppt/vbaProject.bin"
_NUMBER: Final = re.compile(r"\d+")
_BREAKS: Final = {"br": "\n", "tab": "\t"}


def open_pptx(data: bytes, name: str, allowance: Allowance) -> Opened:
    """Read slides, and return them with the documents embedded in them; each slide is a first page.

    Raises:
        BrokenFileError: when the package or its XML is damaged, or declares a DTD, or has no slides.
        OversizedFileError: when its parts unpack to more than is allowed.
        EncryptedFileError: when its members are encrypted.
    """
    with open_package(data, name, "pptx", allowance) as package:
        document = _read(package)
        pictures = _in_order(package, _PICTURES)
        has_no_text = is_bare(line.text for line in document.lines)
        return Opened(
            document,
            embedded=tuple(embedded_documents(package)),
            pictures=tuple(map(package.unpack, pictures)) if has_no_text else (),
        )


def _read(package: Package) -> ReadDocument:
    slides, beside = _in_order(package, _SLIDE), _in_order(package, _BESIDE)
    if not slides:
        raise BrokenFileError(package.name, "pptx", "ppt/slides")
    walk = _Walk(_usual_font(package))
    pages = [tuple(walk.lines(package.parse(part))) for part in (*slides, *beside)]
    behind = [line for part in _in_order(package, _BEHIND) for line in walk.own_lines(package.parse(part))]
    macros = {"macros": "present"} if package.has(_MACROS) else {}
    return ReadDocument(
        format="pptx",
        media_type=_MEDIA_TYPE,
        pages=tuple(Page(lines=lines) for lines in pages),
        margins=tuple(line for line in behind if line.text.strip()),
        metadata=metadata(package, _PROPERTIES) | macros,
    )


def _in_order(package: Package, pattern: re.Pattern[str]) -> list[str]:
    """Return the parts of a kind, the tenth behind the ninth."""
    parts = (part for part in package.parts() if pattern.match(part))
    return sorted(parts, key=lambda part: [int(number) for number in _NUMBER.findall(part)])


def _usual_font(package: Package) -> str:
    """Return the font of text that names none."""
    for part in _in_order(package, _THEME)[:1]:
        font = next(package.parse(part).iterfind(".//{*}minorFont/{*}latin"), None)
        return "" if font is None else str(font.get("typeface", ""))
    return ""


class _Walk:
    """The lines of parts, tables counted through all of them."""

    def __init__(self, usual_font: str) -> None:
        self._usual_font = usual_font
        self._tables = 0

    def own_lines(self, root: etree._Element) -> Iterator[Line]:
        """Yield what stands on every slide: the words of shapes that are no places for those of slides."""
        for shape in root.iter("{*}sp"):
            if shape.find("{*}nvSpPr/{*}nvPr/{*}ph") is None:
                yield from self.lines(shape)

    def lines(self, parent: etree._Element, cell: Cell | None = None) -> Iterator[Line]:
        """Yield the lines of the paragraphs below, whatever wraps them."""
        for element in parent.iterchildren("{*}*"):
            local = etree.QName(element).localname
            if local == "p":
                yield from self._paragraph(element, cell)
            elif local == "tbl":
                yield from self._table(element)
            elif local == "text" and element.text:  # of a comment
                yield Line(text=nfc(element.text))
            elif local != "Fallback":
                yield from self.lines(element, cell)

    def _table(self, table: etree._Element) -> Iterator[Line]:
        number = self._tables
        self._tables += 1
        for row_number, row in enumerate(table.iterchildren("{*}tr")):
            for column, cell in enumerate(row.iterchildren("{*}tc")):
                yield from self.lines(cell, Cell(number, row_number, column))

    def _paragraph(self, paragraph: etree._Element, cell: Cell | None) -> Iterator[Line]:
        runs = [(self._text(run), run.find("{*}rPr")) for run in paragraph.iterchildren("{*}*")]
        letters = sum(len(text.strip()) for text, _ in runs)
        bold = sum(len(text.strip()) for text, look in runs if look is not None and look.get("b") == "1")
        for text in nfc("".join(text for text, _ in runs)).split("\n"):
            if text.strip():
                yield Line(text=text.rstrip(), cell=cell, bold=2 * bold > letters)

    def _text(self, run: etree._Element) -> str:
        local = etree.QName(run).localname
        if local in _BREAKS:
            return _BREAKS[local]
        text = "".join(one.text or "" for one in run.iter("{*}t"))
        look = run.find("{*}rPr")
        font = None if look is None else look.find("{*}latin")
        shown = in_font(text, self._usual_font if font is None else str(font.get("typeface", "")))
        is_capital = look is not None and look.get("cap", "none") != "none"
        return shown.upper() if is_capital else shown
