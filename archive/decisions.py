"""What a person decides: which dispatch a record answers, and that an alert was seen."""

from dataclasses import replace

from archive import ledger
from archive.audit import AuditLog
from archive.database import Database
from archive.errors import NotADispatchError, NothingToDecideError
from archive.ledger import LedgerRow
from archive.ledger_journal import LedgerJournal
from archive.record_store import RecordStore
from model.actor import Actor
from model.clock import Clock
from model.identification import Evidence
from model.ledger import LedgerState
from model.record import Direction, LinkState, Record, ReplyLink
from model.record_id import RecordId

_CERTAIN = 100
_BY_HAND = "by-hand"


class Decisions:
    """Records decisions in the archive, each with the person who made it."""

    def __init__(
        self, *, database: Database, store: RecordStore, journal: LedgerJournal, audit: AuditLog, clock: Clock
    ) -> None:
        self._database = database
        self._store = store
        self._journal = journal
        self._audit = audit
        self._clock = clock

    def accept_link(self, record_id: RecordId, dispatch: Record, *, actor: Actor) -> Record:
        """Link a record to the dispatch a person named; other proposals for it end.

        Raises:
            NotADispatchError: when the dispatch was not issued by this office.
            RecordNotFoundError: when there is no such record.
        """
        if dispatch.direction is not Direction.OUTGOING or dispatch.code is None:
            raise NotADispatchError(dispatch.id)
        code, now = dispatch.code, self._clock.now()

        def linked(record: Record) -> Record:
            kept = tuple(
                replace(link, state=LinkState.REMOVED, decided_by=actor, decided_at=now)
                if link.state is LinkState.PROPOSED
                else link
                for link in record.links
                if link.dispatch != dispatch.id
            )
            known = next((link.evidence for link in record.links if link.dispatch == dispatch.id), ())
            confirmed = ReplyLink(
                dispatch=dispatch.id,
                code=code,
                score=_CERTAIN,
                state=LinkState.CONFIRMED,
                evidence=(*known, Evidence(text=actor.name, rule=_BY_HAND)),
                decided_by=actor,
                decided_at=now,
            )
            return replace(record, links=(*kept, confirmed), review=())

        changed = self._store.change(record_id, linked, message="accept link", actor=actor)
        self._audit.append(now, actor, "accept-link", str(record_id), {"dispatch": str(dispatch.id)})
        return changed

    def acknowledge(self, row_id: int, *, actor: Actor) -> LedgerRow:
        """Note who has seen the alert about a withheld file.

        Raises:
            NothingToDecideError: when the row is not a withheld one that nobody acknowledged yet.
        """
        with self._database.read() as connection:
            row = ledger.find(connection, row_id)
        if row is None or row.state is not LedgerState.WITHHELD or row.acknowledged_at is not None:
            raise NothingToDecideError(f"ledger {row_id}")
        now = self._clock.now()
        seen = replace(row, acknowledged_by=actor.name, acknowledged_at=now)
        self._journal.put((seen,), actor=actor)
        self._audit.append(now, actor, "acknowledge", f"ledger {row_id}", {})
        return seen
