import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query import CodeTerm, Phrase, Query, Word, loosen
from index.query_parser import MOST_WORDS, parse_query


def shown(query: Query) -> list[str]:
    """Write clauses as text: phrases in quotes, codes in brackets."""
    return [
        f"[{clause.folded}]"
        if isinstance(clause, CodeTerm)
        else clause.folded
        if isinstance(clause, Word)
        else '"' + " ".join(word.folded for word in clause.words) + '"'
        for clause in query.clauses
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("báo cáo VEMIS", ["bao", "cao", "vemis"]),
        (unicodedata.normalize("NFD", "BÁO CÁO"), ["bao", "cao"]),
        ("báo báo cáo", ["bao", "cao"]),
        # phrases
        ('"báo cáo" vemis', ['"bao cao"', "vemis"]),
        ("“báo cáo” «năm học»", ['"bao cao"', '"nam hoc"']),
        ('"vemis"', ["vemis"]),
        ('""', []),
        # what is typed as one thing belongs together
        ("GD&ĐT", ['"gd dt"']),
        ("23/3/2017", ['"23 3 2017"']),
        ("TP.HCM", ['"tp hcm"']),
        ("BGDĐT-KHTC", ['"bgddt khtc"']),
        ("Huế,Vinh", ["hue", "vinh"]),
        # codes
        ("1616/BGDĐT-KHTC", ["[1616/bgddt-khtc]"]),
        ("1616/bgddt-khtc", ["[1616/bgddt-khtc]"]),
        ("1616 / bgdđt – khtc", ["[1616/bgddt-khtc]"]),
        ('"1616/BGDĐT-KHTC"', ["[1616/bgddt-khtc]"]),
        ("trả lời số 06/QĐ-UBND ngày", ["tra", "loi", "so", "[6/qd-ubnd]", "ngay"]),
        ("33/2015/qđ-ubnd", ["[33/2015/qd-ubnd]"]),
        ("12-CV/TU", ["[12-cv/tu]"]),
        ("1616", ["1616"]),
        ("1616/BGDĐT", ['"1616 bgddt"']),
        # the name of a province, old or new, stands together
        ("báo cáo An Giang", ["bao", "cao", '"an giang"']),
        ("ha nam", ['"ha nam"']),
        ("Bà Rịa - Vũng Tàu", ['"ba ria vung tau"']),
        ("Huế", ["hue"]),
        # not syntax
        ('báo "cáo', ["bao", "cao"]),
        ('"báo cáo" "vemis', ['"bao cao"', "vemis"]),
        ("*** ??? ()[]{} \\", []),
        ("\x00\x1b\x7f", []),
        ("", []),
    ],
)
def test_a_query_is_read_as_a_clerk_means_it(text: str, expected: list[str]) -> None:
    assert shown(parse_query(text)) == expected


def test_without_diacritics_every_word_matches_any() -> None:
    assert all(word.is_loose for word in parse_query('bao cao "y te" BGDĐT').words if word.is_plain)


def test_among_diacritics_a_plain_word_is_meant_plain() -> None:
    assert not any(word.is_loose for word in parse_query("y tế").words)


def test_a_plain_word_that_nobody_spells_plainly_lacks_its_marks() -> None:
    query = loosen(parse_query('báo cáo truong "y tế"'), {"y"}.__contains__)
    assert [word.folded for word in query.words if word.is_loose] == ["truong"]


def test_neighbouring_words_are_paired_for_ranking() -> None:
    assert parse_query("báo cáo An Giang").pairs == ("bao cao", "cao an", "an giang")


def test_an_endless_query_is_cut() -> None:
    query = parse_query(" ".join(f"từ{number}" for number in range(2500)))
    assert len(list(query.words)) == MOST_WORDS


def test_an_endless_phrase_is_cut() -> None:
    query = parse_query('"' + "báo cáo " * 1250 + '"')
    assert len(list(query.words)) <= MOST_WORDS


@given(st.text(max_size=300) | st.text(alphabet='ab1/-."& “”Đđố', max_size=40))
def test_no_text_is_an_error(text: str) -> None:
    for clause in parse_query(text).clauses:
        assert not isinstance(clause, Phrase) or len(clause.words) > 1
