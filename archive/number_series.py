"""Gapless numbers: one transaction per number on (book, year), never reused."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from archive.errors import DateBeforeLastNumberError, SeriesAlreadyOpenError
from archive.outgoing_errors import YearClosedError
from archive.tables import closed_years, series

CLOSED_BOOKS: Final = "so-"
"""Begins the ids, without the prefix of the URN, of the objects that keep the books of closed years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesState:
    """Where a book of one year stands; ``opening`` was its last number on paper, ``last`` the newest."""

    book: str
    year: int
    opening: int
    last: int
    last_on: date | None


def open_series(connection: Connection, *, book: str, year: int, opening: int) -> None:
    """Let a book go on from the number ``opening`` of its paper predecessor.

    Raises:
        SeriesAlreadyOpenError: when the book was opened or has given a number; an opening value is set once.
        YearClosedError: when the year is closed.
    """
    refuse_closed(connection, year)
    added = connection.execute(
        insert(series).values(book=book, year=year, opening=opening, last=opening).on_conflict_do_nothing()
    )
    if added.rowcount == 0:
        raise SeriesAlreadyOpenError(book, year)


def take_number(connection: Connection, *, book: str, year: int, on: date) -> int:
    """Take the next number of a book in the caller's transaction (Nghị định 30/2020, Điều 15, 22).

    Raises:
        DateBeforeLastNumberError: when ``on`` is earlier than the date of the last number taken.
        YearClosedError: when the year is closed (records.md R-14).
    """
    refuse_closed(connection, year)
    connection.execute(
        insert(series).values(book=book, year=year, opening=0, last=0).on_conflict_do_nothing()
    )
    taken = connection.execute(
        update(series)
        .where(series.c.book == book, series.c.year == year)
        .where((series.c.last_on.is_(None)) | (series.c.last_on <= on))
        .values(last=series.c.last + 1, last_on=on)
        .returning(series.c.last)
    ).scalar_one_or_none()
    if taken is None:
        raise DateBeforeLastNumberError(book, on, series_state(connection, book=book, year=year).last_on)
    return int(taken)


def take_arrival_number(connection: Connection, *, book: str, on: date) -> tuple[int, date]:
    """Take the next number of an arrival; return it with its day.

    Arrivals have no choice of their day: when the clock was set back, the day of the last one counts on.
    """
    last_on = series_state(connection, book=book, year=on.year).last_on
    day = on if last_on is None else max(on, last_on)
    return take_number(connection, book=book, year=on.year, on=day), day


def series_state(connection: Connection, *, book: str, year: int) -> SeriesState:
    """Return where a book stands; a book nobody used yet stands at 0."""
    row = connection.execute(select(series).where(series.c.book == book, series.c.year == year)).one_or_none()
    if row is None:
        return SeriesState(book=book, year=year, opening=0, last=0, last_on=None)
    return SeriesState(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping


def is_open(connection: Connection, *, book: str, year: int) -> bool:
    """Whether a book was opened or has given a number."""
    found = select(series.c.book).where(series.c.book == book, series.c.year == year)
    return connection.execute(found).one_or_none() is not None


def close_year(connection: Connection, year: int, *, at: datetime) -> None:
    """Lock all books of a year, also those that never gave a number; harmless when repeated."""
    connection.execute(
        insert(closed_years).values(year=year, closed_at=at.isoformat()).on_conflict_do_nothing()
    )


def closings(connection: Connection) -> dict[int, datetime]:
    """Return the years whose books are locked, with the instant."""
    rows = connection.execute(select(closed_years).order_by(closed_years.c.year))
    return {row.year: datetime.fromisoformat(row.closed_at) for row in rows}


def refuse_closed(connection: Connection, year: int) -> None:
    """Let only an open year pass.

    Raises:
        YearClosedError: when the books of the year are locked.
    """
    found = select(closed_years.c.year).where(closed_years.c.year == year)
    if connection.execute(found).one_or_none() is not None:
        raise YearClosedError(year)


def all_series(connection: Connection) -> tuple[SeriesState, ...]:
    """Return every book that gave a number or was opened, by year and book."""
    rows = connection.execute(select(series).order_by(series.c.year, series.c.book))
    return tuple(SeriesState(**row._mapping) for row in rows)  # noqa: SLF001 - as above


def empty(connection: Connection) -> None:
    """Take every book and every lock out, to be entered anew."""
    connection.execute(delete(series))
    connection.execute(delete(closed_years))


def restore_series(connection: Connection, state: SeriesState) -> None:
    """Write a book's state as a rebuild found it in the archive."""
    connection.execute(insert(series).values(**{name: getattr(state, name) for name in series.c.keys()}))  # noqa: SIM118 - a column collection, not a dict
