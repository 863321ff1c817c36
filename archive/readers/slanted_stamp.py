"""Look at stamps that stand aslant or in a frame, one by one: turned level, without the frame around them."""

from dataclasses import replace
from itertools import repeat
from typing import Final

import numpy as np
from PIL import Image

from archive.read_document import Box
from archive.readers.ink import Mask, Piece, pieces
from archive.readers.ocr import OcrFailedError, SeenWord, words_of_line
from archive.readers.page_image import slope

_CELL_MM: Final = 1.0
"""Ink that is no further apart than two such cells belongs to one stamp."""
_NARROWEST_MM, _WIDEST_MM = 14.0, 75.0
_LOWEST_MM, _HIGHEST_MM = 6.0, 42.0
_MOST: Final = 3
"""Places on a page that are looked at; handwriting makes as many more."""
_MOST_SLOPE: Final = 45.0
_FRAME: Final = 0.35
"""Share of the stamp's width from which on a piece of ink may be a frame, no letter."""
_HOLLOW: Final = 0.25
"""Share of its box that a frame fills at most; letters that touch each other fill more."""
_SIDE: Final = 0.8
"""Share of width or height from which on ink is a side of the frame; no row of letters is so full."""
_OUTER: Final = 0.3
"""Share of a stamp, from each edge, in which the sides of its frame stand."""
_THIN: Final = 4
"""Dots: no part of a letter is thinner, the remains of a frame are."""
_SURE: Final = 0.5
_FEWEST: Final = 3
"""Letters of the shortest stamp."""
_MARGIN: Final = 12
"""Dots of paper around what is read."""
_WELL_READ: Final = 90
"""Dots from which on a line is high enough to be read well."""


def slanted_stamps(ink: Mask, *, dots_per_inch: int) -> list[list[SeenWord]]:
    """Return the words of each stamp among what ``ink`` marks; what is not in capitals is no stamp."""
    found = (_read(ink, box, dots_per_inch) for box in _places(ink, dots_per_inch / 25.4))
    return [words for words in found if _is_stamp("".join(word.text for word in words))]


def _read(ink: Mask, box: Box, dots_per_inch: int) -> list[SeenWord]:
    """Return the words of a stamp side by side, as if it were level."""
    try:
        seen = words_of_line(letters_of(ink, box), dots_per_inch=dots_per_inch)
    except OcrFailedError:
        return []
    words = [word for word in seen if sum(map(str.isalpha, word.text)) > 1]
    left, top, right, bottom = box
    step = (right - left) / max(len(words), 1)
    return [
        replace(word, box=(left + index * step, top, left + (index + 1) * step, bottom), line=("stamp",))
        for index, word in enumerate(words)
    ]


def without_words(ink: Mask, words: list[SeenWord], *, dots_per_inch: int) -> Mask:
    """Return what is left of the ink where recognition was not sure of what it saw."""
    left = ink.copy()
    margin = round(_CELL_MM * dots_per_inch / 25.4)
    for word in words:
        if word.confidence >= _SURE:
            x0, y0, x1, y1 = map(round, word.box)
            left[max(y0 - margin, 0) : y1 + margin, max(x0 - margin, 0) : x1 + margin] = False
    return left


def _is_stamp(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return len(letters) >= _FEWEST and all(map(str.isupper, letters))


def _places(ink: Mask, dots: float) -> list[Box]:
    """Return the boxes, in dots, of what may be a stamp by its size, those of most ink first."""
    side = round(_CELL_MM * dots)
    fitting = [box for box in map(_scaled, pieces(_cells(ink, side)), repeat(side)) if _fits(box, dots)]
    outermost = [box for box in fitting if not any(_holds(other, box) for other in fitting)]
    return sorted(outermost, key=lambda box: -_part(ink, box).sum())[:_MOST]


def _holds(outer: Box, inner: Box) -> bool:
    """Whether a box lies inside another, as the inner line of a double frame does."""
    begins = outer[0] <= inner[0] and outer[1] <= inner[1]
    return outer != inner and begins and inner[2] <= outer[2] and inner[3] <= outer[3]


def _scaled(piece: Piece, side: int) -> Box:
    left, top, right, bottom = piece.box
    return (float(left * side), float(top * side), float(right * side), float(bottom * side))


def _cells(ink: Mask, side: int) -> Mask:
    rows, columns = (length // side for length in ink.shape)
    whole = ink[: rows * side, : columns * side]
    stripes = whole.reshape(rows, side, -1).any(axis=1)  # both axes at once cost seven times as much
    return np.asarray(stripes.reshape(rows, columns, side).any(axis=2))


def _fits(box: Box, dots: float) -> bool:
    width, height = (box[2] - box[0]) / dots, (box[3] - box[1]) / dots
    is_wide = _NARROWEST_MM <= width <= _WIDEST_MM and width > height
    return is_wide and _LOWEST_MM <= height <= _HIGHEST_MM


def _part(ink: Mask, box: Box) -> Mask:
    left, top, right, bottom = map(round, box)
    return ink[top:bottom, left:right]


def letters_of(ink: Mask, box: Box) -> Image.Image:
    """Return the picture of a stamp with its words level, its frame taken out."""
    picture = _picture(_part(ink, box))
    angle = slope(picture, most=_MOST_SLOPE)
    turned = picture.rotate(-angle, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    letters = _picture(np.pad(_letters(_unframed(np.asarray(turned) < _HALF)), _MARGIN))
    scale = max(1.0, _WELL_READ / letters.height)
    return letters.resize((round(letters.width * scale), round(letters.height * scale)))


_HALF: Final = 128


def _picture(ink: Mask) -> Image.Image:
    return Image.fromarray(np.where(ink, 0, 255).astype(np.uint8))


def _unframed(ink: Mask) -> Mask:
    """Return a stamp without the sides of a level frame; letters that touch it stay."""
    left = _cut_out(ink)
    rows, columns = _sides(left), _sides(left.T)
    if _face_each_other(rows) and _face_each_other(columns):  # a line under the words is no frame
        left[rows, :] = False
        left[:, columns] = False
    return left


def _face_each_other(sides: Mask) -> bool:
    half = len(sides) // 2
    return bool(sides[:half].any() and sides[half:].any())


def _sides(ink: Mask) -> Mask:
    """Tell which rows are as full as the side of a frame, near the first and the last."""
    near = round(len(ink) * _OUTER)
    full = np.asarray(ink.mean(axis=1) > _SIDE) if ink.size else np.zeros(len(ink), dtype=np.bool_)
    full[near : len(full) - near] = False
    return full


def _cut_out(ink: Mask) -> Mask:
    """Return a copy of the part that bears ink."""
    rows, columns = np.nonzero(ink)
    if not rows.size:
        return ink.copy()
    return ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1].copy()


def _is_frame(piece: Piece, whole: int) -> bool:
    left, top, right, bottom = piece.box
    width, height = right - left, bottom - top
    is_hollow = piece.ink < _HOLLOW * width * height
    return min(width, height) < _THIN or (width > _FRAME * whole and is_hollow)


def _letters(ink: Mask) -> Mask:
    """Return the ink without a frame or what is left of one, cut out around the rest."""
    left = ink.copy()
    for piece in pieces(ink):
        if _is_frame(piece, ink.shape[1]):
            piece.blot_out(left)
    return _cut_out(left)
