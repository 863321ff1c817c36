"""A text layer that leaves number and day blank: signing software draws them on the page as a picture."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from archive.read_document import Line
from archive.readers import drawn_figures, read
from archive.recognition import identify
from model.identification import Identification
from tests.archive.documents import FONT, pdf
from tests.archive.readers.pictures import needs_tesseract

HEIGHT = 297
TEXT = [
    (25, 20, "UBND TỈNH LÂM ĐỒNG"),
    (35, 27, "SỞ NỘI VỤ"),
    (100, 20, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (115, 27, "Độc lập - Tự do - Hạnh phúc"),
    (25, 36, "Số:"),
    (45, 36, "/SNV-CCVC"),
    (100, 36, "Lâm Đồng, ngày"),
    (142, 36, "tháng 11 năm 2024"),
    (25, 44, "V/v cử cán bộ tham gia lớp bồi dưỡng"),
    (60, 60, "Kính gửi: Sở Tài chính tỉnh Lâm Đồng."),
    (30, 75, "Sở Nội vụ nhận được đề nghị của quý Sở về việc cử cán bộ tham gia lớp bồi dưỡng nghiệp vụ."),
]


def with_pictures(*figures: tuple[float, str]) -> bytes:
    """Return the letter with figures laid over it as pictures, each with its left edge in millimetres."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(210 * mm, HEIGHT * mm), invariant=True)
    for left, figure in figures:
        picture = Image.new("RGB", (104, 70), "white")
        font = ImageFont.truetype(str(FONT), 54)
        ImageDraw.Draw(picture).text((52, 58), figure, font=font, fill="black", anchor="ms")
        canvas.drawImage(ImageReader(picture), left * mm, (HEIGHT - 37) * mm, width=8.8 * mm, height=5.9 * mm)
    canvas.save()
    with pikepdf.open(BytesIO(pdf(TEXT))) as letter, pikepdf.open(buffer) as drawn:
        letter.pages[0].add_overlay(drawn.pages[0], None)
        whole = BytesIO()
        letter.save(whole)
    return whole.getvalue()


def identified(data: bytes) -> Identification:
    return identify(read(data, name="a.pdf"))


@needs_tesseract
def test_a_number_and_a_day_that_are_drawn_on_the_page_are_read_from_its_picture() -> None:
    found = identified(with_pictures((33.5, "718"), (132, "26")))
    assert found.code is not None
    assert (str(found.code.value), found.code.evidence.rule) == ("718/SNV-CCVC", "number-line-drawn")
    assert found.date is not None
    assert (str(found.date.value), found.date.evidence.rule) == ("2024-11-26", "date-drawn")


@needs_tesseract
def test_a_draft_with_nothing_drawn_stays_without_number_and_day() -> None:
    found = identified(pdf(TEXT))
    assert found.code is not None
    assert str(found.code.value) == "/SNV-CCVC"
    assert found.date is not None
    assert str(found.date.value) == "2024-11"


def test_the_picture_is_not_asked_for_when_nothing_is_blank(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Line] = []

    def ask(line: Line, *_images: object, dots_per_inch: int) -> Line:
        asked.append(line)
        return replace(line, again=(str(dots_per_inch),))

    monkeypatch.setattr(drawn_figures, "looks_at", ask)
    whole = [(x, y, {"Số:": "Số: 12", "Lâm Đồng, ngày": "Lâm Đồng, ngày 05"}.get(t, t)) for x, y, t in TEXT]
    read(pdf(whole), name="a.pdf")
    assert asked == []


def test_without_recognition_of_print_the_page_stays_as_its_text_has_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drawn_figures, "is_available", lambda: False)
    found = identified(with_pictures((33.5, "718")))
    assert found.code is not None
    assert str(found.code.value) == "/SNV-CCVC"
