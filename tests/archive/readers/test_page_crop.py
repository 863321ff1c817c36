from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageDraw

from archive.readers.errors import BrokenFileError, UnsupportedFormatError
from archive.readers.page_crop import cropped
from tests.archive.documents import reply_pdf
from tests.archive.readers.pictures import needs_tesseract, picture, png

MM = 200 / 25.4
BOX = (20.0, 20.0, 190.0, 50.0)


def shown(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("L")


def the_same(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures differ by no more than the blur of turning them."""
    assert one.size == other.size
    difference = ImageChops.difference(one, other)
    return (
        sum(index * count for index, count in enumerate(difference.histogram())) < 12 * one.width * one.height
    )


def expected() -> Image.Image:
    left, top, right, bottom = (round(edge * MM) for edge in BOX)
    return picture().convert("L").crop((left, top, right, bottom))


def test_the_lines_of_a_pdf_page_are_cut_out_at_their_place() -> None:
    data = cropped(reply_pdf(), name="a.pdf", media_type="application/pdf", page=1, box=BOX, is_scan=False)
    assert the_same(shown(data), expected())


@needs_tesseract
@pytest.mark.parametrize("degrees", [0, 180])
def test_a_scan_is_cut_as_it_stands_upright(degrees: int) -> None:
    data = png(picture().rotate(degrees))
    crop = cropped(data, name="a.png", media_type="image/png", page=1, box=BOX, is_scan=True)
    assert the_same(shown(crop), expected())


def test_what_reaches_past_the_page_is_cut_off() -> None:
    page = Image.new("RGB", (400, 400), "white")
    ImageDraw.Draw(page).rectangle((0, 0, 399, 20), fill="black")
    box = (-10.0, -10.0, 900.0, 20.0)
    crop = shown(cropped(png(page), name="a.png", media_type="image/png", page=1, box=box, is_scan=False))
    assert crop.width == 400
    assert crop.getextrema() == (0, 255)


@pytest.mark.parametrize(("media_type", "page"), [("image/png", 2), ("application/pdf", 9)])
def test_a_page_that_is_not_there_is_refused(media_type: str, page: int) -> None:
    data = png(picture()) if media_type == "image/png" else reply_pdf()
    with pytest.raises(BrokenFileError):
        cropped(data, name="a", media_type=media_type, page=page, box=BOX, is_scan=False)


def test_a_file_without_pages_is_refused() -> None:
    with pytest.raises(UnsupportedFormatError):
        cropped(b"x", name="a.docx", media_type="application/msword", page=1, box=BOX, is_scan=True)
