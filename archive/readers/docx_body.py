"""Walk the body of a Word document: paragraphs in order, with the table cell they stand in."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from archive.read_document import Cell, Line
from archive.readers.docx_fonts import StyleFonts
from archive.readers.legacy_letters import in_font
from model.vietnamese import nfc

_OFFICE = "{urn:schemas-microsoft-com:vml}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED: Final = frozenset({"del", "moveFrom", "instrText", "rPr", "pPr", "tblPr", "tblGrid", "sectPr"})
"""Deleted text, field codes and properties are no text."""
_BREAKS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_CAPITALS: Final = ("caps", "smallCaps")
_OFF: Final = frozenset({"0", "false", "off", "none"})


def lines_of(root: etree._Element, fonts: StyleFonts) -> Iterator[Line]:
    """Return the lines of a part, text boxes after the paragraph that carries them, watermarks included."""
    namespace = str(root.tag).partition("}")[0] + "}"
    yield from _Walk(namespace, fonts).blocks(root, None)


@dataclass(slots=True)
class _Paragraph:
    """What is gathered while the runs of a paragraph pass by."""

    text: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    watermarks: list[str] = field(default_factory=list)
    letters: int = 0
    bold: int = 0
    italic: int = 0
    size: float | None = None
    font: str = ""
    """What the style of the paragraph says."""


class _Walk:
    """One pass over a part; the namespace is the transitional or the strict one of the standard."""

    def __init__(self, namespace: str, fonts: StyleFonts) -> None:
        self._namespace = namespace
        self._fonts = fonts
        self._tables = 0

    def blocks(self, parent: etree._Element, cell: Cell | None) -> Iterator[Line]:
        """Return the lines of the paragraphs and tables below, whatever wraps them."""
        for element in parent.iterchildren("{*}*"):
            tag = self._tag(element)
            if tag == "p":
                yield from self._paragraph(element, cell)
            elif tag == "tbl":
                yield from self._table(element)
            elif tag not in _SKIPPED:
                yield from self.blocks(element, cell)

    def _tag(self, element: etree._Element) -> str:
        """Return the local name of a Word element, the whole name of any other."""
        return str(element.tag).removeprefix(self._namespace)

    def _table(self, table: etree._Element) -> Iterator[Line]:
        number = self._tables
        self._tables += 1
        for row_number, row in enumerate(table.iter(f"{self._namespace}tr")):
            if self._owner(row) is not table:
                continue
            column = 0
            for cell in row.iter(f"{self._namespace}tc"):
                if self._owner(cell) is not table:
                    continue
                yield from self.blocks(cell, Cell(number, row_number, column))
                column += self._span(cell)

    def _owner(self, part: etree._Element) -> etree._Element:
        """Return the table a row or cell belongs to: rows may be wrapped, and cells may hold tables."""
        return next(part.iterancestors(f"{self._namespace}tbl"))

    def _span(self, cell: etree._Element) -> int:
        span = cell.find(f"{self._namespace}tcPr/{self._namespace}gridSpan")
        value = "" if span is None else str(span.get(f"{self._namespace}val"))
        return int(value) if value.isascii() and value.isdigit() else 1

    def _paragraph(self, element: etree._Element, cell: Cell | None) -> Iterator[Line]:
        properties = element.find(f"{self._namespace}pPr")
        paragraph = _Paragraph(font=self._fonts.of_paragraph(properties))
        self._gather(element, paragraph)
        for text in nfc("".join(paragraph.text)).split("\n"):
            yield Line(
                text=text.rstrip(),
                cell=cell,
                bold=2 * paragraph.bold > paragraph.letters,
                italic=2 * paragraph.italic > paragraph.letters,
                size=paragraph.size,
            )
        for watermark in paragraph.watermarks:
            yield Line(text=nfc(watermark), cell=cell)
        for box in paragraph.boxes:
            yield from self.blocks(box, cell)

    def _gather(self, parent: etree._Element, paragraph: _Paragraph) -> None:
        for element in parent.iterchildren("{*}*"):
            tag = self._tag(element)
            if tag == "t":
                self._text(element, parent, paragraph)
            elif tag in _BREAKS:
                paragraph.text.append(_BREAKS[tag])
            elif tag == "txbxContent":
                paragraph.boxes.append(element)
            elif tag == f"{_OFFICE}textpath":
                paragraph.watermarks.append(str(element.get("string", "")))
            elif tag not in _SKIPPED and tag != f"{_COMPATIBILITY}Fallback":
                self._gather(element, paragraph)

    def _text(self, element: etree._Element, run: etree._Element, paragraph: _Paragraph) -> None:
        text = element.text or ""
        letters = len(text.strip())
        paragraph.letters += letters
        properties = run.find(f"{self._namespace}rPr")
        if not text.isascii():
            text = in_font(text, self._fonts.of_run(properties, paragraph.font))
        if properties is None or not letters:
            paragraph.text.append(text)
            return
        # What prints in capitals is in capitals: a stamp may be typed in small letters.
        is_capital = any(self._is_on(properties, name) for name in _CAPITALS)
        paragraph.text.append(text.upper() if is_capital else text)
        paragraph.bold += letters * self._is_on(properties, "b")
        paragraph.italic += letters * self._is_on(properties, "i")
        size = properties.find(f"{self._namespace}sz")
        halves = "" if size is None else str(size.get(f"{self._namespace}val"))
        if paragraph.size is None and halves.isascii() and halves.isdigit():
            paragraph.size = int(halves) / 2

    def _is_on(self, properties: etree._Element, name: str) -> bool:
        flag = properties.find(f"{self._namespace}{name}")
        return flag is not None and flag.get(f"{self._namespace}val", "1") not in _OFF
