from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageFont

from archive.examination import Admit, Withhold, examine
from archive.readers import read
from archive.readers.errors import BrokenFileError
from archive.readers.wanted_pages import LAST_PAGES, MOST_PAGES, wanted_pages
from archive.recognition import identify
from model.identification import TextSource
from model.urgency import Urgency
from tests.archive.documents import FONT
from tests.archive.readers.pictures import RED, needs_tesseract, picture, png, stamped
from tests.archive.readers.stamps import stamp

pytestmark = needs_tesseract


@pytest.mark.parametrize("degrees", [0, 2, 180], ids=["straight", "crooked", "upside down"])
def test_a_scanned_answer_is_recognised_as_the_printed_one(degrees: int) -> None:
    turned = picture().rotate(degrees, expand=degrees != 180, fillcolor="white")
    document = read(png(turned), name="a.png")
    found = identify(document)
    assert document.text_source is TextSource.OCR
    assert found.code is not None
    assert str(found.code.value) == "512/SGDĐT-KHTC"
    assert found.date is not None
    assert str(found.date.value) == "2014-04-10"
    assert [str(one.value) for one in found.replies_to] == ["1616/BGDĐT-KHTC"]


def test_a_red_stamp_of_urgency_is_read_apart_from_the_print() -> None:
    document = read(png(stamped(picture(), "HỎA TỐC", (200, 480))), name="a.png")
    found = identify(document)
    assert found.urgency is not None
    assert found.urgency.value is Urgency.EXPRESS
    assert found.subject is not None
    assert "báo cáo cơ sở vật chất" in found.subject.value


def test_a_red_stamp_of_secrecy_keeps_a_scan_out() -> None:
    verdict = examine("a.png", png(stamped(picture(), "TỐI MẬT", (200, 480), size=80)))
    assert isinstance(verdict, Withhold)


@pytest.mark.parametrize("side", [5, 7])
def test_a_stamp_whose_frame_touches_its_letters_keeps_a_scan_out(side: int) -> None:
    page = stamped(picture(), "MẬT", (172, 480), size=50)
    left, top, right, bottom = ImageDraw.Draw(page).textbbox(
        (172, 480), "MẬT", font=ImageFont.truetype(str(FONT), 50)
    )
    frame = (left - 18, top - 20, right + side - 3, bottom + 35)
    ImageDraw.Draw(page).rectangle(frame, outline=RED, width=side)
    smaller = page.resize((page.width * 3 // 4, page.height * 3 // 4))
    buffer = BytesIO()
    smaller.save(buffer, "PNG", dpi=(150, 150))
    assert isinstance(examine("a.png", buffer.getvalue()), Withhold)


@pytest.mark.parametrize("format_", ["TIFF", "PDF"])
def test_a_stamp_of_secrecy_counts_on_each_page_with_a_letterhead(format_: str) -> None:
    plain, secret = picture(), stamped(picture(), "TỐI MẬT", (200, 480), size=80)
    without_head = secret.copy()
    without_head.paste("white", (0, 0, secret.width, 470))
    assert isinstance(examine("a", scanned(secret, plain, format_=format_)), Withhold)
    assert isinstance(examine("a", scanned(plain, secret, format_=format_)), Withhold)
    assert isinstance(examine("a", scanned(plain, without_head, format_=format_)), Admit)


def test_a_scan_in_pdf_that_does_not_tell_its_resolution_is_taken_for_a_letter() -> None:
    buffer = BytesIO()
    stamped(picture(), "TỐI MẬT", (200, 480), size=80).save(buffer, "PDF", resolution=72)
    assert isinstance(examine("a.pdf", buffer.getvalue()), Withhold)
    assert read(buffer.getvalue(), name="a.pdf").pages[0].width == pytest.approx(210, abs=1)


@pytest.mark.parametrize("text", ["MẬT", "TỐI MẬT"])
def test_a_lone_picture_of_a_stamp_is_a_mark(text: str) -> None:
    assert isinstance(examine("a.png", stamp(text)), Withhold)
    assert isinstance(examine("a.png", stamp("VNPT")), Admit)


def scanned(first: Image.Image, second: Image.Image, *, format_: str) -> bytes:
    """Return two pages as one file of pictures, without text."""
    buffer = BytesIO()
    pages = [first.copy(), second.copy()]  # the library keeps in a picture what it was last saved with
    pages[0].save(buffer, format_, save_all=True, append_images=pages[1:], dpi=(200, 200), resolution=200)
    return buffer.getvalue()


def test_every_frame_of_a_tiff_is_a_page_and_a_blank_one_has_no_lines() -> None:
    buffer = BytesIO()
    blank = Image.new("RGB", picture().size, "white")
    picture().save(buffer, "TIFF", save_all=True, append_images=[blank], dpi=(200, 200))
    first, second = read(buffer.getvalue(), name="a.tiff").pages
    assert any("SGDĐT-KHTC" in line.text for line in first.lines)
    assert second.lines == ()


def test_a_picture_cut_short_is_broken() -> None:
    with pytest.raises(BrokenFileError):
        read(png(picture())[:5000], name="a.png")


def test_of_a_long_document_the_first_pages_and_the_last_are_recognised() -> None:
    wanted = wanted_pages(300)
    assert len(wanted) == MOST_PAGES
    assert {0, 1, 297, 298, 299} <= wanted
    assert 299 - LAST_PAGES not in wanted


def test_of_a_short_document_every_page_is_recognised() -> None:
    assert wanted_pages(5) == frozenset(range(5))
