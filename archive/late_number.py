"""An arrival number for a file that was taken for no document, once a person says what document it is.

The file keeps its record without a number, which says how it came; the document gets one of its own with the
same bytes. Each step may run again after a stop. A number is never given back.
"""

from dataclasses import replace
from pathlib import Path
from typing import Final

from archive import disk, register
from archive.arrival import as_document, is_document
from archive.audit import AuditLog
from archive.database import Database
from archive.record_store import RecordStore
from model.actor import Actor
from model.clock import Clock
from model.record import Record
from model.record_id import INCOMING_BOOK, UNREGISTERED_BOOK
from model.review_code import ReviewCode

_LOCK_WAIT_S: Final = 60.0


def becomes_document(before: Record, said: Record) -> bool:
    """Whether a file turns into a document by what a person says of it, and into none that is there."""
    is_known = any(reason.code == ReviewCode.MAY_BE_VERSION for reason in said.review)
    is_file = before.id.book == UNREGISTERED_BOOK and not before.parted_off
    return is_file and is_document(said) and not is_document(before) and not is_known


def became_document(file: Record) -> bool:
    """Whether a file turned out to be a document, whose record is to be changed in its place."""
    return file.id.book == UNREGISTERED_BOOK and bool(file.parted_off) and not file.pages


class LateNumbers:
    """Registers documents that came as mere files."""

    def __init__(
        self, *, database: Database, store: RecordStore, audit: AuditLog, clock: Clock, lock: Path
    ) -> None:
        self._database = database
        self._store = store
        self._audit = audit
        self._clock = clock
        self._lock = lock

    def give(self, before: Record, said: Record, actor: Actor) -> Record | None:
        """Register what a person says a file to be; None when the file's record is not ``before`` any more.

        Raises:
            BusyError: when others issue or register for longer than a minute.
            RegisterBehindArchiveError: when the archive holds a record of the next number.
        """
        with disk.lock(self._lock, wait=_LOCK_WAIT_S):
            self.resume()
            if self._store.load(before.id) != before:
                return None
            return self._finish(self._numbered(said, actor))

    def resume(self) -> None:
        """Finish what was being registered when the program was killed. The caller holds the lock."""
        with self._database.read() as connection:
            pending = tuple(register.pending(connection))
        for record in pending:
            if is_late(record):
                self._finish(record)

    def _numbered(self, said: Record, actor: Actor) -> Record:
        """Take the arrival number, and enter the document as one that is about to be stored."""
        now = self._clock.now()
        with self._database.write() as connection:
            record_id, day = self._store.take_arrival_id(connection, book=INCOMING_BOOK, on=now.date())
            record = replace(
                said,
                id=record_id,
                registered_at=now,
                registered_by=actor,
                arrival_number=record_id.serial,
                arrived_on=day,
                came_on=said.reached_on,
                arrivals=(),
                parted_from=said.id,
                review=as_document(said),
            )
            register.add_pending(connection, record)
        return record

    def _finish(self, record: Record) -> Record:
        if record.parted_from is None:
            return record
        if not self._store.root.has(record.id.urn):
            files = {file.path: self._store.file(record.parted_from, file.path) for file in record.files}
            self._store.place(record, self._store.stage(record, files, message="registered"))
        actor = record.registered_by

        def left(file: Record) -> Record:
            if record.id in file.parted_off:
                return file
            return replace(file, parted_off=(record.id,), review=(), links=(), answers=())

        self._store.change(record.parted_from, left, message="registered", actor=actor)
        facts = {"from": str(record.parted_from), "code": str(record.code or "")}
        self._audit.append(self._clock.now(), actor, "register", str(record.id), facts)
        self._store.enter(self._store.load(record.id))
        return record


def is_late(record: Record) -> bool:
    """Whether a record on its way into the archive is that of a file which turned out to be a document."""
    return record.parted_from is not None and not record.pages
