"""The files that were set aside: shown, tried again, or let in unread because a person says so."""

from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Final

from archive import ledger
from archive.audit import AuditLog
from archive.database import Database
from archive.errors import NotSetAsideError
from archive.examination import kept_alone
from archive.filing import Filing
from archive.incoming import IncomingFile
from archive.ledger import LedgerRow
from archive.looking import Recognised
from archive.quarantine import Quarantine
from archive.reader_pool import readers
from archive.reader_version import reader_version
from model.actor import Actor
from model.clock import Clock
from model.ledger import FilingOutcome, LedgerState

_HOPELESS: Final = "empty-file"


class SetAside:
    """What lies in quarantine, for a person to decide; the caller need not hold the inbox."""

    def __init__(
        self,
        *,
        database: Database,
        quarantine: Quarantine,
        filing: Filing,
        audit: AuditLog,
        clock: Clock,
        held: Callable[[], AbstractContextManager[None]],
        data_types: frozenset[str],
    ) -> None:
        self._database = database
        self._quarantine = quarantine
        self._filing = filing
        self._audit = audit
        self._clock = clock
        self._held = held
        self._data_types = data_types
        self._known: set[int] = set()

    def rows(self) -> tuple[LedgerRow, ...]:
        """Return what is set aside, oldest first."""
        with self._database.read() as connection:
            return tuple(ledger.in_state(connection, LedgerState.QUARANTINED))

    def retry(self, numbers: Sequence[int], *, actor: Actor) -> Iterator[FilingOutcome]:
        """Read files again, all of them when no number is given; those that still cannot be filed stay.

        Raises:
            NotSetAsideError: when one of the numbers is not that of a file set aside.
            BusyError: when another process files for longer than a minute.
        """
        with self._held():
            for row in self._named(numbers):
                yield self._retry(row, actor)

    def retry_what_is_new(self, actor: Actor) -> Iterator[FilingOutcome]:
        """Read again, once, what other readers than these set aside. The caller holds the inbox."""
        new = [row for row in self.rows() if row.id not in self._known]
        if not self._known:
            self._sweep({row.id for row in new})
        self._known |= {row.id for row in new}
        for row in new:
            is_hopeless = row.reason is not None and row.reason.code == _HOPELESS
            if not is_hopeless and self._quarantine.readers(row) != reader_version():
                yield self._retry(row, actor)

    def _sweep(self, here: Container[int]) -> None:
        """Let go of what was filed when the program was killed."""
        for row in tuple(self._quarantine.rows()):
            if row.id in here:
                continue
            with self._database.read() as connection:
                known = ledger.find(connection, row.id)
            if known is not None and known.state.is_archived:
                self._quarantine.release(row)

    def release(self, number: int, *, actor: Actor) -> FilingOutcome:
        """Let a file in as it is, unread, as a record without number that waits for a person.

        Raises:
            NotSetAsideError: when the number is not that of a file set aside, or its bytes are damaged.
        """
        with self._held():
            [row] = self._named([number])
            data = self._quarantine.read(row)
            if data is None:
                raise NotSetAsideError(number)
            self._audit.append(self._clock.now(), actor, "release", f"ledger {row.id}", {})
            return self._file(row, IncomingFile(row=row, data=data), actor)

    def _named(self, numbers: Sequence[int]) -> tuple[LedgerRow, ...]:
        rows = {row.id: row for row in self.rows()}
        for number in numbers:
            if number not in rows:
                raise NotSetAsideError(number)
        return tuple(rows[number] for number in numbers) if numbers else tuple(rows.values())

    def _retry(self, row: LedgerRow, actor: Actor) -> FilingOutcome:
        """Look at a file again; only one that can be filed now leaves the quarantine."""
        data = self._quarantine.read(row)
        looked = None
        if data is not None:
            looked = readers().look(str(row.path), data, kept_alone(self._data_types)).result()
        if data is not None and isinstance(looked, Recognised):
            return self._file(row, IncomingFile(row=row, data=data, parts=looked.parts), actor)
        if data is not None:
            self._quarantine.note(row)
        return FilingOutcome(state=row.state, path=row.path, sha256=row.sha256, reason=row.reason)

    def _file(self, row: LedgerRow, file: IncomingFile, actor: Actor) -> FilingOutcome:
        self._filing.begin()
        outcome = self._filing.file([[file]], actor)[row.id]
        if outcome.state is not LedgerState.QUARANTINED:
            self._quarantine.release(row)
        return outcome
