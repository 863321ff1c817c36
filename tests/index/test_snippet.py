import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query_parser import parse_query
from index.snippet import WIDTH, snippet

LONG = "Căn cứ quy định hiện hành, cơ quan xin trả lời như sau. " * 40


def marked(query: str, text: str, subject: str | None = None) -> list[str]:
    shown = snippet(parse_query(query), text, subject)
    return [shown.text[start:end] for start, end in shown.marks]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("bao cao", "Gửi Báo cáo BAO CAO", ["Báo", "cáo", "BAO", "CAO"]),
        ("báo cáo", "Gửi Báo cáo, bảo cao, bao", ["Báo", "cáo"]),
        ("báo cáo", "Gui Bao cao", ["Bao", "cao"]),
        ("uỷ ban", "Ủy ban, UỶ BAN", ["Ủy", "ban", "UỶ", "BAN"]),
        ('"báo cáo"', "báo với cáo, báo cáo", ["báo cáo"]),
        ("An Giang", "an toàn, An Giang, Tiền Giang", ["An Giang"]),
        ("1616/bgddt-khtc", "số 1616 /BGDĐT-KHTC ngày 31, số 1616", ["1616 /BGDĐT-KHTC"]),
        ("1616bgddtkhtc", "số 1616 /BGDĐT-KHTC", []),
        ("1616/BGDĐTKHTC", "số 1616 /BGDĐT-KHTC", ["1616 /BGDĐT-KHTC"]),
        ("I616/8GDDT-KHTC", "số 1616 /BGDĐT-KHTC", ["1616 /BGDĐT-KHTC"]),
        ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo và SGDĐT", ["Sở Giáo dục và Đào tạo", "SGDĐT"]),
        ("từ 2016 đến 2017", "từ 2016 đến 2017", ["từ 2016 đến 2017"]),
        ("vemis", "báo cáo", []),
    ],
)
def test_the_hits_are_marked_and_nothing_else(query: str, text: str, expected: list[str]) -> None:
    assert marked(query, text) == expected


def test_marks_lie_on_the_original_spelling() -> None:
    decomposed = unicodedata.normalize("NFD", "Uỷ ban nhân dân")
    assert marked("ủy", decomposed) == [unicodedata.normalize("NFD", "Uỷ")]


def test_the_piece_with_most_of_the_query_is_shown() -> None:
    text = f"Báo cáo. {LONG} Tổng hợp báo cáo VEMIS của tỉnh. {LONG} VEMIS"
    shown = snippet(parse_query("báo cáo vemis"), text, None)
    assert "Tổng hợp báo cáo VEMIS của tỉnh." in shown.text
    assert len(shown.text) <= WIDTH


def test_the_rarest_word_of_the_query_shows_even_where_the_others_stand_together_elsewhere() -> None:
    text = LONG + "báo cáo tình hình, báo cáo kết quả. " + LONG + "Dữ liệu VEMIS còn lại. " + LONG
    assert "VEMIS" in marked("bao cao vemis", text)


def test_a_piece_begins_and_ends_between_words() -> None:
    shown = snippet(parse_query("vemis"), f"{LONG}VEMIS {LONG}", None)
    assert set(shown.text.split()) <= {*LONG.split(), "VEMIS"}


def test_the_piece_is_one_line() -> None:
    shown = snippet(parse_query("báo cáo"), "  Kính gửi:\n\n\tcác sở;  báo\n cáo\r\n", None)
    assert shown.text == "Kính gửi: các sở; báo cáo"
    assert [shown.text[start:end] for start, end in shown.marks] == ["báo", "cáo"]


def test_a_phrase_over_a_line_break_is_one_mark() -> None:
    assert marked('"báo cáo"', "gửi báo\n   cáo") == ["báo cáo"]


def test_without_a_hit_in_the_text_the_subject_is_shown() -> None:
    shown = snippet(parse_query("vemis"), "nội dung khác", "Báo cáo số liệu  VEMIS")
    assert shown.text == "Báo cáo số liệu VEMIS"
    assert shown.marks == ((16, 21),)


def test_nothing_to_show_is_an_empty_piece() -> None:
    assert snippet(parse_query("vemis"), "", None).text == ""


@given(
    st.text(alphabet="báo cáoVEMIS\n. ", max_size=600),
    st.sampled_from(["bao", "báo cáo", '"báo cáo"', "o c"]),
)
def test_marks_are_in_order_and_inside_the_piece(text: str, query: str) -> None:
    shown = snippet(parse_query(query), text, None)
    ends = [0, *(offset for mark in shown.marks for offset in mark), len(shown.text)]
    assert ends == sorted(ends)
    assert all(shown.text[start:end].strip() for start, end in shown.marks)


_LETTERHEAD = (
    "SỞ TÀI CHÍNH\nV/v hỗ trợ sau bão số 3\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nKính gửi: Sở Y tế\n"
)
_BODY = "Thực hiện việc hỗ trợ sau bão số 3, đề nghị các đơn vị gửi số liệu thiệt hại. " + "Trân trọng. " * 30


def test_of_equal_pieces_the_one_below_the_letterhead_is_shown() -> None:
    shown = snippet(parse_query("bao so 3"), _LETTERHEAD + _BODY, None)
    assert shown.text.startswith("Thực hiện việc hỗ trợ sau bão số 3")


def test_words_that_stand_together_go_before_more_of_them_scattered() -> None:
    text = "bảo hiểm, mẫu sổ 3, bảo hiểm, mẫu sổ 3, số bao. " + "Trân trọng. " * 40 + "Sau bão số 3 có mưa."
    shown = snippet(parse_query("bao so 3"), text, None)
    assert "Sau bão số 3" in shown.text


def test_what_stands_far_down_a_long_text_is_found_and_marked() -> None:
    shown = snippet(parse_query("báo cáo"), "Điều lệ. " * 8_000 + "Có báo cáo." + " Hết." * 8_000, None)
    assert [shown.text[start:end] for start, end in shown.marks] == ["báo", "cáo"]
