"""The picture of a page made ready for recognition: upright, straight, dark ink on white, stamps faded."""

from dataclasses import dataclass
from functools import reduce
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops

Pixels = NDArray[np.uint8]

_SMALL: Final = 900
"""Width in pixels at which the slope of the lines is measured."""
_MOST_SLOPE: Final = 8.0
_COARSE, _FINE = 1.0, 0.1
_WORTH_TURNING: Final = 0.15
"""Degrees below which lines are straight enough."""
_INK: Final = 0.6
_FADED: Final = 2.0
"""How much brighter a spot is made per shade of colour in it: red, blue and violet ink become paper."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page in grey, twice: without red ink, as of seals, and with the ink of every colour."""

    printed: Image.Image
    inked: Image.Image
    coloured: Image.Image | None = None
    """The picture as it came; None for one without colours."""
    turns: tuple[tuple[float, bool], ...] = ()
    """What was done to it since: degrees against the clock, and whether all of it was kept."""

    @classmethod
    def of(cls, image: Image.Image) -> Self:
        """Take the page out of a picture in colour, grey, or black and white."""
        if image.mode in {"1", "L", "I;16", "I", "F"}:
            page = image.convert("L")
            return cls(page, page)
        # In the red channel red ink is as bright as paper, in the green one as dark as any; black and blue
        # ink are dark in both.
        picture = image.convert("RGB")
        red, green, _ = picture.split()
        return cls(red, green, picture)

    @property
    def in_black(self) -> Image.Image:
        """The page without any coloured ink: what a printer put there, without pens, seals and stamps."""
        if self.coloured is None:
            return self.printed
        page = _without_colours(self.coloured)
        for angle, expand in self.turns:
            page = _rotated(page, angle, expand=expand)
        return page

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
        printed, inked = (_rotated(image, angle, expand=expand) for image in (self.printed, self.inked))
        return type(self)(printed, inked, self.coloured, (*self.turns, (angle, expand)))


def _rotated(image: Image.Image, angle: float, *, expand: bool) -> Image.Image:
    return image.rotate(angle, resample=Image.Resampling.BICUBIC, expand=expand, fillcolor=255)


def _without_colours(picture: Image.Image) -> Image.Image:
    channels = picture.split()
    brightest = reduce(ImageChops.lighter, channels)
    colour = ImageChops.subtract(brightest, reduce(ImageChops.darker, channels))
    return ImageChops.add(brightest, colour.point(lambda shade: min(round(shade * _FADED), 255)))


def slope(image: Image.Image, *, most: float = _MOST_SLOPE) -> float:
    """Return by how many degrees, up or down, the lines of a page rise to the right."""
    small = np.asarray(_reduced(image), dtype=np.float32)
    ink = (small < _INK * 255).astype(np.float32)
    if not ink.any():
        return 0.0
    rows, columns = np.nonzero(ink)
    best = _steepest(rows, columns, np.arange(-most, most + _COARSE, _COARSE))
    return _steepest(rows, columns, np.arange(best - _COARSE, best + _COARSE, _FINE))


def _reduced(image: Image.Image) -> Image.Image:
    if image.width <= _SMALL:
        return image
    return image.resize((_SMALL, round(image.height * _SMALL / image.width)), Image.Resampling.BOX)


def _steepest(rows: NDArray[np.intp], columns: NDArray[np.intp], angles: NDArray[np.float64]) -> float:
    """Return the angle along which the ink gathers most sharply into lines."""
    return float(max(angles, key=lambda angle: _sharpness(rows, columns, float(angle))))


def _sharpness(rows: NDArray[np.intp], columns: NDArray[np.intp], angle: float) -> float:
    heights = rows + columns * np.tan(np.radians(angle))
    profile = np.bincount((heights - heights.min()).astype(np.intp)).astype(np.float64)
    return float(np.square(np.diff(profile)).sum())
