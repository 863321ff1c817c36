"""Capital letters: every rule has a wrong wording that it reports, and a right one that passes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.capital_words import key_of, known_words
from generator.checks.capitals import capital_slips
from generator.checks.rule import rules
from tests.generator.checks.judged import rules_in
from tests.generator.checks.word_files import DISPATCH, dispatch, paragraph

ROWS = [
    ("VH-01", "Các trường đã thực hiện. đề nghị Sở xem xét.", "Các trường đã thực hiện. Đề nghị Sở xem xét."),
    ("VH-03", "Kỷ niệm ngày giỗ của vua Hùng tại trường.", "Kỷ niệm ngày giỗ của Vua Hùng tại trường."),
    ("VH-04", "Tìm hiểu về Thành Cát tư Hãn.", "Tìm hiểu về Thành Cát Tư Hãn."),
    ("VH-05", "Đọc tác phẩm của Vla-Đi-mia.", "Đọc tác phẩm của Vla-đi-mia."),
    ("VH-06", "Đoàn đến Tỉnh Nam Định làm việc.", "Đoàn đến tỉnh Nam Định làm việc."),
    ("VH-07", "Trường ở quận 1 đã báo cáo.", "Trường ở Quận 1 đã báo cáo."),
    ("VH-07", "Trường ở phường Điện Biên Phủ.", "Trường ở Phường Điện Biên Phủ."),
    ("VH-08", "Đoàn đến thành phố Hồ Chí Minh.", "Đoàn đến Thành phố Hồ Chí Minh."),
    ("VH-09", "Hội nghị tại cửa Lò có đủ thành phần.", "Hội nghị tại Cửa Lò có đủ thành phần."),
    ("VH-10", "Đoàn đi thăm Vịnh Hạ Long.", "Đoàn đi thăm vịnh Hạ Long."),
    ("VH-11", "Các trường vùng Tây bắc đã báo cáo.", "Các trường vùng Tây Bắc đã báo cáo."),
    ("VH-12", "Chuyến bay đến Mát-Xcơ-Va.", "Chuyến bay đến Mát-xcơ-va."),
    ("VH-13", "Báo cáo Bộ giáo dục và Đào tạo.", "Báo cáo Bộ Giáo dục và Đào tạo."),
    ("VH-13", "Trình Hội Đồng Nhân Dân tỉnh.", "Trình Hội đồng nhân dân tỉnh."),
    (
        "VH-14",
        "Nghị quyết của Ban chấp hành Trung ương Đảng.",
        "Nghị quyết của Ban Chấp hành Trung ương Đảng.",
    ),
    ("VH-15", "Chương trình của Liên Hợp Quốc.", "Chương trình của Liên hợp quốc."),
    ("VH-15", "Theo khuyến nghị của Unesco.", "Theo khuyến nghị của UNESCO."),
    ("VH-16", "Công chức phục vụ nhân dân.", "Công chức phục vụ Nhân dân."),
    ("VH-17", "Tặng Huân chương Sao Vàng.", "Tặng Huân chương Sao vàng."),
    ("VH-20", "Nghỉ ngày Quốc Khánh 2-9.", "Nghỉ ngày Quốc khánh 2-9."),
    ("VH-21", "Thực hiện nghị định số 30/2020/NĐ-CP.", "Thực hiện Nghị định số 30/2020/NĐ-CP."),
    ("VH-21", "Theo Bộ luật hình sự.", "Theo Bộ luật Hình sự."),
    ("VH-23", "Đón xuân Kỷ hợi tại trường.", "Đón xuân Kỷ Hợi tại trường."),
    ("VH-24", "Nghỉ Tết Nguyên Đán theo lịch.", "Nghỉ tết Nguyên đán theo lịch."),
    ("VH-25", "Họp vào thứ hai, ngày 09/3/2026.", "Họp vào thứ Hai, ngày 09/3/2026."),
    ("VH-25", "Lễ hội vào tháng giêng.", "Lễ hội vào tháng Giêng."),
    ("VH-26", "Sau Cách mạng tháng 8 thành công.", "Sau Cách mạng tháng Tám thành công."),
    ("VH-27", "Đăng trên tạp chí Cộng Sản.", "Đăng trên tạp chí Cộng sản."),
]


@pytest.mark.parametrize(("rule", "wrong", "right"), ROWS)
def test_a_wrong_letter_is_told_and_its_mending_is_right(rule: str, wrong: str, right: str) -> None:
    slips = capital_slips(wrong)
    assert {slip.rule for slip in slips} == {rule}
    mended = wrong
    for slip in slips:
        mended = mended[: slip.start] + slip.expected + mended[slip.end :]
    assert mended == right
    assert capital_slips(right) == ()


@pytest.mark.parametrize(("rule", "wrong", "right"), ROWS)
def test_a_document_with_a_wrong_letter_gets_that_finding_only(rule: str, wrong: str, right: str) -> None:
    assert rules_in(dispatch(body=paragraph(wrong) + DISPATCH["body"])) == {rule}
    assert rules_in(dispatch(body=paragraph(right) + DISPATCH["body"])) == set()


@pytest.mark.parametrize(
    "text",
    [
        "ỦY BAN NHÂN DÂN TỈNH NAM ĐỊNH",
        "Tỉnh Nam Định đã báo cáo.",
        "- Thành phố Hà Nội;",
        "a) Tỉnh Nam Định;",
        "các sở giáo dục và đào tạo, hội đồng nhân dân các cấp",
        "Uỷ ban nhân dân tỉnh và Ủy ban nhân dân xã",
        "ngành giáo dục, cán bộ y tế và bộ luật hình sự các nước",
        "gió thổi theo hướng Đông bắc",
        "Có 5 quận 12 huyện và 3 phường 10 xã.",
        "sách, vở, bút v.v. và các đồ dùng khác",
        "theo các nghị định số 01/2020/NĐ-CP, 02/2020/NĐ-CP",
        "Luật ban hành văn bản quy phạm pháp luật số 17/2008/QH12",
        "thay đổi lần thứ hai ngày 09/4/2015",
        "cơ quan nhà nước, quản lý nhà nước, Công an nhân dân",
        "Công ty TNHH ABC. 123 đường Lê Lợi",
    ],
)
def test_what_may_be_written_so_is_left_alone(text: str) -> None:
    assert capital_slips(text) == ()


def test_both_places_of_a_tone_mark_are_read_and_kept() -> None:
    (slip,) = capital_slips("Báo cáo Bộ văn hoá, Thể thao và Du lịch.")
    assert slip.expected == "Bộ Văn hoá, Thể thao và Du lịch"


def test_a_word_inside_a_longer_name_is_judged_with_the_name() -> None:
    assert capital_slips("vùng Đông Nam Bộ và Bắc Trung Bộ") == ()


@given(st.text(max_size=80))
def test_any_text_can_be_judged_and_its_key_keeps_its_length(text: str) -> None:
    assert len(key_of(text)) == len(text)
    for slip in capital_slips(text):
        assert text[slip.start : slip.end] == slip.found != slip.expected


def test_every_known_word_is_right_by_its_own_rule() -> None:
    assert [words.words for words in known_words() if capital_slips(f"gồm {words.words} và")] == []


def test_every_rule_of_letters_has_a_row_here() -> None:
    elsewhere = {"VH-22"}
    assert {rule for rule in rules() if rule.startswith("VH-")} - elsewhere == {rule for rule, *_ in ROWS}
