"""The picture of a page made ready for recognition: upright, straight, dark ink on white, stamps faded."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops

from archive.readers.even_light import evenly_lit
from archive.readers.turned_picture import Croppable, Turn, TurnedPicture, rotated

Spots = NDArray[np.float32]

_SMALL: Final = 900
"""Width in pixels at which the slope of the lines is measured."""
_MOST_SLOPE: Final = 8.0
_COARSE, _FINE = 1.0, 0.1
_WORTH_TURNING: Final = 0.15
"""Degrees below which lines are straight enough."""
_INK: Final = 153
"""Brightness below which a spot is ink."""
_FADED: Final = 2.0
"""How much brighter a spot is made per shade of colour in it: red, blue and violet ink become paper."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page in grey, made ready for recognition, without red ink, as of seals."""

    printed: Image.Image
    coloured: Image.Image | None = None
    """The picture as it came; None for one without colours."""
    turns: tuple[Turn, ...] = ()
    """What was done to it since."""

    @classmethod
    def of(cls, image: Image.Image) -> Self:
        """Take the page out of a picture in colour, grey, or black and white."""
        if image.mode in {"1", "L", "I;16", "I", "F"}:
            return cls(evenly_lit(image.convert("L")))
        picture = evenly_lit(image if image.mode == "RGB" else image.convert("RGB"))
        red, *others = picture.split()
        if _is_grey(red, others):
            return cls(red)
        # In the red channel red ink is as bright as paper, in the green one as dark as any; black and blue
        # ink are dark in both.
        return cls(red, picture)

    @property
    def inked(self) -> Croppable:
        """The page with the ink of every colour."""
        return self._in(_green)

    @property
    def in_black(self) -> Croppable:
        """The page without any coloured ink: what a printer put there, without pens, seals and stamps."""
        return self._in(_without_colours)

    def straightened(self) -> Self:
        """Return the page with its lines level."""
        angle = slope(self.printed)
        if abs(angle) < _WORTH_TURNING:
            return self
        return self._turned(-angle, expand=False)

    def turned(self, quarters: int) -> Self:
        """Return the page turned by quarters against the clock."""
        return self._turned(90 * quarters, expand=True)

    def _turned(self, angle: float, *, expand: bool) -> Self:
        printed = rotated(self.printed, angle, expand=expand)
        return type(self)(printed, self.coloured, (*self.turns, (angle, expand)))

    def _in(self, ink: Callable[[Image.Image], Image.Image]) -> Croppable:
        return self.printed if self.coloured is None else TurnedPicture(self.coloured, ink, self.turns)


def _is_grey(red: Image.Image, others: list[Image.Image]) -> bool:
    return all(ImageChops.difference(red, other).getbbox() is None for other in others)


def _green(picture: Image.Image) -> Image.Image:
    return picture.getchannel("G")


def _without_colours(picture: Image.Image) -> Image.Image:
    channels = picture.split()
    brightest = reduce(ImageChops.lighter, channels)
    colour = ImageChops.subtract(brightest, reduce(ImageChops.darker, channels))
    return ImageChops.add(brightest, colour.point(lambda shade: min(round(shade * _FADED), 255)))


def slope(image: Image.Image, *, most: float = _MOST_SLOPE) -> float:
    """Return by how many degrees, up or down, the lines of a page rise to the right."""
    rows, columns = np.nonzero(np.asarray(_reduced(image)) < _INK)
    if not len(rows):
        return 0.0
    ink = rows.astype(np.float32), columns.astype(np.float32)
    best = _steepest(*ink, np.arange(-most, most + _COARSE, _COARSE))
    return _steepest(*ink, np.arange(best - _COARSE, best + _COARSE, _FINE))


def _reduced(image: Image.Image) -> Image.Image:
    if image.width <= _SMALL:
        return image
    return image.resize((_SMALL, round(image.height * _SMALL / image.width)), Image.Resampling.BOX)


def _steepest(rows: Spots, columns: Spots, angles: NDArray[np.float64]) -> float:
    """Return the angle along which the ink gathers most sharply into lines."""
    return float(max(angles, key=lambda angle: _sharpness(rows, columns, float(angle))))


def _sharpness(rows: Spots, columns: Spots, angle: float) -> float:
    heights = rows + columns * np.float32(np.tan(np.radians(angle)))
    heights -= heights.min()
    profile = np.bincount(heights.astype(np.int32)).astype(np.float64)
    return float(np.square(np.diff(profile)).sum())
