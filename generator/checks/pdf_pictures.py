"""The pictures that cover pages of a PDF: how finely and in what colours they were scanned."""

from math import sqrt
from typing import Final

import pypdfium2
from pypdfium2 import raw

from generator.checks.observed import Picture

_POINTS_PER_INCH: Final = 72
_SCAN_SHARE: Final = 0.5
"""A picture that covers this much of the page is a scan of it."""
_GREY: Final = frozenset({raw.FPDF_COLORSPACE_DEVICEGRAY, raw.FPDF_COLORSPACE_CALGRAY})
_TRUE_COLOUR_BITS: Final = 24


def scans_of(page: pypdfium2.PdfPage) -> tuple[Picture, ...]:
    """Return the pictures that cover most of a page."""
    area = page.get_width() * page.get_height()
    found = []
    for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        covered = (right - left) * (top - bottom)
        if covered > 0 and covered >= _SCAN_SHARE * area:
            found.append(_picture(image, covered / _POINTS_PER_INCH**2))
    return tuple(found)


def _picture(image: pypdfium2.PdfImage, square_inches: float) -> Picture:
    """Return what a picture is; dots per inch by area, so that one on its side counts the same."""
    facts = image.get_metadata()
    return Picture(
        format="pdf",
        dpi=sqrt(facts.width * facts.height / square_inches),
        is_colour=_is_colour(facts.bits_per_pixel, facts.colorspace),
        covers_page=True,
    )


def _is_colour(bits: int, space: int) -> bool | None:
    """Whether a picture holds colours; None where its numbers stand for a table of colours."""
    if bits == 1 or space in _GREY:
        return False
    return True if bits >= _TRUE_COLOUR_BITS else None
