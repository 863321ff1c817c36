"""The bars of the round: one difference, or an addressee that costs more in a large round, falls short."""

from datetime import date

import pytest

from bench.measured import Cost, Costs, Round, Size
from bench.round import bars


def a_round(asked: int, *, ms: float, wrong: tuple[str, ...] = ()) -> Round:
    """Return a round in which each addressee and each answer costs so many milliseconds in each part."""
    answers = asked // 3
    costs = Costs(
        issue=Cost(cpu=asked * ms / 1000),
        intake=Cost(cpu=answers * ms / 1000),
        table=Cost(cpu=asked * ms / 1000),
    )
    size = Size(asked=asked, on=date(2026, 11, 2))
    return Round(size=size, answers=answers, cells=11 * asked, costs=costs, peak_mib=100, wrong=wrong)


@pytest.mark.parametrize(
    ("large", "holds"),
    [
        (a_round(3000, ms=10), [True, True, True]),
        (a_round(3000, ms=14), [True, False, True]),
        (a_round(3000, ms=16), [True, False, False]),
        (a_round(3000, ms=10, wrong=("a cell",)), [False, True, True]),
    ],
)
def test_differences_and_growth_fall_short(large: Round, holds: list[bool]) -> None:
    assert [bar.holds for bar in bars([[a_round(30, ms=10)], [large]])] == holds


def test_of_repeated_rounds_the_median_counts_but_every_difference() -> None:
    small = [a_round(30, ms=ms) for ms in (9, 10, 90)]
    large = [a_round(3000, ms=ms, wrong=("a cell",)) for ms in (1, 12, 13)]
    wrong, whole, _ = bars([small, large])
    assert wrong.value == 3
    assert whole.value == pytest.approx(1.2)
