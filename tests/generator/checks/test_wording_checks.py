"""Abbreviations and the ends of texts: what counts as explained, finished, left over."""

import pytest

from tests.generator.checks.judged import rules_in
from tests.generator.checks.word_files import DISPATCH, dispatch, paragraph


@pytest.mark.parametrize(
    "text",
    [
        "Sở đã ứng dụng công nghệ thông tin (CNTT) trong các trường.",
        "Sở đã ứng dụng công nghệ thông tin (sau đây viết tắt là CNTT) trong các trường.",
        "Các đề tài khoa học và công nghệ (gọi tắt là Đề tài KHCN) đã hoàn thành.",
        "UBND tỉnh và HĐND tỉnh đã đồng ý; tệp PDF có mã QR.",
        "Các chương từ XVIII trở đi đã hoàn thành.",
        "Công ty Cổ phần Công nghệ Tin học EFY đã cài đặt phần mềm VEMIS.",
        "CÁC TRƯỜNG THPT ĐÃ BÁO CÁO",
        "Công văn số 86/BGDĐT-CNTT đã được triển khai.",
    ],
)
def test_an_abbreviation_that_is_explained_known_or_part_of_a_code_needs_nothing(text: str) -> None:
    assert rules_in(dispatch(body=paragraph(text) + DISPATCH["body"])) == set()


def test_an_abbreviation_is_told_once_where_it_is_first_used() -> None:
    body = paragraph("Sở đã tập huấn CNTT cho giáo viên.") + paragraph("Kinh phí CNTT đã được cấp.")
    assert rules_in(dispatch(body=body + DISPATCH["body"])) == {"ND-13"}
    explained = paragraph("Sở tập huấn công nghệ thông tin (CNTT).") + paragraph("Kinh phí CNTT đã được cấp.")
    assert rules_in(dispatch(body=explained + DISPATCH["body"])) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Sách, vở, bút,… đã được phát cho học sinh.",
        "Sách, vở, bút... đã được phát cho học sinh.",
        "Sang thế kỷ XXI, ngành đổi mới toàn diện.",
        "Nghị quyết Đại hội lần thứ XX của Đảng bộ.",
        "Nồng độ phải nhỏ hơn 5 mg và &lt; 10 mg tính theo ngày.",
    ],
)
def test_dots_of_a_list_and_roman_numbers_are_no_leftovers(text: str) -> None:
    assert rules_in(dispatch(body=paragraph(text) + DISPATCH["body"])) == set()


def test_a_text_that_ends_in_a_table_is_not_asked_for_its_end_sign() -> None:
    cell = f"<w:tbl><w:tblPr/><w:tr><w:tc>{paragraph('Trường A', first_mm=0)}</w:tc></w:tr></w:tbl>"
    assert "ND-09" not in rules_in(dispatch(body=paragraph("Sở báo cáo theo bảng sau:") + cell))
