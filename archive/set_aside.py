"""What a person has to decide about files: those in quarantine, and those that wait in the inbox.

Nobody could look into a file that waits, so it may be secret and nothing of it was copied. One that lies in
quarantine is known to bear no mark.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from concurrent.futures import wait
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Final

from archive import ledger
from archive.audit import AuditLog
from archive.database import Database
from archive.disk import GiveWay
from archive.errors import SourceChangedError
from archive.examination import kept_alone
from archive.false_alarm import FalseAlarms
from archive.filing import Filing
from archive.inbox import Found, scan
from archive.inbox_file import in_pieces, remove_all
from archive.incoming import IncomingFile
from archive.intake import Intake
from archive.intake_errors import NotInspectedError, NotSetAsideError
from archive.ledger import Channel, LedgerRow
from archive.lookahead import PATIENCE
from archive.looking import Looked, Recognised
from archive.quarantine import Quarantine
from archive.reader_pool import readers
from archive.reader_version import reader_version
from archive.released import released
from archive.signed_inbox import parted
from model.actor import Actor
from model.clock import Clock
from model.ledger import FilingOutcome, LedgerState

_HOPELESS: Final = "empty-file"


class SetAside:
    """Files that could not be filed, for a person to decide; the caller need not hold the inbox."""

    def __init__(
        self,
        *,
        database: Database,
        quarantine: Quarantine,
        filing: Filing,
        intake: Intake,
        inbox: Path,
        audit: AuditLog,
        clock: Clock,
        data_types: frozenset[str],
    ) -> None:
        self._database = database
        self._quarantine = quarantine
        self._filing = filing
        self._intake = intake
        self._inbox = inbox
        self._audit = audit
        self._clock = clock
        self._data_types = data_types
        self._known: set[int] = set()
        self.false_alarms = FalseAlarms(
            database=database, intake=intake, inbox=inbox, audit=audit, clock=clock
        )

    def rows(self) -> tuple[LedgerRow, ...]:
        """Return what lies in quarantine, oldest first."""
        with self._database.read() as connection:
            return tuple(ledger.in_state(connection, LedgerState.QUARANTINED))

    def waiting(self) -> tuple[LedgerRow, ...]:
        """Return what waits in the inbox, oldest first, each with the name that it bears there now.

        Signed originals of ours that wait are none of it: they are attached to their documents.
        """
        with self._database.read() as connection:
            rows = tuple(ledger.in_state(connection, LedgerState.WAITING))
        present = (row for row in rows if row.channel is Channel.INBOX and row.gone_at is None)
        named = self._intake.named(present, self._lying_there())
        return tuple(row for row in named if row.path is not None)

    def taken_away(self) -> tuple[LedgerRow, ...]:
        """Return what was taken out of the inbox while it waited, until a named person says that she knows.

        A row without ``gone_at`` is of a file that is not there now, which the next pass notes.
        """
        with self._database.read() as connection:
            rows = tuple(ledger.in_state(connection, LedgerState.WAITING))
        waits = tuple(row for row in rows if row.is_in_waiting and row.gone_at is None)
        present = scan(self._inbox)
        named = self._intake.named(waits, present.entries) if present.is_whole else ()
        missing = {row.id for row in named if row.path is None}
        return tuple(row for row in rows if row.is_taken_away or row.id in missing)

    def retry(self, numbers: Sequence[int], *, actor: Actor) -> Iterator[FilingOutcome]:
        """Read files again, all of them when no number is given; those that still cannot be filed stay.

        Raises:
            NotSetAsideError: when one of the numbers is not that of a file set aside or waiting.
            BusyError: when another process files for longer than a minute.
        """
        with self._intake.held() as give_way:
            for row in self._named(numbers):
                if row.state is LedgerState.QUARANTINED:
                    yield self._retry(row, actor, give_way)
                else:
                    yield from self._look_again(row.id, actor, give_way)
                give_way()

    def retry_what_is_new(self, actor: Actor, give_way: GiveWay) -> Iterator[FilingOutcome]:
        """Read again, once, what other readers than these set aside. The caller holds the inbox."""
        new = [row for row in self.rows() if row.id not in self._known]
        if not self._known:
            self._sweep({row.id for row in new})
        self._known |= {row.id for row in new}
        for row in new:
            is_hopeless = row.reason is not None and row.reason.code == _HOPELESS
            if not is_hopeless and self._quarantine.readers(row) != reader_version():
                yield self._retry(row, actor, give_way)
                give_way()

    def release(self, number: int, *, inspected: bool, is_document: bool, actor: Actor) -> FilingOutcome:
        """Let a file in as it is, unread, by the word of a person; it waits for her further word.

        ``inspected`` says that she opened a file which waits in the inbox, and that it is not secret;
        ``is_document`` that it is a document that has come, which gets an arrival number.

        Raises:
            NotSetAsideError: when nothing of that number is set aside, or its bytes are not what they were.
            NotInspectedError: when the file waits and nobody says that it was looked into.
            BusyError: when another process files for longer than a minute.
        """
        with self._intake.held():
            [row] = self._named([number])
            if row.state is LedgerState.WAITING and not inspected:
                raise NotInspectedError(number)
            found, opened = self._opened(row)
            known = row if found is None else replace(row, path=found.name)
            try:
                with opened as pieces:
                    facts = {"inspected": str(inspected).lower(), "document": str(is_document).lower()}
                    self._audit.append(self._clock.now(), actor, "release", f"ledger {row.id}", facts)
                    outcome = self._let_in(released(known, is_document=is_document), pieces, actor)
            except SourceChangedError:
                raise NotSetAsideError(number) from None
            remove_all([found] if found else [])
            return outcome

    def _lying_there(self) -> list[Found]:
        arrived, _ = parted(scan(self._inbox).entries)
        return arrived

    def _sweep(self, here: Container[int]) -> None:
        """Let go of what was filed when the program was killed."""
        for row in tuple(self._quarantine.rows()):
            if row.id in here:
                continue
            with self._database.read() as connection:
                known = ledger.find(connection, row.id)
            if known is not None and known.state.is_archived:
                self._quarantine.release(row)

    def _named(self, numbers: Sequence[int]) -> tuple[LedgerRow, ...]:
        rows = {row.id: row for row in (*self.rows(), *self.waiting())}
        for number in numbers:
            if number not in rows:
                raise NotSetAsideError(number)
        return tuple(rows[number] for number in numbers) if numbers else tuple(rows.values())

    def _opened(self, row: LedgerRow) -> tuple[Found | None, AbstractContextManager[Iterable[bytes]]]:
        """Return where a file lies in the inbox, if it does, and what gives its bytes in pieces."""
        if row.state is LedgerState.QUARANTINED:
            data = self._quarantine.read(row)
            if data is not None:
                return None, nullcontext([data])
        elif found := self._intake.lying(row, self._lying_there()):
            return found, in_pieces(found)
        raise NotSetAsideError(row.id)

    def _look_again(self, number: int, actor: Actor, give_way: GiveWay) -> Iterator[FilingOutcome]:
        """Give a file another turn, unless it was filed meanwhile with one that it came with."""
        row = next((row for row in self.waiting() if row.id == number), None)
        if row is not None:
            found = self._lying_there()
            yield from self._intake.look_again(row, found, actor=actor, give_way=give_way)

    def _retry(self, row: LedgerRow, actor: Actor, give_way: GiveWay) -> FilingOutcome:
        """Look at a file again; only one that can be filed now leaves the quarantine."""
        data = self._quarantine.read(row)
        looked = None if data is None else self._look(row, data, give_way)
        with self._database.read() as connection:
            now = ledger.find(connection, row.id) or row
        if now == row and data is not None and isinstance(looked, Recognised):
            return self._file(IncomingFile(row=row, data=data, parts=looked.parts), actor)
        if now == row and data is not None:
            self._quarantine.note(row)
        return FilingOutcome(
            state=now.state, path=now.path, sha256=now.sha256, id=now.record_id, reason=now.reason
        )

    def _look(self, row: LedgerRow, data: bytes, give_way: GiveWay) -> Looked:
        """Look at a file; who waits for the inbox need not wait for the reader."""
        look = readers().look(str(row.path), data, kept_alone(self._data_types))
        while wait([look], timeout=PATIENCE).not_done:
            give_way()
        return look.result()

    def _file(self, file: IncomingFile, actor: Actor) -> FilingOutcome:
        self._filing.begin()
        outcome = self._filing.file([[file]], actor)[file.row.id]
        self._leave_quarantine(file.row, outcome)
        return outcome

    def _let_in(self, row: LedgerRow, pieces: Iterable[bytes], actor: Actor) -> FilingOutcome:
        self._filing.begin()
        outcome = self._filing.let_in(row, pieces, actor)
        self._leave_quarantine(row, outcome)
        return outcome

    def _leave_quarantine(self, row: LedgerRow, outcome: FilingOutcome) -> None:
        if row.state is LedgerState.QUARANTINED and outcome.state is not LedgerState.QUARANTINED:
            self._quarantine.release(row)
