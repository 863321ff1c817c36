"""Part the documents that went through the scanner together: each gets a record and an arrival number.

The file that came is never saved anew: both records hold the same bytes, and each says which pages it has.
"""

import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from archive import disk, register
from archive.arrival import Expected
from archive.audit import AuditLog
from archive.database import Database
from archive.errors import (
    BusyError,
    NothingToDecideError,
    PagesError,
    PagesUnreadError,
)
from archive.forms.rereading import Reread
from archive.hint_book import KnownHints
from archive.late_number import LateNumbers
from archive.open_dispatches import KnownDispatches
from archive.parting import Parting, document_of, part_off, without_part
from archive.record_store import RecordStore
from archive.record_text import TEXT
from archive.relinking import relinked
from archive.reread_files import RereadFiles
from model.actor import Actor
from model.clock import Clock
from model.reason import Reason
from model.record import Direction, Record
from model.record_id import INCOMING_BOOK, RecordId
from model.review_code import ReviewCode

_log = logging.getLogger(__name__)

_LOCK_WAIT_S: Final = 60.0


class Splitting:
    """Parts records, and closes the proposals to do so. Each step may run again after a stop."""

    def __init__(
        self,
        *,
        database: Database,
        store: RecordStore,
        audit: AuditLog,
        clock: Clock,
        lock: Path,
        late: LateNumbers,
    ) -> None:
        self._database = database
        self._store = store
        self._audit = audit
        self._clock = clock
        self._lock = lock
        self._late = late
        self._hints = KnownHints(store.root)
        self._dispatches = KnownDispatches()

    def split(self, record_id: RecordId, *, first: int, last: int, actor: Actor) -> tuple[Record, Record]:
        """Make a record of its own of pages of an incoming one; return the one left and the new one.

        Raises:
            NothingToDecideError: when the record did not come in, or was recalled.
            PagesError: when it does not have the pages, or has no others.
            PagesUnreadError: when its file has no pages or cannot be read now.
            RecordNotFoundError: when there is no such record.
            RegisterBehindArchiveError: when the archive holds a record of the next number.
        """
        whole = self._store.load(record_id)
        if whole.direction is not Direction.INCOMING or whole.recalled is not None:
            raise NothingToDecideError(str(record_id))
        parting = self._parting(whole, range(first, last + 1), actor)
        with disk.lock(self._lock, wait=_LOCK_WAIT_S):
            self._resume_all()
            if self._store.load(record_id).parted_off != whole.parted_off:
                raise PagesError(record_id, f"{first}–{last}")  # somebody parted it meanwhile
            return self._finish(self._numbered(parting.part.record), parting, actor)

    def annex(self, record_id: RecordId, *, first: int | None = None, actor: Actor) -> Record:
        """Note that what seems to be another document in a record's file is sent along with it.

        It is the one whose pages begin with ``first``; without it, all that were proposed.

        Raises:
            NothingToDecideError: when the record has no such proposal.
            RecordNotFoundError: when there is no such record.
        """

        def kept(record: Record) -> Record:
            left = tuple(reason for reason in record.review if not _proposes(reason, first))
            if left == record.review:
                raise NothingToDecideError(str(record_id))
            return replace(record, review=left)

        record = self._store.change(record_id, kept, message="annex", actor=actor)
        self._audit.append(self._clock.now(), actor, "annex", str(record_id), {})
        return record

    def resume(self) -> None:
        """Finish what was being parted when the program was killed; whoever parts one now does so herself."""
        if not self._unfinished():
            return
        with suppress(BusyError), disk.lock(self._lock, wait=0):
            self._resume_all()

    def _resume_all(self) -> None:
        self._late.resume()
        for record in self._unfinished():
            self._resume(record)

    def _resume(self, record: Record) -> None:
        if record.parted_from is None:
            return
        whole, actor = self._store.load(record.parted_from), record.registered_by
        if record.id in whole.parted_off:
            self._enter(self._store.load(record.id), actor)
            return
        try:
            parting = self._parting(whole, record.pages, actor)
        except (PagesError, PagesUnreadError):
            _log.error("the pages of %s cannot be read now", record.id)
            return
        self._finish(replace(record, files=parting.part.record.files), parting, actor)

    def _unfinished(self) -> tuple[Record, ...]:
        with self._database.read() as connection:
            return tuple(one for one in register.pending(connection) if one.parted_from is not None)

    def _parting(self, whole: Record, pages: Sequence[int], actor: Actor) -> Parting:
        with self._database.read() as connection:
            dispatches = self._dispatches.at(connection)
        expected = Expected(dispatches=dispatches, hints=self._hints.present())
        content = self._store.root.read(whole.id.urn, document_of(whole).path)
        return part_off(whole, content, pages, expected=expected, at=self._clock.now(), actor=actor)

    def _numbered(self, draft: Record) -> Record:
        """Take the arrival number, and enter the record as one that is about to be stored."""
        now = draft.registered_at
        with self._database.write() as connection:
            record_id, day = self._store.take_arrival_id(connection, book=INCOMING_BOOK, on=now.date())
            record = replace(draft, id=record_id, arrival_number=record_id.serial, arrived_on=day)
            register.add_pending(connection, record)
        return record

    def _finish(self, record: Record, parting: Parting, actor: Actor) -> tuple[Record, Record]:
        if not self._store.root.has(record.id.urn):
            self._store.place(record, self._store.stage(record, parting.part.data, message="split off"))
        left = self._leave(record, parting, actor)
        part = self._store.load(record.id)
        self._enter(part, actor)
        return left, part

    def _enter(self, record: Record, actor: Actor) -> None:
        facts = {"from": str(record.parted_from), "pages": " ".join(map(str, record.pages))}
        self._audit.append(self._clock.now(), actor, "split", str(record.id), facts)
        self._store.enter(record)

    def _leave(self, part: Record, parting: Parting, actor: Actor) -> Record:
        """Take the parted pages out of the record that they came with."""
        with self._database.read() as connection:
            dispatches = self._dispatches.at(connection)

        def left(record: Record, reread: Reread) -> Record:
            if part.id in record.parted_off:
                return record
            less = without_part(record, parting, part.id)
            return relinked(less, dispatches, at=self._clock.now(), reread=reread)

        text = {TEXT: parting.left.data[TEXT]}
        again = RereadFiles(self._store)
        return again.change(parting.whole, left, message="split", actor=actor, files=text)


def _proposes(reason: Reason, first: int | None) -> bool:
    """Whether a reason proposes to part pages: those that begin with ``first``, or any."""
    return reason.code == ReviewCode.MAY_BE_SPLIT and first in {None, int(reason.facts[0])}
