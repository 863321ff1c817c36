"""Records as objects of the archive: written once, changed by further versions, never deleted."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from archive import disk, register
from archive.database import Database
from archive.errors import ObjectNotFoundError, RecordNotFoundError, RegisterBehindArchiveError
from archive.number_series import take_arrival_number
from archive.ocfl import NewObject, StorageRoot, VersionNote, stage_object, stage_objects
from archive.ocfl.staging import Source
from archive.record_json import decode, encode
from model.actor import Actor
from model.clock import Clock
from model.record import Record
from model.record_id import RecordId, RecordIdError

RECORD: Final = "record.json"

_LOCK_WAIT_S: Final = 60.0


def record_id_of(object_id: str) -> RecordId | None:
    """Return the id of the record that an object is, None for the office's own objects."""
    try:
        return RecordId.parse(object_id)
    except RecordIdError:
        return None


class RecordStore:
    """Keeps the object of a record and its entry in the register in step.

    The object is durable before the register says so: what the register calls stored is in the archive.
    """

    def __init__(
        self, *, root: StorageRoot, database: Database, staging: Path, lock: Path, clock: Clock
    ) -> None:
        self.root = root
        self._database = database
        self._staging = staging
        self._lock = lock
        self._clock = clock

    def locked(self) -> AbstractContextManager[None]:
        """Hold the records against changes by other processes.

        Raises:
            BusyError: when another process holds them for longer than a minute.
        """
        return disk.lock(self._lock, wait=_LOCK_WAIT_S)

    def stage(self, record: Record, files: Mapping[str, Source], *, message: str) -> Path:
        """Build the complete object of a new record in staging, durable but not in its place."""
        note = VersionNote(message=message, user=record.registered_by, created=record.registered_at)
        return stage_object(self._staging, record.id.urn, {RECORD: encode(record), **files}, note)

    def stage_all(self, records: Iterable[tuple[Record, Mapping[str, Source]]], *, message: str) -> None:
        """Build the objects of several new records, each with its files, as one group (see ``stage``)."""
        stage_objects(
            self._staging,
            (
                NewObject(
                    id=record.id.urn,
                    files={RECORD: encode(record), **files},
                    note=VersionNote(
                        message=message, user=record.registered_by, created=record.registered_at
                    ),
                )
                for record, files in records
            ),
        )

    def place_all(self, records: Iterable[Record]) -> None:
        """Move staged objects into their places as one group; harmless when repeated."""
        self.root.install_all({record.id.urn: self.staged_folder(record) for record in records})

    def staged_folder(self, record: Record) -> Path:
        """Return where ``stage`` built the object of a record."""
        return self._staging / str(record.id)

    def place(self, record: Record, staged: Path) -> None:
        """Move a staged object into its place in the archive; harmless when repeated."""
        self.root.install(record.id.urn, staged)

    def enter(self, record: Record) -> None:
        """Enter a record as stored in the register; its object is in its place. Harmless when repeated."""
        with self._database.write() as connection:
            register.put_stored(connection, record)

    def load(self, record_id: RecordId) -> Record:
        """Read a record from the archive.

        Raises:
            RecordNotFoundError: when there is no such object.
            DamagedError: when its bytes are not what was stored.
        """
        try:
            return decode(self.root.read(record_id.urn, RECORD))
        except ObjectNotFoundError:
            raise RecordNotFoundError(record_id) from None

    def newest_incoming(self, *, most: int) -> tuple[Record, ...]:
        """Return the last incoming documents, the newest first; this stays quick however many there are."""
        with self._database.read() as connection:
            return register.newest_incoming(connection, most=most)

    def file(self, record_id: RecordId, path: str) -> Path:
        """Return where a stored file of a record lies.

        Raises:
            ObjectNotFoundError: when there is no such record.
            FileNotStoredError: when it has no such file.
        """
        return self.root.file_path(record_id.urn, path)

    def mend(self) -> None:
        """Enter the records anew whose change was under way when the program was killed."""
        with self._database.read() as connection:
            if not register.changing(connection):
                return
        with self.locked():
            with self._database.read() as connection:
                unfinished = register.changing(connection)
            for record_id in unfinished:
                self.enter(self.load(record_id))

    def take_arrival_id(self, connection: Connection, *, book: str, on: date) -> tuple[RecordId, date]:
        """Take the next number of an arrival in the caller's transaction; return its id and its day.

        Raises:
            RegisterBehindArchiveError: when the archive holds a record of that number.
        """
        number, day = take_arrival_number(connection, book=book, on=on)
        record_id = RecordId(on.year, book, number)
        if self.root.has(record_id.urn):
            raise RegisterBehindArchiveError(record_id)
        return record_id, day

    def change(
        self,
        record_id: RecordId,
        change: Callable[[Record], Record],
        *,
        message: str,
        actor: Actor,
        files: Mapping[str, Source] | None = None,
    ) -> Record:
        """Apply a change to a record: first as a new version of its object, then in the register.

        A change that changes nothing writes nothing to the archive.
        """
        with self.locked():
            changed = change(self.load(record_id))
            with self._database.write() as connection:
                register.mark_changing(connection, record_id)
            note = VersionNote(message=message, user=actor, created=self._clock.now())
            self.root.add_version(record_id.urn, {RECORD: encode(changed), **(files or {})}, note)
            with self._database.write() as connection:
                register.put_stored(connection, changed)
            return changed
