"""New records, numbered, stored and entered as one group: each step is durable for all before the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from archive import ledger, register
from archive.arrival import Described, is_document
from archive.audit import AuditLog
from archive.contents import text_file
from archive.database import Database
from archive.errors import RegisterBehindArchiveError
from archive.incoming import Bundle
from archive.ledger import LedgerRow
from archive.ocfl.staging import Source
from archive.record_store import RecordStore
from archive.record_text import TEXT
from model.actor import Actor
from model.clock import Clock
from model.ledger import LedgerState
from model.record import ArrivalOutcome, ArrivedFile, Record
from model.record_id import INCOMING_BOOK, UNREGISTERED_BOOK

_FILED: Final = LedgerState.FILED


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRecord:
    """A record on its way into the archive, with its files by path and the rows that it comes from."""

    record: Record
    data: Mapping[str, Source]
    rows: tuple[LedgerRow, ...]


def arrived(row: LedgerRow, outcome: ArrivalOutcome, *, at: datetime) -> ArrivedFile:
    """Describe how a file came, for its record."""
    return ArrivedFile(
        ledger_id=row.id,
        channel=row.channel,
        path=str(row.path),
        sha256=str(row.sha256),
        size=row.stamp.size,
        seen_at=row.seen_at,
        settled_at=at,
        outcome=outcome,
    )


def of_pending(
    record: Record, rows: Sequence[LedgerRow], data: Mapping[str, Source], text: bytes
) -> NewRecord:
    """Take up a record again that has its number; ``data`` are the bytes that were staged, by digest.

    A text that a newer program reads otherwise takes the place of the one that was to be kept.
    """
    kept = [file for file in record.files if file.path != TEXT and file.sha256 in data]
    named = next((file.name for file in record.files if file.path == TEXT), rows[0].path or "")
    files = (*kept, text_file(named, text))
    of_path = {file.path: data[file.sha256] for file in kept}
    return NewRecord(record=replace(record, files=files), data={**of_path, TEXT: text}, rows=tuple(rows))


class NewRecords:
    """Takes arrival numbers and puts records into the archive, again and again without harm."""

    def __init__(self, *, database: Database, store: RecordStore, audit: AuditLog, clock: Clock) -> None:
        self._database = database
        self._store = store
        self._audit = audit
        self._clock = clock

    def file(self, group: Sequence[tuple[Bundle, Described]], actor: Actor) -> list[NewRecord]:
        """Number what was described, and file it."""
        return self.finish(self._number(group), actor)

    def finish(self, group: Sequence[NewRecord], actor: Actor) -> list[NewRecord]:
        """Put numbered records into their places, and let the registers say so."""
        fresh = [one for one in group if not self._store.root.has(one.record.id.urn)]
        self._store.stage_all([(one.record, one.data) for one in fresh], message="file")
        self._store.place_all([one.record for one in fresh])
        settled = [one if one in fresh else self._in_place(one) for one in group]
        acts = [
            (str(_FILED), str(one.record.id), {"ledger": str(row.id), "sha256": str(row.sha256)})
            for one in settled
            for row in one.rows
        ]
        self._audit.append_all(self._clock.now(), actor, acts)
        with self._database.write() as connection:
            register.put_stored(connection, *(one.record for one in settled))
            ledger.put(connection, *(_filed(row, one.record) for one in settled for row in one.rows))
        return settled

    def _number(self, group: Sequence[tuple[Bundle, Described]]) -> list[NewRecord]:
        """Take the arrival numbers and write them to the ledger in one transaction."""
        with self._database.write() as connection:
            numbered = [self._numbered(connection, bundle, described) for bundle, described in group]
            register.add_pending(connection, *(one.record for one in numbered))
            ledger.put(connection, *(row for one in numbered for row in one.rows))
        return numbered

    def _numbered(self, connection: Connection, bundle: Bundle, described: Described) -> NewRecord:
        draft = described.record
        now = draft.registered_at
        is_numbered = bundle.lead.is_said_document or (is_document(draft) and bundle.is_document)
        book = INCOMING_BOOK if is_numbered else UNREGISTERED_BOOK
        record_id, day = self._store.take_arrival_id(connection, book=book, on=now.date())
        record = replace(
            draft,
            id=record_id,
            arrival_number=record_id.serial if book == INCOMING_BOOK else None,
            arrived_on=day,
            arrivals=tuple(arrived(row, ArrivalOutcome.FILED, at=now) for row in bundle.rows),
        )
        rows = tuple(replace(row, record_id=record_id) for row in bundle.rows)
        return NewRecord(record=record, data=described.data, rows=rows)

    def _in_place(self, one: NewRecord) -> NewRecord:
        """Return a record as its object has it, placed before the program was killed."""
        record = self._store.load(one.record.id)
        if not {row.id for row in one.rows} <= {arrival.ledger_id for arrival in record.arrivals}:
            raise RegisterBehindArchiveError(record.id)
        return replace(one, record=record)


def _filed(row: LedgerRow, record: Record) -> LedgerRow:
    settled_at = next(arrival.settled_at for arrival in record.arrivals if arrival.ledger_id == row.id)
    return replace(row, state=_FILED, reason=None, settled_at=settled_at)
