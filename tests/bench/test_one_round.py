"""A round in small: right as it stands, and one slip anywhere in it is named."""

from datetime import date
from pathlib import Path

import pytest

from bench import one_round
from bench.filled_form import Typed, filled_form
from bench.measured import Round, Size
from bench.one_round import play
from bench.planted import communes
from model.vietnamese import fold

SMALL = Size(asked=5, on=date(2026, 11, 2), communes=True)


def test_a_round_comes_out_as_planted_and_says_what_it_cost(tmp_path: Path) -> None:
    found = play(SMALL, tmp_path)
    assert found.wrong == ()
    assert (found.answers, found.cells) == (2, 5 * 11)
    assert min(found.issue_ms, found.intake_ms, found.table_ms) > 0
    assert found.whole_ms == found.issue_ms + found.intake_ms / 3 + found.table_ms


def test_a_single_cell_that_says_otherwise_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = _played_with_slip(tmp_path, monkeypatch, CT06="97,25")
    [name] = communes(1)
    assert found.wrong == (f"{name}, CT06: '97,25'",)


def test_an_answer_that_does_not_count_is_named_with_its_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = _played_with_slip(tmp_path, monkeypatch, CT02="")
    [name] = communes(1)
    assert f"{name}, CT02: ''" in found.wrong
    assert any(said.startswith(f"{name}: ") and "CT02" in said for said in found.wrong)
    assert any("waits for a person" in said for said in found.wrong)


def test_the_communes_are_different_also_without_diacritics() -> None:
    assert len({fold(name) for name in communes(3321)}) == 3321


def test_more_communes_than_there_are_words_for_are_refused() -> None:
    with pytest.raises(ValueError, match="asked for 9999"):
        communes(9999)


def _played_with_slip(folder: Path, monkeypatch: pytest.MonkeyPatch, **slips: str) -> Round:
    """Play a round in which the first answer has other texts in these cells than planted."""

    def slipped(form: bytes, typed: Typed, *, number: int, on: date) -> bytes:
        is_first = number == one_round.FIRST_NUMBER
        return filled_form(form, {**typed, **slips} if is_first else typed, number=number, on=on)

    monkeypatch.setattr(one_round, "filled_form", slipped)
    return play(SMALL, folder)
