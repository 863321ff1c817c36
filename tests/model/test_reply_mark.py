from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.reply_mark import ALPHABET, LONGEST, ReplyMark, ReplyMarkError, find_marks, opaque

MARK = ReplyMark(office="8HQK", dispatch="3F7M2C", form=1, addressee=33)
LETTERS = 15
marks = st.builds(
    ReplyMark,
    office=st.text(ALPHABET, min_size=4, max_size=4),
    dispatch=st.text(ALPHABET, min_size=6, max_size=6),
    form=st.integers(0, 31),
    addressee=st.integers(0, 32767),
)


def letters_of(mark: ReplyMark) -> str:
    return mark.encode().replace("-", "").removeprefix("VT")


def refusal(text: str) -> str:
    with pytest.raises(ReplyMarkError) as caught:
        ReplyMark.parse(text)
    return caught.value.reason.code


@given(marks)
def test_a_mark_survives_print_and_parse(mark: ReplyMark) -> None:
    printed = mark.encode()
    assert ReplyMark.parse(printed) == mark
    assert len(printed) <= LONGEST
    assert set(printed) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


@given(marks, st.data())
def test_one_wrong_character_never_passes(mark: ReplyMark, data: st.DataObject) -> None:
    letters = letters_of(mark)
    place = data.draw(st.integers(0, LETTERS - 1))
    wrong = data.draw(st.sampled_from(ALPHABET.replace(letters[place], "")))
    assert refusal(f"VT{letters[:place]}{wrong}{letters[place + 1 :]}") == "mark-check"


def test_every_slip_and_every_swap_of_one_mark_is_seen() -> None:
    letters = letters_of(ReplyMark(office="0123", dispatch="4567A9", form=11, addressee=13229))
    for place in range(LETTERS):
        for wrong in ALPHABET.replace(letters[place], ""):
            assert refusal(f"VT{letters[:place]}{wrong}{letters[place + 1 :]}") == "mark-check"
    for left, right in combinations(range(LETTERS), 2):
        swapped = list(letters)
        swapped[left], swapped[right] = letters[right], letters[left]
        if letters[left] != letters[right]:
            assert refusal("VT" + "".join(swapped)) == "mark-check"


@given(marks, st.integers(0, LETTERS - 2))
def test_neighbours_that_changed_places_never_pass(mark: ReplyMark, place: int) -> None:
    letters = letters_of(mark)
    swapped = letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]
    assert swapped == letters or refusal(f"VT{swapped}") == "mark-check"


@pytest.mark.parametrize(
    "change",
    [
        str.lower,
        lambda text: text.replace("-", " "),
        lambda text: text.replace("-", " – "),
        lambda text: text.replace("-", ""),
        lambda text: text.replace("0", "O"),
        lambda text: text.replace("1", "I"),
        lambda text: text.replace("1", "l"),
        lambda text: f"  {text}\n",
    ],
)
def test_what_scanners_and_typists_change_does_not_matter(change: object) -> None:
    assert callable(change)
    assert ReplyMark.parse(change(MARK.encode())) == MARK


@pytest.mark.parametrize(
    "text",
    ["", "VT", "VT-8HQK", "XX-8HQK-3F7M2C-1-011-A", "VT-8HQK-3F7M2C-1-011-A-B", "VT-ĐHQK-3F7M2C-1-011-A"],
)
def test_another_shape_is_told_from_a_wrong_check(text: str) -> None:
    assert refusal(text) == "mark-shape"


@pytest.mark.parametrize(
    "mark",
    [
        ReplyMark(office="8HQ", dispatch="3F7M2C", form=1, addressee=0),
        ReplyMark(office="8HQK", dispatch="3F7M2O", form=1, addressee=0),
        ReplyMark(office="8HQK", dispatch="3F7M2C", form=32, addressee=0),
        ReplyMark(office="8HQK", dispatch="3F7M2C", form=1, addressee=-1),
        ReplyMark(office="8HQK", dispatch="3F7M2C", form=1, addressee=32768),
    ],
)
def test_a_part_that_does_not_fit_is_refused(mark: ReplyMark) -> None:
    with pytest.raises(ReplyMarkError):
        mark.encode()


def test_marks_are_found_in_running_text_good_and_bad() -> None:
    good = MARK.encode()
    bad = good[:-1] + ("A" if good[-1] != "A" else "B")
    text = f"Mã phiếu: {good}.\nVTV24-12 đưa tin; vt - {bad[3:].lower()} và VT-8HQK-3F7M"
    found = find_marks(text)
    assert found[0] == MARK
    assert isinstance(found[1], ReplyMarkError)
    assert found[1].reason.code == "mark-check"
    assert len(found) == 2


@given(st.text())
def test_no_text_breaks_the_search(text: str) -> None:
    assert all(isinstance(found, ReplyMark | ReplyMarkError) for found in find_marks(text))


def test_opaque_ids_are_stable_and_tell_nothing_without_the_key() -> None:
    assert opaque(b"key", "2026-di-005120", 6) == opaque(b"key", "2026-di-005120", 6)
    assert len({opaque(bytes([key]), "2026-di-005120", 6) for key in range(200)}) == 200
    assert len({opaque(b"key", f"2026-di-{number:06d}", 6) for number in range(500)}) == 500
    assert set(opaque(b"key", "x", 40)) <= set(ALPHABET)
