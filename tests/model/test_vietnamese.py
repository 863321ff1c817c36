import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.vietnamese import collapse, fold, nfc, plain_dashes


@pytest.mark.parametrize(
    "spelling", ["Hoà Bình", "Hòa Bình", unicodedata.normalize("NFD", "hòa bình"), "HÒA BÌNH"]
)
def test_spellings_of_one_name_fold_alike(spelling: str) -> None:
    assert fold(spelling) == "hoa binh"


@given(st.text())
def test_folding_and_composing_twice_equals_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert nfc(nfc(text)) == nfc(text)


@given(st.text())
def test_folded_text_has_no_marks_and_no_capitals(text: str) -> None:
    folded = fold(text)

    assert not any(unicodedata.combining(letter) for letter in folded)
    assert "đ" not in folded


def test_look_alikes_of_the_barred_d_become_that_letter() -> None:
    assert nfc("SGD\u00d0T \u0189 \u00f0") == "SGDĐT Đ đ"


def test_invisible_letters_go_and_strange_blanks_become_plain() -> None:
    assert nfc("\ufeffba\u00adn\u00a0hành\u200b\u202fnăm") == "ban hành năm"


def test_a_letter_keeps_no_more_marks_than_can_be_put_in_order_in_time() -> None:
    piled = nfc("a" + "\u0323\u200b\u0301" * 500_000)

    assert piled.startswith("ạ")
    assert len(piled) <= 31
    assert nfc(piled) == piled
    assert nfc("…" * 100) == "…" * 100


def test_line_breaks_survive_composing_but_not_collapsing() -> None:
    assert nfc("một\n  hai") == "một\n  hai"
    assert collapse("  một\n\t hai ") == "một hai"


def test_every_dash_becomes_the_plain_one() -> None:
    assert plain_dashes("a\u2010b\u2013c\u2014d\u2212e-f") == "a-b-c-d-e-f"
