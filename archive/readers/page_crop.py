"""A part of a page as a picture, for a person to read what a machine does not."""

from io import BytesIO
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from archive.read_document import Box
from archive.readers.errors import BrokenFileError, UnsupportedFormatError
from archive.readers.ocr import is_available, quarter_turns
from archive.readers.page_image import PageImage, slope
from archive.readers.pdf import page_picture
from archive.readers.scan import DOTS_PER_INCH, paper_width

_MM_PER_INCH: Final = 25.4
_PDF: Final = "application/pdf"
_PICTURES: Final = "image/"


def is_croppable(media_type: str) -> bool:
    """Whether pages of such a file can be shown as pictures."""
    return media_type == _PDF or media_type.startswith(_PICTURES)


def cropped(data: bytes, *, name: str, media_type: str, page: int, box: Box, is_scan: bool) -> bytes:
    """Return the part of a page (from 1) inside a box, in millimetres, as a PNG.

    The boxes of a scan are those of the page made upright and level, as ``read_image`` does it.

    Raises:
        BrokenFileError: when the file has no such page.
        EncryptedFileError: when it is a PDF that opens only with a password.
        OversizedFileError: when the page is larger than any letter.
        UnsupportedFormatError: when its pages cannot be shown as pictures.
    """
    if not is_croppable(media_type):
        raise UnsupportedFormatError(name, media_type)
    if media_type == _PDF:
        picture = page_picture(data, name, page, dots_per_inch=DOTS_PER_INCH)
        width = picture.width / DOTS_PER_INCH * _MM_PER_INCH
    else:
        picture = _frame(data, name, page)
        width = paper_width(picture)
    dots = picture.width / width
    whole = _upright(picture.convert("RGB")) if is_scan else picture
    return _png(whole.crop(_inside(whole, tuple(edge * dots for edge in box))))


def _frame(data: bytes, name: str, page: int) -> Image.Image:
    try:
        with Image.open(BytesIO(data)) as file:
            file.seek(page - 1)
            return ImageOps.exif_transpose(file)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise BrokenFileError(name, "image", "picture") from error


def _upright(picture: Image.Image) -> Image.Image:
    level = _levelled(picture)
    turns = quarter_turns(PageImage.of(level).printed) if is_available() else 0
    return _levelled(level.rotate(90 * turns, expand=True)) if turns else level


def _levelled(picture: Image.Image) -> Image.Image:
    angle = slope(PageImage.of(picture).printed)
    return picture.rotate(-angle, resample=Image.Resampling.BICUBIC, fillcolor="white")


def _inside(picture: Image.Image, box: tuple[float, ...]) -> tuple[int, int, int, int]:
    """Return the box in whole dots as far as the page reaches, at least one dot wide and high."""
    left, top, right, bottom = map(round, box)
    left, top = max(0, min(left, picture.width - 1)), max(0, min(top, picture.height - 1))
    return left, top, max(left + 1, min(right, picture.width)), max(top + 1, min(bottom, picture.height))


def _png(picture: Image.Image) -> bytes:
    kept = BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()
