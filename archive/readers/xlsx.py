"""Read XLSX: the cells of each sheet as a table, straight from the package's XML."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from archive.read_document import Cell, Line, Page, ReadDocument
from archive.readers.docx import metadata
from archive.readers.docx_embedded import embedded_documents
from archive.readers.drawn_text import DrawnText
from archive.readers.embedded import Opened
from archive.readers.errors import OversizedFileError
from archive.readers.legacy_letters import in_font
from archive.readers.office_package import Allowance, Package, open_package
from archive.readers.office_pictures import pasted_anywhere
from archive.readers.pasted import with_stamps
from archive.readers.sheet_values import days, is_date, number, plain_margin
from archive.readers.text_layer import is_bare
from model.vietnamese import nfc

_MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAIN_PART: Final = "xl/workbook.xml"
_STRINGS, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
_PROPERTIES: Final = "docProps/core.xml"
_MACROS: Final = "xl/vbaProject.bin"
_DRAWINGS, _PICTURES = "xl/drawings/drawing", "xl/media/"
_MARGINS: Final = tuple(
    f"{{*}}{place}{kind}" for place in ("odd", "even", "first") for kind in ("Header", "Footer")
)
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_MOST_CELLS: Final = 1_000_000
_LETTERS: Final = 26


def open_xlsx(data: bytes, name: str, allowance: Allowance) -> Opened:
    """Read a workbook; each sheet is a table, and a sheet's name stands as a line above it.

    Raises:
        BrokenFileError: when the package or its XML is damaged, or declares a DTD.
        OversizedFileError: when its parts unpack to more than is allowed, or above a million cells.
        EncryptedFileError: when its members are encrypted.
    """
    with open_package(data, name, "xlsx", allowance) as package:
        book = _Book(package)
        pages = [book.page(index, *sheet) for index, sheet in enumerate(book.sheets())]
        if drawn := tuple(_drawn(package)):
            pages.append(Page(lines=drawn))
        macros = {"macros": "present"} if package.has(_MACROS) else {}
        document = ReadDocument(
            format="xlsx",
            media_type=_MEDIA_TYPE,
            pages=tuple(pages),
            margins=tuple(book.margins),
            metadata=metadata(package, _PROPERTIES) | macros,
        )
        has_no_text = is_bare(line.text for line in document.lines)
        pictures = [part for part in package.parts() if has_no_text and part.startswith(_PICTURES)]
        if not has_no_text:
            document = with_stamps(document, pasted_anywhere(package))
        return Opened(
            document,
            embedded=tuple(embedded_documents(package)),
            pictures=tuple(map(package.unpack, pictures)),
        )


def _drawn(package: Package) -> Iterator[Line]:
    """Yield the words of text boxes that lie on the sheets."""
    for part in package.parts():
        if part.startswith(_DRAWINGS) and part.endswith(".xml"):
            yield from DrawnText().lines(package.parse(part))


class _Book:
    """A workbook with what its cells point to."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._main = package.main_part(_MAIN_PART)
        self._folder = self._main.rpartition("/")[0]
        self._fonts, self._is_date = _styles(package)
        self._strings = list(_strings(package))
        self._cells = 0
        self.margins: list[Line] = []

    def sheets(self) -> Iterator[tuple[str, str]]:
        """Yield name and part of each sheet, hidden ones too."""
        relations = f"{self._folder}/_rels/{self._main.rpartition('/')[2]}.rels"
        targets = {str(one.get("Id")): str(one.get("Target")) for one in self._package.parse(relations)}
        for sheet in self._package.parse(self._main).iter("{*}sheet"):
            wanted = next((str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
            target = targets.get(wanted, "")
            part = target.removeprefix("/") if target.startswith("/") else f"{self._folder}/{target}"
            if target and self._package.has(part):
                yield nfc(str(sheet.get("name"))), part

    def page(self, index: int, name: str, part: str) -> Page:
        """Return a sheet: its name, then its cells row by row."""
        root = self._package.parse(part)
        for margin in root.iter(*_MARGINS):
            self.margins.append(Line(text=plain_margin(margin.text or "")))
        return Page(lines=(Line(text=name), *self._rows(root, index)))

    def _rows(self, root: etree._Element, table: int) -> Iterator[Line]:
        for row_number, row in enumerate(root.iter("{*}row")):
            for position, cell in enumerate(row.iterchildren("{*}c")):
                self._cells += 1
                if self._cells > _MOST_CELLS:
                    raise OversizedFileError(self._package.name, "xlsx", "cells")
                column = _column(str(cell.get("r")), position)
                for text in nfc(self._text(cell)).split("\n"):
                    if text.strip():
                        yield Line(text=text.rstrip(), cell=Cell(table, row_number, column))

    def _text(self, cell: etree._Element) -> str:
        style = str(cell.get("s", "0"))
        font = self._fonts.get(style, "")
        value = cell.findtext("{*}v") or ""
        match cell.get("t"):
            case "s":
                known = value.isdecimal() and int(value) < len(self._strings)
                return in_font(self._strings[int(value)], font) if known else ""
            case "inlineStr":
                return in_font("".join(one.text or "" for one in cell.iter("{*}t")), font)
            case "str":
                return in_font(value, font)
            case "b":
                return {"1": "TRUE", "0": "FALSE"}.get(value, value)
            case "e":
                return value
            case _:
                return days(value) if style in self._is_date else number(value)


def _column(reference: str, position: int) -> int:
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return position
    column = 0
    for letter in found[1]:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return column - 1


def _strings(package: Package) -> Iterator[str]:
    if not package.has(_STRINGS):
        return
    for entry in package.parse(_STRINGS).iterchildren("{*}si"):
        # Readings in another script (rPh) are no part of the string.
        texts = (text for text in entry.iter("{*}t") if not str(text.getparent().tag).endswith("}rPh"))
        yield "".join(_run_text(text) for text in texts)


def _run_text(text: etree._Element) -> str:
    run = text.getparent()
    font = None if run is None else run.find("{*}rPr/{*}rFont")
    return in_font(text.text or "", "" if font is None else str(font.get("val")))


def _styles(package: Package) -> tuple[dict[str, str], set[str]]:
    """Return the font of each style of cells, and the styles that show numbers as dates."""
    if not package.has(_STYLES):
        return {}, set()
    root = package.parse(_STYLES)
    formats = {str(one.get("numFmtId")): str(one.get("formatCode")) for one in root.iter("{*}numFmt")}
    names = [one.find("{*}name") for one in root.iterfind("{*}fonts/{*}font")]
    fonts, dates = dict[str, str](), set[str]()
    for index, style in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        font = str(style.get("fontId", "0"))
        name = names[int(font)] if font.isdecimal() and int(font) < len(names) else None
        fonts[str(index)] = "" if name is None else str(name.get("val"))
        shown = str(style.get("numFmtId", "0"))
        if is_date(shown, formats.get(shown, "")):
            dates.add(str(index))
    return fonts, dates
