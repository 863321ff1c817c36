"""A picture in colour, read in one ink and turned, of which only those parts are made that are looked at."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from PIL import Image

from archive.readers.ink import Mask

Edges = tuple[float, float, float, float]
Dots = tuple[int, int, int, int]
Matrix = tuple[float, float, float, float, float, float]
Turn = tuple[float, bool]
"""Degrees against the clock, and whether all of the picture is kept."""

_AROUND: Final = 3
"""Dots around a part that its edges are made of, and one for rounding."""
_WHITE: Final = 255
_TILE: Final = 32
"""Dots on a side of the parts of a page that are made only where they bear ink."""
_CELL: Final = 8
"""Dots on a side of the squares that tell where there is ink."""
_REACH: Final = 40
"""Half the diagonal of a tile, what is around it, and a cell for rounding."""
_IS_INK: Final = [255] * _WHITE + [0]


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
    """Return a grey picture turned; what is made of white alone, a good part of a page, is not worked out."""
    turned = Image.new(image.mode, size, _WHITE)
    for left, top, right, bottom in _inked(_tiles_with_ink(image, matrix, size), size):
        tile = image.transform(
            (right - left, bottom - top),
            Image.Transform.AFFINE,
            _shifted(matrix, (left, top)),
            resample=Image.Resampling.BICUBIC,
            fillcolor=_WHITE,
        )
        turned.paste(tile, (left, top))
    return turned


def _inked(tiles_with_ink: Mask, size: tuple[int, int]) -> Iterator[Dots]:
    """Yield the boxes of tiles side by side."""
    width, height = size
    for row, tiles in enumerate(tiles_with_ink):
        edges = np.flatnonzero(np.diff(tiles, prepend=False, append=False)) * _TILE
        for left, right in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            yield (left, row * _TILE, min(right, width), min((row + 1) * _TILE, height))


def _tiles_with_ink(image: Image.Image, matrix: Matrix, size: tuple[int, int]) -> Mask:
    """Tell for each tile of a turned picture whether there is anything but white near where it comes from."""
    a, b, c, d, e, f = matrix
    near = _near(np.asarray(image.point(_IS_INK).reduce(_CELL)) > 0)
    xs = np.arange(_TILE // 2, size[0] + _TILE // 2, _TILE)
    ys = np.arange(_TILE // 2, size[1] + _TILE // 2, _TILE)[:, np.newaxis]
    columns = np.clip((a * xs + b * ys + c) // _CELL, 0, near.shape[1] - 1).astype(np.intp)
    rows = np.clip((d * xs + e * ys + f) // _CELL, 0, near.shape[0] - 1).astype(np.intp)
    return np.asarray(near[rows, columns])


def _near(cells: Mask) -> Mask:
    """Mark the cells around those that are marked, too, as far as half a tile reaches when it is turned."""
    reach = _REACH // _CELL
    padded = np.pad(cells, reach)
    across = np.logical_or.reduce([np.roll(padded, step, axis=1) for step in range(-reach, reach + 1)])
    around = np.logical_or.reduce([np.roll(across, step, axis=0) for step in range(-reach, reach + 1)])
    return np.asarray(around[reach:-reach, reach:-reach])


def _matrix(angle: float, width: int, height: int) -> Matrix:
    """Return from where ``rotated`` takes the dots: about the middle, with the clock."""
    radians = -math.radians(angle)
    cosine, sine = round(math.cos(radians), 15), round(math.sin(radians), 15)
    x, y = width / 2, height / 2
    return cosine, sine, x - cosine * x - sine * y, -sine, cosine, y + sine * x - cosine * y
