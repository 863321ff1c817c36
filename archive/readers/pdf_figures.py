"""Figures on a page with text that may be stamps: pictures, and letters that are drawn as outlines."""

from collections.abc import Iterable, Iterator
from math import isclose
from typing import Final

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from archive.read_document import Box, Page
from archive.readers.pasted import NARROWEST_MM, WIDEST_MM
from archive.readers.pdf_words import POINT, placing, united

_LOWEST_MM, _HIGHEST_MM = 4.0, 60.0
_UPPER: Final = 0.55
"""Share of the page from its top within which stamps stand; seals and signatures come below."""
_THINNEST_MM: Final = 1.0
"""What is less wide or less high is a rule."""
_APART_MM: Final = 3.0
"""What is no further apart belongs to one figure."""
_SQUARE: Final = 0.05
"""Codes to be scanned, emblems and seals are as wide as high."""
_MOST_PIECES: Final = 300
"""A page of more is a drawing or a map."""
_MOST_OBJECTS: Final = 5_000
_DEPTH: Final = 4
_MARGIN_MM: Final = 1.0
_DOTS: Final = 700
"""How wide the picture of a figure is made."""


def figures(page: pypdfium2.PdfPage, read: Page) -> Iterator[Image.Image]:
    """Yield the picture of each figure on the upper part of the page that has the size of a stamp.

    Frames around words of ``read`` are none.
    """
    words = [word.box for line in read.lines for word in line.words]
    for box in _joined(_pieces(page, words)):
        width, height = box[2] - box[0], box[3] - box[1]
        is_of_size = NARROWEST_MM <= width <= WIDEST_MM and _LOWEST_MM <= height <= _HIGHEST_MM
        if is_of_size and not isclose(width, height, rel_tol=_SQUARE):
            yield _pictured(page, box)


def _pieces(page: pypdfium2.PdfPage, words: list[Box]) -> Iterator[Box]:
    place, lowest = placing(page), page.get_height() * POINT * _UPPER
    count = 0
    kinds = [raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH]
    for number, one in enumerate(page.get_objects(filter=kinds, max_depth=_DEPTH)):
        box = place(_rectangle(one))
        is_drawn = one.type == raw.FPDF_PAGEOBJ_PATH
        if not _may_belong(box, lowest) or (is_drawn and any(_holds(box, word) for word in words)):
            continue
        count += 1
        if count > _MOST_PIECES or number > _MOST_OBJECTS:
            return
        yield box


def _may_belong(box: Box, lowest: float) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    is_small = _THINNEST_MM <= width <= WIDEST_MM and _THINNEST_MM <= height <= _HIGHEST_MM
    return is_small and box[1] < lowest


def _holds(outer: Box, inner: Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _rectangle(one: pypdfium2.PdfObject) -> raw.FS_RECTF:
    """Return where an object lies on the page, also one inside forms, which have a space of their own."""
    left, bottom, right, top = one.get_bounds()
    corners = [(left, bottom), (left, top), (right, bottom), (right, top)]
    around = one.container
    while around is not None:
        matrix = around.get_matrix()
        corners = [matrix.on_point(x, y) for x, y in corners]
        around = around.container
    xs, ys = zip(*corners, strict=True)
    return raw.FS_RECTF(left=min(xs), bottom=min(ys), right=max(xs), top=max(ys))


def _joined(boxes: Iterable[Box]) -> list[Box]:
    """Return the boxes, those that lie close to each other as one."""
    whole: list[Box] = []
    for box in boxes:
        grown = box
        while near := [one for one in whole if _is_near(one, grown)]:
            whole = [one for one in whole if one not in near]
            grown = united([grown, *near])
        whole.append(grown)
    return whole


def _is_near(one: Box, other: Box) -> bool:
    across = max(one[0], other[0]) - min(one[2], other[2])
    down = max(one[1], other[1]) - min(one[3], other[3])
    return max(across, down) <= _APART_MM


def _pictured(page: pypdfium2.PdfPage, box: Box) -> Image.Image:
    left, top, right, bottom = (edge / POINT for edge in box)
    margin = _MARGIN_MM / POINT
    crop = (
        max(left - margin, 0.0),
        max(page.get_height() - bottom - margin, 0.0),
        max(page.get_width() - right - margin, 0.0),
        max(top - margin, 0.0),
    )
    drawn = page.render(scale=_DOTS / (right - left + 2 * margin), crop=crop, rev_byteorder=True)
    picture: Image.Image = drawn.to_pil()
    return picture.convert("RGB")
