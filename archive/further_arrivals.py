"""What belongs to a record that is there: the same bytes again, another version, data files after it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from sqlalchemy import Connection

from archive import ledger
from archive.arrival import Described, Expected
from archive.attaching import answer_in, with_answers_of_version, with_arrivals, with_data_answers
from archive.audit import AuditLog
from archive.contents import contents
from archive.database import Database
from archive.incoming import Bundle
from archive.ledger import LedgerRow
from archive.new_records import arrived
from archive.packet_notices import with_document
from archive.record_store import RecordStore
from model.actor import Actor
from model.answer import FieldAnswer
from model.clock import Clock
from model.ledger import LedgerState
from model.record import ArrivalOutcome, ArrivedFile, FileRole, Record, StoredFile
from model.record_id import RecordId
from model.reply_form import ReplyForm

_FORMS_OF_DOCUMENT: Final = frozenset({FileRole.ORIGINAL, FileRole.DOCUMENT})
_STATES: Final = {
    ArrivalOutcome.FILED: LedgerState.FILED,
    ArrivalOutcome.DUPLICATE: LedgerState.DUPLICATE,
}


class FurtherArrivals:
    """Adds to records what belongs to them; harmless when repeated."""

    def __init__(self, *, database: Database, store: RecordStore, audit: AuditLog, clock: Clock) -> None:
        self._database = database
        self._store = store
        self._audit = audit
        self._clock = clock

    def twin(self, connection: Connection, bundle: Bundle) -> RecordId | None:
        """Return the record that these very bytes were filed into."""
        return ledger.record_with_bytes(connection, str(bundle.lead.row.sha256))

    def add_twin(self, record_id: RecordId, bundle: Bundle, expected: Expected, actor: Actor) -> Record:
        """Note that what a record came from came once more, as a duplicate when nothing else came with it.

        Duplicate is decided for the whole arrival, never for one file of it.
        """
        known = {arrival.sha256 for arrival in self._earlier(record_id, bundle)}
        is_twin = all(row.sha256 in known for row in bundle.rows)
        outcome = ArrivalOutcome.DUPLICATE if is_twin else ArrivalOutcome.FILED
        return self._add(record_id, bundle, outcome, expected, actor)

    def add_version(
        self, record_id: RecordId, bundle: Bundle, described: Described, expected: Expected, actor: Actor
    ) -> Record:
        """Add a further version to the record of the same document, with the answers it brings."""
        paths = {file.path: as_further(file, FileRole.VERSION).path for file in described.record.files}
        answers = tuple(answer_in(answer, paths) for answer in described.record.answers)
        return self._add(record_id, bundle, ArrivalOutcome.FILED, expected, actor, answers=answers)

    def _earlier(self, record_id: RecordId, bundle: Bundle) -> list[ArrivedFile]:
        """Return how the record came, but for this very arrival, which a crash may have let in half."""
        own = {row.id for row in bundle.rows}
        return [one for one in self._store.load(record_id).arrivals if one.ledger_id not in own]

    def _add(
        self,
        record_id: RecordId,
        bundle: Bundle,
        outcome: ArrivalOutcome,
        expected: Expected,
        actor: Actor,
        *,
        answers: tuple[FieldAnswer, ...] = (),
    ) -> Record:
        before = self._store.load(record_id)
        now = self._clock.now()
        came = [arrived(row, outcome, at=now) for row in bundle.rows]
        kept = {as_further(one.file, FileRole.VERSION): one.data for one in contents(bundle)}
        has_data = any(file.role is FileRole.DATA for file in kept)
        form = _form_of(before, expected) if has_data else None

        def added(record: Record) -> Record:
            filed = with_arrivals(record, came, kept)
            if filed is record:
                return record
            if bundle.lead.is_document and not bundle.claims:
                filed = with_document(filed)
            return with_data_answers(with_answers_of_version(filed, answers), form)

        new = {file.path for file in added(before).files} - {file.path for file in before.files}
        what = "data" if bundle.lead.parts == () else "arrival"
        record = self._store.change(
            record_id,
            added,
            message=f"{what}: {outcome}",
            actor=actor,
            files={file.path: data for file, data in kept.items() if file.path in new},
        )
        self.settle(record, bundle.rows, actor)
        return record

    def settle(self, record: Record, rows: Sequence[LedgerRow], actor: Actor) -> None:
        """Let the audit and the ledger say what the record says of the rows."""
        arrivals = {arrival.ledger_id: arrival for arrival in record.arrivals}
        acts = [
            (
                str(_STATES[arrivals[row.id].outcome]),
                str(record.id),
                {"ledger": str(row.id), "sha256": str(row.sha256)},
            )
            for row in rows
        ]
        self._audit.append_all(self._clock.now(), actor, acts)
        with self._database.write() as connection:
            ledger.put(connection, *(settled(row, record) for row in rows))


def settled(row: LedgerRow, record: Record) -> LedgerRow:
    """Return a row as the record that it ended in says."""
    arrival = next(arrival for arrival in record.arrivals if arrival.ledger_id == row.id)
    state = _STATES[arrival.outcome]
    return replace(row, state=state, reason=None, record_id=record.id, settled_at=arrival.settled_at)


def as_further(file: StoredFile, role: FileRole) -> StoredFile:
    """Return how a file is kept, under this role, by a record that has its document already."""
    if file.role not in _FORMS_OF_DOCUMENT:
        return file
    return replace(file, role=role, path=f"{role}/{PurePosixPath(file.path).name}")


def _form_of(record: Record, expected: Expected) -> ReplyForm | None:
    """Return the form of the dispatch that a record answers or may answer."""
    asked = (expected.dispatch(link.dispatch) for link in record.links)
    return next((one.form for one in asked if one is not None and one.form is not None), None)
