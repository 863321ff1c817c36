"""The frame of the benches: what is printed, what is kept, and that no bar falls short unnoticed."""

import json
import math
from pathlib import Path

import pytest

from bench.report import Bar, Report, Sense, publish

GROWTH = Bar(name="growth", value=1.25, bar=1.3)
RATE = Bar(name="rate", value=480.0, bar=500, sense=Sense.AT_LEAST)


def a_report(*bars: Bar) -> Report:
    return Report(
        name="made-up", rows=[{"size": 34, "ms": 1.23456}, {"size": 3321, "ms": 123.456}], bars=bars
    )


@pytest.mark.parametrize(
    ("value", "sense", "holds"),
    [
        (1.3, Sense.AT_MOST, True),
        (1.31, Sense.AT_MOST, False),
        (1.3, Sense.AT_LEAST, True),
        (1.29, Sense.AT_LEAST, False),
        (math.nan, Sense.AT_MOST, False),
        (math.nan, Sense.AT_LEAST, False),
    ],
)
def test_a_bar_holds_up_to_its_value_on_its_side(value: float, sense: Sense, holds: bool) -> None:  # noqa: FBT001 - a column of the table
    assert Bar(name="some", value=value, bar=1.3, sense=sense).holds is holds


def test_when_every_bar_holds_the_exit_code_is_0(tmp_path: Path) -> None:
    assert publish(a_report(GROWTH), results=tmp_path) == 0


def test_one_bar_that_falls_short_makes_the_exit_code_1(tmp_path: Path) -> None:
    assert publish(a_report(GROWTH, RATE), results=tmp_path) == 1


def test_the_table_comes_first_and_one_line_per_bar_last(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(a_report(GROWTH, RATE), results=tmp_path)
    assert capsys.readouterr().out.splitlines() == [
        "size    ms",
        "  34  1.23",
        "3321   123",
        "",
        "holds: growth: 1.25 (at most 1.3)",
        "FALLS SHORT: rate: 480 (at least 500)",
    ]


def test_rows_bars_machine_and_versions_are_kept_as_json(tmp_path: Path) -> None:
    publish(a_report(GROWTH, RATE), results=tmp_path / "results")
    kept = json.loads((tmp_path / "results" / "made-up.json").read_text(encoding="utf-8"))
    assert kept["rows"] == [{"size": 34, "ms": 1.23456}, {"size": 3321, "ms": 123.456}]
    assert kept["bars"] == [
        {"name": "growth", "value": 1.25, "bar": 1.3, "sense": "at most", "holds": True},
        {"name": "rate", "value": 480.0, "bar": 500, "sense": "at least", "holds": False},
    ]
    assert kept["machine"]["processors"] > 0
    assert {"python", "vanthu", "reportlab"} <= kept["versions"].keys()
