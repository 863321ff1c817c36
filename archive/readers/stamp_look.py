"""Look at red ink alone: stamps of secrecy and urgency, which the page is read without."""

from dataclasses import replace
from typing import Final

import numpy as np
from PIL import Image

from archive.readers.ocr import OcrFailedError, SeenWord, scattered_words
from archive.readers.page_image import PageImage

_RED: Final = 50
"""How much darker a spot is in green light than in red light if its ink is red."""
_UPPER: Final = 0.55
"""Share of the page from its top within which such stamps stand."""
_LEAST_INK: Final = 400
"""Spots of red ink below which there is no word; the smallest stamp has some thousands."""
_SURE: Final = 0.3


def words_of_stamps(page: PageImage, *, dots_per_inch: int) -> list[SeenWord]:
    """Return the words stamped in red on the upper part of a page; none on a page without colours."""
    if page.printed is page.inked:
        return []
    upper = (0, 0, page.printed.width, round(page.printed.height * _UPPER))
    printed, inked = (np.asarray(image.crop(upper), dtype=np.int16) for image in (page.printed, page.inked))
    red = (printed - inked) > _RED
    if red.sum() < _LEAST_INK:
        return []
    stamps = Image.fromarray(np.where(red, 0, 255).astype(np.uint8))
    try:
        seen = scattered_words(stamps, dots_per_inch=dots_per_inch)
    except OcrFailedError:
        return []
    return [replace(word, line=("stamp", *word.line)) for word in seen if word.confidence >= _SURE]
