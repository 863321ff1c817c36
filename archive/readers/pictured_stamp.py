"""Stamps that are pictures beside text: what is pasted there has no words, but may be a mark of secrecy."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from hashlib import sha256
from io import BytesIO
from typing import Final

import numpy as np
from PIL import Image, ImageChops, ImageOps, UnidentifiedImageError

from archive.read_document import Line
from archive.readers.ink import Mask
from archive.readers.ocr import OcrFailedError, SeenWord, is_available, scattered_words, words_of_line
from archive.readers.on_paper import on_paper
from archive.readers.slanted_stamp import letters_of
from model.vietnamese import nfc

_MOST: Final = 16
"""Pictures of the shape of a stamp that are read, a tenth of a second each; letters have none or one."""
_MOST_PIXELS: Final = 25_000_000
_WIDTH: Final = 600
"""Dots to which a stamp is brought, so that its letters have the size that is read best."""
_SMALLEST: Final = 12
"""Dots below which a picture shows no letters."""
_SQUAREST, _FLATTEST = 1.2, 12.0
"""How many times wider than high; emblems, seals and codes in squares are none."""
_TWO_LINES: Final = 2.8
"""A stamp that is less wide, by its height, may have a second line."""
_LEAST_CONTRAST: Final = 50
_MID_SHADES: Final = (0.3, 0.7)
_MID_TONES: Final = 0.3
"""Share of dots between paper and ink from which on a picture is a photograph."""
_MOSTLY: Final = 0.6
"""Share of ink from which on the letters are what is left blank in it."""
_DOTS_PER_INCH: Final = 200
_FAILURES: Final = (
    Image.DecompressionBombError, KeyError, OSError, SyntaxError, TypeError, UnidentifiedImageError,
    ValueError,
)  # fmt: skip
"""What the library raises for damaged pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamps:
    """What pictures say that are stamps by their shape; ``are_all`` unless there are more of them."""

    lines: tuple[Line, ...]
    are_all: bool = True


def stamps_in(pictures: Iterable[bytes]) -> Stamps | None:
    """Return what files of pictures say, as far as they are stamps by their shape.

    None where there are some, and this machine cannot recognise print.
    """
    return stamps_shown(picture for data in pictures if (picture := _opened(data)) is not None)


def stamps_shown(pictures: Iterable[Image.Image]) -> Stamps | None:
    """Return the same of pictures in colours; those that look the same are read once."""
    found: list[Line] = []
    seen = set[bytes]()
    for ink in (ink for picture in pictures if (ink := _ink_of_stamp(picture)) is not None):
        look = sha256(repr(ink.shape).encode() + ink.tobytes()).digest()
        if look in seen:
            continue
        if not is_available():
            return None
        if len(seen) == _MOST:
            return Stamps(lines=tuple(found), are_all=False)
        seen.add(look)
        found += _lines(ink)
    return Stamps(lines=tuple(found))


def _opened(data: bytes) -> Image.Image | None:
    """Return a picture on white paper, None for what is none that can be shown here, such as drawings."""
    try:
        with Image.open(BytesIO(data)) as picture:
            if picture.width * picture.height > _MOST_PIXELS or picture.format in {"WMF", "EMF"}:
                return None
            picture.draft("RGB", (2 * _WIDTH, 2 * _WIDTH))
            return on_paper(ImageOps.exif_transpose(picture))
    except _FAILURES:
        return None


def _ink_of_stamp(picture: Image.Image) -> Mask | None:
    """Return the ink in a picture, cut out, if it has the shape of a stamp."""
    picture.thumbnail((3 * _WIDTH, 3 * _WIDTH))
    grey = reduce(ImageChops.darker, picture.split())
    if _is_photograph(grey):
        return None
    dark = _ink(grey)
    box = Image.fromarray(dark).getbbox()
    if box is None or min(box[2] - box[0], box[3] - box[1]) < _SMALLEST:
        return None
    width, height = box[2] - box[0], box[3] - box[1]
    if not _SQUAREST <= width / height <= _FLATTEST:
        return None
    size = (_WIDTH, max(round(height * _WIDTH / width), 1))
    return _ink(grey.crop(box).resize(size, Image.Resampling.LANCZOS))


def _is_photograph(grey: Image.Image) -> bool:
    """Whether there is no ink on paper, but shades of all kinds, or nothing at all."""
    shades = np.asarray(grey, dtype=np.int16)
    shades -= shades.min()
    contrast = int(shades.max())
    between = (shades > _MID_SHADES[0] * contrast) & (shades < _MID_SHADES[1] * contrast)
    return contrast < _LEAST_CONTRAST or bool(between.mean() > _MID_TONES)


def _ink(grey: Image.Image) -> Mask:
    """Tell ink from paper; where there is more of it than paper, the letters are what it leaves blank."""
    shades = np.asarray(grey, dtype=np.int16)
    dark = np.asarray(2 * shades < int(shades.min()) + int(shades.max()))
    return ~dark if dark.mean() > _MOSTLY else dark


def _lines(ink: Mask) -> Iterator[Line]:
    """Yield what a stamp says: as one line, and where there is room for a second one, line by line."""
    height, width = ink.shape
    letters = letters_of(ink, (0.0, 0.0, float(width), float(height)))
    try:
        whole = words_of_line(letters, dots_per_inch=_DOTS_PER_INCH)
        rows = [] if width > _TWO_LINES * height else scattered_words(letters, dots_per_inch=_DOTS_PER_INCH)
    except OcrFailedError:
        return
    by_row: dict[tuple[str, ...], list[SeenWord]] = {}
    for word in rows:
        by_row.setdefault(word.line, []).append(word)
    for words in (whole, rows, *by_row.values()):
        if text := " ".join(word.text for word in words):
            yield Line(text=nfc(text))
