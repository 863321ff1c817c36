"""The ministry's round at 34, 63 and 3,321 addressees: is it right, and does each cost the same?

What counts is CPU time: whatever else the machine does meanwhile costs nothing. See docs/benchmarks.md.
"""

import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from statistics import median
from typing import Final

from bench.measured import Round, Size
from bench.one_round import play
from bench.report import Bar, Cell, Report, publish

TODAY: Final = date(2026, 11, 2)
_BEFORE_THE_MERGER: Final = date(2024, 11, 4)
_SHOWN: Final = 10

_SMALLEST: Final = Size(asked=34, on=TODAY)
SIZES: Final = {
    _SMALLEST: 5,
    Size(asked=63, on=_BEFORE_THE_MERGER): 3,
    Size(asked=3321, on=TODAY, communes=True): 1,
}
"""How often each round is played: a small one is over too soon to be measured once, and its median counts."""

_GROWTHS: Final[tuple[tuple[str, Callable[[Round], float], float], ...]] = (
    ("CPU per addressee of the whole round", lambda one: one.whole_ms, 1.3),
    # More than the whole may: the search index merges its segments, which grows with the logarithm.
    ("CPU per answer taken in", lambda one: one.intake_ms, 1.5),
)
"""What may cost how many times as much at the largest size as at the smallest."""


def main() -> int:
    """Play the rounds and return the exit code."""
    _play(_SMALLEST)  # what is loaded once (imports, fonts, templates) is not counted
    rounds = [tuple(_play(size) for _ in range(times)) for size, times in SIZES.items()]
    for difference in list(chain.from_iterable(one.wrong for of_size in rounds for one in of_size))[:_SHOWN]:
        print(difference)
    return publish(Report(name="round", rows=[_row(of_size) for of_size in rounds], bars=bars(rounds)))


def _play(size: Size) -> Round:
    with tempfile.TemporaryDirectory() as folder:
        return play(size, Path(folder))


def _row(rounds: Sequence[Round]) -> dict[str, Cell]:
    [first, *_] = rounds
    return {
        "addressees": first.size.asked,
        "answers": first.answers,
        "cells": first.cells,
        "wrong": sum(len(one.wrong) for one in rounds),
        "issue, CPU ms per addressee": _typical(rounds, lambda one: one.issue_ms),
        "intake, CPU ms per answer": _typical(rounds, lambda one: one.intake_ms),
        "table, CPU ms per addressee": _typical(rounds, lambda one: one.table_ms),
        "round, CPU ms per addressee": _typical(rounds, lambda one: one.whole_ms),
        "elapsed s": _typical(rounds, lambda one: one.costs.elapsed),
        "peak MiB": max(one.peak_mib for one in rounds),
    }


def bars(rounds: Sequence[Sequence[Round]]) -> list[Bar]:
    """Return the bars of rounds played at each size, the smallest first and the largest last."""
    smallest, largest = rounds[0], rounds[-1]
    grown = f"from {smallest[0].size.asked} to {largest[0].size.asked} addressees"
    wrong = sum(len(one.wrong) for of_size in rounds for one in of_size)
    return [
        Bar(name="rows and cells that are not as planted", value=wrong, bar=0),
        *(
            Bar(
                name=f"{what} {grown}, times",
                value=_typical(largest, cost) / _typical(smallest, cost),
                bar=bar,
            )
            for what, cost, bar in _GROWTHS
        ),
    ]


def _typical(rounds: Sequence[Round], cost: Callable[[Round], float]) -> float:
    return median(map(cost, rounds))


if __name__ == "__main__":
    sys.exit(main())
