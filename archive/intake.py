"""One pass over the inbox: every entry ends in exactly one row of the ledger, in one state."""

import dataclasses
import hashlib
import logging
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from archive import disk, ledger
from archive.audit import AuditLog
from archive.database import Database
from archive.errors import BusyError, RegisterError
from archive.examination import Verdict, Wait, Withhold, examine, is_data
from archive.filing import Filing
from archive.inbox import Found, Obstacle, Stillness, arrival_key, path_key
from archive.inbox_file import MOST_BYTES, read_whole, remove
from archive.ledger import Channel, FileStamp, LedgerRow
from archive.ledger_journal import LedgerJournal
from archive.secrecy import secrecy_of_name
from model.actor import Actor
from model.clock import Clock
from model.ledger import FilingOutcome, LedgerState
from model.reason import Reason
from model.record_id import INCOMING_BOOK, RecordId

_log = logging.getLogger(__name__)

_LOCK_WAIT_S: Final = 60.0
_TOO_LARGE: Final = Reason("too-large")
_NO_ACCESS: Final = Reason("no-access")
_LEFT: Final = Reason("left-for-later")
_DATA_ALONE: Final = Reason("data-without-document")
_DATA_WITH_SEVERAL: Final = Reason("data-with-several-documents")
_TOGETHER: Final = "arrived-with-secret"
"""The rule that withholds what came together with a file that bears a mark."""
_SETTLED: Final = frozenset({LedgerState.WITHHELD, LedgerState.IGNORED, LedgerState.REFUSED})


@dataclass(slots=True)
class _Entry:
    """An entry of the inbox with what the ledger knew of it, and the row to work on if there is work."""

    found: Found
    known: LedgerRow | None
    row: LedgerRow | None
    is_settled: bool = False


class Intake:
    """Takes entries of the inbox in, one after the other; only one process does so at a time."""

    def __init__(
        self,
        *,
        database: Database,
        filing: Filing,
        journal: LedgerJournal,
        audit: AuditLog,
        clock: Clock,
        lock: Path,
        key: bytes,
        data_types: frozenset[str] = frozenset(),
    ) -> None:
        self._database = database
        self._filing = filing
        self._journal = journal
        self._audit = audit
        self._clock = clock
        self._lock = lock
        self._key = key
        self._data_types = data_types
        self._looked_at: set[tuple[str, FileStamp]] = set()

    def held(self) -> AbstractContextManager[None]:
        """Hold the inbox against other processes.

        Raises:
            BusyError: when another process files for longer than a minute.
        """
        return disk.lock(self._lock, wait=_LOCK_WAIT_S)

    def run(
        self, entries: Iterable[Found], *, actor: Actor, stillness: Stillness | None = None
    ) -> Iterator[FilingOutcome]:
        """Take the entries in and yield what became of each that reached a new state.

        With ``stillness``, what is not whole yet is left for a later pass. The caller holds ``held()``.
        """
        yield from self._filing.begin(actor)
        for _, group in groupby(entries, key=arrival_key):
            yield from self._take_safely(tuple(group), actor, stillness)

    def present(self, found: Found) -> FilingOutcome | None:
        """Return what the ledger says of an entry that has been dealt with, or has been left for later."""
        with self._database.read() as connection:
            row = ledger.latest(connection, self._path_key(found))
        if row is None:
            return None
        path = None if row.state is LedgerState.WITHHELD else found.name
        reason = _LEFT if row.state.is_unfinished else row.reason
        return FilingOutcome(state=row.state, path=path, sha256=row.sha256, id=row.record_id, reason=reason)

    def named(self, rows: Iterable[LedgerRow], present: Iterable[Found]) -> tuple[LedgerRow, ...]:
        """Return the rows, those that wait with the name that their file bears in the inbox now."""
        names = {self._path_key(found): found.name for found in present}
        return tuple(
            dataclasses.replace(row, path=names.get(row.path_key))
            if row.state is LedgerState.WAITING
            else row
            for row in rows
        )

    def mark_gone(self, present: Iterable[Found], *, actor: Actor) -> None:
        """Note in the ledger which open entries of the inbox somebody took away."""
        keys = {self._path_key(found) for found in present}
        open_states = (LedgerState.SEEN, LedgerState.WAITING, *_SETTLED)
        with self._database.read() as connection:
            rows = tuple(ledger.in_state(connection, *open_states))
        gone = [
            row.id
            for row in rows
            if row.channel is Channel.INBOX and row.gone_at is None and row.path_key not in keys
        ]
        now = self._clock.now()
        if gone:
            self._journal.change(gone, lambda row: dataclasses.replace(row, gone_at=now), actor=actor)

    def _open(self, found: Found, actor: Actor) -> _Entry:
        """Look an entry up in the ledger, and open its row unless this very file has been dealt with."""
        key = self._path_key(found)
        with self._database.read() as connection:
            known = ledger.latest(connection, key)
        if known is None or known.gone_at is not None:
            return _Entry(found, None, self._new_row(found, key))
        if known.stamp != found.stamp:
            return _Entry(found, None, self._changed_row(found, known, actor))
        if known.state.leaves_inbox and found.channel is Channel.COMMAND:
            return _Entry(found, None, self._new_row(found, key))
        looked_at = (key, found.stamp) in self._looked_at and not self._is_data(found)
        is_done = known.state.leaves_inbox or known.state in _SETTLED or looked_at
        return _Entry(found, known, None if is_done else known)

    def _changed_row(self, found: Found, known: LedgerRow, actor: Actor) -> LedgerRow:
        """Go on with a file that changed: the same one while nobody looked into it, else another one."""
        if known.state is LedgerState.SEEN:
            row = dataclasses.replace(known, stamp=found.stamp)
            with self._database.write() as connection:
                ledger.put(connection, row)
            return row
        if not known.state.leaves_inbox:
            self._journal.put((dataclasses.replace(known, gone_at=self._clock.now()),), actor=actor)
        return self._new_row(found, known.path_key)

    def _new_row(self, found: Found, key: str) -> LedgerRow:
        with self._database.write() as connection:
            return ledger.add_seen(
                connection, channel=found.channel, path_key=key, stamp=found.stamp, at=self._clock.now()
            )

    def _take_safely(
        self, found: tuple[Found, ...], actor: Actor, stillness: Stillness | None
    ) -> Iterator[FilingOutcome]:
        """Take one arrival in; whatever goes wrong with it alone, the others go on and it is tried again."""
        try:
            yield from self._take_arrival(found, actor, stillness)
        except (BusyError, RegisterError):
            raise  # this concerns the whole office, not one file
        except Exception as error:
            if isinstance(error, OSError) and error.errno in disk.FULL:
                raise
            # The message may hold a name or what the file says; the class does not.
            _log.error("an arrival is left for later: %s", type(error).__name__)

    def _take_arrival(
        self, found: tuple[Found, ...], actor: Actor, stillness: Stillness | None
    ) -> Iterator[FilingOutcome]:
        """Take in what came together: the documents, then the data files, which go to the one record of them.

        The documents leave the inbox last, so that after a crash the data files still know where they belong.
        """
        entries = [self._open(one, actor) for one in found]
        ready = [_is_ready(entry.found, stillness) for entry in entries if entry.row is not None]
        if not all(ready):
            return
        held = self._withheld_together(entries) if len(entries) > 1 else {}
        if held:
            yield from (self._withhold(row, rule, actor) for row, rule in held.values())
            return
        data = [entry for entry in entries if self._is_data(entry.found)]
        documents = [entry for entry in entries if entry not in data]
        taken = [self._take(entry, actor) for entry in documents]
        yield from filter(None, taken)
        records = _records_of(documents, taken)
        yield from filter(None, [self._take_data(entry, records, actor) for entry in data])
        for entry in (*data, *documents):
            self._clear(entry)

    def _take(self, entry: _Entry, actor: Actor, record_id: RecordId | None = None) -> FilingOutcome | None:
        found, row = entry.found, entry.row
        if row is None:
            return None
        if hit := secrecy_of_name(found.name):
            return self._withhold(row, hit.rule, actor)
        if found.obstacle is not None:
            state = LedgerState.IGNORED if found.obstacle is Obstacle.SYSTEM_FILE else LedgerState.REFUSED
            return self._leave(found, row, state, Reason(found.obstacle), actor)
        try:
            data = read_whole(found)
        except PermissionError:
            return self._leave(found, row, LedgerState.WAITING, _NO_ACCESS, actor)
        except OSError:
            return None  # it vanished; the next scan says so
        return None if data is None else self._admit(entry, row, data, actor, record_id)

    def _admit(
        self, entry: _Entry, row: LedgerRow, data: bytes, actor: Actor, record_id: RecordId | None
    ) -> FilingOutcome | None:
        """Let the bytes of a whole file in, or leave it where it lies: nothing is written before that."""
        found, verdict = entry.found, self._verdict(entry.found, data)
        match verdict:
            case Withhold(rule):
                return self._withhold(row, rule, actor)
            case Wait(reason):
                return self._leave(found, row, LedgerState.WAITING, reason, actor)
        digest = hashlib.sha256(data).hexdigest()
        staged = self._filing.stage(row, path=found.name, sha256=digest, data=data, record_id=record_id)
        outcome = self._filing.settle(staged, data, verdict, actor)
        entry.is_settled = True
        return outcome

    def _take_data(self, entry: _Entry, records: frozenset[RecordId], actor: Actor) -> FilingOutcome | None:
        """Take in a data file for the one record of its arrival; without it, it waits for a person."""
        if len(records) == 1:
            return self._take(entry, actor, *records)
        if entry.row is None or (entry.row.state is LedgerState.WAITING and not records):
            return None
        reason = _DATA_WITH_SEVERAL if records else _DATA_ALONE
        return self._leave(entry.found, entry.row, LedgerState.WAITING, reason, actor)

    def _withheld_together(self, entries: list[_Entry]) -> dict[bytes, tuple[LedgerRow, str]]:
        """Return what to withhold, with the rule, when one of an arrival bears a mark of secrecy."""
        rules = {entry.found.raw: rule for entry in entries if (rule := self._secrecy_of(entry))}
        if not rules:
            return {}
        return {
            entry.found.raw: (entry.row, rules.get(entry.found.raw, _TOGETHER))
            for entry in entries
            if entry.row is not None and entry.found.obstacle is None
        }

    def _secrecy_of(self, entry: _Entry) -> str | None:
        """Return the rule by which an entry is or was found to bear a mark of secrecy."""
        if entry.row is None or entry.found.obstacle is not None:
            known = entry.known
            is_withheld = known is not None and known.state is LedgerState.WITHHELD
            return _TOGETHER if is_withheld else None
        try:
            data = read_whole(entry.found)
        except OSError:
            return None
        verdict = self._verdict(entry.found, data) if data is not None else None
        return verdict.rule if isinstance(verdict, Withhold) else None

    def _verdict(self, found: Found, data: bytes) -> Verdict:
        if len(data) > MOST_BYTES:
            return Wait(_TOO_LARGE)
        return examine(found.name, data, data_types=self._data_types)

    def _is_data(self, found: Found) -> bool:
        return found.obstacle is None and is_data(found.name, self._data_types)

    def _leave(
        self, found: Found, row: LedgerRow, state: LedgerState, reason: Reason, actor: Actor
    ) -> FilingOutcome | None:
        """Leave the file where it lies, with its state and reason in the ledger."""
        if reason is not _NO_ACCESS:
            self._looked_at.add((row.path_key, row.stamp))
        if row.state is state and row.reason == reason:
            return None
        now = self._clock.now()
        # Nobody looked into a file that waits: it may be secret, so its name is kept nowhere.
        path = None if state is LedgerState.WAITING else found.name
        settled = dataclasses.replace(row, state=state, reason=reason, path=path, settled_at=now)
        self._journal.put((settled,), actor=actor)
        return FilingOutcome(state=state, path=found.name, reason=reason)

    def _withhold(self, row: LedgerRow, rule: str, actor: Actor) -> FilingOutcome:
        now = self._clock.now()
        reason = Reason(rule)
        withheld = dataclasses.replace(
            row, state=LedgerState.WITHHELD, reason=reason, path=None, sha256=None, settled_at=now
        )
        self._journal.put((withheld,), actor=actor)
        self._audit.append(now, actor, "withhold", f"ledger {row.id}", {"rule": rule})
        return FilingOutcome(state=LedgerState.WITHHELD, reason=reason)

    def _clear(self, entry: _Entry) -> None:
        """Remove a file that is settled, also one of before the program was killed."""
        found, known = entry.found, entry.known
        if entry.is_settled:
            remove(found)
        if entry.row is not None or known is None or not known.state.leaves_inbox:
            return
        if (known.path_key, known.stamp) in self._looked_at:
            return
        self._looked_at.add((known.path_key, known.stamp))
        try:
            data = read_whole(found)
        except OSError:
            return
        if data is not None and hashlib.sha256(data).hexdigest() == known.sha256:
            remove(found)

    def _path_key(self, found: Found) -> str:
        return path_key(self._key, found.channel, found.raw)


def _records_of(documents: list[_Entry], taken: list[FilingOutcome | None]) -> frozenset[RecordId]:
    """Return the records that the documents of an arrival became; files that are none count only alone."""
    before = (entry.known.record_id for entry in documents if entry.row is None and entry.known is not None)
    ids = {*before, *(outcome.id for outcome in taken if outcome is not None)} - {None}
    found = frozenset(record_id for record_id in ids if record_id is not None)
    registered = frozenset(record_id for record_id in found if record_id.book == INCOMING_BOOK)
    return registered or found


def _is_ready(found: Found, stillness: Stillness | None) -> bool:
    return stillness is None or found.obstacle is not None or stillness.is_whole(found)
