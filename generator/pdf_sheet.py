"""One sheet of the PDF, measured in points from its upper left corner."""

from dataclasses import dataclass
from itertools import groupby
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from generator.fonts import can_draw, width
from generator.typesetting import Segment

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

    def write(self, segment: Segment, left: float, baseline: float) -> None:
        """Write a piece of a line; ``left`` is the left edge of its column."""
        x = left + segment.x
        self.canvas.setFont(segment.face.value, segment.size)
        for drawable, letters in groupby(segment.text, lambda letter: can_draw(letter, segment.face)):
            text = "".join(letters)
            if drawable:
                self.canvas.drawString(x, self.height - baseline, text)
            else:
                self._write_missing(text, x, baseline)
            x += width(text, segment.face, segment.size)

    def _write_missing(self, text: str, x: float, baseline: float) -> None:
        """Draw a box for each letter without glyph; whoever copies the text still gets the letters."""
        actual = text.encode("utf-16-be").hex().upper()
        self.canvas.addLiteral(f"/Span <</ActualText <FEFF{actual}>>> BDC")
        self.canvas.drawString(x, self.height - baseline, _MISSING_GLYPH * len(text))
        self.canvas.addLiteral("EMC")
