"""Make pale and thin print of a line as dark as any, for a look at strokes that a scanner gave as grey.

Shades are shares of the paper's, which is most of a line.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
from PIL import Image, ImageFilter, ImageStat

_INK, _DARK_INK = 0.85, 0.5
"""Below the one a spot bears ink, below the other ink as dark as print is."""
_LEAST_DARK: Final = 0.45
"""Share of the ink that is dark where print is not pale; its edges are grey wherever a page is not level."""
_DARKER: Final = 6
"""The power of a shade that makes the palest strokes whole."""
_EVEN_DARKER: Final = 3
"""The same where ink is made as dark everywhere first."""
_NEAR: Final = 13
"""Dots around a spot, less than a letter is high, whose darkest ink is that of the place; taken twice."""
_SMOOTH: Final = 10
_LEAST_CONTRAST: Final = 60
"""Difference between paper and ink, of 255, from which on a place bears print, not only grain."""


def is_pale(part: Image.Image) -> bool:
    """Whether hardly any of the ink in a part of a page is as dark as print is."""
    shades = np.asarray(part) / _paper(part)
    ink = shades[shades < _INK]
    return bool(ink.size) and float(np.mean(ink < _DARK_INK)) < _LEAST_DARK


def in_dark_ink(part: Image.Image) -> Iterator[Image.Image]:
    """Yield a part of a page darkened as it is, and with its ink made as dark everywhere before."""
    paper = _paper(part)
    yield _darker(part, paper, _DARKER)
    yield _darker(_even(part, paper), 255, _EVEN_DARKER)


def _paper(part: Image.Image) -> float:
    return float(max(ImageStat.Stat(part).median[0], 1))


def _darker(part: Image.Image, paper: float, power: int) -> Image.Image:
    return part.point([round(255 * min(shade / paper, 1) ** power) for shade in range(256)])


def _even(part: Image.Image, paper: float) -> Image.Image:
    """Return a part with the darkest ink of each place black, as where print fades from left to right."""
    near = ImageFilter.MinFilter(_NEAR)
    darkest = part.filter(near).filter(near).filter(ImageFilter.GaussianBlur(_SMOOTH))
    contrast = np.maximum(paper - np.asarray(darkest, dtype=np.float32), _LEAST_CONTRAST)
    ink = (paper - np.asarray(part, dtype=np.float32)) / contrast
    return Image.fromarray(np.clip(255 * (1 - ink), 0, 255).astype(np.uint8))
