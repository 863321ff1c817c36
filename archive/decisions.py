"""What a person decides: which dispatch a record answers, and that an alert was seen."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from archive.audit import AuditLog
from archive.errors import NoAlertError, NotADispatchError, NothingToDecideError
from archive.forms.rereading import Reread, reread_answers
from archive.intake_errors import PacketIsNoAnswerError
from archive.ledger import LedgerRow
from archive.ledger_journal import LedgerJournal
from archive.packet_claim import PACKET
from archive.record_store import RecordStore
from archive.reread_files import RereadFiles
from archive.to_be_typed import TO_BE_TYPED
from model.actor import Actor
from model.clock import Clock
from model.identification import Evidence
from model.record import Direction, FileRole, LinkState, Record, ReplyLink
from model.record_id import UNREGISTERED_BOOK, RecordId
from model.review_code import ReviewCode

_CERTAIN = 100
_BY_HAND = "by-hand"
_NOT_ABOUT_LINKS: Final[frozenset[str]] = TO_BE_TYPED | {
    ReviewCode.STATE_SECRETS_IN_SUBJECT,
    ReviewCode.PACKET_RECALL_ASKED,
    ReviewCode.PACKET_UPDATES,
    ReviewCode.PACKET_REPLACES,
    ReviewCode.PACKET_OF_UNKNOWN,
    ReviewCode.SEVERAL_PACKETS,
    ReviewCode.MAY_BE_SPLIT,
}
"""Reasons of the review that no decision about a link settles."""
_OF_PACKETS: Final = frozenset({ReviewCode.PACKET_OF_UNKNOWN, ReviewCode.PACKET_UNSURE})


class Decisions:
    """Records decisions in the archive, each with the person who made it."""

    def __init__(self, *, store: RecordStore, journal: LedgerJournal, audit: AuditLog, clock: Clock) -> None:
        self._store = store
        self._journal = journal
        self._audit = audit
        self._clock = clock

    def accept_link(self, record_id: RecordId, dispatch: Record, *, actor: Actor) -> Record:
        """Link a record to the dispatch a person named; other proposals for it end.

        Raises:
            NotADispatchError: when the dispatch was not issued by this office.
            RecordNotFoundError: when there is no such record.
            NothingToDecideError: when the record was issued by this office itself.
            PacketIsNoAnswerError: when the record is a packet that only tells of a document.
        """
        if dispatch.direction is not Direction.OUTGOING or dispatch.code is None:
            raise NotADispatchError(dispatch.id)
        code, now = dispatch.code, self._clock.now()

        def linked(record: Record, reread: Reread) -> Record:
            if record.direction is not Direction.INCOMING:
                raise NothingToDecideError(str(record.id))
            if _only_tells(record):
                raise PacketIsNoAnswerError(record.id)
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
            left = tuple(reason for reason in record.review if reason.code in _NOT_ABOUT_LINKS)
            answers = reread_answers(record, dispatch.form, reread)
            return replace(record, links=_with(confirmed, record.links), review=left, answers=answers)

        changed = RereadFiles(self._store).change(record_id, linked, message="accept link", actor=actor)
        self._audit.append(now, actor, "accept-link", str(record_id), {"dispatch": str(dispatch.id)})
        return changed

    def close(self, record_id: RecordId, *, actor: Actor) -> Record:
        """Note that a person looked at a record and it waits no more; what was proposed for it ends.

        Raises:
            NothingToDecideError: when it does not wait for anybody.
        """
        now = self._clock.now()

        def closed(record: Record) -> Record:
            if not record.review:
                raise NothingToDecideError(str(record.id))
            links = tuple(
                replace(link, state=LinkState.REMOVED, decided_by=actor, decided_at=now)
                if link.state is LinkState.PROPOSED
                else link
                for link in record.links
            )
            return replace(record, links=links, review=())

        changed = self._store.change(record_id, closed, message="close review", actor=actor)
        self._audit.append(now, actor, "close-review", str(record_id), {})
        return changed

    def acknowledge(self, row_id: int, *, actor: Actor) -> LedgerRow:
        """Note who has seen the alert about a file that was withheld, or taken away while it waited.

        Raises:
            NoAlertError: when there is no such alert that nobody acknowledged yet.
        """
        now = self._clock.now()

        def seen(row: LedgerRow) -> LedgerRow:
            if not row.is_alert and not row.is_taken_away:
                return row
            return replace(row, acknowledged_by=actor.name, acknowledged_at=now)

        changed = self._journal.change((row_id,), seen, actor=actor)
        if not changed:
            raise NoAlertError(row_id)
        self._audit.append(now, actor, "acknowledge", f"ledger {row_id}", {})
        return changed[0]


def _with(confirmed: ReplyLink, links: Iterable[ReplyLink]) -> tuple[ReplyLink, ...]:
    """Return links with one that a person confirmed, in the place of what was proposed."""
    by, at = confirmed.decided_by, confirmed.decided_at
    others = (
        replace(link, state=LinkState.REMOVED, decided_by=by, decided_at=at)
        if link.state is LinkState.PROPOSED
        else link
        for link in links
        if link.dispatch != confirmed.dispatch
    )
    return (*others, confirmed)


def _only_tells(record: Record) -> bool:
    """Whether a record is a packet without a document of its own."""
    if record.id.book != UNREGISTERED_BOOK:
        return False
    is_packet = any(file.media_type == PACKET and file.role is FileRole.ORIGINAL for file in record.files)
    return is_packet or any(reason.code in _OF_PACKETS for reason in record.review)
