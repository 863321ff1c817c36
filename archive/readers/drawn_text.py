"""The words in the drawings of office documents (DrawingML): slides, text boxes on sheets."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from archive.read_document import Cell, Line
from archive.readers.legacy_letters import in_font
from model.vietnamese import nfc

_BREAKS: Final = {"br": "\n", "tab": "\t"}


class DrawnText:
    """The lines of drawings, tables counted through all of them."""

    def __init__(self, usual_font: str = "") -> None:
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
