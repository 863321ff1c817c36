"""The picture of a signature or a seal: a transparent PNG, in its colour and real size (II-7, II-8)."""

from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image, UnidentifiedImageError

from generator.signing.errors import PictureUnusableError
from model.reason import Reason
from model.signature import SignerRole

_MM_PER_INCH: Final = 25.4
_MOST_PIXELS: Final = 20_000_000
_WIDTHS_MM: Final = (8.0, 100.0)
_OPAQUE: Final = 128
_INK_IS_COLOURED: Final = 24
"""By how much one colour must be ahead of the others, on average, of 255."""


class Ink(StrEnum):
    """The colour of what a picture shows."""

    BLUE = "blue"
    RED = "red"
    OTHER = "other"


INK_OF: Final = {SignerRole.PERSON: Ink.BLUE, SignerRole.AGENCY: Ink.RED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A PNG and its size on paper, in millimetres."""

    png: bytes
    width_mm: float
    height_mm: float


def read_picture(path: Path, role: SignerRole, *, width_mm: float | None) -> Picture:
    """Read a picture; without ``width_mm`` its own resolution says how large it is.

    Raises:
        PictureUnusableError: when it is no such PNG, of another colour, or of unknown or absurd size.
        OSError: when it cannot be read.
    """
    data = path.read_bytes()
    image = _opened(path, data)
    ink = ink_of(image)
    if not is_transparent(image):
        raise PictureUnusableError(path, Reason("picture-not-transparent"))
    if ink is not INK_OF[role]:
        raise PictureUnusableError(path, Reason(f"picture-not-{INK_OF[role]}"))
    width = width_mm or _own_width(image)
    if width is None:
        raise PictureUnusableError(path, Reason("picture-size-unknown"))
    if not _WIDTHS_MM[0] <= width <= _WIDTHS_MM[1]:
        raise PictureUnusableError(path, Reason("picture-size", (f"{width:.0f}",)))
    return Picture(png=data, width_mm=width, height_mm=width * image.height / image.width)


def is_transparent(image: Image.Image) -> bool:
    """Whether the picture lets the page show through somewhere."""
    return bool(np.asarray(image.convert("RGBA"))[..., 3].min() < _OPAQUE)


def ink_of(image: Image.Image) -> Ink:
    """Return the colour of what is opaque in the picture; white counts as ground."""
    pixels = np.asarray(image.convert("RGBA"), dtype=np.int16).reshape(-1, 4)
    shown = pixels[(pixels[:, 3] >= _OPAQUE) & (pixels[:, :3].min(axis=1) < 255 - _INK_IS_COLOURED)]
    if not len(shown):
        return Ink.OTHER
    red, green, blue, _ = (float(value) for value in shown.mean(axis=0))
    if blue - max(red, green) >= _INK_IS_COLOURED:
        return Ink.BLUE
    if red - max(green, blue) >= _INK_IS_COLOURED:
        return Ink.RED
    return Ink.OTHER


def _opened(path: Path, data: bytes) -> Image.Image:
    try:
        image = Image.open(BytesIO(data), formats=["PNG"])
        if image.width * image.height > _MOST_PIXELS:
            raise PictureUnusableError(path, Reason("picture-too-large"))
        image.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise PictureUnusableError(path, Reason("picture-not-png")) from error
    return image


def _own_width(image: Image.Image) -> float | None:
    resolution = image.info.get("dpi")
    if not resolution or not resolution[0]:
        return None
    return float(image.width / resolution[0] * _MM_PER_INCH)
