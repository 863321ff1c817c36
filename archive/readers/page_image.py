"""The picture of a page made ready for recognition: upright, straight, dark ink on white, stamps faded."""

from dataclasses import dataclass
from typing import Final

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
_STAMP: Final = 60
"""How much redder than green and blue the ink of a stamp is, of 255."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page in grey, and how many pixels make a millimetre."""

    image: Image.Image
    per_mm: float


def grey(image: Image.Image) -> Image.Image:
    """Return the page in grey; red ink, as of seals, is taken for paper."""
    if image.mode in {"1", "L", "I;16", "I", "F"}:
        return image.convert("L")
    # In the red channel red ink is as bright as paper, black and blue ink stay dark.
    return image.convert("RGB").getchannel("R")


def slope(image: Image.Image) -> float:
    """Return by how many degrees the lines of a page rise to the right."""
    small = np.asarray(_reduced(image), dtype=np.float32)
    ink = (small < _INK * 255).astype(np.float32)
    if not ink.any():
        return 0.0
    rows, columns = np.nonzero(ink)
    best = _steepest(rows, columns, np.arange(-_MOST_SLOPE, _MOST_SLOPE + _COARSE, _COARSE))
    return _steepest(rows, columns, np.arange(best - _COARSE, best + _COARSE, _FINE))


def straightened(image: Image.Image) -> Image.Image:
    """Return the page with its lines level."""
    angle = slope(image)
    if abs(angle) < _WORTH_TURNING:
        return image
    return image.rotate(-angle, resample=Image.Resampling.BICUBIC, fillcolor=255)


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
