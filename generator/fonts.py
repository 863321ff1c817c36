"""The four faces that measure text for Word and draw it in PDF: each letter as wide as in Times New Roman."""

from functools import cache, lru_cache
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from generator.font_files import Face, font_files

__all__ = ["ASCENT", "LINE_HEIGHT", "Face", "can_draw", "can_draw_all", "font", "width"]

ASCENT: Final = 1825 / 2048
"""Share of the font size above the baseline."""
LINE_HEIGHT: Final = (1825 + 443 + 87) / 2048
"""Height of a single-spaced line of Times New Roman, as a share of the font size."""


@cache
def font(face: Face) -> TTFont:
    """Return the face, registered with the PDF library on first use."""
    loaded = TTFont(face.value, str(font_files()[face]), asciiReadable=0)
    pdfmetrics.registerFont(loaded)
    return loaded


@lru_cache(maxsize=1 << 15)
def width(text: str, face: Face, size: float) -> float:
    """Return how wide the text is on one line, in points; the words of a form recur in each of its copies."""
    return float(font(face).stringWidth(text, size))


def can_draw(letter: str, face: Face = Face.REGULAR) -> bool:
    """Whether the face has a glyph for the letter."""
    return ord(letter) in font(face).face.charToGlyph


def can_draw_all(text: str, face: Face) -> bool:
    """Whether the face has a glyph for every letter of a text."""
    return bool(font(face).face.charToGlyph.keys() >= set(map(ord, text)))
