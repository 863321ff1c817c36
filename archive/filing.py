"""From a staged file to a record, in steps that a crash may interrupt and a restart finishes."""

import dataclasses
from datetime import datetime
from pathlib import Path
from typing import Final

from archive import disk, ledger, register
from archive.arrival import Arrival, content_path, describe, is_document, original_file, text_file
from archive.audit import AuditLog
from archive.database import Database
from archive.examination import Admit, SetAside, Verdict, examine
from archive.ledger import LedgerRow
from archive.linking import OpenDispatch
from archive.number_series import take_number
from archive.open_dispatches import open_dispatches
from archive.quarantine import Quarantine
from archive.record_store import RecordStore
from archive.record_text import TEXT
from model.actor import Actor
from model.clock import Clock
from model.ledger import FilingOutcome, LedgerState
from model.reason import Reason
from model.record import ArrivalOutcome, ArrivedFile, FileRole, Record
from model.record_id import INCOMING_BOOK, UNREGISTERED_BOOK, RecordId

_UNREAD: Final = Reason("staged-file-unreadable")


class Filing:
    """Files staged bytes as new records, further versions, duplicates or quarantined files.

    Each step first looks whether it was done already, so all of it may run again after a crash.
    """

    def __init__(
        self,
        *,
        database: Database,
        store: RecordStore,
        quarantine: Quarantine,
        audit: AuditLog,
        clock: Clock,
        staging: Path,
    ) -> None:
        self._database = database
        self._store = store
        self._quarantine = quarantine
        self._audit = audit
        self._clock = clock
        self._staging = staging
        self._dispatches: tuple[OpenDispatch, ...] = ()

    def stage(self, row: LedgerRow, *, path: str, sha256: str, data: bytes) -> LedgerRow:
        """Copy the bytes to staging and let the ledger say so; from here on a restart needs no inbox file."""
        disk.make_folder(self._staging)
        staged = self._staged_file(row)
        disk.remove_file(staged)  # of an attempt that the ledger never heard of
        disk.write_new(staged, data)
        return self._put(dataclasses.replace(row, state=LedgerState.STAGED, path=path, sha256=sha256))

    def settle(self, row: LedgerRow, data: bytes, verdict: Verdict, actor: Actor) -> FilingOutcome:
        """Bring a staged file to its end state."""
        match verdict:
            case Admit(document):
                return self._file(row, Arrival(path=str(row.path), data=data, document=document), actor)
            case SetAside(reason):
                return self._set_aside(row, data, reason, actor)
            case _:
                # The same bytes passed before they were staged; a newer program may judge them otherwise.
                return self._set_aside(row, data, _UNREAD, actor)

    def begin(self, actor: Actor) -> tuple[FilingOutcome, ...]:
        """Begin a pass: look up what may be answered, finish what was staged when the program was killed."""
        with self._database.read() as connection:
            self._dispatches = open_dispatches(connection, today=self._clock.now().date())
            rows = tuple(ledger.in_state(connection, LedgerState.STAGED))
        return tuple(self._resume(row, actor) for row in rows)

    def _resume(self, row: LedgerRow, actor: Actor) -> FilingOutcome:
        data = self._staged_file(row).read_bytes()
        return self.settle(row, data, examine(str(row.path), data), actor)

    def _file(self, row: LedgerRow, arrival: Arrival, actor: Actor) -> FilingOutcome:
        if row.record_id is not None:
            return self._store_record(row, self._pending(row.record_id), arrival, actor)
        with self._database.read() as connection:
            twin = ledger.record_with_bytes(connection, str(row.sha256))
        if twin is not None:
            return self._attach(row, twin, arrival, ArrivalOutcome.DUPLICATE, actor)
        draft = describe(arrival, dispatches=self._dispatches, at=self._clock.now(), actor=actor)
        with self._database.read() as connection:
            same = register.find_same_document(connection, draft)
        if same is not None:
            return self._attach(row, same.id, arrival, ArrivalOutcome.FILED, actor)
        row, record = self._number(row, draft, arrival)
        return self._store_record(row, record, arrival, actor)

    def _number(self, row: LedgerRow, draft: Record, arrival: Arrival) -> tuple[LedgerRow, Record]:
        """Take the arrival number and write it to the ledger in one transaction."""
        now = draft.registered_at
        book = INCOMING_BOOK if is_document(draft) else UNREGISTERED_BOOK
        with self._database.write() as connection:
            number = take_number(connection, book=book, year=now.year, on=now.date())
            record = dataclasses.replace(
                draft,
                id=RecordId(now.year, book, number),
                arrival_number=number if book == INCOMING_BOOK else None,
                arrived_on=now.date(),
                arrivals=(_arrived(row, now, ArrivalOutcome.FILED),),
                files=(original_file(arrival, FileRole.ORIGINAL), text_file(arrival)),
            )
            row = dataclasses.replace(row, record_id=record.id)
            register.add_pending(connection, record)
            ledger.put(connection, row)
        return row, record

    def _pending(self, record_id: RecordId) -> Record:
        with self._database.read() as connection:
            record = register.find(connection, record_id)
        return self._store.load(record_id) if record is None else record

    def _store_record(self, row: LedgerRow, record: Record, arrival: Arrival, actor: Actor) -> FilingOutcome:
        files = {
            content_path(arrival, FileRole.ORIGINAL): arrival.data,
            TEXT: arrival.document.text.encode(),
        }
        if self._store.root.has(record.id.urn):
            record = self._store.load(record.id)
        else:
            self._store.place(record, self._store.stage(record, files, message="file"))
        self._store.enter(record)
        return self._filed(row, record, LedgerState.FILED, actor)

    def _attach(
        self, row: LedgerRow, record_id: RecordId, arrival: Arrival, outcome: ArrivalOutcome, actor: Actor
    ) -> FilingOutcome:
        """Add an arrival to a record that is there already: its twin, or a further version of it."""
        is_version = outcome is ArrivalOutcome.FILED
        arrived = _arrived(row, self._clock.now(), outcome)
        files = (original_file(arrival, FileRole.VERSION),) if is_version else ()

        def attached(record: Record) -> Record:
            if any(known.ledger_id == row.id for known in record.arrivals):
                return record
            return dataclasses.replace(
                record, arrivals=(*record.arrivals, arrived), files=(*record.files, *files)
            )

        record = self._store.change(
            record_id,
            attached,
            message=f"arrival: {outcome}",
            actor=actor,
            files={content_path(arrival, FileRole.VERSION): arrival.data} if is_version else None,
        )
        state = LedgerState.FILED if is_version else LedgerState.DUPLICATE
        return self._filed(dataclasses.replace(row, record_id=record_id), record, state, actor)

    def _set_aside(self, row: LedgerRow, data: bytes, reason: Reason, actor: Actor) -> FilingOutcome:
        settled = self._settled(row, LedgerState.QUARANTINED, reason=reason)
        self._quarantine.keep(settled, data)
        self._put(settled)
        self._audit.append(
            self._clock.now(),
            actor,
            "quarantine",
            f"ledger {row.id}",
            {"reason": reason.code, "sha256": str(row.sha256)},
        )
        disk.remove_file(self._staged_file(row))
        return FilingOutcome(state=settled.state, path=row.path, sha256=row.sha256, reason=reason)

    def _filed(self, row: LedgerRow, record: Record, state: LedgerState, actor: Actor) -> FilingOutcome:
        self._put(self._settled(row, state))
        self._audit.append(
            self._clock.now(),
            actor,
            str(state),
            str(record.id),
            {"ledger": str(row.id), "sha256": str(row.sha256)},
        )
        disk.remove_file(self._staged_file(row))
        return FilingOutcome(
            state=state,
            path=row.path,
            sha256=row.sha256,
            id=record.id,
            arrival_number=record.arrival_number,
            code=record.code,
            replies_to=tuple(link.code for link in record.links if link.state.counts),
            reason=record.review[0] if record.review else None,
        )

    def _settled(self, row: LedgerRow, state: LedgerState, reason: Reason | None = None) -> LedgerRow:
        return dataclasses.replace(row, state=state, reason=reason, settled_at=self._clock.now())

    def _put(self, row: LedgerRow) -> LedgerRow:
        with self._database.write() as connection:
            ledger.put(connection, row)
        return row

    def _staged_file(self, row: LedgerRow) -> Path:
        return self._staging / f"{row.id}.bin"


def _arrived(row: LedgerRow, at: datetime, outcome: ArrivalOutcome) -> ArrivedFile:
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
