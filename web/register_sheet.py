"""One year of a legal register as it is printed: the words of its cover, its heads and its lines."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from model.record import Direction, Record
from model.register_sheet import RegisterSheet
from model.vietnamese import collapse
from web.legal_register import Value, columns, entry
from web.outgoing_texts import BOOK
from web.texts import day

_SHARES: Final = {
    Direction.OUTGOING: (0.12, 0.07, 0.25, 0.1, 0.13, 0.07, 0.05, 0.06, 0.05, 0.1),
    Direction.INCOMING: (0.07, 0.05, 0.15, 0.12, 0.07, 0.25, 0.08, 0.06, 0.05, 0.1),
}
"""How much of the width each column takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line of the book, with the day and the number by which the cover tells what lies in it."""

    values: tuple[str, ...]
    day: date | None
    number: int | None


def register_sheet(
    direction: Direction, records: Iterable[Record], *, year: int, parent: str | None, agency: str
) -> RegisterSheet:
    """Return the book of a year with every line that was entered; of each record only its line is kept."""
    lines = [_line(record) for record in records]
    return RegisterSheet(
        parent=parent.upper() if parent else None,
        agency=agency.upper(),
        title=BOOK[f"title.{direction}"],
        cover=tuple(_cover(lines, year)),
        heads=tuple(columns(direction).values()),
        shares=_SHARES[direction],
        rows=tuple(line.values for line in lines),
        closing=BOOK["closing"].format(len(lines)),
        page=BOOK["page"],
    )


def _line(record: Record) -> _Line:
    values = tuple(map(_entered, entry(record).values()))
    if record.direction is Direction.INCOMING:
        return _Line(values=values, day=record.arrived_on, number=record.arrival_number)
    return _Line(values=values, day=record.dated.exact if record.dated else None, number=record.number)


def _cover(lines: Sequence[_Line], year: int) -> Iterator[tuple[str, str]]:
    days = [line.day for line in lines if line.day is not None]
    numbers = [line.number for line in lines if line.number is not None]
    yield BOOK["year"], str(year)
    if days:
        yield BOOK["days"].format(day(min(days)), day(max(days))), ""
    if numbers:
        yield BOOK["numbers"].format(min(numbers), max(numbers)), ""
    yield BOOK["volume"], "01"


def _entered(value: Value) -> str:
    if isinstance(value, str):
        return collapse(value)
    return str(value) if isinstance(value, int) else day(value)
