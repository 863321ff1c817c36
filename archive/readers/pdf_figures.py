"""Figures on a page with text that may be stamps: pictures, and letters that are drawn as outlines."""

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from math import isclose
from typing import Final

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from archive.read_document import Box, Page
from archive.readers.pasted import NARROWEST_MM, WIDEST_MM
from archive.readers.pdf_words import POINT, placing, united

_LOWEST_MM, _HIGHEST_MM = 4.0, 70.0
_UPPER: Final = 0.55
"""Share of the page from its top within which stamps stand; seals and signatures come below."""
_THINNEST_MM: Final = 1.0
"""What is less wide or less high is a rule."""
_APART_MM: Final = 3.0
"""What is no further apart belongs to one figure."""
_SQUARE: Final = 0.05
"""Codes to be scanned, emblems and seals are as wide as high."""
_MOST_PIECES: Final = 300
"""Of each kind; a page of more is a drawing or a map."""
_MOST_OBJECTS: Final = 5_000
_DEPTH: Final = 4
_RED: Final = 50
"""How much more red than green is in what is red."""
_MARGIN_MM: Final = 1.0
_DOTS: Final = 700
"""How wide the picture of a figure is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """What is drawn in a place: a picture, or a path where ``picture`` is None."""

    box: Box
    picture: pypdfium2.PdfImage | None = None


def figures(page: pypdfium2.PdfPage, read: Page) -> Iterator[Image.Image]:
    """Yield the picture of each figure on the upper part of the page that has the size of a stamp.

    Frames around words of ``read`` are none. What print or the edge of the page comes too close to is
    shown again without it: in its red ink, and each picture by itself.
    """
    words = [word.box for line in read.lines for word in line.words]
    sheet = (0.0, 0.0, page.get_width() * POINT, page.get_height() * POINT)
    pieces = list(_pieces(page, words))
    for box in _joined(piece.box for piece in pieces):
        shown = _common(box, sheet)
        is_free = shown == box and not any(_is_near(box, word, _MARGIN_MM) for word in words)
        region = _pictured(page, shown) if shown is not None and _is_of_size(shown) else None
        if region is not None:
            yield region
        if is_free and region is not None:
            continue
        inside = [one.picture for one in pieces if _holds(box, one.box) and _is_of_size(one.box)]
        yield from _uncovered(region, filter(None, inside), turn=-page.get_rotation())


def _uncovered(
    region: Image.Image | None, pictures: Iterable[pypdfium2.PdfImage], *, turn: int
) -> Iterator[Image.Image]:
    """Yield the red ink of a region, and pictures as they are without what lies over or below them."""
    from archive.readers.on_paper import in_red, on_paper  # noqa: PLC0415 - slow to load, and few letters have figures

    if region is not None and (red := in_red(region)) is not None:
        yield red
    for picture in pictures:
        try:
            drawn = picture.get_bitmap(render=True).to_pil()
        except pypdfium2.PdfiumError:  # its place on the page was looked at all the same
            continue
        yield on_paper(drawn).rotate(turn, expand=True)


def _is_of_size(box: Box) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    is_of_size = NARROWEST_MM <= width <= WIDEST_MM and _LOWEST_MM <= height <= _HIGHEST_MM
    return is_of_size and not isclose(width, height, rel_tol=_SQUARE)


def _common(box: Box, sheet: Box) -> Box | None:
    """Return the part of a box that lies on the sheet."""
    left, top = max(box[0], sheet[0]), max(box[1], sheet[1])
    right, bottom = min(box[2], sheet[2]), min(box[3], sheet[3])
    return (left, top, right, bottom) if left < right and top < bottom else None


def _pieces(page: pypdfium2.PdfPage, words: list[Box]) -> Iterator[_Piece]:
    place, lowest = placing(page), page.get_height() * POINT * _UPPER
    counts = {raw.FPDF_PAGEOBJ_IMAGE: 0, raw.FPDF_PAGEOBJ_PATH: 0}
    for one in islice(page.get_objects(filter=list(counts), max_depth=_DEPTH), _MOST_OBJECTS):
        box = place(_rectangle(one))
        is_drawn = one.type == raw.FPDF_PAGEOBJ_PATH
        if not _may_belong(box, lowest):
            continue
        if is_drawn and any(_holds(box, word) for word in words) and not _is_filled_red(one):
            continue
        counts[one.type] += 1
        if counts[one.type] <= _MOST_PIECES:
            yield _Piece(box=box, picture=one if isinstance(one, pypdfium2.PdfImage) else None)


def _is_filled_red(path: pypdfium2.PdfObject) -> bool:
    """Whether a path is a red letter rather than a frame or a ground."""
    mode, is_stroked = ctypes.c_int(), ctypes.c_int()
    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPath_GetDrawMode(path, mode, is_stroked)
    raw.FPDFPageObj_GetFillColor(path, red, green, blue, opacity)
    return bool(mode.value) and red.value - green.value > _RED


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


def _is_near(one: Box, other: Box, apart: float = _APART_MM) -> bool:
    across = max(one[0], other[0]) - min(one[2], other[2])
    down = max(one[1], other[1]) - min(one[3], other[3])
    return max(across, down) <= apart


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
