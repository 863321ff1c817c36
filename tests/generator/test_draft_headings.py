import pytest

from generator.draft_body import read_body
from model.dispatch import Heading, HeadingLevel, Landscape, Paragraph, Part, Run, Table


class BodyError(Exception):
    """What the tests get instead of a clerk's error."""


def fault(code: str, line: int, facts: tuple[str, ...]) -> BodyError:
    return BodyError(code, line, facts)


def body(text: str) -> tuple[Part, ...]:
    return read_body(text, fault)


def headings(text: str) -> list[tuple[HeadingLevel, str, str]]:
    return [(part.level, part.number, part.title) for part in body(text) if isinstance(part, Heading)]


@pytest.mark.parametrize(
    ("text", "level", "number", "title"),
    [
        ("Phần I\nNHỮNG VẤN ĐỀ CHUNG", HeadingLevel.PART, "Phần I", "NHỮNG VẤN ĐỀ CHUNG"),
        ("Chương IV\nQuy định\nchung", HeadingLevel.CHAPTER, "Chương IV", "Quy định chung"),
        ("**Chương I**\n**QUY ĐỊNH CHUNG**", HeadingLevel.CHAPTER, "Chương I", "QUY ĐỊNH CHUNG"),
        ("Chương II\n\n\nĐIỀU KHOẢN THI HÀNH", HeadingLevel.CHAPTER, "Chương II", "ĐIỀU KHOẢN THI HÀNH"),
        ("Mục 2.\nVĂN BẢN ĐẾN", HeadingLevel.SECTION, "Mục 2", "VĂN BẢN ĐẾN"),
        ("Tiểu mục 1\nCON DẤU", HeadingLevel.SUBSECTION, "Tiểu mục 1", "CON DẤU"),
        ("I. TÌNH HÌNH", HeadingLevel.ROMAN, "I.", "TÌNH HÌNH"),
        ("II. THEO QĐ 117/QĐ-TTg", HeadingLevel.ROMAN, "II.", "THEO QĐ 117/QĐ-TTg"),
        ("**1. Mục đích**\n\nMột câu.", HeadingLevel.CLAUSE, "1.", "Mục đích"),
        ("Điều 1. Phạm vi\n\nMột câu.", HeadingLevel.ARTICLE, "Điều 1.", "Phạm vi"),
        ("Điều 2a. Phạm vi\n\n1. Một câu.", HeadingLevel.ARTICLE, "Điều 2a.", "Phạm vi"),
    ],
)
def test_what_divides_a_text_becomes_a_heading(
    text: str, level: HeadingLevel, number: str, title: str
) -> None:
    assert headings(text)[0] == (level, number, title)


@pytest.mark.parametrize(
    "text",
    [
        "Chương I của Quy chế này quy định chung.",
        "I. Tình hình chung của đơn vị",
        "1. Mục đích",
        "**1. Giao Sở Tài chính chủ trì.**",
        "Điều 5 của Luật quy định như sau.",
        "Mục đích của kế hoạch",
    ],
)
def test_what_only_looks_like_one_stays_a_paragraph(text: str) -> None:
    assert [type(part) for part in body(text)] == [Paragraph]


def test_an_article_that_runs_on_has_only_its_number_bold() -> None:
    (article,) = body("Điều 3. Chánh Văn phòng *chịu trách nhiệm* thi hành.")
    assert article == Paragraph(
        (
            Run("Điều 3.", bold=True),
            Run(" Chánh Văn phòng "),
            Run("chịu trách nhiệm", italic=True),
            Run(" thi hành."),
        )
    )


def test_the_last_article_of_a_decision_needs_no_stop_to_be_a_sentence() -> None:
    parts = body("Điều 1. Thành lập Tổ công tác.\nĐiều 2. Các đơn vị chịu trách nhiệm thi hành")
    assert [type(part) for part in parts] == [Paragraph, Paragraph]


def test_each_article_begins_a_paragraph_also_without_blank_line() -> None:
    assert len(body("Điều 1. Một.\nĐiều 2. Hai.\nĐiều 3. Ba.")) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Một.\n\nChương 1\nQUY ĐỊNH CHUNG", ("heading-numeral-chuong", 2, ("1",))),
        ("Mục II\nVĂN BẢN ĐI", ("heading-numeral-muc", 0, ("II",))),
        ("Chương I\n\nĐiều 1. Một.", ("heading-untitled", 0, ("Chương I",))),
        ("[trang dọc]\nMột.", ("landscape-unpaired", 0, ("[trang dọc]",))),
        ("[trang ngang]\n[Trang Ngang]", ("landscape-unpaired", 1, ("[Trang Ngang]",))),
    ],
)
def test_what_the_law_numbers_otherwise_is_refused_with_its_line(
    text: str, expected: tuple[str, int, tuple[str, ...]]
) -> None:
    with pytest.raises(BodyError) as caught:
        body(text)
    assert caught.value.args == expected


def test_turned_pages_hold_what_stands_between_their_marks() -> None:
    before, turned, after = body("Một.\n[trang ngang]\n| a |\n|---|\n| b |\n[trang dọc]\nHai.")
    assert isinstance(turned, Landscape)
    assert [type(part) for part in turned.parts] == [Table]
    assert (before.text, after.text) == ("Một.", "Hai.")


def test_turned_pages_may_end_the_text() -> None:
    (turned,) = body("[trang ngang]\nMột.")
    assert turned == Landscape((Paragraph((Run("Một."),)),))
