"""Stamps pasted on pages with print: over it, beside it, and over the edge of the page."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image, ImageOps
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from archive.readers import read
from archive.secrecy import secrecy_of_text
from tests.archive.readers.pictures import needs_tesseract
from tests.archive.readers.stamps import as_png, in_form, outlines, pasted, pdf_with, stamp


def see_through(text: str) -> bytes:
    """Return a stamp of which nothing but its ink covers what it stands on."""
    picture = Image.open(BytesIO(stamp(text)))
    picture.putalpha(ImageOps.invert(picture.getchannel("G")))
    return as_png(picture)


def is_marked(data: bytes) -> bool:
    return secrecy_of_text(read(data, name="a.pdf")) is not None


def turned(data: bytes) -> bytes:
    """Return a PDF that shows the same, its page lying on its side and shown turned."""
    buffer = BytesIO()
    with pikepdf.open(BytesIO(data)) as document:
        page = document.pages[0]
        high = 297 * mm
        page.contents_add(f"q 0 1 -1 0 {high} 0 cm".encode(), prepend=True)
        page.contents_add(b"Q")
        page.MediaBox = pikepdf.Array([0, 0, high, 210 * mm])
        page.Rotate = 90
        document.save(buffer)
    return buffer.getvalue()


@needs_tesseract
@pytest.mark.parametrize("bottom_mm", [276, 272, 262, 255])
@pytest.mark.parametrize("picture", [stamp("MẬT"), see_through("TỐI MẬT")], ids=["opaque", "see-through"])
def test_a_stamp_over_print_is_read(picture: bytes, bottom_mm: int) -> None:
    over = pasted(picture, left_mm=22, bottom_mm=bottom_mm, width_mm=35)
    assert is_marked(pdf_with(over))
    assert is_marked(turned(pdf_with(over)))


@needs_tesseract
@pytest.mark.parametrize("left_mm", [16, 60])
def test_a_stamp_in_a_form_over_print_is_read(left_mm: int) -> None:
    over = pasted(see_through("TUYỆT MẬT"), left_mm=left_mm, bottom_mm=255, width_mm=40)
    assert is_marked(pdf_with(in_form(over)))


@needs_tesseract
def test_red_outlines_of_letters_over_print_are_read() -> None:
    def over(canvas: Canvas) -> None:
        canvas.setFont("Vanthu", 13)
        canvas.drawString(128 * mm, 207 * mm, "Kính gửi: Sở Y tế tỉnh")
        outlines("TỐI MẬT")(canvas)

    assert is_marked(pdf_with(over))


@needs_tesseract
@pytest.mark.parametrize(("left_mm", "bottom_mm"), [(-15, 200), (195, 200), (130, 292)])
def test_a_stamp_over_the_edge_of_the_page_is_read(left_mm: int, bottom_mm: int) -> None:
    assert is_marked(pdf_with(pasted(stamp("MẬT"), left_mm=left_mm, bottom_mm=bottom_mm, width_mm=30)))


@needs_tesseract
@pytest.mark.parametrize(("left_mm", "bottom_mm"), [(-60, 200), (240, 200), (130, 320)])
def test_a_picture_outside_the_page_keeps_nobody_from_reading_it(left_mm: int, bottom_mm: int) -> None:
    logo = pdf_with(pasted(stamp("VNPT"), left_mm=left_mm, bottom_mm=bottom_mm))
    assert read(logo, name="a.pdf").pages[0].lines
    assert not is_marked(logo)


@needs_tesseract
def test_other_pictures_over_print_are_no_marks() -> None:
    for text in ("VNPT", "BẢO MẬT", "HỎA TỐC"):
        assert not is_marked(pdf_with(pasted(see_through(text), left_mm=22, bottom_mm=262, width_mm=35)))


@needs_tesseract
def test_a_very_wide_stamp_is_read() -> None:
    assert is_marked(pdf_with(pasted(stamp("TUYỆT MẬT"), width_mm=130, left_mm=30, bottom_mm=195)))
