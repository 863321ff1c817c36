"""One pass over the inbox: every entry ends in exactly one row of the ledger, in one state."""

import logging
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from archive import disk, ledger, register
from archive.audit import AuditLog
from archive.cleared import cleared
from archive.database import Database
from archive.disk import GiveWay
from archive.entries import SETTLED, Entry, EntryBook, has_further_turn, with_another_turn
from archive.errors import ArchiveError, BusyError, RegisterError
from archive.examination import Withhold
from archive.filing import Filing, Outcomes
from archive.inbox import Found, Scan, Stillness, arrival_key
from archive.inbox_file import has_bytes, remove_all
from archive.judging import Left, judge
from archive.ledger import Channel, LedgerRow
from archive.ledger_journal import LedgerJournal
from archive.lookahead import NO_ACCESS, Lookahead
from archive.outcomes import of_record, of_withheld
from archive.resuming import Resuming
from archive.row_names import with_names
from model.actor import Actor
from model.clock import Clock
from model.ledger import FilingOutcome, LedgerState
from model.reason import Reason
from model.record_id import RecordId

_log = logging.getLogger(__name__)

_LOCK_WAIT_S: Final = 60.0
_LEFT: Final = Reason("left-for-later")
_ELSEWHERE: Final = Reason("filed-elsewhere")
_OPEN: Final = (LedgerState.SEEN, LedgerState.WAITING, *SETTLED)


Stop = Callable[[], bool]
"""Says whether to stop."""


def never() -> bool:
    """Give way to nobody; stop for nothing."""
    return False


class _StoppedError(Exception):
    """Whoever takes files in was told to stop."""


class Intake:
    """Takes the inbox in, arrival by arrival, in groups; only one process does so at a time."""

    def __init__(
        self,
        *,
        database: Database,
        filing: Filing,
        resuming: Resuming,
        book: EntryBook,
        journal: LedgerJournal,
        audit: AuditLog,
        clock: Clock,
        lock: Path,
    ) -> None:
        self._database = database
        self._filing = filing
        self._resuming = resuming
        self._book = book
        self._journal = journal
        self._audit = audit
        self._clock = clock
        self._lock = lock
        self._troubles = resuming.troubles

    @contextmanager
    def held(self, stop: Stop = never) -> Iterator[GiveWay]:
        """Hold the inbox against others; gives what lets those in who wait.

        Where ``stop`` says so, the block ends at its next turn; what it left is taken up in the next pass.

        Raises:
            BusyError: when another process keeps it for longer than a minute.
        """
        with suppress(_StoppedError), disk.turn(self._lock, wait=_LOCK_WAIT_S) as give_way:

            def go_on() -> bool:
                if stop():
                    raise _StoppedError
                return give_way()

            yield go_on

    def run(
        self,
        entries: Iterable[Found],
        *,
        actor: Actor,
        stillness: Stillness | None = None,
        give_way: GiveWay = never,
    ) -> Iterator[FilingOutcome]:
        """Take the entries in and yield what became of each that reached a new state.

        With ``stillness``, what is not whole yet is left for a later pass. The caller holds ``held()``; with
        ``give_way`` others have their turn between groups, and what they took up is left to them.
        """
        self._filing.begin()
        yield from self._resuming.run(actor)
        ahead = Lookahead(self._book, stillness, give_way)
        for group in ahead.groups(entries, actor):
            untouched = self._untouched(group)
            if untouched:
                self._filing.begin()
                yield from self._take_safely(untouched, actor)
            give_way()
        self._hear_waiting_packets(actor)

    def look_again(
        self, row: LedgerRow, lies_there: Sequence[Found], *, actor: Actor, give_way: GiveWay
    ) -> Iterator[FilingOutcome]:
        """Give a file that waits another turn, with what came with it. The caller holds ``held()``."""
        own = next((found for found in lies_there if self._book.key_of(found) == row.path_key), None)
        if own is None:  # somebody took it away meanwhile
            return
        together = [found for found in lies_there if arrival_key(found) == arrival_key(own)]
        self._journal.change((row.id,), with_another_turn, actor=actor)
        self._book.forget(row)
        outcomes = tuple(self.run(together, actor=actor, give_way=give_way))
        yield from outcomes or filter(None, [self.present(own)])

    def withheld_together(
        self, row: LedgerRow, lies_there: Sequence[Found]
    ) -> tuple[tuple[LedgerRow, Found], ...]:
        """Return a withheld file and what is withheld with it; nothing if it is gone or one changed."""
        own = next((found for found in lies_there if self._book.key_of(found) == row.path_key), None)
        if own is None or own.stamp != row.stamp:
            return ()
        together = [found for found in lies_there if arrival_key(found) == arrival_key(own)]
        with self._database.read() as connection:
            known = ledger.latest(connection, {self._book.key_of(found) for found in together})
        rows = [(known.get(self._book.key_of(found)), found) for found in together]
        held = [(one, found) for one, found in rows if one and one.state is LedgerState.WITHHELD]
        is_same = all(one.stamp == found.stamp and one.gone_at is None for one, found in held)
        return tuple(held) if is_same else ()

    def take_cleared(
        self, together: Sequence[tuple[LedgerRow, Found]], *, actor: Actor
    ) -> tuple[FilingOutcome, ...]:
        """Take in files that a person calls not secret. The caller holds ``held()``."""
        self._journal.change((row.id for row, _ in together), cleared, actor=actor)
        for row, _ in together:
            self._book.forget(row)
        return tuple(self.run([found for _, found in together], actor=actor))

    def lying(self, row: LedgerRow, lies_there: Sequence[Found]) -> Found | None:
        """Return the file of a row where it still lies unchanged, unless what came with it is withheld."""
        of_row = (found for found in lies_there if self._book.key_of(found) == row.path_key)
        own = next((found for found in of_row if found.stamp == row.stamp), None)
        if own is None:
            return None
        together = {self._book.key_of(one) for one in lies_there if arrival_key(one) == arrival_key(own)}
        with self._database.read() as connection:
            known = ledger.latest(connection, together).values()
        return None if any(one.state is LedgerState.WITHHELD for one in known) else own

    def present(self, found: Found) -> FilingOutcome | None:
        """Return what the ledger says of an entry that has been dealt with, or has been left for later."""
        key = self._book.key_of(found)
        with self._database.read() as connection:
            row = ledger.latest(connection, {key}).get(key)
        if row is None:
            return None
        if row.record_id is not None and (filed := self._filed(row, row.record_id)):
            return replace(filed, path=found.name)
        if row.state is LedgerState.WITHHELD:
            return of_withheld(row)
        reason = _LEFT if row.state.is_unfinished else row.reason
        return FilingOutcome(
            state=row.state, path=found.name, sha256=row.sha256, id=row.record_id, reason=reason
        )

    def taken_up(self, found: Found) -> FilingOutcome | None:
        """Return what another process made of a file that is gone; None when it was not filed."""
        outcome = self.present(found)
        if outcome is None or not outcome.state.leaves_inbox:
            return None
        return replace(outcome, reason=_ELSEWHERE)

    def named(self, rows: Iterable[LedgerRow], present: Iterable[Found]) -> tuple[LedgerRow, ...]:
        """Return the rows, those that wait with the name that their file bears in the inbox now."""
        return tuple(with_names(rows, present, key=self._book.key))

    def mark_gone(self, present: Scan, *, actor: Actor) -> None:
        """Note in the ledger which open entries of the inbox somebody took away, where all was listed."""
        if not present.is_whole:
            return
        with self._database.read() as connection:
            rows = tuple(ledger.present(connection, *_OPEN))
        if not rows:
            return
        keys = {self._book.key_of(found) for found in present.entries}
        gone = {row_id: key for row_id, channel, key in rows if channel is Channel.INBOX and key not in keys}
        if not gone:
            return
        listed = {self._book.key_at(folder) for folder in present.folders}
        opened = [row_id for row_id, key in gone.items() if key in listed]
        lying = {found.stamp for found in present.entries}
        self._book.departures.note(tuple(gone), lying=lying, opened=opened, actor=actor)

    def _filed(self, row: LedgerRow, record_id: RecordId) -> FilingOutcome | None:
        """Return what to tell of a file of a record, None while it is on its way."""
        if row.state.is_unfinished:
            return None
        with self._database.read() as connection:
            record = register.find(connection, record_id)
        return None if record is None else of_record(record, row, row.state)

    def _hear_waiting_packets(self, actor: Actor) -> None:
        """Let packets that came too early be heard; one that cannot be read again stops nothing else."""
        try:
            self._filing.hear_waiting_packets(actor)
        except RegisterError:
            raise
        except (ArchiveError, OSError) as error:
            self._troubles.note(error)
            # The message may hold what the file says; the class does not.
            _log.info("packets that came before their documents wait on: %s", type(error).__name__)

    def _untouched(self, group: Sequence[Sequence[Entry]]) -> list[Sequence[Entry]]:
        """Return the arrivals that nobody else dealt with since their rows were opened."""
        opened = [entry.row for entries in group for entry in entries if entry.row is not None]
        with self._database.read() as connection:
            now = ledger.numbered(connection, {row.id for row in opened})
        return [
            entries
            for entries in group
            if all(entry.row is None or now.get(entry.row.id) == entry.row for entry in entries)
        ]

    def _take_safely(self, group: Sequence[Sequence[Entry]], actor: Actor) -> Iterator[FilingOutcome]:
        """Take a group in; whatever goes wrong, what was staged is finished one by one, the rest is left."""
        try:
            yield from self._take(group, actor)
        except (BusyError, RegisterError):
            raise  # this concerns the whole office, not one file
        except Exception as error:
            if isinstance(error, OSError) and error.errno in disk.FULL:
                raise
            self._troubles.note(error)
            # The message may hold a name or what the file says; the class does not.
            _log.info("a group of arrivals is left for later: %s", type(error).__name__)
            yield from self._resuming.run(actor)

    def _take(self, group: Sequence[Sequence[Entry]], actor: Actor) -> list[FilingOutcome]:
        """Take in arrivals: first what stays where it lies, then what is let in, as one group."""
        judged = [judge(entries, at=self._clock.now()) for entries in group]
        senders = {entry.row.id: _sender(entry) for of_one in group for entry in of_one if entry.row}
        outcomes = self._leave([left for one in judged for left in one.left], senders, actor)
        admitted = [one.admitted for one in judged if one.admitted]
        if admitted:
            outcomes |= self._filing.file(admitted, actor)
        entries = [entry for of_one in group for entry in of_one]
        self._clear(entries, {file.row.id for files in admitted for file in files})
        numbers = [entry.row.id for entry in entries if entry.row is not None]
        return [outcomes[number] for number in numbers if number in outcomes]

    def _leave(self, left: Sequence[Left], senders: Mapping[int, str | None], actor: Actor) -> Outcomes:
        """Leave files where they lie, with state and reason in the ledger where these are new."""
        for one in left:
            if one.row.reason != NO_ACCESS and not has_further_turn(one.row.reason):
                self._book.note_look(one.row)
        with self._database.read() as connection:
            new = [one for one in left if not _says_the_same(ledger.find(connection, one.row.id), one.row)]
        self._journal.put([one.row for one in new], actor=actor)
        acts = [
            ("withhold", f"ledger {one.row.id}", _of_alert(one.row, one.row.reason, senders.get(one.row.id)))
            for one in new
            if one.row.state is LedgerState.WITHHELD and one.row.reason is not None
        ]
        self._audit.append_all(self._clock.now(), actor, acts)
        return {
            one.row.id: of_withheld(one.row) if one.row.state is LedgerState.WITHHELD else one.outcome
            for one in new
        }

    def _clear(self, entries: Iterable[Entry], settled: Container[int]) -> None:
        """Remove files that are settled, also those of before the program was killed."""
        gone = [entry.found for entry in entries if entry.row is not None and entry.row.id in settled]
        before = (entry for entry in entries if entry.row is None and entry.known is not None)
        gone += [
            entry.found for entry in before if entry.known and self._is_left_over(entry.found, entry.known)
        ]
        remove_all(gone)

    def _is_left_over(self, found: Found, known: LedgerRow) -> bool:
        """Whether a file is one that was filed and could not be removed; it is looked at once."""
        return (
            known.state.leaves_inbox
            and found.channel is Channel.INBOX
            and self._book.note_look(known)
            and has_bytes(found, known.sha256)
        )


def _sender(entry: Entry) -> str | None:
    """Return who sent a packet that is withheld, by the identifier in its header."""
    return entry.looked.sender if isinstance(entry.looked, Withhold) else None


def _of_alert(row: LedgerRow, reason: Reason, sender: str | None) -> dict[str, str]:
    """Return what the audit log may say of a withheld file (records.md R-36)."""
    known = {"rule": reason.code, "channel": str(row.channel), "size": str(row.stamp.size)}
    return known if sender is None else known | {"organ": sender}


def _says_the_same(known: LedgerRow | None, row: LedgerRow) -> bool:
    return known is not None and known.state is row.state and known.reason == row.reason
