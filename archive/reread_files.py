"""Change a record by what its files say, read anew: before the records are held, since OCR takes minutes."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from archive.forms.rereading import Reread
from archive.looking import Recognised
from archive.ocfl.staging import Source
from archive.read_document import ReadDocument
from archive.reader_pool import readers
from archive.record_store import RecordStore
from model.actor import Actor
from model.record import FileRole, Record, StoredFile
from model.record_id import RecordId

Change = Callable[[Record, Reread], Record]
"""Changes a record, reading what it needs of its files; made again whenever the record changed meanwhile."""


class _UnreadError(Exception):
    """A change needs a file that was not read before the records were held."""


class RereadFiles:
    """The files of one record as they are read now, each of them once."""

    def __init__(self, store: RecordStore) -> None:
        self._store = store
        self._read: dict[tuple[str, str], ReadDocument | None] = {}

    def tried(self, record_id: RecordId, change: Change) -> tuple[Record, Record]:
        """Return a record as it stands, and as a change would make it."""
        before = self._store.load(record_id)
        return before, change(before, self._now)

    def change(
        self,
        record_id: RecordId,
        change: Change,
        *,
        message: str,
        actor: Actor,
        files: Mapping[str, Source] | None = None,
    ) -> Record:
        """Try a change on the record as it stands, then make it while the records are held.

        Raises:
            RecordNotFoundError: when there is no such record.
        """
        while True:
            self.tried(record_id, change)
            try:
                return self._store.change(
                    record_id,
                    lambda record: change(record, self._before),
                    message=message,
                    actor=actor,
                    files=files,
                )
            except _UnreadError:  # somebody changed the record meanwhile, so that it needs other files
                continue

    def _now(self, record: Record, file: StoredFile) -> ReadDocument | None:
        key = _key(file)
        if key not in self._read:
            data = self._store.file(record.id, file.path).read_bytes()
            looked = readers().look_now(file.name, data)
            self._read[key] = looked.parts[0].document if isinstance(looked, Recognised) else None
        return _own_pages(record, file, self._read[key])

    def _before(self, record: Record, file: StoredFile) -> ReadDocument | None:
        if _key(file) not in self._read:
            raise _UnreadError
        return _own_pages(record, file, self._read[_key(file)])


def _key(file: StoredFile) -> tuple[str, str]:
    return file.sha256, file.name


def _own_pages(record: Record, file: StoredFile, document: ReadDocument | None) -> ReadDocument | None:
    """Return of a file that the record shares with another its own pages alone."""
    if document is None or not record.pages or file.role is FileRole.VERSION:
        return document
    return replace(document, pages=tuple(page for page in document.pages if page.number in record.pages))
