"""What a person's word does to a record: common ground of completing and correcting."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Final

from archive import register
from archive.audit import AuditLog
from archive.database import Database
from archive.errors import NothingToDecideError
from archive.forms.rereading import Reread
from archive.late_number import LateNumbers, became_document, becomes_document
from archive.open_dispatches import KnownDispatches
from archive.record_store import RecordStore
from archive.relinking import relinked
from archive.reread_files import Change, RereadFiles
from model.actor import Actor
from model.clock import Clock
from model.correction import Correction
from model.reason import Reason
from model.record import Record
from model.record_id import RecordId
from model.review_code import ReviewCode

_FIELDS: Final = tuple(field.name for field in fields(Correction))
"""What a person may say, by the record's names."""


class _DocumentError(Exception):
    """A file turns into a document: it gets a number, while others neither issue nor register."""


class Clerking:
    """Changes a record by a person's word, then compares and links it as if it came so."""

    def __init__(
        self, *, database: Database, store: RecordStore, audit: AuditLog, clock: Clock, late: LateNumbers
    ) -> None:
        self._database = database
        self._store = store
        self._audit = audit
        self._late = late
        self.clock = clock
        self._dispatches = KnownDispatches()

    def change(
        self,
        record_id: RecordId,
        change: Callable[[Record], Record],
        *,
        act: str,
        actor: Actor,
        about: Mapping[str, str] = MappingProxyType({}),
    ) -> Record:
        """Change a record; what it may be a version of and what it answers is looked up again.

        A file that turns into a document by it is registered: the record returned is that of the document.
        ``change`` is made more than once; ``about`` are further facts for the audit log.

        Raises:
            NothingToDecideError: when the record is that of a file whose document has one of its own.
            RecordNotFoundError: when there is no such record.
        """
        now = self.clock.now()
        before: list[Record] = []

        def changed(record: Record, reread: Reread) -> Record:
            said = change(record)
            before.append(record)
            with self._database.read() as connection:
                same = register.find_same_document(connection, said)
                dispatches = self._dispatches.at(connection)
            return relinked(_compared(said, same), dispatches, at=now, reread=reread)

        after = self._changed(record_id, changed, act=act, actor=actor)
        facts = {
            "code": str(after.code or ""),
            "date": str(after.dated or ""),
            "fields": " ".join(name for name in _FIELDS if getattr(after, name) != getattr(before[-1], name)),
            **about,
        }
        self._audit.append(now, actor, act, str(after.id), facts)
        return after

    def _changed(self, record_id: RecordId, change: Change, *, act: str, actor: Actor) -> Record:
        files = RereadFiles(self._store)

        def unnumbered(record: Record, reread: Reread) -> Record:
            said = change(record, reread)
            if became_document(record):
                raise NothingToDecideError(str(record_id))
            if becomes_document(record, said):
                raise _DocumentError
            return said

        while True:
            try:
                return files.change(record_id, unnumbered, message=act, actor=actor)
            except _DocumentError:
                before, said = files.tried(record_id, change)
            document = self._late.give(before, said, actor) if becomes_document(before, said) else None
            if document is not None:
                return document


def _compared(record: Record, same: Record | None) -> Record:
    """Let a record wait further that turns out to be a document which was filed before."""
    if same is None or same.id == record.id:
        return record
    others = (reason for reason in record.review if reason.code != ReviewCode.MAY_BE_VERSION)
    return replace(record, review=(*others, Reason(ReviewCode.MAY_BE_VERSION, (str(same.id),))))
