from contextlib import closing
from io import BytesIO

import pypdfium2
import pytest

from archive.examination import Wait, examine
from archive.readers import pdf as pdf_reader
from archive.readers import read
from archive.readers.errors import BrokenFileError, EncryptedFileError, UnsupportedFormatError
from model.reason import Reason
from tests.archive.documents import BODY, LEFT, docx, paragraph, pdf, reply_pdf

LONG = "Sở Giáo dục và Đào tạo báo cáo tình hình cơ sở vật chất của các trường trong tỉnh"


def test_a_line_carries_its_text_its_words_and_its_place_in_millimetres() -> None:
    (line, *_) = read(pdf([(30, 40, LONG), (30, 50, LONG)]), name="a.pdf").lines
    assert line.text == LONG
    assert [word.text for word in line.words] == LONG.split()
    assert line.box is not None
    assert line.box[0] == pytest.approx(30, abs=0.5)
    assert line.box[1] < 40 < line.box[3] + 0.1
    assert line.size == 13


def test_a_code_that_breaks_at_its_hyphen_keeps_the_hyphen() -> None:
    lines = [(30, 30, LONG), (30, 36, "theo mã 1616/BGDĐT-"), (30, 42, "KHTC ngày 31 tháng 3 năm 2014")]
    broken = read(pdf(lines), name="a.pdf")
    assert "1616/BGDĐT-KHTC" in broken.text.replace("\n", "")


def test_columns_of_one_height_are_lines_of_their_own() -> None:
    lines = read(
        pdf([(20, 20, "UBND TỈNH LẠNG SƠN"), (100, 20, "CỘNG HÒA XÃ HỘI"), (20, 40, LONG)]), name="a"
    ).lines
    assert [line.text for line in lines] == ["UBND TỈNH LẠNG SƠN", "CỘNG HÒA XÃ HỘI", LONG]


def test_lines_are_read_from_the_top_whatever_order_they_were_drawn_in() -> None:
    lines = read(pdf([(20, 80, LONG), (20, 30, "Kính gửi: Bộ Giáo dục và Đào tạo")]), name="a.pdf").lines
    assert [line.text for line in lines] == ["Kính gửi: Bộ Giáo dục và Đào tạo", LONG]


def test_pages_are_numbered_and_measured() -> None:
    document = read(pdf([(20, 20, LONG)], [(20, 20, "trang hai")]), name="a.pdf")
    assert [page.number for page in document.pages] == [1, 2]
    assert document.page_count == 2
    assert document.pages[0].width == pytest.approx(210, abs=0.1)


@pytest.fixture
def _without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "is_available", lambda: False)


@pytest.mark.usefixtures("_without_ocr")
def test_a_first_page_without_text_makes_the_file_wait_though_others_have_some() -> None:
    with pytest.raises(UnsupportedFormatError) as caught:
        read(pdf([], [(20, 20, LONG)]), name="scan.pdf")
    assert caught.value.reason.facts == ("pdf-image",)


@pytest.mark.usefixtures("_without_ocr")
def test_the_banner_of_a_signature_is_no_text() -> None:
    banner = [
        "Ký bởi: SỞ GIÁO DỤC VÀ ĐÀO TẠO",
        "Email: so@example.vn",
        "Thời gian ký: 25.12.2017 14:03:05 +07:00",
    ]
    with pytest.raises(UnsupportedFormatError):
        read(pdf([(120, 10 + 5 * row, text) for row, text in enumerate(banner)]), name="scan.pdf")


def test_a_pdf_that_opens_with_a_password_only_is_told_so() -> None:
    locked = pdf([(20, 20, LONG)], opens_with="mo")
    with pytest.raises(EncryptedFileError):
        read(locked, name="a.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.7\nno more than this", reply_pdf()[:900]])
def test_a_pdf_that_is_none_is_a_broken_file(data: bytes) -> None:
    with pytest.raises(BrokenFileError):
        read(data, name="a.pdf")


def test_a_whole_dispatch_is_read_with_nothing_lost() -> None:
    text = read(reply_pdf(), name="a.pdf").text
    assert [line for line in (*LEFT, *BODY) if line not in text] == []


def with_attached(data: bytes) -> bytes:
    buffer = BytesIO()
    with closing(pypdfium2.PdfDocument(pdf([(20, 20, LONG)]))) as document:
        document.new_attachment("phụ lục.docx").set_data(data)
        document.save(buffer)
    return buffer.getvalue()


def test_files_attached_to_a_pdf_are_its_members() -> None:
    annex = docx(paragraph("phụ lục"))
    [member] = read(with_attached(annex), name="a.pdf").members
    assert (member.name, member.data) == ("phụ lục.docx", annex)


def test_a_pdf_with_a_file_attached_that_nobody_can_read_waits() -> None:
    assert examine("a.pdf", with_attached(b"\0\1\2")) == Wait(Reason("member-unread", ("binary",)))
