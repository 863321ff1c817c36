import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.plain_text import cells, fields, marked, printable, table


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Báo cáo\n  quý\tIII", "Báo cáo   quý III"),
        ("\x1b[2J\x07tên", "\\x1b[2J\\x07tên"),
        ("gnp.\u202efdp", "gnp.\\u202efdp"),
        ("xấu\udcff.txt", "xấu\\udcff.txt"),
    ],
)
def test_text_cannot_command_the_terminal(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text(alphabet=st.characters()))
def test_whatever_is_shown_is_printable_and_can_be_encoded(text: str) -> None:
    shown = printable(text)
    assert shown.isprintable()
    shown.encode()


def test_the_hits_of_a_snippet_are_bold_and_nothing_else_is() -> None:
    assert marked("dữ liệu VEMIS của\x1b[0m", [(8, 13)]) == "dữ liệu \x1b[1mVEMIS\x1b[0m của\\x1b[0m"


def test_wide_and_combining_letters_count_as_the_terminal_shows_them() -> None:
    assert (cells("Việt"), cells("Vie\u0323\u0302t"), cells("文書")) == (4, 4, 4)


def test_columns_are_aligned_and_empty_ones_left_out() -> None:
    lines = [*table(("Số", "Trống", "Tên"), [("1", "", "Sở Y tế"), ("12", "", "Bộ")], width=None)]
    assert lines == ["Số  Tên", "──  ───────", "1   Sở Y tế", "12  Bộ"]


def test_a_table_without_rows_shows_nothing() -> None:
    assert [line for line in table(("Số",), [], width=80) if line] == []


@given(
    st.lists(st.tuples(st.text("ab đ ", max_size=60), st.text("xyz ", max_size=90)), min_size=1),
    st.integers(min_value=40, max_value=120),
)
def test_a_table_of_words_fits_the_terminal(rows: list[tuple[str, str]], width: int) -> None:
    assert all(cells(line) <= width for line in table(("Một", "Hai"), rows, width=width))


def test_no_word_is_lost_when_a_cell_is_wrapped() -> None:
    subject = "báo cáo tình hình sử dụng phần mềm quản lý trường học"
    head, _, *body = table(("Mã", "Trích yếu"), [("1", subject)], width=30)
    assert head.startswith("Mã")
    assert " ".join(" ".join(body).split()) == f"1 {subject}"


def test_fields_without_a_value_are_left_out() -> None:
    assert [*fields({"Loại": "Công văn", "Ngày": None, "Mã số": "7"}, width=None)] == [
        "Loại   Công văn",
        "Mã số  7",
    ]
