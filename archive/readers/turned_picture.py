"""A picture in colour, read in one ink and turned, of which only those parts are made that are looked at."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from archive.readers.ink import Mask

Shades = NDArray[np.uint8]
Edges = tuple[float, float, float, float]
Dots = tuple[int, int, int, int]
Matrix = tuple[float, float, float, float, float, float]
Turn = tuple[float, bool]
"""Degrees against the clock, and whether all of the picture is kept."""

_AROUND: Final = 3
"""Dots around a part that its edges are made of, and one for rounding."""
_WHITE: Final = 255
_TILE: Final = 16
"""Dots on a side of the parts of a page that are worked out only where they bear ink."""
_CELL: Final = 4
"""Dots on a side of the squares that tell where there is ink."""
_REACH: Final = 12
"""How far what a tile is made of lies from its middle: pages are turned by nine degrees at most."""
_GRAIN: Final = 24
"""How far the shades of bare paper are apart at most; the palest print that is read differs by more."""


class Croppable(Protocol):
    """A picture of which parts are looked at."""

    def crop(self, box: Edges) -> Image.Image:
        """Return the part inside a box, in dots; what lies outside the picture is black."""


@dataclass(frozen=True, slots=True)
class TurnedPicture:
    """What ``ink`` makes of each dot of a picture, turned; a part costs its share of the page."""

    picture: Image.Image
    ink: Callable[[Image.Image], Image.Image]
    turns: tuple[Turn, ...]

    def crop(self, box: Edges) -> Image.Image:
        """Return a part as if it were cut out of the whole."""
        match self.turns:
            case ():
                return self.ink(self.picture.crop(box))
            case ((angle, False),):
                return self._part(angle, box)
            case _:
                whole = self.ink(self.picture)
                for angle, is_kept in self.turns:
                    whole = rotated(whole, angle, expand=is_kept)
                return whole.crop(box)

    def _part(self, angle: float, box: Edges) -> Image.Image:
        left, top, right, bottom = map(round, box)
        inner = _inside((left, top, right, bottom), self.picture)
        made = _made(self.picture, self.ink, _matrix(angle, *self.picture.size), inner)
        return made.crop((left - inner[0], top - inner[1], right - inner[0], bottom - inner[1]))


def _made(
    picture: Image.Image, ink: Callable[[Image.Image], Image.Image], matrix: Matrix, box: Dots
) -> Image.Image:
    """Return a part inside the turned picture, from the dots that it comes from and no others."""
    left, top, right, bottom = box
    source = _source(matrix, box, picture)
    there = _shifted(matrix, (left, top), source[:2])
    return _turned(ink(picture.crop(source)), there, (right - left, bottom - top))


def _shifted(matrix: Matrix, to: tuple[int, int], source: tuple[int, int] = (0, 0)) -> Matrix:
    """Return from where the dots come in a part that begins at ``to``, of a picture cut off at ``source``."""
    a, b, c, d, e, f = matrix
    left, top = to
    return a, b, a * left + b * top + c - source[0], d, e, d * left + e * top + f - source[1]


def _source(matrix: Matrix, box: Dots, picture: Image.Image) -> Dots:
    """Return the part of a picture that a part of the turned one is made of."""
    a, b, c, d, e, f = matrix
    left, top, right, bottom = box
    corners = [(x, y) for x in (left, right) for y in (top, bottom)]
    xs = [a * x + b * y + c for x, y in corners]
    ys = [d * x + e * y + f for x, y in corners]
    first, last = math.floor(min(xs)) - _AROUND, math.ceil(max(xs)) + _AROUND
    high, low = math.floor(min(ys)) - _AROUND, math.ceil(max(ys)) + _AROUND
    return _inside((first, high, last, low), picture)


def _inside(box: Dots, picture: Image.Image) -> Dots:
    """Return the part of a box that the picture covers, at least a dot at its edge."""
    left, top = min(max(box[0], 0), picture.width - 1), min(max(box[1], 0), picture.height - 1)
    return left, top, max(min(box[2], picture.width), left + 1), max(min(box[3], picture.height), top + 1)


def rotated(image: Image.Image, angle: float, *, expand: bool) -> Image.Image:
    """Return a grey picture turned against the clock; what comes into view is white."""
    if expand:
        return image.rotate(angle, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=_WHITE)
    return _turned(image, _matrix(angle, *image.size), image.size)


def _turned(image: Image.Image, matrix: Matrix, size: tuple[int, int]) -> Image.Image:
    """Return a grey picture turned; the dots of bare paper, a good part of a page, are moved as they are."""
    turned = _transformed(image, matrix, size, Image.Resampling.NEAREST)
    for left, top, right, bottom in _inked(_tiles_with_ink(image, matrix, size), size):
        there = _shifted(matrix, (left, top))
        tile = _transformed(image, there, (right - left, bottom - top), Image.Resampling.BICUBIC)
        turned.paste(tile, (left, top))
    return turned


def _transformed(
    image: Image.Image, matrix: Matrix, size: tuple[int, int], how: Image.Resampling
) -> Image.Image:
    return image.transform(size, Image.Transform.AFFINE, matrix, resample=how, fillcolor=_WHITE)


def _inked(tiles_with_ink: Mask, size: tuple[int, int]) -> Iterator[Dots]:
    """Yield the boxes of tiles side by side."""
    width, height = size
    for row, tiles in enumerate(tiles_with_ink):
        edges = np.flatnonzero(np.diff(tiles, prepend=False, append=False)) * _TILE
        for left, right in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            yield (left, row * _TILE, min(right, width), min((row + 1) * _TILE, height))


def _tiles_with_ink(image: Image.Image, matrix: Matrix, size: tuple[int, int]) -> Mask:
    """Tell for each tile of a turned picture whether there is more than paper near where it comes from."""
    a, b, c, d, e, f = matrix
    contrast = _contrast(np.asarray(image))
    xs = np.arange(_TILE // 2, size[0] + _TILE // 2, _TILE)
    ys = np.arange(_TILE // 2, size[1] + _TILE // 2, _TILE)[:, np.newaxis]
    columns = np.clip((a * xs + b * ys + c) // _CELL, 0, contrast.shape[1] - 1).astype(np.intp)
    rows = np.clip((d * xs + e * ys + f) // _CELL, 0, contrast.shape[0] - 1).astype(np.intp)
    return np.asarray(contrast[rows, columns] > _GRAIN)


def _contrast(shades: Shades) -> Shades:
    """Return how far the shades near each cell are apart, as far as half a tile reaches when it is turned."""
    whole = np.pad(shades, [(0, -length % _CELL) for length in shades.shape], mode="edge")
    return np.asarray(_near(whole, np.maximum) - _near(whole, np.minimum))


def _near(shades: Shades, most: np.ufunc) -> Shades:
    """Return the brightest or the darkest shade near each cell; outside the picture it is white."""
    reach = _REACH // _CELL
    rows = reduce(most, [shades[row::_CELL] for row in range(_CELL)])
    cells = reduce(most, [rows[:, column::_CELL] for column in range(_CELL)])
    around = np.pad(cells, reach, constant_values=_WHITE)
    for axis in (0, 1):
        around = reduce(most, [np.roll(around, step, axis=axis) for step in range(-reach, reach + 1)])
    return around[reach:-reach, reach:-reach]


def _matrix(angle: float, width: int, height: int) -> Matrix:
    """Return from where ``rotated`` takes the dots: about the middle, with the clock."""
    radians = -math.radians(angle)
    cosine, sine = round(math.cos(radians), 15), round(math.sin(radians), 15)
    x, y = width / 2, height / 2
    return cosine, sine, x - cosine * x - sine * y, -sine, cosine, y + sine * x - cosine * y
