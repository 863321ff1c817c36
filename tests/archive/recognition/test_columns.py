import pytest

from archive.readers import read
from archive.recognition import identify
from model.identification import Identification
from tests.archive.documents import BODY, docx, paragraph, pdf, reply_docx, reply_pdf, reply_txt, table

NARROW = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT",
    "NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Lạng Sơn, ngày 10 tháng 4 năm",
    "2014",
)
BESIDE = (
    "UBND TỈNH LẠNG SƠN",
    "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
    "Số: 512/SGDĐT-KHTC",
    "V/v báo cáo cơ sở",
    "vật chất",
)


def header_of(found: Identification) -> tuple[str | None, ...]:
    readings = (found.code, found.organ, found.parent_organ, found.date, found.subject, found.place)
    return tuple(None if reading is None else str(reading.value) for reading in readings)


EXPECTED = (
    "512/SGDĐT-KHTC",
    "Sở Giáo dục và Đào tạo",
    "UBND tỉnh Lạng Sơn",
    "2014-04-10",
    "báo cáo cơ sở vật chất",
    "Lạng Sơn",
)


@pytest.mark.parametrize("data", [reply_docx(), reply_pdf(), reply_txt()])
def test_one_letter_is_recognised_alike_in_every_format(data: bytes) -> None:
    assert header_of(identify(read(data, name="a"))) == EXPECTED


def test_narrow_cells_break_the_date_and_the_national_name() -> None:
    data = docx(table([BESIDE, NARROW]), *map(paragraph, BODY))
    assert header_of(identify(read(data, name="a.docx"))) == EXPECTED


def test_narrow_columns_of_a_page_break_the_date_and_the_national_name() -> None:
    left = [(20, 20 + 7 * row, text) for row, text in enumerate(BESIDE)]
    right = [(105, 20 + 7 * row, text) for row, text in enumerate(NARROW)]
    body = [(20, 70 + 8 * row, text) for row, text in enumerate(BODY)]
    assert header_of(identify(read(pdf([*left, *right, *body]), name="a.pdf"))) == EXPECTED


def test_the_banner_of_a_signature_above_the_right_column_is_no_body() -> None:
    banner = [(120, 8, "TRUNG TÂM CÔNG"), (120, 13, "BÁO VÀ TIN HỌC")]
    left = [(20, 20 + 7 * row, text) for row, text in enumerate(BESIDE)]
    right = [(105, 20 + 7 * row, text) for row, text in enumerate(NARROW)]
    body = [(20, 70 + 8 * row, text) for row, text in enumerate(BODY)]
    found = identify(read(pdf([*banner, *left, *right, *body]), name="a.pdf"))
    assert header_of(found) == EXPECTED


def test_a_blank_number_leaves_its_symbol_far_from_the_label() -> None:
    left = [(20, 20, "UBND TỈNH LẠNG SƠN"), (20, 34, "Số:"), (44, 34, "/UBND-VX")]
    right = [(105, 20 + 7 * row, text) for row, text in enumerate(NARROW)]
    body = [(20, 70 + 8 * row, text) for row, text in enumerate(BODY)]
    found = identify(read(pdf([*left, *right, *body]), name="a.pdf"))
    assert found.code is not None
    assert str(found.code.value) == "/UBND-VX"


def test_evidence_from_a_page_tells_where_it_stands() -> None:
    found = identify(read(reply_pdf(), name="a.pdf"))
    assert found.code is not None
    assert found.code.evidence.page == 1
    assert found.code.evidence.box is not None
    assert found.code.evidence.box[0] == pytest.approx(20, abs=0.5)


def test_a_page_whose_columns_are_parted_by_one_blank_is_read_like_text() -> None:
    lines = (
        "UBND TỈNH LẠNG SƠN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO Độc lập - Tự do - Hạnh phúc",
        "Số: 512/SGDĐT-KHTC Lạng Sơn, ngày 10 tháng 4 năm 2014",
        "V/v báo cáo cơ sở vật chất",
        *BODY,
    )
    data = pdf([(20, 20 + 7 * row, text) for row, text in enumerate(lines)])
    assert header_of(identify(read(data, name="a.pdf"))) == EXPECTED
