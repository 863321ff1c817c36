"""Issuing: number, files and register entry of an outgoing document come about together or not at all."""

import dataclasses
import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from archive import disk, register
from archive.errors import BusyError, IssuedUnfinishedError, RegisterBehindArchiveError
from archive.form_outbox import FormOutbox
from archive.foundation import Foundation
from archive.number_series import take_number
from archive.outgoing_errors import CodeTakenError
from archive.record_text import TEXT
from model.actor import Actor
from model.dispatch import Dispatch
from model.partial_date import PartialDate
from model.record import Direction, FileRole, Record, StoredFile
from model.record_id import OUTGOING_BOOK, RecordId
from model.reply_mark import DISPATCH_LETTERS, opaque

_LOCK_WAIT_S: Final = 60.0
_MEDIA_TYPES: Final = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A document rendered with its number: the record without its id, and the bytes of its files.

    ``files`` maps the content path of each of ``record.files``, and of the text, to bytes.
    """

    record: Record
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What is known of an issue beside its text: what it follows up, and when its paper was signed."""

    reminds: RecordId | None = None
    corrects: RecordId | None = None
    signed_on: date | None = None


def issued(
    dispatch: Dispatch,
    *,
    rendered: Mapping[str, bytes],
    text: str,
    draft: bytes,
    at: datetime,
    actor: Actor,
    known: Circumstances | None = None,
) -> Issued:
    """Turn a numbered, rendered dispatch into the record that the archive keeps, with its files.

    ``rendered`` holds its files by what follows the code in their names: ``.pdf``, and of annexes that are
    files of their own `` - Phụ lục II.pdf``.
    """
    name = str(dispatch.code).replace("/", "_")
    parts = (
        *_rendered(name, rendered),
        ("draft/draft.yaml", f"{name}.yaml", FileRole.DRAFT, draft, "application/yaml"),
        (TEXT, f"{name}.txt", FileRole.TEXT, text.encode(), "text/plain"),
    )
    known = known or Circumstances()
    record = dataclasses.replace(
        _entry(dispatch, at, actor),
        reminds=known.reminds,
        corrects=known.corrects,
        signed_on=known.signed_on,
        files=tuple(
            _stored(data, path=path, name=named, role=role, media_type=media_type)
            for path, named, role, data, media_type in parts
        ),
    )
    return Issued(record=record, files={path: data for path, _, _, data, _ in parts})


def _entry(dispatch: Dispatch, at: datetime, actor: Actor) -> Record:
    """Return what the register says of a numbered dispatch by its text alone."""
    signatory = dispatch.signatory
    return Record(
        id=RecordId(dispatch.year, OUTGOING_BOOK, 0),
        direction=Direction.OUTGOING,
        registered_at=at,
        registered_by=actor,
        code=dispatch.code,
        kind=dispatch.kind,
        subject=dispatch.subject,
        dated=PartialDate.of(dispatch.issued_on) if dispatch.issued_on else None,
        organ=dispatch.issuer.name,
        parent_organ=dispatch.issuer.parent_name,
        organ_id=dispatch.issuer.organ_id,
        place=dispatch.place,
        signer=signatory.name,
        signer_title=" / ".join((*signatory.capacity_lines, signatory.title)),
        recipients=dispatch.addressee_lines,
        deadline=dispatch.deadline,
        addressees=dispatch.expected,
        form=dispatch.form,
        kept_by=dispatch.filing.units if dispatch.filing else (),
        copies=dispatch.drafter.copies if dispatch.drafter else None,
    )


def _rendered(name: str, files: Mapping[str, bytes]) -> Iterator[tuple[str, str, FileRole, bytes, str]]:
    for number, (rest, data) in enumerate(files.items()):
        ending = Path(f"{name}{rest}").suffix
        path = f"issued/dispatch{ending}" if rest == ending else f"issued/annex-{number}{ending}"
        yield path, f"{name}{rest}", FileRole.RENDERED, data, _MEDIA_TYPES[ending]


def _stored(data: bytes, *, path: str, name: str, role: FileRole, media_type: str) -> StoredFile:
    return StoredFile(
        path=path,
        name=name,
        role=role,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media_type=media_type,
    )


class Outgoing:
    """Issues documents and puts them into the outbox."""

    def __init__(self, base: Foundation) -> None:
        self._database = base.database
        self._store = base.store
        self._audit = base.audit
        self._outbox = base.folder.outbox
        self._lock = base.folder.issue_lock
        self._key = base.key
        self._forms = FormOutbox(base.folder.outbox)

    def issue(self, *, book: str, on: date, render: Callable[[RecordId], Issued], actor: Actor) -> Record:
        """Take the next number of a book and issue what ``render`` makes of it.

        The number is taken only if rendering and staging succeed: all of it is one transaction.

        Raises:
            DateBeforeLastNumberError: when ``on`` is earlier than the date of the book's last number.
            CodeTakenError: when another book gave the same number and symbol in the year.
            YearClosedError: when the books of the year are closed.
            IssuedUnfinishedError: when the number is taken and the rest has to wait for the next start.
        """
        with self.held():
            record, staged = self._number(book=book, on=on, render=render)
            try:
                return self._finish(record, staged, actor)
            except OSError as error:
                raise IssuedUnfinishedError(record.id, str(record.code)) from error

    def _number(self, *, book: str, on: date, render: Callable[[RecordId], Issued]) -> tuple[Record, Path]:
        with self._database.write() as connection:
            number = take_number(connection, book=book, year=on.year, on=on)
            record_id = RecordId(on.year, book, number)
            if self._store.root.has(record_id.urn):
                raise RegisterBehindArchiveError(record_id)
            issued = render(record_id)
            record = self._marked(
                dataclasses.replace(issued.record, id=record_id, number=number, series=book)
            )
            if record.code is not None:
                for taken in register.numbered_alike(connection, record.code, year=on.year):
                    raise CodeTakenError(str(record.code), taken.id)
            staged = self._store.stage(record, issued.files, message="issue")
            register.add_pending(connection, record)
        return record, staged

    def held(self) -> AbstractContextManager[None]:
        """Hold issuing against other processes.

        Raises:
            BusyError: when another process issues for longer than a minute.
        """
        return disk.lock(self._lock, wait=_LOCK_WAIT_S)

    def resume(self, actor: Actor) -> tuple[Record, ...]:
        """Finish what was numbered when the program was killed; whoever is issuing now does so herself."""
        if not self._unfinished():
            return ()
        try:
            with disk.lock(self._lock, wait=0):
                return tuple(
                    self._finish(record, self._store.staged_folder(record), actor)
                    for record in self._unfinished()
                )
        except BusyError:
            return ()

    def _unfinished(self) -> tuple[Record, ...]:
        with self._database.read() as connection:
            return tuple(record for record in register.pending(connection) if record.number is not None)

    def _marked(self, record: Record) -> Record:
        """Give a dispatch with a form the id that the marks on its forms bear."""
        if record.form is None:
            return record
        return dataclasses.replace(record, mark=opaque(self._key, str(record.id), DISPATCH_LETTERS))

    def _finish(self, record: Record, staged: Path, actor: Actor) -> Record:
        self._store.place(record, staged)
        self._put_into_outbox(record)
        self._audit.append(record.registered_at, actor, "issue", str(record.id), {"code": str(record.code)})
        self._store.enter(record)
        return record

    def _put_into_outbox(self, record: Record) -> None:
        folder = self._outbox / str(record.id)
        disk.make_folder(folder)
        if record.form is not None:
            self._forms.announce(record.id)
        for file in record.files:
            if file.role is FileRole.RENDERED:
                disk.write_atomic(folder / file.name, self._store.file(record.id, file.path).read_bytes())
