"""Closing a year: its books are locked, and kept as they were printed that day (records.md R-14)."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

import msgspec
from sqlalchemy import Connection

from archive import disk, number_series, register
from archive.damage import Damage, DamageKind
from archive.errors import BusyError, DamagedError
from archive.foundation import Foundation
from archive.number_series import CLOSED_BOOKS, SeriesState
from archive.ocfl import StorageRoot, VersionNote, stage_object
from archive.outgoing_errors import YearNotOverError, YearUnknownError
from model.actor import Actor
from model.record import Direction, Record

_CLOSING: Final = "closing.json"
_PREFIX: Final = "urn:vanthu:"

Print = Callable[[Direction, tuple[Record, ...]], Mapping[str, bytes]]
"""Prints a book of the year: its files by their ASCII names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedBook:
    """Where a book stood when its year was closed."""

    book: str
    opening: int
    last: int
    last_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """What the archive keeps of a closed year; ``files`` maps the printed books to their SHA-256."""

    year: int
    closed_at: datetime
    closed_by: Actor
    books: tuple[ClosedBook, ...]
    files: dict[str, str]


class YearClosing:
    """Closes years. The archive has the closed books before the registers lock them."""

    def __init__(self, base: Foundation) -> None:
        self._folder = base.folder
        self._database = base.database
        self._store = base.store
        self._audit = base.audit
        self._clock = base.clock

    def run(self, year: int, *, print_book: Print, actor: Actor) -> Closing:
        """Print the books of a year and lock them; the caller holds the inbox, issuing and the records.

        A year that is closed already stays as it is.

        Raises:
            YearNotOverError: when the year is not over.
            YearUnknownError: when no book of it was opened.
        """
        now = self._clock.now()
        if year >= now.year:
            raise YearNotOverError(year)
        kept = closing_of(self._store.root, year)
        if kept is None:
            kept = self._keep(year, now, print_book, actor)
        self._lock(kept)
        return kept

    def resume(self) -> None:
        """Finish closing a year where a stop left it; whoever closes one now does so herself."""
        if not self._left() and not self._emptied():
            return
        with suppress(BusyError), disk.lock(self._folder.issue_lock, wait=0):
            for folder in self._emptied():
                disk.remove_tree(folder)
            for object_id in self._left():
                self._lock(_read(self._store.root, object_id))

    def _left(self) -> tuple[str, ...]:
        """Return the objects of years that the registers do not lock yet."""
        with self._database.read() as connection:
            locked = {object_of(year) for year in number_series.closings(connection)}
        return tuple(one for one in self._store.root.ids(CLOSED_BOOKS) if one not in locked)

    def _emptied(self) -> tuple[Path, ...]:
        """Return the folders into which an object was about to be moved."""
        folders = self._store.root.folder.glob(f"{CLOSED_BOOKS}*")
        return tuple(folder for folder in folders if not any(folder.iterdir()))

    def _keep(self, year: int, now: datetime, print_book: Print, actor: Actor) -> Closing:
        with self._database.read() as connection:
            states = [state for state in number_series.all_series(connection) if state.year == year]
            books = {direction: _book(connection, direction, year) for direction in Direction}
        if not states:
            raise YearUnknownError(year)
        files = {
            name: data
            for direction, records in books.items()
            for name, data in print_book(direction, records).items()
        }
        closing = Closing(
            year=year,
            closed_at=now,
            closed_by=actor,
            books=tuple(map(_closed, states)),
            files={name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
        )
        note = VersionNote(message="close year", user=actor, created=now)
        object_id = object_of(year)
        content = {_CLOSING: msgspec.json.format(msgspec.json.encode(closing), indent=2), **files}
        self._store.root.install(object_id, stage_object(self._folder.staging, object_id, content, note))
        return closing

    def _lock(self, closing: Closing) -> None:
        with self._database.read() as connection:
            if closing.year in number_series.closings(connection):
                return
        facts = {"files": " ".join(closing.files.values())}
        self._audit.append(closing.closed_at, closing.closed_by, "close-year", str(closing.year), facts)
        with self._database.write() as connection:
            number_series.close_year(connection, closing.year, at=closing.closed_at)


def object_of(year: int) -> str:
    """Return the id of the object that keeps the books of a closed year."""
    return f"{_PREFIX}{CLOSED_BOOKS}{year:04d}"


def closing_of(root: StorageRoot, year: int) -> Closing | None:
    """Return how a year was closed, None when it is open.

    Raises:
        DamagedError: when what is kept of it cannot be understood.
    """
    return _read(root, object_of(year)) if root.has(object_of(year)) else None


def closings(root: StorageRoot) -> Iterator[Closing]:
    """Return the closed years of the archive, in order.

    Raises:
        DamagedError: when what is kept of one cannot be understood.
    """
    yield from (_read(root, object_id) for object_id in root.ids(CLOSED_BOOKS))


def restore(connection: Connection, root: StorageRoot) -> None:
    """Lock, in a register that is made again, the years that are closed."""
    for closing in closings(root):
        number_series.close_year(connection, closing.year, at=closing.closed_at)


def damages(connection: Connection, root: StorageRoot) -> Iterator[Damage]:
    """Check that closed books stand where they stood, and that the register locks them."""
    locked = number_series.closings(connection)
    states = {(state.year, state.book): state for state in number_series.all_series(connection)}
    kept: dict[int, Closing] = {}
    for object_id in root.ids(CLOSED_BOOKS):
        try:
            closing = _read(root, object_id)
        except DamagedError as error:
            yield from error.damages
            continue
        kept[closing.year] = closing
        yield from _moved(closing, states)
        yield from _altered(root, object_id, closing)
    for year in sorted(kept.keys() ^ locked.keys()):
        yield Damage(kind=DamageKind.INCONSISTENT, subject="register", path=f"{CLOSED_BOOKS}{year}")


def _moved(closing: Closing, states: Mapping[tuple[int, str], SeriesState]) -> Iterator[Damage]:
    now = {book: _closed(state) for (year, book), state in states.items() if year == closing.year}
    for book in sorted(now.keys() | {one.book for one in closing.books}):
        if now.get(book) not in closing.books:
            subject = f"book {book} {closing.year}"
            yield Damage(kind=DamageKind.INCONSISTENT, subject=subject, path=f"{CLOSED_BOOKS}{closing.year}")


def _altered(root: StorageRoot, object_id: str, closing: Closing) -> Iterator[Damage]:
    state = root.inventory(object_id).head.state
    for name, sha256 in closing.files.items():
        if state.get(name) != sha256:
            yield Damage(kind=DamageKind.INCONSISTENT, subject=object_id, path=name, name=name)


def _read(root: StorageRoot, object_id: str) -> Closing:
    data = root.read(object_id, _CLOSING)
    try:
        return msgspec.json.decode(data, type=Closing)
    except msgspec.MsgspecError as error:
        damage = Damage(kind=DamageKind.UNREADABLE, subject=object_id, path=_CLOSING, name=_CLOSING)
        raise DamagedError(damage) from error


def _book(connection: Connection, direction: Direction, year: int) -> tuple[Record, ...]:
    return tuple(register.book_of(connection, direction, year=year))


def _closed(state: SeriesState) -> ClosedBook:
    return ClosedBook(book=state.book, opening=state.opening, last=state.last, last_on=state.last_on)
