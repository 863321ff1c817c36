import pytest

from generator.draft_body import read_body, read_runs
from model.dispatch import Alignment, Paragraph, Run, Table


def fault(code: str, line: int, facts: tuple[str, ...]) -> Exception:
    return ValueError(f"{code} {line} {facts}")


def texts(body: str) -> list[str]:
    return [part.text for part in read_body(body, fault)]


@pytest.mark.parametrize(
    ("typed", "runs"),
    [
        ("thường", [Run("thường")]),
        ("a **b** c", [Run("a "), Run("b", bold=True), Run(" c")]),
        ("*a*", [Run("a", italic=True)]),
        ("***a***", [Run("a", bold=True, italic=True)]),
        ("**a *b* c**", [Run("a ", bold=True), Run("b", bold=True, italic=True), Run(" c", bold=True)]),
        # stars that are no marks
        ("5 * 3 * 2", [Run("5 * 3 * 2")]),
        ("(*) Ghi chú (*)", [Run("(*) Ghi chú (*)")]),
        (r"\*a\*", [Run("*a*")]),
        ("**a", [Run("**a")]),
        ("****", [Run("****")]),
    ],
)
def test_stars_make_bold_and_italic(typed: str, runs: list[Run]) -> None:
    assert list(read_runs(typed)) == runs


def test_a_blank_line_parts_paragraphs_and_a_line_break_does_not() -> None:
    assert texts("Một\nhai.\n\n\nBa.") == ["Một hai.", "Ba."]


@pytest.mark.parametrize("mark", ["-", "+", "1.", "12)", "2.1.", "a)", "đ)", "I.", "•"])
def test_numbering_begins_a_paragraph_without_a_blank_line(mark: str) -> None:
    assert texts(f"Gồm:\n{mark} một;\n{mark} hai\ntiếp.") == ["Gồm:", f"{mark} một;", f"{mark} hai tiếp."]


def test_a_year_at_the_start_of_a_line_is_no_numbering() -> None:
    assert texts("năm học\n2026. Sau đó") == ["năm học 2026. Sau đó"]


def test_pipes_make_a_table_and_the_ruler_aligns_it() -> None:
    table, paragraph = read_body("| TT | **Tên** | Số |\n|:-:|---|--:|\n| 1 | a\\|b | |\nSau bảng.", fault)
    assert isinstance(table, Table)
    assert isinstance(paragraph, Paragraph)
    assert table.alignments == (Alignment.CENTRE, Alignment.LEFT, Alignment.RIGHT)
    assert table.text == "TT\tTên\tSố\n1\ta|b\t"
    assert paragraph.text == "Sau bảng."


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("Một.\n\n| a | b |", "table-no-ruler 2"),
        ("| a | b |\n| c | d |", "table-no-ruler 0"),
        ("| a | b |\n|---|", "table-ragged 1"),
        ("|a" * 31 + "|\n" + "|-" * 31 + "|", r"table-too-wide 0 \('31', '30'\)"),
        ("| a | b |\n|---|---|\n| c |", r"table-ragged 2 \('1', '2'\)"),
    ],
)
def test_a_faulty_table_tells_its_line(body: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_body(body, fault)
