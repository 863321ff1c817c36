"""From a staged file to a record, in steps that a crash may interrupt and a restart finishes."""

import dataclasses
import logging
from datetime import datetime
from pathlib import Path, PurePath
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from archive import disk, ledger, register
from archive.arrival import Arrival, Expected, content_path, describe, is_document, original_file, text_file
from archive.attaching import against_earlier, data_file, with_answers_of_version, with_arrival, with_data
from archive.audit import AuditLog
from archive.database import Database
from archive.errors import (
    ArchiveError,
    RecognitionFailedError,
    RegisterBehindArchiveError,
    RegisterError,
)
from archive.examination import Admit, Keep, SetAside, Verdict, examine
from archive.ledger import LedgerRow
from archive.number_series import take_arrival_number
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
from model.reply_form import ReplyForm

_log = logging.getLogger(__name__)

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
        office_mark: str = "",
        data_types: frozenset[str] = frozenset(),
    ) -> None:
        self._database = database
        self._store = store
        self._quarantine = quarantine
        self._audit = audit
        self._clock = clock
        self._staging = staging
        self._data_types = data_types
        self._expected = Expected(office=office_mark)
        self._issued = 0

    def stage(
        self, row: LedgerRow, *, path: str, sha256: str, data: bytes, record_id: RecordId | None = None
    ) -> LedgerRow:
        """Copy the bytes to staging and let the ledger say so; from here on a restart needs no inbox file.

        ``record_id`` is that of the record that a data file goes to.
        """
        disk.make_folder(self._staging)
        staged = self._staged_file(row)
        disk.remove_file(staged)  # of an attempt that the ledger never heard of
        disk.write_new(staged, data)
        staged_row = dataclasses.replace(
            row, state=LedgerState.STAGED, path=path, sha256=sha256, record_id=record_id, reason=None
        )
        return self._put(staged_row)

    def settle(self, row: LedgerRow, data: bytes, verdict: Verdict, actor: Actor) -> FilingOutcome:
        """Bring a staged file to its end state."""
        match verdict:
            case Admit(document):
                return self._admit(row, Arrival(path=str(row.path), data=data, document=document), actor)
            case Keep():
                return self._attach_data(row, data, actor)
            case SetAside(reason):
                return self._set_aside(row, data, reason, actor)
            case _:
                # The same bytes passed before they were staged; a newer program may judge them otherwise.
                return self._set_aside(row, data, _UNREAD, actor)

    def begin(self, actor: Actor) -> tuple[FilingOutcome, ...]:
        """Begin a pass: look up what may be answered, finish what was staged when the program was killed."""
        with self._database.read() as connection:
            self._look_up_dispatches(connection)
            rows = tuple(ledger.in_state(connection, LedgerState.STAGED))
        self._sweep({self._staged_file(row) for row in rows})
        outcomes = (self._resume_safely(row, actor) for row in rows)
        return tuple(outcome for outcome in outcomes if outcome is not None)

    def _look_up_dispatches(self, connection: Connection) -> None:
        """Know what may be answered; what was issued does not change, so only more of it is read."""
        issued = register.count_issued(connection)
        if issued != self._issued:
            found = open_dispatches(connection)
            self._expected = dataclasses.replace(self._expected, dispatches=found)
            self._issued = issued

    def _resume_safely(self, row: LedgerRow, actor: Actor) -> FilingOutcome | None:
        """Finish one staged file; what stands in its way is tried again in the next pass."""
        try:
            return self._resume(row, actor)
        except RegisterError:
            raise  # this concerns the whole office, not one file
        except (ArchiveError, SQLAlchemyError, OSError) as error:
            # The message may hold what the file says; the class does not.
            _log.error("a staged file is left for later: %s", type(error).__name__)
            return None

    def _resume(self, row: LedgerRow, actor: Actor) -> FilingOutcome:
        data = self._staged_file(row).read_bytes()
        if row.record_id is not None and self._pending(row.record_id).arrivals[0].ledger_id != row.id:
            return self._attach_data(row, data, actor)
        return self.settle(row, data, examine(str(row.path), data), actor)

    def _sweep(self, needed: set[Path]) -> None:
        """Remove staged bytes that no row waits for: their file was settled when the program was killed."""
        for staged in set(self._staging.glob("*.bin")) - needed:
            disk.remove_file(staged)

    def _admit(self, row: LedgerRow, arrival: Arrival, actor: Actor) -> FilingOutcome:
        try:
            return self._file(row, arrival, actor)
        except RecognitionFailedError as error:
            return self._set_aside(row, arrival.data, Reason("recognition-failed", (error.fault,)), actor)

    def _file(self, row: LedgerRow, arrival: Arrival, actor: Actor) -> FilingOutcome:
        if row.record_id is not None:
            return self._store_record(row, self._pending(row.record_id), arrival, actor)
        with self._database.read() as connection:
            twin = ledger.record_with_bytes(connection, str(row.sha256))
        if twin is not None:
            return self._attach_duplicate(row, twin, actor)
        draft = self._described(arrival, actor)
        with self._database.read() as connection:
            same = register.find_same_document(connection, draft)
        if same is not None:
            return self._attach_version(row, same.id, arrival, draft, actor)
        row, record = self._number(row, self._beside_earlier(draft), arrival)
        return self._store_record(row, record, arrival, actor)

    def _described(self, arrival: Arrival, actor: Actor) -> Record:
        try:
            return describe(arrival, expected=self._expected, at=self._clock.now(), actor=actor)
        except ArchiveError:
            raise
        except Exception as error:
            # Whatever a document holds, it must not keep the others from being filed.
            raise RecognitionFailedError(type(error).__name__) from error

    def _number(self, row: LedgerRow, draft: Record, arrival: Arrival) -> tuple[LedgerRow, Record]:
        """Take the arrival number and write it to the ledger in one transaction."""
        now = draft.registered_at
        book = INCOMING_BOOK if is_document(draft) else UNREGISTERED_BOOK
        with self._database.write() as connection:
            number, day = take_arrival_number(connection, book=book, on=now.date())
            record_id = RecordId(now.year, book, number)
            if self._store.root.has(record_id.urn):
                raise RegisterBehindArchiveError(record_id)
            record = dataclasses.replace(
                draft,
                id=record_id,
                arrival_number=number if book == INCOMING_BOOK else None,
                arrived_on=day,
                arrivals=(self._arrived(row, ArrivalOutcome.FILED, at=now),),
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
            if all(arrival.ledger_id != row.id for arrival in record.arrivals):
                raise RegisterBehindArchiveError(record.id)
        else:
            self._store.place(record, self._store.stage(record, files, message="file"))
        self._store.enter(record)
        return self._filed(row, record, LedgerState.FILED, actor)

    def _beside_earlier(self, draft: Record) -> Record:
        """Compare a new answer with those that the same sender gave before."""
        if not draft.answers or draft.organ_id is None:
            return draft
        counting = [link.dispatch for link in draft.links if link.state.counts]
        with self._database.read() as connection:
            earlier = [
                record
                for dispatch in counting
                for record in register.answers_from(connection, dispatch, sender=draft.organ_id)
            ]
        return against_earlier(draft, earlier)

    def _attach_duplicate(self, row: LedgerRow, record_id: RecordId, actor: Actor) -> FilingOutcome:
        """Note that the bytes of a record came once more."""
        arrived = self._arrived(row, ArrivalOutcome.DUPLICATE)
        record = self._store.change(
            record_id,
            lambda record: with_arrival(record, arrived),
            message=f"arrival: {arrived.outcome}",
            actor=actor,
        )
        return self._filed(
            dataclasses.replace(row, record_id=record_id), record, LedgerState.DUPLICATE, actor
        )

    def _attach_version(
        self, row: LedgerRow, record_id: RecordId, arrival: Arrival, draft: Record, actor: Actor
    ) -> FilingOutcome:
        """Add a further version to the record of the same document."""
        arrived = self._arrived(row, ArrivalOutcome.FILED)
        file = original_file(arrival, FileRole.VERSION)

        def attached(record: Record) -> Record:
            filed = with_arrival(record, arrived, file)
            return filed if filed is record else with_answers_of_version(filed, draft.answers, file=file.path)

        record = self._store.change(
            record_id,
            attached,
            message=f"arrival: {arrived.outcome}",
            actor=actor,
            files={file.path: arrival.data},
        )
        return self._filed(dataclasses.replace(row, record_id=record_id), record, LedgerState.FILED, actor)

    def _attach_data(self, row: LedgerRow, data: bytes, actor: Actor) -> FilingOutcome:
        """Add a data file to the record of the document that it came with."""
        if row.record_id is None:
            return self._set_aside(row, data, _UNREAD, actor)
        record = self._store.load(row.record_id)
        file = data_file(name=PurePath(str(row.path)).name, sha256=str(row.sha256), size=len(data))
        kept = [arrival.ledger_id for arrival in record.arrivals if arrival.sha256 == file.sha256]
        is_new = not kept or kept[0] == row.id
        arrived = self._arrived(row, ArrivalOutcome.FILED if is_new else ArrivalOutcome.DUPLICATE)
        form = self._form_of(record)
        record = self._store.change(
            record.id,
            lambda record: with_data(record, arrived, file, form),
            message=f"data: {arrived.outcome}",
            actor=actor,
            files={file.path: data},
        )
        return self._filed(row, record, LedgerState.FILED if is_new else LedgerState.DUPLICATE, actor)

    def _form_of(self, record: Record) -> ReplyForm | None:
        """Return the form of the dispatch that a record answers or may answer."""
        asked = (self._expected.dispatch(link.dispatch) for link in record.links)
        return next((one.form for one in asked if one is not None and one.form is not None), None)

    def _set_aside(self, row: LedgerRow, data: bytes, reason: Reason, actor: Actor) -> FilingOutcome:
        settled = dataclasses.replace(
            row, state=LedgerState.QUARANTINED, reason=reason, settled_at=self._clock.now()
        )
        self._quarantine.keep(settled, data)
        self._audit.append(
            self._clock.now(),
            actor,
            "quarantine",
            f"ledger {row.id}",
            {"reason": reason.code, "sha256": str(row.sha256)},
        )
        self._put(settled)
        disk.remove_file(self._staged_file(row))
        return FilingOutcome(state=settled.state, path=row.path, sha256=row.sha256, reason=reason)

    def _filed(self, row: LedgerRow, record: Record, state: LedgerState, actor: Actor) -> FilingOutcome:
        self._audit.append(
            self._clock.now(),
            actor,
            str(state),
            str(record.id),
            {"ledger": str(row.id), "sha256": str(row.sha256)},
        )
        arrived = next(arrival for arrival in record.arrivals if arrival.ledger_id == row.id)
        self._put(dataclasses.replace(row, state=state, settled_at=arrived.settled_at))
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

    def _put(self, row: LedgerRow) -> LedgerRow:
        with self._database.write() as connection:
            ledger.put(connection, row)
        return row

    def _staged_file(self, row: LedgerRow) -> Path:
        return self._staging / f"{row.id}.bin"

    def _arrived(self, row: LedgerRow, outcome: ArrivalOutcome, *, at: datetime | None = None) -> ArrivedFile:
        return ArrivedFile(
            ledger_id=row.id,
            channel=row.channel,
            path=str(row.path),
            sha256=str(row.sha256),
            size=row.stamp.size,
            seen_at=row.seen_at,
            settled_at=at or self._clock.now(),
            outcome=outcome,
        )
