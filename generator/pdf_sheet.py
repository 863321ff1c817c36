"""One sheet of the PDF, measured in points from its upper left corner."""

from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from generator.fonts import can_draw, can_draw_all, width
from generator.typesetting import Frame, Pattern, Segment

_MISSING_GLYPH: Final = "\u25a1"
_PLACES: Final = 2
"""Digits of a length in points: less than what any printer resolves."""

# Compressed streams as they are: a quarter smaller than in letters, and no reader needs those any more.
rl_config.useA85 = 0


@dataclass(slots=True)
class Sheet:
    """A page to draw on; ``finish`` ends it."""

    canvas: Canvas
    height: float
    _text: PDFTextObject | None = None
    _style: tuple[str, float, float] | None = field(default=None, repr=False)
    """Face, size and room added to blanks of the text written last."""

    def line(self, start: tuple[float, float], end: tuple[float, float], thickness: float) -> None:
        """Draw a straight line between two points (x, y)."""
        self.canvas.setLineWidth(thickness)
        self.canvas.line(*self._point(*start), *self._point(*end))

    def frame(self, frame: Frame, left: float, span: tuple[float, float], colour: str | None) -> None:
        """Draw a rectangle between two heights; its column begins at ``left``."""
        top, bottom = span
        self.canvas.saveState()
        self.canvas.setStrokeColor(HexColor(f"#{colour or '000000'}"))
        self.canvas.setLineWidth(frame.thickness)
        self.canvas.rect(*self._point(left + frame.start, bottom), frame.end - frame.start, bottom - top)
        self.canvas.restoreState()

    def fill(self, pattern: Pattern, left: float, top: float) -> None:
        """Fill the dark squares of a pattern; its column begins at ``left``, its upper edge is ``top``."""
        side = pattern.side / len(pattern.squares)
        path = self.canvas.beginPath()
        for row, squares in enumerate(pattern.squares):
            y = self.height - top - (row + 1) * side
            start = left + pattern.x
            for dark, run in groupby(squares):
                length = side * sum(1 for _ in run)
                if dark:
                    path.rect(start, y, length, side)
                start += length
        self.canvas.drawPath(path, stroke=0, fill=1)

    def write(self, segment: Segment, left: float, baseline: float, colour: str | None = None) -> None:
        """Write a piece of a line; ``left`` is the left edge of its column.

        A letter without glyph becomes a box; who copies the text still gets the letter.
        """
        origin = self._point(left + segment.x, baseline)
        if can_draw_all(segment.text, segment.face):
            self._write(segment, origin, colour)
        else:
            self._write_boxes(segment, origin)

    def finish(self) -> None:
        """End the page."""
        self._flush()
        self.canvas.showPage()

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return round(x, _PLACES), round(self.height - y, _PLACES)

    def _write(self, segment: Segment, origin: tuple[float, float], colour: str | None) -> None:
        """Write into the page's one text object, which saves most of its operators."""
        if self._text is None:
            self._text = self.canvas.beginText()
        text, style = self._text, (segment.face.value, segment.size, round(segment.word_space, 4))
        if style != self._style:
            if self._style is None or style[:2] != self._style[:2]:
                text.setFont(segment.face.value, segment.size, segment.size)
            if segment.word_space or (self._style and self._style[2]):
                text.setWordSpace(style[2])
            self._style = style
        if colour:
            text.setFillColor(HexColor(f"#{colour}"))
        text.setTextOrigin(*origin)
        text.textLine(segment.text)
        if colour:
            text.setFillGray(0)

    def _flush(self) -> None:
        if self._text is not None:
            if self._style and self._style[2]:
                self._text.setWordSpace(0)
            self.canvas.drawText(self._text)
        self._text, self._style = None, None

    def _write_boxes(self, segment: Segment, origin: tuple[float, float]) -> None:
        """Write what the face lacks as boxes, and under them what they stand for."""
        self._flush()
        actual = segment.text.encode("utf-16-be").hex().upper()
        self.canvas.setFont(segment.face.value, segment.size)
        self.canvas.addLiteral(f"/Span <</ActualText <FEFF{actual}>>> BDC")
        x, y = origin
        for (drawable, _), letters in groupby(
            segment.text, lambda letter: (can_draw(letter, segment.face), letter == " ")
        ):
            text = "".join(letters)
            self.canvas.drawString(x, y, text if drawable else _MISSING_GLYPH * len(text))
            x += width(text, segment.face, segment.size) + segment.word_space * text.count(" ")
        self.canvas.addLiteral("EMC")
