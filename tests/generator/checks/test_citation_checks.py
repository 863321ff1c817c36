"""Citing parts of a text: no commas between them, capitals from Điều up, small letters below."""

import pytest

from generator.checks.citation_checks import citation_slips
from tests.generator.checks.judged import rules_in
from tests.generator.checks.word_files import DISPATCH, IN_2016, dispatch, paragraph


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        ("ND-10", "theo điểm b, khoản 6, Mục IV, Điều 1", "theo điểm b khoản 6 Mục IV Điều 1"),
        ("ND-10", "tại Khoản 2, Điều 5 Nghị định", "tại khoản 2 Điều 5 Nghị định"),
        ("ND-10", "tại điểm a, b khoản 2, Điều 5", "tại điểm a, b khoản 2 Điều 5"),
        ("VH-22", "tại Điểm a Khoản 2 điều 103", "tại điểm a khoản 2 Điều 103"),
        ("VH-22", "theo điều 5 của Luật", "theo Điều 5 của Luật"),
        ("VH-22", "tại điều 24 tiểu mục 1 mục 1 chương III", "tại Điều 24 Tiểu mục 1 Mục 1 Chương III"),
    ],
)
def test_a_wrong_citation_is_told_with_the_right_one(rule: str, wrong: str, right: str) -> None:
    mended = wrong
    slips = citation_slips(wrong)
    for slip in reversed(slips):
        mended = mended[: slip.start] + slip.expected + mended[slip.end :]
    assert {slip.rule for slip in slips} == {rule}
    assert mended == right
    assert citation_slips(right) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Căn cứ điểm a khoản 2 Điều 103 Mục 5 Chương XII Phần I của Bộ luật Hình sự.",
        "khoản 1, khoản 2 Điều 5",
        "điểm a khoản 1, điểm b khoản 2 Điều 5",
        "Điều 3, khoản 2 Điều 5",
        "Khoản 2 Điều 5 được sửa đổi như sau:",
        "a) Điểm b khoản 1;",
        "gồm hai phần: phần 1 nêu tình hình, mục 2 nêu kiến nghị",
        "tổng số điểm của phần I và phần II",
        "các điều 5, 6 và 7",
        "đạt điểm 10 môn Toán",
    ],
)
def test_right_citations_and_plain_words_are_left_alone(text: str) -> None:
    assert citation_slips(text) == ()


def test_letters_are_told_with_the_commas_when_both_are_wrong() -> None:
    wrong = paragraph("Theo quy định tại Khoản 2, điều 5 của Nghị định này.")
    assert rules_in(dispatch(body=wrong + DISPATCH["body"])) == {"ND-10"}


def test_the_circular_of_2011_wrote_commas_and_its_documents_may_too() -> None:
    cited = paragraph("Theo quy định tại Khoản 2, Điều 5 của Nghị định này.")
    assert rules_in(dispatch(**IN_2016, body=cited + DISPATCH["body"])) == set()
