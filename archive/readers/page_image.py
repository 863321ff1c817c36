"""The picture of a page made ready for recognition: upright, straight, dark ink on white, stamps faded."""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]

_SMALL: Final = 900
"""Width in pixels at which the slope of the lines is measured."""
_MOST_SLOPE: Final = 8.0
_COARSE, _FINE = 1.0, 0.1
_WORTH_TURNING: Final = 0.15
"""Degrees below which lines are straight enough."""
_INK: Final = 0.6


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page in grey, twice: without red ink, as of seals, and with the ink of every colour."""

    printed: Image.Image
    inked: Image.Image

    @classmethod
    def of(cls, image: Image.Image) -> Self:
        """Take the page out of a picture in colour, grey, or black and white."""
        if image.mode in {"1", "L", "I;16", "I", "F"}:
            page = image.convert("L")
            return cls(page, page)
        # In the red channel red ink is as bright as paper, in the green one as dark as any; black and blue
        # ink are dark in both.
        red, green, _ = image.convert("RGB").split()
        return cls(red, green)

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
        printed, inked = (
            image.rotate(angle, resample=Image.Resampling.BICUBIC, expand=expand, fillcolor=255)
            for image in (self.printed, self.inked)
        )
        return type(self)(printed, inked)


def slope(image: Image.Image) -> float:
    """Return by how many degrees the lines of a page rise to the right."""
    small = np.asarray(_reduced(image), dtype=np.float32)
    ink = (small < _INK * 255).astype(np.float32)
    if not ink.any():
        return 0.0
    rows, columns = np.nonzero(ink)
    best = _steepest(rows, columns, np.arange(-_MOST_SLOPE, _MOST_SLOPE + _COARSE, _COARSE))
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
