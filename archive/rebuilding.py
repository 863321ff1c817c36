"""Make the registers again from the archive and the quarantine, as if there had been none."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Final

from archive import ledger, number_series, register, year_closing
from archive.database import Database
from archive.inbox import path_key
from archive.ledger import Channel, FileStamp, LedgerRow
from archive.ledger_journal import LedgerJournal
from archive.number_series import SeriesState
from archive.progress import Progress
from archive.quarantine import Quarantine
from archive.record_store import RecordStore, record_id_of
from model.ledger import LedgerState
from model.record import ArrivalOutcome, ArrivedFile, Direction, Record

_STATE_OF: Final = {
    ArrivalOutcome.FILED: LedgerState.FILED,
    ArrivalOutcome.DUPLICATE: LedgerState.DUPLICATE,
}


class Rebuilding:
    """Fills an empty register with what the archive keeps."""

    def __init__(
        self,
        *,
        database: Database,
        store: RecordStore,
        quarantine: Quarantine,
        journal: LedgerJournal,
        key: bytes,
    ) -> None:
        self._database = database
        self._store = store
        self._quarantine = quarantine
        self._journal = journal
        self._key = key

    def run(self, progress: Progress) -> int:
        """Enter every record, ledger row and number series in one transaction; return how many records.

        What the register said before is replaced by it. The caller holds the inbox, issuing and the records.

        Raises:
            DamagedError: when a record's object is damaged; ``verify`` names all of them.
        """
        records = sorted(self._records(progress), key=lambda record: (record.registered_at, record.id))
        with self._database.write() as connection:
            register.empty(connection)
            ledger.empty(connection)
            number_series.empty(connection)
            for record in records:
                register.put_stored(connection, record)
            for row in self.rows(records):
                ledger.put(connection, row)
            for state in self._series(records):
                number_series.restore_series(connection, state)
            year_closing.restore(connection, self._store.root)
        return len(records)

    def _records(self, progress: Progress) -> Iterator[Record]:
        ids = tuple(self._store.root.ids())
        for done, object_id in enumerate(ids, start=1):
            record_id = record_id_of(object_id)
            if record_id is not None:
                yield self._store.load(record_id)
            progress(done, len(ids))

    def rows(self, records: Iterable[Record]) -> Iterator[LedgerRow]:
        """Give each ledger row that the archive keeps, in its last state.

        What became of a file outweighs what it waited for before.
        """
        rows = {row.id: row for row in self._journal.rows()}
        rows |= {row.id: row for row in self._quarantine.rows()}
        rows |= {
            arrival.ledger_id: row_of(record, arrival, self._key)
            for record in records
            for arrival in record.arrivals
        }
        yield from (rows[row_id] for row_id in sorted(rows))

    def _series(self, records: Iterable[Record]) -> Iterator[SeriesState]:
        """Give the state of each series: its opening value and the highest number that a record bears."""
        openings = {(state.year, state.book): state for state in self._journal.openings()}
        by_book = sorted(records, key=lambda record: record.id)
        last = {
            key: list(group)[-1]
            for key, group in groupby(by_book, key=lambda record: (record.id.year, record.id.book))
        }
        for year, book in sorted(openings.keys() | last.keys()):
            opening = openings[year, book].opening if (year, book) in openings else 0
            newest = last.get((year, book))
            yield SeriesState(
                book=book,
                year=year,
                opening=opening,
                last=newest.id.serial if newest else opening,
                last_on=None if newest is None else _numbered_on(newest),
            )


def row_of(record: Record, arrival: ArrivedFile, key: bytes) -> LedgerRow:
    """Return the ledger's row of a file that was filed, as its record keeps it; ``key`` is the office's."""
    return LedgerRow(
        id=arrival.ledger_id,
        channel=Channel(arrival.channel),
        path_key=path_key(key, arrival.channel, arrival.path.encode()),
        path=arrival.path,
        # The inbox file is gone; only its size is remembered.
        stamp=FileStamp(arrival.size, 0, 0),
        state=_STATE_OF[arrival.outcome],
        sha256=arrival.sha256,
        record_id=record.id,
        seen_at=arrival.seen_at,
        settled_at=arrival.settled_at,
    )


def _numbered_on(record: Record) -> date | None:
    if record.direction is Direction.INCOMING:
        return record.arrived_on
    return record.dated.exact if record.dated else None
