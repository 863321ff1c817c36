"""Take the shadow off a page, as a hand or a book's fold throws it on photographs and copies.

A page is cut into black and white at one brightness: in a shadow its paper would be taken for ink.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

_CELL: Final = 16
"""Dots on a side of the squares whose paper is measured."""
_AROUND: Final = 3
_TIMES: Final = 4
"""Cells across, so many times, of which the brightest is paper: no line of print is so large."""
_SMOOTH: Final = 2
_EVEN: Final = 0.8
"""How bright the paper in a shadow is at least, of the bright one, to be left as it is."""
_SHADOW, _BRIGHT = 5, 90
"""Percent of the page whose paper is darker, for what counts as its shadow and as its bright part."""
_PAPER: Final = 0.25
"""How bright paper is at least, of the bright one; darker is a picture or a border."""


def evenly_lit(picture: Image.Image) -> Image.Image:
    """Return a page with its paper white everywhere, itself where its paper is about as bright everywhere."""
    shadow, bright = np.percentile(_paper(picture.getchannel(0)), (_SHADOW, _BRIGHT))
    if shadow >= _EVEN * bright:
        return picture
    return Image.merge(picture.mode, [_lit(channel) for channel in picture.split()])


def _paper(channel: Image.Image) -> NDArray[np.float32]:
    """Return how bright the paper of each cell is."""
    brightest, darkest = ImageFilter.MaxFilter(_AROUND), ImageFilter.MinFilter(_AROUND)
    cells = channel.reduce(_CELL)
    for step in [brightest] * _TIMES + [darkest] * _TIMES:  # what is dark and small goes, slopes stay
        cells = cells.filter(step)
    return np.asarray(cells.filter(ImageFilter.GaussianBlur(_SMOOTH)), dtype=np.float32)


def _lit(channel: Image.Image) -> Image.Image:
    cells = _paper(channel)
    bright = np.float32(np.percentile(cells, _BRIGHT))
    paper = Image.fromarray(np.where(cells < _PAPER * bright, bright, cells))
    whole = np.asarray(paper.resize(channel.size, Image.Resampling.BICUBIC))
    lit = np.asarray(channel, dtype=np.float32) / np.maximum(whole, 1) * 255
    return Image.fromarray(np.minimum(lit, 255).astype(np.uint8))
