"""The words of a PDF page: where they stand on the paper, and in what type."""

import ctypes
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Final

import pypdfium2
from pypdfium2 import raw

_POINT_MM: Final = 25.4 / 72
_WORD = re.compile(r"\S+")
_HYPHENS: Final = str.maketrans({"\ufffe": "-", "\x02": "-"})
"""pdfium takes a hyphen at the end of a line for one that parts a word; Vietnamese parts no words."""
_NAME_BYTES: Final = 128
_BOLD_WEIGHT: Final = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedWord:
    """A word in one look, in millimetres from the top left corner of the paper."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    font: str
    size_pt: float
    bold: bool
    italic: bool
    colour: str | None

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2


def words_of(page: pypdfium2.PdfPage) -> list[PlacedWord]:
    """Return the words of a page in the order of its content."""
    with closing(page.get_textpage()) as text_page:
        return list(_words(text_page, page.get_cropbox()))


def _words(
    text_page: pypdfium2.PdfTextPage, paper: tuple[float, float, float, float]
) -> Iterator[PlacedWord]:
    count = text_page.count_chars()
    letters = "".join(chr(raw.FPDFText_GetUnicode(text_page, index) or 32) for index in range(count))
    for match in _WORD.finditer(letters):
        boxes = [_box(text_page, index) for index in (match.start(), match.end() - 1)]
        font, bold, italic = _font(text_page, match.start())
        yield PlacedWord(
            text=match[0].translate(_HYPHENS),
            left=(min(box.left for box in boxes) - paper[0]) * _POINT_MM,
            right=(max(box.right for box in boxes) - paper[0]) * _POINT_MM,
            top=(paper[3] - max(box.top for box in boxes)) * _POINT_MM,
            bottom=(paper[3] - min(box.bottom for box in boxes)) * _POINT_MM,
            font=font,
            size_pt=round(_size(text_page, match.start()), 1),
            bold=bold,
            italic=italic,
            colour=_colour(text_page, match.start()),
        )


def _box(text_page: pypdfium2.PdfTextPage, index: int) -> raw.FS_RECTF:
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text_page, index, box)
    return box


def _size(text_page: pypdfium2.PdfTextPage, index: int) -> float:
    """Return the size of type as it is seen: many writers scale a font of one point."""
    matrix = raw.FS_MATRIX()
    size = float(raw.FPDFText_GetFontSize(text_page, index))
    if not raw.FPDFText_GetMatrix(text_page, index, matrix):
        return size
    return size * float((matrix.c**2 + matrix.d**2) ** 0.5 or 1.0)


def _font(text_page: pypdfium2.PdfTextPage, index: int) -> tuple[str, bool, bool]:
    """Return the font's name, and whether it is bold and italic by weight or name."""
    name = ctypes.create_string_buffer(_NAME_BYTES)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(text_page, index, name, _NAME_BYTES, flags)
    written = name.value.decode("utf-8", "replace")
    lower = written.lower()
    bold = "bold" in lower or raw.FPDFText_GetFontWeight(text_page, index) >= _BOLD_WEIGHT
    return written.rpartition("+")[2], bold, "italic" in lower or "oblique" in lower


def _colour(text_page: pypdfium2.PdfTextPage, index: int) -> str | None:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFText_GetFillColor(text_page, index, *parts):
        return None
    red, green, blue, _ = (part.value for part in parts)
    return None if red == green == blue == 0 else f"{red:02X}{green:02X}{blue:02X}"
