"""One year of a legal register as it is printed: the words of its cover, its heads and its lines."""

from collections.abc import Iterator, Sequence
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


def register_sheet(
    direction: Direction, records: Sequence[Record], *, year: int, parent: str | None, agency: str
) -> RegisterSheet:
    """Return the book of a year with every line that was entered."""
    return RegisterSheet(
        parent=parent.upper() if parent else None,
        agency=agency.upper(),
        title=BOOK[f"title.{direction}"],
        cover=tuple(_cover(direction, records, year)),
        heads=tuple(columns(direction).values()),
        shares=_SHARES[direction],
        rows=tuple(tuple(map(_entered, entry(record).values())) for record in records),
        closing=BOOK["closing"].format(len(records)),
        page=BOOK["page"],
    )


def _cover(direction: Direction, records: Sequence[Record], year: int) -> Iterator[tuple[str, str]]:
    known = sorted(filter(None, map(_day_of, records)))
    numbers = sorted(number for one in records if (number := _number(one, direction)) is not None)
    yield BOOK["year"], str(year)
    if known:
        yield BOOK["days"].format(day(known[0]), day(known[-1])), ""
    if numbers:
        yield BOOK["numbers"].format(numbers[0], numbers[-1]), ""
    yield BOOK["volume"], "01"


def _day_of(record: Record) -> date | None:
    if record.direction is Direction.INCOMING:
        return record.arrived_on
    return record.dated.exact if record.dated else None


def _number(record: Record, direction: Direction) -> int | None:
    return record.number if direction is Direction.OUTGOING else record.arrival_number


def _entered(value: Value) -> str:
    if isinstance(value, str):
        return collapse(value)
    return str(value) if isinstance(value, int) else day(value)
