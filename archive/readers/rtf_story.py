"""The paragraphs and table cells of an RTF, put together from the pieces of text between its words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final

from archive.read_document import Cell, Line
from archive.readers.legacy_letters import in_font
from model.vietnamese import nfc

_PARAGRAPH_ENDS: Final = frozenset({"par", "sect", "page", "column"})
_BEHIND_ALL: Final = 10_000
"""No file has so many tables."""
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
"""Letters beyond the first plane are written as two."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one look; ``size`` is in half points."""

    text: str
    font: str
    bold: bool
    italic: bool
    capital: bool
    size: int


@dataclass(slots=True)
class Story:
    """The lines of the text or of the running heads, as far as they are known."""

    lines: list[Line] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    table: int = -1
    row: int = 0
    column: int = 0
    is_inside: bool = False
    was_inside: bool = False
    boxes: list[Line] = field(default_factory=list)
    """What text boxes say that hang at the paragraph which has come so far."""

    def end(self, word: str) -> None:
        """Take in a word that ends a paragraph, a cell or a row, or says that a table goes on."""
        if word in _PARAGRAPH_ENDS:
            self.end_paragraph(in_cell=self.is_inside)
        elif word == "intbl":
            self.is_inside = True
        elif word == "pard":
            self.is_inside = False
        elif word in {"cell", "nestcell"}:
            self.end_paragraph(in_cell=True)
            self.column += word == "cell"
        else:
            self.pieces = []
            self.row, self.column = self.row + 1, 0

    def end_paragraph(self, *, in_cell: bool) -> None:
        """Make lines of the pieces that have come."""
        cell = self._cell() if in_cell else None
        if not in_cell:
            self.was_inside = False
        self.lines += _lines(self.pieces, cell)
        self.lines += (line if line.cell is not None else replace(line, cell=cell) for line in self.boxes)
        self.pieces, self.boxes = [], []

    def box(self) -> "Story":
        """Return the story of a text box that hangs here; its tables count by themselves."""
        return Story(table=self.table + _BEHIND_ALL)

    def hang(self, box: "Story") -> None:
        """Take in a text box that has come to its end."""
        box.end_paragraph(in_cell=False)
        self.boxes += (line for line in box.lines if line.text)

    def _cell(self) -> Cell:
        if not self.was_inside:
            self.was_inside, self.table, self.row, self.column = True, self.table + 1, 0, 0
        return Cell(self.table, self.row, self.column)


def _lines(pieces: list[Piece], cell: Cell | None) -> Iterator[Line]:
    shown = [(len(piece.text.strip()), piece) for piece in pieces]
    letters = sum(length for length, _ in shown)
    bold = sum(length for length, piece in shown if piece.bold)
    italic = sum(length for length, piece in shown if piece.italic)
    size = next((piece.size / 2 for length, piece in shown if length), None)
    for text in _whole("".join(_shown(pieces))).split("\n"):
        yield Line(
            text=text.rstrip(), cell=cell, bold=2 * bold > letters, italic=2 * italic > letters, size=size
        )


def _shown(pieces: list[Piece]) -> Iterator[str]:
    """Yield the letters of the pieces; those of one font together, since a letter may be parted."""
    for (font, is_capital), alike in groupby(pieces, key=lambda piece: (piece.font, piece.capital)):
        text = in_font("".join(piece.text for piece in alike), font)
        yield text.upper() if is_capital else text


def _whole(text: str) -> str:
    if _SURROGATES.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return nfc(text)
