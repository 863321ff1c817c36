"""Stamps as clerks set them: aslant, in frames and arrows, in red or in black."""

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from archive.readers.page_image import PageImage
from archive.readers.stamp_look import stamps
from model.vietnamese import fold
from tests.archive.documents import FONT
from tests.archive.readers.pictures import RED, needs_tesseract

pytestmark = needs_tesseract
BLACK = (30, 30, 30)
BOLD = FONT.with_name("VanthuSerif-Bold.ttf")
DOTS = 200


def page_with(stamp: Image.Image, degrees: float) -> PageImage:
    """Return a page with a stamp at the left below the letterhead, its left end down."""
    page = Image.new("RGB", (1654, 2339), "white")
    turned = stamp.rotate(degrees, expand=True, resample=Image.Resampling.BICUBIC, fillcolor="white")
    layer = Image.new("RGB", page.size, "white")
    layer.paste(turned, (180, 500))
    return PageImage.of(ImageChops.multiply(page, layer))


def stamp(
    text: str, colour: tuple[int, int, int], outline: list[tuple[int, int]] | None = None
) -> Image.Image:
    """Return words inside a double frame, or inside another outline."""
    font = ImageFont.truetype(str(BOLD), 46)
    width, height = round(font.getlength(text)) + 110, 120
    picture = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(picture)
    draw.text((width / 2, height / 2), text, font=font, fill=colour, anchor="mm")
    if outline is None:
        draw.rectangle((3, 10, width - 4, height - 11), outline=colour, width=4)
        draw.rectangle((11, 18, width - 12, height - 19), outline=colour, width=3)
    else:
        draw.polygon(outline, outline=colour, width=4)
    return picture


def words(page: PageImage) -> list[str]:
    found = stamps(page, [], dots_per_inch=DOTS)
    return [fold(" ".join(word.text for word in group)) for group in found]


@pytest.mark.parametrize(
    ("text", "colour", "degrees"),
    [("HỎA TỐC", RED, 5), ("HỎA TỐC", BLACK, -6), ("THƯỢNG KHẨN", BLACK, 28), ("TỐI MẬT", RED, 15)],
)
def test_a_framed_stamp_is_read_however_it_stands(
    text: str, colour: tuple[int, int, int], degrees: float
) -> None:
    assert fold(text) in words(page_with(stamp(text, colour), degrees))


def test_a_stamp_in_the_outline_of_an_arrow_is_read() -> None:
    arrow = [(4, 30), (270, 30), (270, 4), (320, 60), (270, 116), (270, 90), (4, 90), (40, 60)]
    assert "hoa toc" in words(page_with(stamp("HỎA TỐC", BLACK, arrow), 30))


def test_a_seal_and_a_stroke_of_a_pen_are_no_stamps() -> None:
    page = Image.new("RGB", (1654, 2339), "white")
    draw = ImageDraw.Draw(page)
    draw.ellipse((200, 400, 480, 680), outline=RED, width=6)
    draw.line([(700, 500), (760, 420), (800, 560), (860, 430), (930, 540)], fill=(30, 40, 150), width=4)
    assert "".join(words(PageImage.of(page))) == ""
