"""Look at red ink alone: stamps of secrecy and urgency, which the page is read without."""

from dataclasses import replace
from typing import Final

import numpy as np

from archive.readers.ink import Mask
from archive.readers.ocr import OcrFailedError, SeenWord, scattered_words
from archive.readers.on_paper import black_on_white, has_words, red_ink
from archive.readers.page_image import PageImage
from archive.readers.slanted_stamp import slanted_stamps, without_words

_DARK: Final = 140
"""How bright a spot is at most if there is ink on it."""
_UPPER: Final = 0.55
"""Share of the page from its top within which such stamps stand."""
_LOWEST: Final = 0.8
"""Share of that part within which they stand aslant; names and seals come below."""
_SURE: Final = 0.3


def stamps(page: PageImage, words: list[SeenWord], *, dots_per_inch: int) -> list[list[SeenWord]]:
    """Return the words stamped on the upper part of a page, in red or aslant, beside those already seen.

    Words that belong together come together.
    """
    upper = (0, 0, page.printed.width, round(page.printed.height * _UPPER))
    without_red, with_red = page.printed.crop(upper), page.inked.crop(upper)
    inked = np.asarray(with_red)
    red = red_ink(without_red, with_red)
    in_red: list[list[SeenWord]] = []
    slanted: list[list[SeenWord]] = []
    if has_words(red):
        in_red = [_words_in_red(red, dots_per_inch)]
        slanted = slanted_stamps(red[: round(len(red) * _LOWEST)], dots_per_inch=dots_per_inch)
    if not slanted:
        ink = without_words(inked < _DARK, words, dots_per_inch=dots_per_inch)
        slanted = slanted_stamps(ink[: round(len(ink) * _LOWEST)], dots_per_inch=dots_per_inch)
    return [*in_red, *slanted]


def _words_in_red(red: Mask, dots_per_inch: int) -> list[SeenWord]:
    try:
        seen = scattered_words(black_on_white(red), dots_per_inch=dots_per_inch)
    except OcrFailedError:
        return []
    return [replace(word, line=("stamp", *word.line)) for word in seen if word.confidence >= _SURE]
