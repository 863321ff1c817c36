"""What is done to a document after its number was given: signed, cancelled, recalled."""

import hashlib
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Final

from archive import disk, number_series
from archive.errors import ArchiveError, BusyError, CodeNotFoundError
from archive.form_outbox import FormOutbox
from archive.foundation import Foundation
from archive.ocfl.staging import Source
from archive.outgoing_errors import AmbiguousCodeError, EndedError, NotIssuedHereError, SignedAlreadyError
from archive.recalled import frozen
from archive.record_text import TEXT
from archive.signed_file import SignedFile, judge, original
from archive.unfinished_act import Act, UnfinishedAct
from model.actor import Actor
from model.record import ArrivalOutcome, ArrivedFile, Direction, FileRole, Record
from model.record_id import RecordId
from model.standing import Ending, Standing

ATTACH: Final = "attach"
CANCEL: Final = "cancel"
COPY: Final = "arrival: duplicate"
RECALL: Final = "recall"

_LOCK_WAIT_S: Final = 60.0


class AfterIssue:
    """Changes records, each change a version of the record's object before it is acknowledged.

    What is being done stands in a note until the audit knows it, so that a stop between any two steps is
    finished by ``resume``.
    """

    def __init__(self, base: Foundation) -> None:
        self._database = base.database
        self._store = base.store
        self._audit = base.audit
        self._clock = base.clock
        self._outbox = base.folder.outbox
        self._lock = base.folder.issue_lock
        self._forms = FormOutbox(base.folder.outbox)
        # An electronic document is signed by a person, then by the agency (Nghị định 30/2020, Điều 8 and 13).
        self._signers = 1 if base.settings.signing.agency is None else 2
        self._note = UnfinishedAct(base.folder.pending_act)

    def attach(
        self,
        record: Record,
        file: SignedFile,
        *,
        actor: Actor,
        because: str | None = None,
        arrived: ArrivedFile | None = None,
    ) -> Record:
        """Keep a signed original; ``arrived`` is the row of the ledger when it came through the inbox.

        A file that the record holds already changes nothing.

        Raises:
            NotIssuedHereError: when the record was not issued here.
            EndedError: when it was cancelled or recalled.
            SignedFileError: when the file is not taken (see ``judge`` and ``original``).
        """
        _refuse_foreign(record)
        if any(one.sha256 == file.sha256 for one in record.files if one.role is FileRole.SIGNED):
            return record if arrived is None else self._copied(record, arrived, actor)
        told = judge(self._store, record, file, signers=self._signers)
        signed = original(file, told, record=record, at=self._clock.now(), actor=actor, because=because)
        stored = file.stored()

        def attached(known: Record) -> Record:
            _refuse_ended(known)
            if any(one.path == stored.path for one in known.files):
                return known
            arrivals = known.arrivals if arrived is None else (*known.arrivals, arrived)
            return replace(
                known, files=(*known.files, stored), signed=(*known.signed, signed), arrivals=arrivals
            )

        facts = {"code": str(record.code), "sha256": file.sha256}
        if signed.accepted_because:
            facts |= {"differences": " ".join(one.code for one in told), "because": signed.accepted_because}
        return self._change(record.id, attached, ATTACH, actor, facts, files={stored.path: file.data})

    def _copied(self, record: Record, arrived: ArrivedFile, actor: Actor) -> Record:
        """Note that a signed original came once more, unless it is the arrival that is known."""
        if any(one.ledger_id == arrived.ledger_id for one in record.arrivals):
            return record
        copy = replace(arrived, outcome=ArrivalOutcome.DUPLICATE)
        return self._change(
            record.id,
            lambda known: replace(known, arrivals=(*known.arrivals, copy)),
            COPY,
            actor,
            {"sha256": arrived.sha256},
        )

    def cancel(self, record: Record, reason: str, *, actor: Actor, is_unsent: bool = False) -> Record:
        """Cancel a document; its number stays taken. ``is_unsent`` says of a signed one that nobody got it.

        Raises:
            SignedAlreadyError: when it is signed and may have been sent.
            NotIssuedHereError: when it was not issued here.
            EndedError: when it was cancelled or recalled before.
            YearClosedError: when the books of its year are closed.
        """
        _refuse_foreign(record)
        ending = Ending(at=self._clock.now(), by=actor, reason=reason)

        def cancelled(known: Record) -> Record:
            _refuse_ended(known)
            if known.standing is Standing.ISSUED and not is_unsent:
                raise SignedAlreadyError(known.id, str(known.code or known.id))
            return replace(known, cancelled=ending)

        return self._change(
            record.id,
            cancelled,
            CANCEL,
            actor,
            {"code": str(record.code), "reason": reason} | ({"unsent": "yes"} if is_unsent else {}),
            in_open_year=True,
        )

    def recall(self, record: Record, reason: str, *, actor: Actor) -> Record:
        """Freeze a document that we or its sender recalled: it is kept, and its text is no longer searched.

        Raises:
            EndedError: when it was cancelled or recalled before.
        """
        ending = Ending(at=self._clock.now(), by=actor, reason=reason)

        def recalled(known: Record) -> Record:
            _refuse_ended(known)
            return frozen(known, ending)

        has_text = any(file.path == TEXT for file in record.files)
        facts = {"code": str(record.code), "reason": reason}
        return self._change(
            record.id, recalled, RECALL, actor, facts, files={TEXT: b""} if has_text else None
        )

    def resume(self) -> None:
        """Finish what was under way when the program was killed; whoever is at it now does so herself."""
        if self._note.left() is None:
            return
        try:
            with disk.lock(self._lock, wait=0):
                self._settle()
        except BusyError:
            return

    def held(self) -> AbstractContextManager[None]:
        """Hold issuing, and what is done after it, against other processes.

        Raises:
            BusyError: when another process is at it for longer than a minute.
        """
        return disk.lock(self._lock, wait=_LOCK_WAIT_S)

    def _change(
        self,
        record_id: RecordId,
        change: Callable[[Record], Record],
        name: str,
        actor: Actor,
        facts: dict[str, str],
        *,
        files: Mapping[str, Source] | None = None,
        in_open_year: bool = False,
    ) -> Record:
        with self.held():
            self._settle()
            if in_open_year:
                with self._database.read() as connection:
                    number_series.refuse_closed(connection, record_id.year)
            versions = self._store.root.inventory(record_id.urn).number
            self._note.begin(Act(name=name, record_id=record_id, versions=versions, actor=actor, facts=facts))
            try:
                changed = self._store.change(record_id, change, message=name, actor=actor, files=files)
            except ArchiveError:
                self._settle()
                raise
            self._settle()
        return changed

    def _settle(self) -> None:
        """Let the audit and the outbox follow the act that was begun, if its version is there."""
        act = self._note.left()
        if act is None:
            return
        if not self._store.root.has(act.record_id.urn):  # an older copy of the archive was put back
            self._note.end()
            return
        added = self._store.root.inventory(act.record_id.urn).versions[act.versions :]
        done_at = next((one.note.created for one in added if one.note.message == act.name), None)
        if done_at is not None:
            if act.name in {CANCEL, RECALL}:
                self._withdraw(self._store.load(act.record_id))
            self._audit.append(done_at, act.actor, act.name, str(act.record_id), act.facts)
        self._note.end()

    def _withdraw(self, record: Record) -> None:
        """Take out of the outbox what nobody shall send any more; what a person changed there stays."""
        if record.direction is Direction.INCOMING:
            return
        folder = self._outbox / str(record.id)
        for file in record.files:
            copy = folder / file.name
            if file.role is FileRole.RENDERED and _has_digest(copy, file.sha256):
                disk.remove_file(copy)
        self._forms.withdraw(record.id)


def one_of(records: tuple[Record, ...], named: str) -> Record:
    """Return the one record that an id or a code names.

    Raises:
        CodeNotFoundError: when there is none.
        AmbiguousCodeError: when there are several.
    """
    match records:
        case ():
            raise CodeNotFoundError(named)
        case (record,):
            return record
        case _:
            raise AmbiguousCodeError(named, tuple(str(record.id) for record in records))


def _refuse_foreign(record: Record) -> None:
    if record.direction is not Direction.OUTGOING:
        raise NotIssuedHereError(record.id)


def _refuse_ended(record: Record) -> None:
    if record.standing is not None and record.standing.is_over:
        raise EndedError(record.id)


def _has_digest(path: Path, sha256: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256
