"""Pictures that are no letter, or not all of one: what cannot be read is left out, never invented."""

from io import BytesIO

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from archive.readers import pdf as pdf_reader
from archive.readers import read
from archive.readers.wanted_pages import MOST_PAGES
from archive.recognition import identify
from model.identification import Identification
from tests.archive.documents import pdf
from tests.archive.readers.pictures import needs_tesseract, picture, png

pytestmark = needs_tesseract
SURE = 0.9

COLUMN = [
    "Ngày 12 tháng 4, tại hội trường thành phố,",
    "hơn ba trăm bạn trẻ dự ngày hội đọc sách.",
    "Ban tổ chức trao tặng 1.200 đầu sách mới",
    "cho thư viện các xã vùng cao của tỉnh.",
    "Theo chị Lan, phong trào năm nay sôi nổi",
    "hơn hẳn, số bạn đọc tăng gấp hai lần.",
]
ENGLISH = [
    (25, 20, "GREEN RIVER FOUNDATION"),
    (25, 27, "Ref: 118/GRF-EDU"),
    (130, 27, "Bangkok, 9 March 2021"),
    (25, 45, "To: The Department of Education and Training"),
    (25, 58, "Dear Sir or Madam,"),
    (25, 66, "We are pleased to invite three teachers of your province to our workshop on reading,"),
    (25, 73, "which takes place in May. Travel and board are paid by the foundation."),
    (25, 95, "Yours faithfully,"),
    (25, 115, "John Whitfield"),
]


def newspaper() -> bytes:
    """Return a page of three columns under a headline, with the date of the issue."""
    head = [(25, 20, "BÁO TUỔI TRẺ MIỀN TÂY"), (140, 20, "Thứ Hai, 12-4-2021"), (40, 34, "NGÀY HỘI ĐỌC SÁCH")]
    columns = [
        (10 + 68 * column, 50 + 7 * row, text) for column in range(3) for row, text in enumerate(COLUMN)
    ]
    return pdf([*head, *columns])


def photographed(page: Image.Image) -> Image.Image:
    """Return a page as a telephone sees it: from aside, on a table, in a shadow that deepens to the right."""
    width, height = page.size
    corners = [(0.10, 0.05), (0.94, 0.03), (0.97, 0.96), (0.05, 0.93)]
    here = [(x * width, y * height) for x, y in corners]
    there = [(0, 0), (width, 0), (width, height), (0, height)]
    rows = []
    for (x, y), (u, v) in zip(here, there, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    view = np.linalg.solve(np.array(rows), np.array(there).reshape(8))
    seen = page.transform(page.size, Image.Transform.PERSPECTIVE, tuple(view), fillcolor=(90, 75, 60))
    light = np.linspace(1, 0.6, width)[None, :, None]
    return Image.fromarray((np.asarray(seen) * light).astype(np.uint8))


def scanned(*pages: Image.Image) -> bytes:
    buffer = BytesIO()
    first, *others = pages
    first.save(buffer, "PDF", resolution=200, save_all=True, append_images=others)
    return buffer.getvalue()


def identified(data: bytes, name: str = "a.pdf") -> Identification:
    return identify(read(data, name=name))


def asserted(found: Identification) -> set[str]:
    fields = ("code", "date", "organ", "parent_organ", "kind", "subject", "signer", "recipients", "urgency")
    return {field for field in fields if getattr(found, field) is not None}


def test_a_page_of_a_newspaper_has_no_fields() -> None:
    assert asserted(identified(scanned(picture(newspaper())))) <= {"organ"}


def test_a_letter_in_english_has_no_vietnamese_fields() -> None:
    assert asserted(identified(scanned(picture(pdf(ENGLISH))))) == set()


def test_blank_pages_have_no_fields_and_no_lines() -> None:
    document = read(scanned(*[Image.new("RGB", (1654, 2339), "white")] * 2), name="a.pdf")
    assert [page.lines for page in document.pages] == [(), ()]
    assert asserted(identify(document)) == set()


def test_a_form_photographed_from_aside_is_read_as_far_as_it_can_be_and_nothing_else() -> None:
    found = identified(png(photographed(picture())), "a.png")
    assert found.code is None or found.code.value.symbol == "SGDĐT-KHTC" or found.code.confidence < SURE
    assert found.date is None or str(found.date.value) in {"2014-04-10", "2014-04"}


def test_pages_upside_down_and_on_their_side_among_others_are_each_made_upright() -> None:
    body = picture(pdf([(25, 30 + 8 * row, text) for row, text in enumerate(COLUMN * 2)]))
    pages = read(scanned(picture().rotate(180), body.rotate(270, expand=True)), name="a.pdf").pages
    assert any("512/SGDĐT-KHTC" in line.text for line in pages[0].lines)
    assert sum("vùng cao" in line.text for line in pages[1].lines) == 2


def test_a_document_whose_pages_are_out_of_order_gets_no_field_of_its_last_page() -> None:
    end = pdf([(25, 30, "Các đơn vị báo cáo trước ngày 15 tháng 5 năm 2014."), (110, 60, "GIÁM ĐỐC")])
    found = identified(scanned(picture(end), picture()))
    assert found.date is None or str(found.date.value) == "2014-04-10"
    assert found.code is None or str(found.code.value) in {"512/SGDĐT-KHTC", "/SGDĐT-KHTC"}


def test_of_three_hundred_scanned_pages_forty_are_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def note(page: pypdfium2.PdfPage, number: int) -> object:
        seen.append(number)
        return pdf_reader._blank(page, number)

    monkeypatch.setattr(pdf_reader, "_pictured", note)
    document = read(scanned(*[Image.new("L", (165, 234), "white")] * 300), name="a.pdf")
    assert document.page_count == 300
    assert len(seen) == MOST_PAGES
