"""What a person types in of a scan: number and day join its record, and it waits for them no more."""

from dataclasses import replace
from typing import Final

from archive import register
from archive.audit import AuditLog
from archive.database import Database
from archive.errors import NothingToDecideError, TypedDateError
from archive.record_store import RecordStore
from archive.to_be_typed import TO_BE_TYPED, typed_code, typed_date, waits_for_typing
from model.actor import Actor
from model.clock import Clock
from model.reason import Reason
from model.record import Record
from model.record_id import RecordId

_MAY_BE_VERSION: Final = "may-be-version"


class Completing:
    """Completes records with what a machine does not read, each by the person who read it."""

    def __init__(self, *, database: Database, store: RecordStore, audit: AuditLog, clock: Clock) -> None:
        self._database = database
        self._store = store
        self._audit = audit
        self._clock = clock

    def complete(self, record_id: RecordId, *, number: str, day: str, actor: Actor) -> Record:
        """Give a record the number and the day that were typed; what was recognised stays beside them.

        Raises:
            NothingToDecideError: when it waits for neither.
            RecordNotFoundError: when there is no such record.
            TypedDateError: when the day is none, or is missing where nothing else was to be typed.
            TypedNumberError: when the number is none.
        """
        now = self._clock.now()

        def completed(record: Record) -> Record:
            if not waits_for_typing(record):
                raise NothingToDecideError(str(record.id))
            code, dated = typed_code(record, number), typed_date(record, day, today=now.date())
            if (code, dated) == (record.code, record.dated):
                raise TypedDateError(day)
            kind = record.kind or (code.kind if code else None)
            left = tuple(reason for reason in record.review if reason.code not in TO_BE_TYPED)
            return self._compared(replace(record, code=code, kind=kind, dated=dated, review=left))

        changed = self._store.change(record_id, completed, message="complete", actor=actor)
        facts = {"code": str(changed.code or ""), "date": str(changed.dated or "")}
        self._audit.append(now, actor, "complete", str(record_id), facts)
        return changed

    def _compared(self, record: Record) -> Record:
        """Let a record wait further that turns out to be a document which was filed before."""
        with self._database.read() as connection:
            same = register.find_same_document(connection, record)
        if same is None or same.id == record.id:
            return record
        others = (reason for reason in record.review if reason.code != _MAY_BE_VERSION)
        return replace(record, review=(*others, Reason(_MAY_BE_VERSION, (str(same.id),))))
