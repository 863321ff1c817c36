"""Where a signature's field lies on a page, in points of the page's own space, also on a turned page."""

from dataclasses import dataclass
from typing import Final

import pypdfium2

from generator.profile import points
from generator.signing.page_text import SignaturePlace
from generator.signing.picture import Picture

_CLEARANCE: Final = 3.0
"""Points between a person's signature and the title and name around it."""
_LINE_FROM_RIGHT_MM: Final = 3.0
_LINE_FROM_TOP_MM: Final = 6.0
"""The line of text ends 12 mm outside the text and above its first line (models 2.2 and 3.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on a page (from 0); its content is drawn ``turned`` by degrees to be upright."""

    page: int
    left: float
    bottom: float
    width: float
    height: float
    turned: int = 0

    @property
    def edges(self) -> tuple[int, int, int, int]:
        """Left, bottom, right and top edge in whole points."""
        left, bottom = round(self.left), round(self.bottom)
        return left, bottom, left + round(self.width), bottom + round(self.height)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place that a clerk names: page from 1, millimetres from the left and upper edge of the page."""

    page: int
    left_mm: float
    top_mm: float


def person_box(place: SignaturePlace, picture: Picture) -> Box:
    """Return the middle of the room between title and name, as large as the picture is or the room allows."""
    room = place.top - place.bottom - 2 * _CLEARANCE
    height = min(points(picture.height_mm), room)
    width = points(picture.width_mm) * height / points(picture.height_mm)
    middle = (place.top + place.bottom) / 2
    return Box(
        page=place.page,
        left=place.centre - width / 2,
        bottom=middle - height / 2,
        width=width,
        height=height,
    )


def seal_box(signature: Box, picture: Picture) -> Box:
    """Return the seal in its real size, over the left third of a person's signature (Điều 33)."""
    width, height = points(picture.width_mm), points(picture.height_mm)
    return Box(
        page=signature.page,
        left=signature.left + signature.width / 3 - width,
        bottom=signature.bottom + (signature.height - height) / 2,
        width=width,
        height=height,
    )


def corner_box(page: pypdfium2.PdfPage, width: float, height: float) -> Box:
    """Return the upper right corner of the first page, for a line of text of that size."""
    shown_width = page.get_width()
    left = shown_width - points(_LINE_FROM_RIGHT_MM) - width
    return _turned(page, 0, (left, page.get_height() - points(_LINE_FROM_TOP_MM) - height), (width, height))


def spot_box(document: pypdfium2.PdfDocument, spot: Spot, picture: Picture) -> Box:
    """Return the box of a picture whose upper left corner a clerk has named."""
    page = document[spot.page - 1]
    size = points(picture.width_mm), points(picture.height_mm)
    corner = points(spot.left_mm), page.get_height() - points(spot.top_mm) - size[1]
    return _turned(page, spot.page - 1, corner, size)


def _turned(
    page: pypdfium2.PdfPage, number: int, corner: tuple[float, float], size: tuple[float, float]
) -> Box:
    """Return, in the page's own space, a box given by its lower left corner on the page as it is shown."""
    crop_left, crop_bottom, crop_right, crop_top = page.get_cropbox()
    across, up = crop_right - crop_left, crop_top - crop_bottom
    (x, y), (width, height) = corner, size
    rotation = page.get_rotation()
    lower_left = {
        0: (x, y),
        90: (across - y - height, x),
        180: (across - x - width, up - y - height),
        270: (y, up - x - width),
    }[rotation]
    if rotation in {90, 270}:
        width, height = height, width
    return Box(
        page=number,
        left=crop_left + lower_left[0],
        bottom=crop_bottom + lower_left[1],
        width=width,
        height=height,
        turned=rotation,
    )
