import re
from datetime import date
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from generator.register_pdf import register_pdf
from model.register_sheet import RegisterSheet

DAY = date(2027, 1, 4)


def a_sheet(*rows: tuple[str, str]) -> RegisterSheet:
    return RegisterSheet(
        parent="ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN",
        agency="SỞ GIÁO DỤC VÀ ĐÀO TẠO",
        title="SỔ ĐĂNG KÝ VĂN BẢN ĐI",
        cover=(("Năm:", "2026"), ("Quyển số:", "01")),
        heads=("Số, ký hiệu văn bản", "Trích yếu"),
        shares=(0.3, 0.7),
        rows=rows,
        closing=f"Sổ này có {len(rows)} văn bản.",
        page="Trang {number}",
    )


def pages(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def test_a_book_has_its_cover_its_lines_and_its_end() -> None:
    cover, table = pages(register_pdf(a_sheet(("01/SGDĐT-VP", "báo cáo")), dated=DAY))
    assert re.findall("SỞ GIÁO DỤC VÀ ĐÀO TẠO|SỔ ĐĂNG KÝ VĂN BẢN ĐI|Năm: 2026", cover)
    assert all(
        words in table for words in ("01/SGDĐT-VP", "báo cáo", "(2)", "Sổ này có 1 văn bản.", "Trang 1")
    )


def test_every_page_bears_the_heads_and_every_line_is_there_once() -> None:
    rows = tuple((f"{number}/SGDĐT-VP", "báo cáo " * (number % 40)) for number in range(1, 200))
    _cover, *tables = pages(register_pdf(a_sheet(*rows), dated=DAY))
    assert len(tables) > 5
    assert all("Trích yếu" in page for page in tables)
    numbers = re.findall(r"\b(\d+)/SGDĐT-VP", " ".join(tables))
    assert numbers == [str(number) for number in range(1, 200)]


@pytest.mark.parametrize("text", ["dài " * 4000, "x" * 3000, "😀 & < > chữ", ""])
def test_any_line_finds_room(text: str) -> None:
    found = " ".join(pages(register_pdf(a_sheet(("1/A-B", text), ("2/A-B", "sau")), dated=DAY)))
    assert found.count("dài") == text.count("dài")
    assert "2/A-B" in found


def test_an_empty_book_is_printed_too() -> None:
    assert len(pages(register_pdf(a_sheet(), dated=DAY))) == 2


def test_the_same_book_is_the_same_file_fit_for_the_archive() -> None:
    first, second = (register_pdf(a_sheet(("1/A-B", "x")), dated=DAY) for _ in range(2))
    assert first == second
    with pikepdf.open(BytesIO(first)) as document:
        assert b"pdfaid:part" in document.Root.Metadata.read_bytes()
