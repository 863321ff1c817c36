"""A legal register as PDF: a cover, then its table over pages that bear the heads again; for binding."""

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from typing import Final

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from generator.fonts import Face, can_draw, font
from generator.pdf_archive import archival
from generator.typesetting import Line, Setting, set_text
from model.dispatch import Alignment
from model.register_sheet import RegisterSheet

_WIDTH, _HEIGHT = landscape(A4)
_LEFT, _RIGHT, _TOP, _BOTTOM = 20 * mm, 10 * mm, 12 * mm, 14 * mm
_ROOM: Final = _WIDTH - _LEFT - _RIGHT
_PAD: Final = 2.0
_TEXT, _SMALL, _LARGE = 10.0, 8.0, 22.0
_ROOM_OF_ROWS: Final = float(_HEIGHT - _BOTTOM - _TOP - 30 * mm)
"""Below the heads, which take at most 30 mm."""
_THIN: Final = 0.4
_BOX: Final = "\u25a1"
_COVER_GAP: Final = 9 * mm

_Cells = list[tuple[Line, ...]]


def register_pdf(sheet: RegisterSheet, *, dated: date) -> bytes:
    """Return the printed book as PDF/A-2b, the same bytes every time."""
    for face in Face:
        font(face)
    target = BytesIO()
    canvas = Canvas(target, pagesize=(_WIDTH, _HEIGHT), invariant=1, initialFontName=Face.REGULAR.value)
    canvas.setTitle(sheet.title)
    canvas.setAuthor(sheet.agency)
    canvas.setCreator("vanthu")
    _Book(canvas, sheet).draw()
    canvas.save()
    return archival(target.getvalue(), dated=dated)


class _Book:
    """Draws one book, from the top of each page down."""

    def __init__(self, canvas: Canvas, sheet: RegisterSheet) -> None:
        self._canvas = canvas
        self._sheet = sheet
        self._widths = [share * _ROOM for share in sheet.shares]
        self._page = 0
        self._y = _TOP

    def draw(self) -> None:
        self._cover()
        self._begin_page()
        for row in self._sheet.rows:
            for cells in _parted(self._cells(row, Face.REGULAR, _TEXT), _ROOM_OF_ROWS):
                height = _height(cells)
                if self._y + height > _HEIGHT - _BOTTOM:
                    self._canvas.showPage()
                    self._begin_page()
                self._row(cells, height)
        closing = self._cells_of(self._sheet.closing, Face.ITALIC, _TEXT, _ROOM, Alignment.LEFT)
        if self._y + _height([closing]) > _HEIGHT - _BOTTOM:
            self._canvas.showPage()
            self._begin_page()
        self._write(closing, _LEFT, self._y + _PAD)
        self._canvas.showPage()

    def _cover(self) -> None:
        self._y = 30 * mm
        for text, face, size in (
            (self._sheet.parent or "", Face.REGULAR, 13.0),
            (self._sheet.agency, Face.BOLD, 13.0),
        ):
            self._centred(text, face, size)
        self._y += 25 * mm
        self._centred(self._sheet.title, Face.BOLD, _LARGE)
        self._y += 15 * mm
        for label, value in self._sheet.cover:
            self._centred(f"{label} {value}".strip(), Face.REGULAR, 14.0)
            self._y += _COVER_GAP / 2
        self._canvas.showPage()

    def _centred(self, text: str, face: Face, size: float) -> None:
        lines = self._cells_of(text, face, size, _ROOM, Alignment.CENTRE)
        self._write(lines, _LEFT, self._y)
        self._y += sum(line.height for line in lines)

    def _begin_page(self) -> None:
        self._page += 1
        self._y = _HEIGHT - _BOTTOM / 2 - _TEXT
        self._centred(self._sheet.page.format(number=self._page), Face.REGULAR, _SMALL)
        self._y = _TOP
        for texts, face, size in (
            (self._sheet.heads, Face.BOLD, _TEXT),
            (tuple(f"({number})" for number in range(1, len(self._widths) + 1)), Face.ITALIC, _SMALL),
        ):
            cells = self._cells(texts, face, size, Alignment.CENTRE)
            self._row(cells, _height(cells))

    def _cells(
        self, texts: Sequence[str], face: Face, size: float, alignment: Alignment = Alignment.LEFT
    ) -> _Cells:
        return [
            self._cells_of(text, face, size, width - 2 * _PAD, alignment)
            for text, width in zip(texts, self._widths, strict=True)
        ]

    def _cells_of(
        self, text: str, face: Face, size: float, width: float, alignment: Alignment
    ) -> tuple[Line, ...]:
        return set_text(_drawable(text), face, Setting(size=size, width=width, alignment=alignment))

    def _row(self, cells: _Cells, height: float) -> None:
        x = _LEFT
        self._canvas.setLineWidth(_THIN)
        for lines, width in zip(cells, self._widths, strict=True):
            self._canvas.rect(x, _HEIGHT - self._y - height, width, height)
            self._write(lines, x + _PAD, self._y + _PAD)
            x += width
        self._y += height

    def _write(self, lines: tuple[Line, ...], left: float, top: float) -> None:
        for line in lines:
            for segment in line.segments:
                self._canvas.setFont(segment.face.value, segment.size)
                y = _HEIGHT - top - line.baseline
                self._canvas.drawString(left + segment.x, y, segment.text)
            top += line.height


def _drawable(text: str) -> str:
    return "".join(letter if letter == " " or can_draw(letter) else _BOX for letter in text)


def _height(cells: Sequence[tuple[Line, ...]]) -> float:
    return max(sum(line.height for line in lines) for lines in cells) + 2 * _PAD


def _parted(cells: _Cells, room: float) -> Iterator[_Cells]:
    """Part a row that is taller than a page."""
    while _height(cells) > room:
        fits = max(1, int((room - 2 * _PAD) / max(lines[0].height for lines in cells)))
        yield [lines[:fits] or lines[:1] for lines in cells]
        rest = [lines[fits:] for lines in cells]
        cells = [lines or (Line(height=_TEXT),) for lines in rest]
    yield cells
