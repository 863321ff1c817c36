"""One pass over the inbox: every entry ends in exactly one row of the ledger, in one state."""

import dataclasses
import hashlib
import logging
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from archive import disk, ledger
from archive.audit import AuditLog
from archive.database import Database
from archive.examination import Wait, Withhold, examine
from archive.filing import Filing
from archive.inbox import Found, Obstacle, Stillness, path_key, stamp_of
from archive.ledger import Channel, FileStamp, LedgerRow
from archive.ledger_journal import LedgerJournal
from model.actor import Actor
from model.clock import Clock
from model.ledger import FilingOutcome, LedgerState
from model.reason import Reason

_log = logging.getLogger(__name__)

_LOCK_WAIT_S: Final = 60.0
_MOST_BYTES: Final = 256 * 2**20
_TOO_LARGE: Final = Reason("too-large")
_NO_ACCESS: Final = Reason("no-access")
_SETTLED: Final = frozenset({LedgerState.WITHHELD, LedgerState.IGNORED, LedgerState.REFUSED})


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
    ) -> None:
        self._database = database
        self._filing = filing
        self._journal = journal
        self._audit = audit
        self._clock = clock
        self._lock = lock
        self._key = key
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
        for found in entries:
            row = self._open_row(found, actor)
            if row is None or not _is_ready(found, stillness):
                continue
            outcome = self._take(found, row, actor)
            if outcome is not None:
                yield outcome

    def mark_gone(self, present: Iterable[Found], *, actor: Actor) -> None:
        """Note in the ledger which open entries of the inbox somebody took away."""
        keys = {self._path_key(found) for found in present}
        open_states = (LedgerState.SEEN, LedgerState.WAITING, *_SETTLED)
        with self._database.read() as connection:
            rows = tuple(ledger.in_state(connection, *open_states))
        now = self._clock.now()
        gone = tuple(
            dataclasses.replace(row, gone_at=now)
            for row in rows
            if row.channel is Channel.INBOX and row.gone_at is None and row.path_key not in keys
        )
        self._journal.put(gone, actor=actor)

    def _open_row(self, found: Found, actor: Actor) -> LedgerRow | None:
        """Return the row to work on, None when this very file has been dealt with."""
        key = self._path_key(found)
        with self._database.read() as connection:
            known = ledger.latest(connection, key)
        if known is None or known.gone_at is not None:
            return self._new_row(found, key)
        if known.stamp != found.stamp:
            return self._changed_row(found, known, actor)
        if known.state.leaves_inbox:
            if found.channel is Channel.COMMAND:
                return self._new_row(found, key)
            self._remove_leftover(found, known)
            return None
        if known.state in _SETTLED or (key, found.stamp) in self._looked_at:
            return None
        return known

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

    def _take(self, found: Found, row: LedgerRow, actor: Actor) -> FilingOutcome | None:
        if found.obstacle is not None:
            state = LedgerState.IGNORED if found.obstacle is Obstacle.SYSTEM_FILE else LedgerState.REFUSED
            return self._leave(found, row, state, Reason(found.obstacle), actor)
        try:
            data = _read_whole(found)
        except PermissionError:
            return self._leave(found, row, LedgerState.WAITING, _NO_ACCESS, actor)
        except OSError:
            return None  # it vanished; the next scan says so
        return None if data is None else self._admit(found, row, data, actor)

    def _admit(self, found: Found, row: LedgerRow, data: bytes, actor: Actor) -> FilingOutcome | None:
        """Let the bytes of a whole file in, or leave it where it lies: nothing is written before that."""
        verdict = examine(found.name, data) if len(data) <= _MOST_BYTES else Wait(_TOO_LARGE)
        match verdict:
            case Withhold(rule):
                return self._withhold(row, rule, actor)
            case Wait(reason):
                return self._leave(found, row, LedgerState.WAITING, reason, actor)
        staged = self._filing.stage(row, path=found.name, sha256=hashlib.sha256(data).hexdigest(), data=data)
        outcome = self._filing.settle(staged, data, verdict, actor)
        _remove(found)
        return outcome

    def _leave(
        self, found: Found, row: LedgerRow, state: LedgerState, reason: Reason, actor: Actor
    ) -> FilingOutcome | None:
        """Leave the file where it lies, with its state and reason in the ledger."""
        self._looked_at.add((row.path_key, row.stamp))
        if row.state is state and row.reason == reason:
            return None
        now = self._clock.now()
        settled = dataclasses.replace(row, state=state, reason=reason, path=found.name, settled_at=now)
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

    def _remove_leftover(self, found: Found, known: LedgerRow) -> None:
        """Remove a file that was settled when the program was killed before it could remove it."""
        if (known.path_key, known.stamp) in self._looked_at:
            return
        self._looked_at.add((known.path_key, known.stamp))
        try:
            data = _read_whole(found)
        except OSError:
            return
        if data is not None and hashlib.sha256(data).hexdigest() == known.sha256:
            _remove(found)

    def _path_key(self, found: Found) -> str:
        return path_key(self._key, found.channel, found.raw)


def _is_ready(found: Found, stillness: Stillness | None) -> bool:
    return stillness is None or found.obstacle is not None or stillness.is_whole(found)


def _read_whole(found: Found) -> bytes | None:
    """Return the bytes of a file, at most one more than the limit; None when it changed meanwhile."""
    descriptor = os.open(found.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as stream:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode) or stamp_of(before) != found.stamp:
            return None
        data = stream.read(_MOST_BYTES + 1)
        return data if stamp_of(os.fstat(descriptor)) == found.stamp else None


def _remove(found: Found) -> None:
    """Remove a file of the inbox that is safe in the archive or in quarantine, if it is still the same."""
    if found.channel is Channel.COMMAND:
        return
    try:
        if stamp_of(found.path.lstat()) == found.stamp:
            disk.remove_file(found.path)
    except OSError:
        # A read-only inbox: the ledger knows the file, so it is not taken in again.
        _log.warning("a settled file cannot be removed from the inbox")
