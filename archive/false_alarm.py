"""A false alarm: a named person says that a withheld file is not secret; it is taken in (R-39)."""

from collections.abc import Sequence
from pathlib import Path

from archive import ledger
from archive.audit import AuditLog
from archive.database import Database
from archive.inbox import Found, scan
from archive.intake import Intake
from archive.intake_errors import NotInspectedError, NotWithheldError
from archive.ledger import LedgerRow
from archive.signed_inbox import parted
from model.actor import Actor
from model.clock import Clock
from model.ledger import FilingOutcome, LedgerState


class FalseAlarms:
    """Takes in what was withheld, by the word of a person; the caller need not hold the inbox."""

    def __init__(
        self, *, database: Database, intake: Intake, inbox: Path, audit: AuditLog, clock: Clock
    ) -> None:
        self._database = database
        self._intake = intake
        self._inbox = inbox
        self._audit = audit
        self._clock = clock

    def clear(self, number: int, *, inspected: bool, why: str, actor: Actor) -> tuple[FilingOutcome, ...]:
        """Take a withheld file in, with all that was withheld because it came together with it.

        What she says is in the audit log before a byte is copied. What cannot be read waits as ever.

        Raises:
            NotInspectedError: when nobody says that it was looked into.
            NotWithheldError: when no withheld file of this number lies unchanged in the inbox.
            BusyError: when another process files for longer than a minute.
        """
        if not inspected:
            raise NotInspectedError(number)
        with self._intake.held():
            arrived, _ = parted(scan(self._inbox).entries)
            together = self._intake.withheld_together(self._row(number), arrived)
            if not together:
                raise NotWithheldError(number)
            self._note(together, why, actor)
            return self._intake.take_cleared(together, actor=actor)

    def concerns(self, number: int) -> bool:
        """Whether a row of the ledger is that of a withheld file."""
        with self._database.read() as connection:
            row = ledger.find(connection, number)
        return row is not None and row.state is LedgerState.WITHHELD

    def _row(self, number: int) -> LedgerRow:
        with self._database.read() as connection:
            row = ledger.find(connection, number)
        if row is None or row.state is not LedgerState.WITHHELD:
            raise NotWithheldError(number)
        return row

    def _note(self, together: Sequence[tuple[LedgerRow, Found]], why: str, actor: Actor) -> None:
        acts = [
            ("clear-alert", f"ledger {row.id}", {"rule": row.reason.code if row.reason else "", "why": why})
            for row, _ in together
        ]
        self._audit.append_all(self._clock.now(), actor, acts)
