"""A picture in colour, read in one ink and turned, of which only those parts are made that are looked at."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from PIL import Image

Edges = tuple[float, float, float, float]
Dots = tuple[int, int, int, int]
Matrix = tuple[float, float, float, float, float, float]
Turn = tuple[float, bool]
"""Degrees against the clock, and whether all of the picture is kept."""

_AROUND: Final = 3
"""Dots around a part that its edges are made of, and one for rounding."""
_WHITE: Final = 255


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
        made = self._made(_matrix(angle, *self.picture.size), inner)
        return made.crop((left - inner[0], top - inner[1], right - inner[0], bottom - inner[1]))

    def _made(self, matrix: Matrix, box: Dots) -> Image.Image:
        """Return a part inside the picture, from the dots that it comes from and no others."""
        a, b, c, d, e, f = matrix
        left, top, right, bottom = box
        corners = [(x, y) for x in (left, right) for y in (top, bottom)]
        xs = [a * x + b * y + c for x, y in corners]
        ys = [d * x + e * y + f for x, y in corners]
        first, last = math.floor(min(xs)) - _AROUND, math.ceil(max(xs)) + _AROUND
        high, low = math.floor(min(ys)) - _AROUND, math.ceil(max(ys)) + _AROUND
        source = _inside((first, high, last, low), self.picture)
        there = a, b, a * left + b * top + c - source[0], d, e, d * left + e * top + f - source[1]
        return self.ink(self.picture.crop(source)).transform(
            (right - left, bottom - top),
            Image.Transform.AFFINE,
            there,
            resample=Image.Resampling.BICUBIC,
            fillcolor=_WHITE,
        )


def _inside(box: Dots, picture: Image.Image) -> Dots:
    """Return the part of a box that the picture covers, at least a dot at its edge."""
    left, top = min(max(box[0], 0), picture.width - 1), min(max(box[1], 0), picture.height - 1)
    return left, top, max(min(box[2], picture.width), left + 1), max(min(box[3], picture.height), top + 1)


def rotated(image: Image.Image, angle: float, *, expand: bool) -> Image.Image:
    """Return a picture turned against the clock; what comes into view is white."""
    return image.rotate(angle, resample=Image.Resampling.BICUBIC, expand=expand, fillcolor=_WHITE)


def _matrix(angle: float, width: int, height: int) -> Matrix:
    """Return from where ``rotated`` takes the dots: about the middle, with the clock."""
    radians = -math.radians(angle)
    cosine, sine = round(math.cos(radians), 15), round(math.sin(radians), 15)
    x, y = width / 2, height / 2
    return cosine, sine, x - cosine * x - sine * y, -sine, cosine, y + sine * x - cosine * y
