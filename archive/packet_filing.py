"""Packets that speak of a document sent before: what they say joins its record, as events that stay."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from archive.attaching import with_arrivals
from archive.audit import AuditLog
from archive.contents import contents
from archive.database import Database
from archive.further_arrivals import FurtherArrivals, as_further
from archive.incoming import Bundle
from archive.naming_packets import record_named, sender_id
from archive.new_records import arrived
from archive.ocfl.staging import digest_of
from archive.packet_claim import PACKET, PacketClaim, unsaid_update
from archive.packets_inside import only_packet
from archive.recalled import frozen
from archive.record_store import RecordStore
from archive.record_text import TEXT
from model.actor import Actor
from model.clock import Clock
from model.packet_notice import RECALL_ASKED, RECALLED, REFUSED, REPLACED, UPDATED, PacketNotice
from model.reason import Reason
from model.record import ArrivalOutcome, FileRole, Record
from model.standing import Ending

_MESSAGES: Final = {RECALLED: "packet: recall", UPDATED: "packet: update", REPLACED: "packet: replaced"}
_STATUS: Final = "packet: status"
_FOR_PEOPLE: Final = {
    REFUSED: "packet-refused",
    RECALL_ASKED: "packet-recall-asked",
    RECALLED: "packet-recalled",
    UPDATED: "packet-updates",
}
"""What a person has to look at at the record, by what the packet says."""
_OF_NEW: Final = {UPDATED: "may-be-version", REPLACED: "packet-replaces"}
"""What a person has to know of a document that a packet brings, beside the records it speaks of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What became of a packet: the record that it joined, or what a person has to know of its document."""

    record: Record | None = None
    doubts: tuple[Reason, ...] = ()


class PacketFiling:
    """Lets packets join the records they speak of; harmless when repeated."""

    def __init__(
        self,
        *,
        database: Database,
        store: RecordStore,
        audit: AuditLog,
        clock: Clock,
        further: FurtherArrivals,
    ) -> None:
        self._database = database
        self._store = store
        self._audit = audit
        self._clock = clock
        self._further = further

    def hear(self, bundle: Bundle, claim: PacketClaim, actor: Actor) -> Heard:
        """Let a packet join the record it speaks of; one that brings a document is only noted there."""
        with self._database.read() as connection:
            named = [record_named(connection, claim, one) for one in claim.about]
        known = [one for one in named if isinstance(one, Record)]
        doubts = tuple(one for one in named if isinstance(one, Reason))
        if not claim.brings_document:
            return Heard(record=self._join(known[0], bundle, claim, actor)) if known else Heard(doubts=doubts)
        for record in known:
            self._note(record, bundle, claim, actor)
        ids = tuple(str(record.id) for record in known)
        return Heard(doubts=(*([Reason(_OF_NEW[claim.code], ids)] if ids else []), *doubts))

    def hear_late(self, bundle: Bundle, claim: PacketClaim, actor: Actor) -> bool:
        """Note what a packet says that was filed before its document; False while that is not there."""
        with self._database.read() as connection:
            named = [record_named(connection, claim, one) for one in claim.about]
        known = [one for one in named if isinstance(one, Record)]
        for record in known:
            self._note(record, bundle, claim, actor)
        return bool(known)

    def note_again(self, record: Record, bundle: Bundle, actor: Actor) -> None:
        """Note at a record that a further packet brings its document anew, without a word of why."""
        packet = only_packet(bundle.lead.parts)
        claim = None if packet is None else unsaid_update(packet.document)
        kept = [file for file in record.files if file.role is not FileRole.NOTICE]
        is_known = (
            packet is not None
            and packet.data is not None
            and digest_of(packet.data) in {file.sha256 for file in kept}
        )
        if claim is not None and not is_known and PACKET in {file.media_type for file in kept}:
            self._note(record, bundle, claim, actor)

    def _join(self, before: Record, bundle: Bundle, claim: PacketClaim, actor: Actor) -> Record:
        """Keep a packet in a record, with what it says."""
        now = self._clock.now()
        came = [arrived(row, ArrivalOutcome.FILED, at=now) for row in bundle.rows]
        kept = {as_further(one.file, FileRole.NOTICE): one.data for one in contents(bundle)}
        notice = _notice(before, bundle, claim, now)

        def joined(record: Record) -> Record:
            filed = with_arrivals(record, came, kept)
            return record if filed is record else _told(filed, notice, actor)

        after = joined(before)
        new = {file.path for file in after.files} - {file.path for file in before.files}
        files = {file.path: data for file, data in kept.items() if file.path in new}
        files |= _emptied(before, after)
        message = _MESSAGES.get(claim.code, _STATUS)
        record = self._store.change(before.id, joined, message=message, actor=actor, files=files)
        self._log_recall(record, bundle, claim, actor)
        self._further.settle(record, bundle.rows, actor)
        return record

    def _note(self, record: Record, bundle: Bundle, claim: PacketClaim, actor: Actor) -> None:
        """Note at a record what a packet does to it that becomes a version of it, or a record of its own."""
        notice = _notice(record, bundle, claim, self._clock.now())
        if not any(known.packet == notice.packet for known in record.notices):
            changed = self._store.change(
                record.id,
                lambda known: _told(known, notice, actor),
                message=_MESSAGES.get(claim.code, _STATUS),
                actor=actor,
                files=_emptied(record, _told(record, notice, actor)),
            )
            self._log_recall(changed, bundle, claim, actor)

    def _log_recall(self, record: Record, bundle: Bundle, claim: PacketClaim, actor: Actor) -> None:
        """Let the audit say that a document was recalled, where this very packet did so."""
        if any(_has_recalled(record, one, bundle) for one in record.notices):
            facts = {"code": str(record.code), "reason": claim.text or ""}
            self._audit.append(self._clock.now(), actor, "recall", str(record.id), facts)


def _emptied(before: Record, after: Record) -> dict[str, bytes]:
    """Return the text of a record that was recalled now: none is searched any more."""
    is_recalled = after.recalled != before.recalled
    return {TEXT: b""} if is_recalled and any(file.path == TEXT for file in after.files) else {}


def _notice(record: Record, bundle: Bundle, claim: PacketClaim, at: datetime) -> PacketNotice:
    found = bundle.lead.found
    successor = found.code if claim.code == REPLACED and found is not None else None
    return PacketNotice(
        code=claim.code,
        sender=claim.sender,
        sender_id=sender_id(claim, record),
        identifier=claim.identifier,
        at=claim.at,
        received_at=at,
        text=claim.text if successor is None else str(successor.value),
        packet=str(bundle.lead.row.sha256),
    )


def _has_recalled(record: Record, notice: PacketNotice, bundle: Bundle) -> bool:
    """Whether it was this very packet that recalled the document, now or before a stop."""
    is_of_packet = notice.packet == bundle.lead.row.sha256
    return is_of_packet and record.recalled is not None and record.recalled.at == notice.received_at


def _told(record: Record, notice: PacketNotice, actor: Actor) -> Record:
    """Return a record with a notice, unless another packet said the very same before."""
    if any(notice.says_the_same(known) for known in record.notices):
        return record
    if notice.code == RECALLED and record.recalled is None:
        why = notice.text or notice.sender
        record = frozen(record, Ending(at=notice.received_at, by=actor, reason=why))
    code = _FOR_PEOPLE.get(notice.code)
    asked = () if code is None else (Reason(code, (notice.sender, notice.text or "?")),)
    return replace(record, notices=(*record.notices, notice), review=(*record.review, *asked))
