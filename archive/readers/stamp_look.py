"""Look at red ink alone: stamps of secrecy and urgency, which the page is read without."""

from dataclasses import replace
from typing import Final

import numpy as np
from PIL import Image, ImageChops

from archive.readers.ink import Mask
from archive.readers.ocr import OcrFailedError, SeenWord, scattered_words
from archive.readers.page_image import PageImage
from archive.readers.slanted_stamp import slanted_stamps, without_words

_RED: Final = 50
"""How much darker a spot is in green light than in red light if its ink is red."""
_DARK: Final = 140
"""How bright a spot is at most if there is ink on it."""
_UPPER: Final = 0.55
"""Share of the page from its top within which such stamps stand."""
_LOWEST: Final = 0.8
"""Share of that part within which they stand aslant; names and seals come below."""
_LEAST_INK: Final = 400
"""Spots of red ink below which there is no word; the smallest stamp has some thousands."""
_SURE: Final = 0.3


def stamps(page: PageImage, words: list[SeenWord], *, dots_per_inch: int) -> list[list[SeenWord]]:
    """Return the words stamped on the upper part of a page, in red or aslant, beside those already seen.

    Words that belong together come together.
    """
    upper = (0, 0, page.printed.width, round(page.printed.height * _UPPER))
    without_red, with_red = page.printed.crop(upper), page.inked.crop(upper)
    inked = np.asarray(with_red)
    red = np.asarray(ImageChops.subtract(without_red, with_red)) > _RED
    in_red: list[list[SeenWord]] = []
    slanted: list[list[SeenWord]] = []
    if np.count_nonzero(red) >= _LEAST_INK:
        in_red = [_words_in_red(red, dots_per_inch)]
        slanted = slanted_stamps(red[: round(len(red) * _LOWEST)], dots_per_inch=dots_per_inch)
    if not slanted:
        ink = without_words(inked < _DARK, words, dots_per_inch=dots_per_inch)
        slanted = slanted_stamps(ink[: round(len(ink) * _LOWEST)], dots_per_inch=dots_per_inch)
    return [*in_red, *slanted]


def _words_in_red(red: Mask, dots_per_inch: int) -> list[SeenWord]:
    picture = Image.fromarray(np.where(red, 0, 255).astype(np.uint8))
    try:
        seen = scattered_words(picture, dots_per_inch=dots_per_inch)
    except OcrFailedError:
        return []
    return [replace(word, line=("stamp", *word.line)) for word in seen if word.confidence >= _SURE]
