"""The words of a PDF page with their boxes, as pdfium lists its characters."""

import ctypes
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from archive.read_document import Box
from model.vietnamese import nfc

POINT = 25.4 / 72
"""Millimetres in a point."""
_WORD = re.compile(r"\S+")
_HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-"})
"""pdfium takes a hyphen at the end of a line for one that parts a word; Vietnamese parts no words."""
_FONT_NAME_BYTES = 96
_BOLD_WEIGHT = 600


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word in millimetres from the top left corner of the page as it is shown."""

    text: str
    box: Box
    size: float
    bold: bool = False
    italic: bool = False
    confidence: float | None = None
    """How sure recognition was of it (0 to 1); None in a text layer."""

    @property
    def middle(self) -> float:
        """Height of the word's middle line."""
        return (self.box[1] + self.box[3]) / 2

    @property
    def height(self) -> float:
        """Height of its line of type."""
        return self.box[3] - self.box[1]


def read_words(page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage) -> list[PlacedWord]:
    """Return the words of a page, whose text was loaded, in the order of the content stream."""
    return list(_words(text_page, placing(page)))


def _words(text_page: pypdfium2.PdfTextPage, place: Callable[[raw.FS_RECTF], Box]) -> Iterator[PlacedWord]:
    rectangle = raw.FS_RECTF()
    for match in _WORD.finditer(_characters(text_page)):
        boxes = [
            place(rectangle)
            for index in (match.start(), match.end() - 1)
            if raw.FPDFText_GetLooseCharBox(text_page, index, rectangle)
        ]
        text = nfc(match[0]).translate(_HYPHENS)
        if boxes and text:
            yield PlacedWord(text, united(boxes), *_type(text_page, match.start()))


def _characters(text_page: pypdfium2.PdfTextPage) -> str:
    """Return the text with one character per index of pdfium, which its own text does not always keep."""
    count = text_page.count_chars()
    text = str(text_page.get_text_range())
    if len(text) == count:
        return text
    return "".join(chr(raw.FPDFText_GetUnicode(text_page, index) or 32) for index in range(count))


def united(boxes: list[Box]) -> Box:
    """Return the box around all boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def _type(text_page: pypdfium2.PdfTextPage, index: int) -> tuple[float, bool, bool]:
    """Return the size in points, and whether the type is bold and italic by weight or font name."""
    name = ctypes.create_string_buffer(_FONT_NAME_BYTES)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(text_page, index, name, _FONT_NAME_BYTES, flags)
    font = name.value.lower()
    bold = b"bold" in font or raw.FPDFText_GetFontWeight(text_page, index) >= _BOLD_WEIGHT
    return raw.FPDFText_GetFontSize(text_page, index), bold, b"italic" in font or b"oblique" in font


def placing(page: pypdfium2.PdfPage) -> Callable[[raw.FS_RECTF], Box]:
    """Return how a rectangle of the page's own space lies on the page as shown: cropped and turned."""
    left, bottom, right, top = page.get_cropbox()

    def unturned(box: raw.FS_RECTF) -> Box:
        return (box.left - left, top - box.top, box.right - left, top - box.bottom)

    def quarter(box: raw.FS_RECTF) -> Box:
        return (box.bottom - bottom, box.left - left, box.top - bottom, box.right - left)

    def half(box: raw.FS_RECTF) -> Box:
        return (right - box.right, box.bottom - bottom, right - box.left, box.top - bottom)

    def three_quarters(box: raw.FS_RECTF) -> Box:
        return (top - box.top, right - box.right, top - box.bottom, right - box.left)

    turned = {0: unturned, 90: quarter, 180: half, 270: three_quarters}[page.get_rotation()]

    def place(box: raw.FS_RECTF) -> Box:
        x0, y0, x1, y1 = turned(box)
        return (x0 * POINT, y0 * POINT, x1 * POINT, y1 * POINT)

    return place
