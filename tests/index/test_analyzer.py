import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analyzer import (
    BARE,
    LONGEST_SYLLABLE,
    Spans,
    forms,
    forms_as_meant,
    forms_of,
    has_marks,
    syllables,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("báo", "BÁO"),
        ("báo", unicodedata.normalize("NFD", "báo")),
        # old and new place of the tone mark
        ("hoà", "hòa"),
        ("uỷ", "ủy"),
        ("khoẻ", "khỏe"),
        ("toàn", "tòan"),
        ("quý", "qúy"),
        # look-alikes of Đ
        ("Đại", "\u00d0ại"),
        ("Đại", "\u0189ại"),
    ],
)
def test_spellings_of_one_word_have_one_exact_form(one: str, other: str) -> None:
    assert forms(one) == forms(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("báo", "bảo"), ("tế", "tê"), ("đến", "dến"), ("hoa", "hoà"), ("an", "ăn"), ("ho", "hơ")],
)
def test_different_words_differ_in_the_exact_form_only(one: str, other: str) -> None:
    (one_exact, one_folded), (other_exact, other_folded) = forms(one), forms(other)
    assert one_exact != other_exact
    assert one_folded == other_folded


@pytest.mark.parametrize("word", ["an", "VEMIS", "1616", "y", "docx"])
def test_a_word_without_diacritics_has_equal_forms(word: str) -> None:
    exact, folded = forms(word)
    assert exact == folded == word.lower()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Y tế, An Giang", ["so", "y", "te", "an", "giang"]),
        ("1616/BGDĐT-KHTC", ["1616", "bgddt", "khtc"]),
        (unicodedata.normalize("NFD", "Việt Nam"), ["viet", "nam"]),
        ("bá\u00ado cá\u200bo", ["bao", "cao"]),
        ("bao_cao.docx", ["bao", "cao", "docx"]),
        ("… — !", []),
        ("\x00\x07báo\x1b", ["bao"]),
    ],
)
def test_every_syllable_is_kept_and_nothing_splits_one(text: str, expected: list[str]) -> None:
    assert [syllable.folded for syllable in syllables(text)] == expected


def test_offsets_lead_to_the_original_spelling() -> None:
    text = unicodedata.normalize("NFD", "Ủy ban, UỶ BAN")
    assert [text[one.start : one.end] for one in syllables(text)] == [
        unicodedata.normalize("NFD", word) for word in ("Ủy", "ban", "UỶ", "BAN")
    ]


def test_garbage_without_a_blank_is_cut() -> None:
    assert [len(form) for form in forms("ắ" * 10_000)] == [LONGEST_SYLLABLE] * 2


@pytest.mark.parametrize(
    ("word", "expected"), [("báo", True), ("ô", True), ("BGDĐT", False), ("vemis", False)]
)
def test_only_marks_tell_that_somebody_types_diacritics(word: str, *, expected: bool) -> None:
    assert has_marks(forms(word)[0]) is expected


@given(st.text(alphabet="aàáạảãăằắặẳẵâầấậẩẫeéẹêếệiíoọôơớợuủưừyỷđĐUỶB12 -/.,\n"))
def test_a_text_in_any_unicode_form_has_the_same_syllables(text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert [one[:2] for one in syllables(composed)] == [one[:2] for one in syllables(decomposed)]


@given(st.text())
def test_a_form_is_its_own_form(text: str) -> None:
    for syllable in syllables(text):
        assert forms(syllable.folded)[1] == syllable.folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("So Giao duc va Dao tao", True),
        ("Kinh gui: Uy ban nhan dan tinh (qua Sở), de nghi bao cao truoc ngay 31/3/2014", True),
        ("Sở Giáo dục và Đào tạo An Giang", False),
        ("Ủy ban", False),
        ("31/3/2014", False),
        ("", False),
    ],
)
def test_a_text_typed_without_diacritics_is_bare(text: str, *, expected: bool) -> None:
    assert any(one.exact.startswith(BARE) for one in forms_as_meant(text)) is expected


@given(st.text())
def test_the_fast_way_finds_the_same_syllables_in_the_same_places(text: str) -> None:
    slow = list(syllables(text))
    assert forms_of(text) == [(one.exact, one.folded) for one in slow]
    spans = Spans(text)
    assert [spans[at] for at in range(len(slow))] == [(one.start, one.end) for one in slow]
