"""Pictures as they look on white paper, and their red ink alone."""

from typing import Final

import numpy as np
from PIL import Image, ImageChops

from archive.readers.ink import Mask

_RED: Final = 50
"""How much darker a spot is in green light than in red light if its ink is red."""
_LEAST_INK: Final = 400
"""Spots of red ink below which there is no word; the smallest stamp has some thousands."""
_SEE_THROUGH: Final = frozenset({"LA", "La", "PA", "RGBA", "RGBa"})


def on_paper(picture: Image.Image) -> Image.Image:
    """Return a picture in colours, white where it is see-through."""
    if "transparency" not in picture.info and picture.mode not in _SEE_THROUGH:
        return picture.convert("RGB")
    shown = picture.convert("RGBA")
    paper = Image.new("RGBA", shown.size, "white")
    paper.alpha_composite(shown)
    return paper.convert("RGB")


def in_red(picture: Image.Image) -> Image.Image | None:
    """Return what stands on a picture in red, in black; None where nothing does."""
    red_light, green_light, _ = picture.split()
    red = red_ink(red_light, green_light)
    return black_on_white(red).convert("RGB") if has_words(red) else None


def red_ink(red_light: Image.Image, green_light: Image.Image) -> Mask:
    """Tell the spots of red ink by how a picture looks in red and in green light."""
    red: Mask = np.asarray(ImageChops.subtract(red_light, green_light)) > _RED
    return red


def has_words(ink: Mask) -> bool:
    """Whether there is enough ink for a word."""
    return bool(np.count_nonzero(ink) >= _LEAST_INK)


def black_on_white(ink: Mask) -> Image.Image:
    """Return a picture of the ink alone."""
    return Image.fromarray(np.where(ink, 0, 255).astype(np.uint8))
