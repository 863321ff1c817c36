"""One sheet of the PDF, measured in points from its upper left corner."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from generator.fonts import can_draw, width
from generator.typesetting import Frame, Pattern, Segment

_MISSING_GLYPH: Final = "\u25a1"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to draw on."""

    canvas: Canvas
    height: float

    def line(self, start: tuple[float, float], end: tuple[float, float], thickness: float) -> None:
        """Draw a straight line between two points (x, y)."""
        self.canvas.setLineWidth(thickness)
        self.canvas.line(start[0], self.height - start[1], end[0], self.height - end[1])

    def frame(self, frame: Frame, left: float, span: tuple[float, float]) -> None:
        """Draw a rectangle between two heights; its column begins at ``left``."""
        top, bottom = span
        self.canvas.setLineWidth(frame.thickness)
        self.canvas.rect(left + frame.start, self.height - bottom, frame.end - frame.start, bottom - top)

    @contextmanager
    def ink(self, colour: str | None) -> Iterator[None]:
        """Write and draw in a colour, given in hexadecimal digits; None is black."""
        if colour is None:
            yield
            return
        self.canvas.saveState()
        self.canvas.setFillColor(HexColor(f"#{colour}"))
        self.canvas.setStrokeColor(HexColor(f"#{colour}"))
        yield
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

    def write(self, segment: Segment, left: float, baseline: float) -> None:
        """Write a piece of a line; ``left`` is the left edge of its column.

        A letter without glyph becomes a box; who copies the text still gets the letter.
        """
        origin = (left + segment.x, self.height - baseline)
        self.canvas.setFont(segment.face.value, segment.size)
        if all(can_draw(letter, segment.face) for letter in segment.text):
            self.canvas.drawString(*origin, segment.text)
            return
        actual = segment.text.encode("utf-16-be").hex().upper()
        self.canvas.addLiteral(f"/Span <</ActualText <FEFF{actual}>>> BDC")
        self._write_boxes(segment, origin)
        self.canvas.addLiteral("EMC")

    def _write_boxes(self, segment: Segment, origin: tuple[float, float]) -> None:
        x, y = origin
        for drawable, letters in groupby(segment.text, lambda letter: can_draw(letter, segment.face)):
            text = "".join(letters)
            self.canvas.drawString(x, y, text if drawable else _MISSING_GLYPH * len(text))
            x += width(text, segment.face, segment.size)
