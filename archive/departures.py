"""Files that left the inbox before they were filed: noted in the ledger, and told until a person knows."""

import dataclasses
from collections.abc import Collection, Sequence
from typing import Final

from archive import ledger
from archive.audit import AuditLog
from archive.database import Database
from archive.ledger import MOVED, FileStamp, LedgerRow
from archive.ledger_journal import LedgerJournal
from model.actor import Actor
from model.clock import Clock
from model.reason import Reason

_ACT: Final = "taken-away"


class Departures:
    """Notes which files somebody took out of the inbox.

    The audit is told first: killed before the ledger knows, the next pass tells it once more.
    """

    def __init__(self, *, database: Database, journal: LedgerJournal, audit: AuditLog, clock: Clock) -> None:
        self._database = database
        self._journal = journal
        self._audit = audit
        self._clock = clock

    def note(
        self,
        numbers: Sequence[int],
        *,
        lying: Collection[FileStamp] = frozenset(),
        opened: Collection[int] = (),
        actor: Actor,
    ) -> None:
        """Note that the files of rows are gone; what lies there under another name or inode was moved.

        The rows ``opened`` are of folders that can be read now: what lies there has rows of its own.
        """
        if not numbers:
            return
        now = self._clock.now()
        seals = set(map(_seal, lying))

        def gone(row: LedgerRow) -> LedgerRow:
            if row.gone_at is not None:
                return row
            was_moved = row.is_in_waiting and (row.id in opened or _seal(row.stamp) in seals)
            reason = Reason(MOVED) if was_moved else row.reason
            return dataclasses.replace(row, gone_at=now, reason=reason)

        with self._database.read() as connection:
            known = ledger.numbered(connection, numbers)
        taken = [row for row in map(gone, known.values()) if row.is_taken_away]
        facts = [{"size": str(row.stamp.size), "seen": row.seen_at.isoformat()} for row in taken]
        acts = [(_ACT, f"ledger {row.id}", of_row) for row, of_row in zip(taken, facts, strict=True)]
        self._audit.append_all(now, actor, acts)
        self._journal.change(numbers, gone, actor=actor)


def _seal(stamp: FileStamp) -> tuple[int, int]:
    """Return what a file keeps where it is renamed, or where an inbox is copied whole."""
    return stamp.size, stamp.mtime_ns
