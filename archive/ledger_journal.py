"""Ledger rows that no record holds, kept in the archive's journal before they are acknowledged."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

import msgspec

from archive import ledger
from archive.database import Database
from archive.journal import Journal, JournalEvent
from archive.ledger import LedgerRow
from archive.number_series import SeriesState
from archive.record_store import RecordStore
from model.actor import Actor
from model.clock import Clock

_LEDGER: Final = "ledger"
_OPENING: Final = "series-opened"


class LedgerJournal:
    """Writes rows that wait, were withheld, ignored or refused, and openings of number series."""

    def __init__(self, *, journal: Journal, database: Database, store: RecordStore, clock: Clock) -> None:
        self._journal = journal
        self._database = database
        self._store = store
        self._clock = clock

    def put(self, rows: Sequence[LedgerRow], *, actor: Actor) -> None:
        """Keep the rows in the archive, then in the ledger."""
        if not rows:
            return
        with self._store.locked():
            self._keep(rows, actor)

    def change(
        self, rows: Iterable[int], change: Callable[[LedgerRow], LedgerRow], *, actor: Actor
    ) -> tuple[LedgerRow, ...]:
        """Change rows by number as they stand now, whoever else changes them; return those that changed."""
        with self._store.locked():
            with self._database.read() as connection:
                known = [row for number in rows if (row := ledger.find(connection, number)) is not None]
            changed = tuple(after for row in known if (after := change(row)) != row)
            self._keep(changed, actor)
        return changed

    def keep_opening(self, state: SeriesState, *, actor: Actor) -> None:
        """Keep the opening value of a number series in the archive."""
        with self._store.locked():
            self._journal.append_lasting([self._event(_OPENING, state)], actor=actor)

    def rows(self) -> Iterator[LedgerRow]:
        """Yield every kept state of every row, oldest first; the last one of a row counts."""
        yield from (msgspec.convert(event.facts, LedgerRow) for event in self._of(_LEDGER))

    def openings(self) -> Iterator[SeriesState]:
        """Yield the opening values of the number series."""
        yield from (msgspec.convert(event.facts, SeriesState) for event in self._of(_OPENING))

    def _keep(self, rows: Sequence[LedgerRow], actor: Actor) -> None:
        if not rows:
            return
        self._journal.append([self._event(_LEDGER, row) for row in rows], actor=actor)
        with self._database.write() as connection:
            ledger.put(connection, *rows)

    def _of(self, kind: str) -> Iterator[JournalEvent]:
        return (event for event in self._journal.events() if event.kind == kind)

    def _event(self, kind: str, value: LedgerRow | SeriesState) -> JournalEvent:
        return JournalEvent(kind=kind, at=self._clock.now(), facts=msgspec.to_builtins(value))
