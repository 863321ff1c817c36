"""Made-up addressees and answers, and what the table of answers must say of each cell."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, Final

from model.reply_form import FieldType, FormField, ReplyForm

_WORDS: Final = Path(__file__).with_name("round.toml")
_FIRST_DAY: Final = date(2024, 1, 15)
_EMPTY_EVERY: Final = 5
"""Of the items that nobody has to answer, every so many are left empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedCell:
    """What is typed for one item, and what has to be read of it; an item left empty has no text."""

    typed: str | Sequence[Sequence[str]] = ""
    text: str = ""
    value: str | None = None
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedAnswer:
    """The answer of one addressee: under which name its file arrives, and its cell of each item."""

    file_name: str
    cells: Mapping[str, PlantedCell]


def communes(count: int) -> tuple[str, ...]:
    """Return the names of so many communes that the registry of organs does not know, all different.

    Raises:
        ValueError: when there are not words for so many.
    """
    words = _words()["communes"]
    pairs = tuple(product(words["first"], words["second"]))
    if count > len(pairs):
        raise ValueError(f"words for {len(pairs)} communes, asked for {count}")
    units = words["units"]
    return tuple(
        words["name"].format(unit=units[number % len(units)], first=first, second=second)
        for number, (first, second) in enumerate(pairs[:count])
    )


def commune_group() -> str:
    """Return how a dispatch addresses all communes."""
    return str(_words()["communes"]["addressed_to"])


def planted_answer(form: ReplyForm, place: int) -> PlantedAnswer:
    """Return what the addressee at a place answers: other figures than every other one."""
    cells = {
        item.code: PlantedCell()
        if not item.required and (place + position) % _EMPTY_EVERY == 0
        else _cell(item, place)
        for position, item in enumerate(form.fields)
    }
    return PlantedAnswer(file_name=f"tra-loi-{place + 1:04d}.docx", cells=cells)


def _cell(item: FormField, place: int) -> PlantedCell:
    match item.type:
        case FieldType.NUMBER:
            whole, part = 1000 + 37 * place, place % 9 + 1
            typed = f"{whole:,}".replace(",", ".") + f",{part}"
            return PlantedCell(typed=typed, text=typed, value=f"{whole}.{part}")
        case FieldType.DATE:
            day = _FIRST_DAY + timedelta(days=place % 300)
            return PlantedCell(typed=f"{day:%d/%m/%Y}", text=f"{day:%d/%m/%Y}", value=day.isoformat())
        case FieldType.CHOICE:
            choice = item.choices[place % len(item.choices)]
            return PlantedCell(typed=choice, text=choice, value=choice)
        case FieldType.TABLE:
            return _table(item, place)
        case FieldType.TEXT:
            text = _words()["answers"]["text"].format(code=item.code, place=place, number=7 * place + 11)
            return PlantedCell(typed=text, text=text, value=text)


def _table(item: FormField, place: int) -> PlantedCell:
    figures = [
        [str(1 + place + 101 * row + 7 * column) for column in range(len(item.columns))]
        for row in range(len(item.rows))
    ]
    rows = tuple((name, *line) for name, line in zip(item.rows, figures, strict=True))
    text = "; ".join(" | ".join(row) for row in rows)
    return PlantedCell(typed=figures, text=text, value=text, rows=rows)


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(_WORDS.read_text(encoding="utf-8"))
