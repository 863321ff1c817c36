"""Packets that speak of a document sent before: what they say joins its record, as events that stay.

A file may hold several packets, and each of them is heard. Whatever is done for one is done first at other
records, and in the end where the file itself is kept: so a stop in between leaves the file to be heard again.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from archive.attaching import with_arrivals
from archive.audit import AuditLog
from archive.contents import contents
from archive.database import Database
from archive.further_arrivals import FurtherArrivals, as_further
from archive.incoming import Bundle
from archive.naming_packets import of_unknown, record_named, sender_id
from archive.new_records import arrived
from archive.ocfl.staging import digest_of
from archive.packet_claim import PACKET, NamedDocument, PacketClaim, unsaid_update
from archive.packet_notices import announced, came_early, notice_of, successor_of, told
from archive.packets_inside import only_packet
from archive.record_store import RecordStore
from archive.record_text import TEXT
from model.actor import Actor
from model.clock import Clock
from model.packet_notice import RECALLED, REPLACED, UPDATED, PacketNotice
from model.reason import Reason
from model.record import ArrivalOutcome, FileRole, Record
from model.record_id import RecordId
from model.review_code import ReviewCode

_MESSAGES: Final = {RECALLED: "packet: recall", UPDATED: "packet: update", REPLACED: "packet: replaced"}
_STATUS: Final = "packet: status"
_OF_NEW: Final = {UPDATED: ReviewCode.MAY_BE_VERSION, REPLACED: ReviewCode.PACKET_REPLACES}
"""What a person has to know of a document that a packet brings, beside the records it speaks of."""

Named = tuple[PacketClaim, NamedDocument, Record | Reason]
"""What a packet says of a document, with the record of that, or why it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What became of packets: the record that they joined, or what a person has to know of their file."""

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

    def hear(self, bundle: Bundle, actor: Actor) -> Heard:
        """Let packets join the records they speak of; a file that brings a document is only noted there.

        A file whose packets only tell is kept by the first of these records, where all are known.
        """
        named = self._named(bundle)
        known = _by_record(named)
        doubts = tuple(dict.fromkeys(of for _, _, of in named if isinstance(of, Reason)))
        home = next(iter(known), None) if bundle.lead.is_notice and not doubts else None
        for record_id, claims in known.items():
            if record_id != home:
                self._note(record_id, bundle, claims, actor)
        if home is not None:
            return Heard(record=self._join(home, bundle, known[home], actor))
        return Heard(doubts=(*_of_new(named), *doubts))

    def hear_late(self, packet: Record, bundle: Bundle, actor: Actor) -> dict[Reason, Reason | None]:
        """Note what packets say that were filed, as ``packet``, before their documents.

        Returns:
            What a person has to know of ``packet`` in the place of what she had to know before.
        """
        named = [one for one in self._named(bundle) if not _is_itself(one, packet)]
        for record_id, claims in _by_record(named).items():
            self._note(record_id, bundle, claims, actor)
        return {of_unknown(one[1]): next(_of_new([one]), None) for one in named if isinstance(one[2], Record)}

    def note_again(self, record: Record, bundle: Bundle, actor: Actor) -> None:
        """Note at a record that a further packet brings its document anew, without a word of why.

        To a record that came as an update the document itself is no update.
        """
        packet = only_packet(bundle.lead.parts)
        has_come = bundle.lead.row.id in {arrival.ledger_id for arrival in record.arrivals}
        if packet is None or has_come or came_early(record):
            return
        digest = str(bundle.lead.row.sha256) if packet.data is None else digest_of(packet.data)
        claim = unsaid_update(packet.document, digest)
        kept = [file for file in record.files if file.role is not FileRole.NOTICE]
        is_known = packet.data is not None and digest in {file.sha256 for file in kept}
        if claim is not None and not is_known and PACKET in {file.media_type for file in kept}:
            self._note(record.id, bundle, [claim], actor)

    def announced(self, draft: Record, bundle: Bundle, actor: Actor) -> Record:
        """Return a new record with what its own packet says of it: that it updates what has not come."""
        claim = bundle.lead.claim
        return draft if claim is None else announced(draft, claim, actor)

    def _named(self, bundle: Bundle) -> list[Named]:
        with self._database.read() as connection:
            return [
                (claim, one, record_named(connection, claim, one))
                for claim in bundle.claims
                for one in claim.about
            ]

    def _join(
        self, record_id: RecordId, bundle: Bundle, claims: Sequence[PacketClaim], actor: Actor
    ) -> Record:
        """Keep packets in a record, with what they say."""
        now = self._clock.now()
        before = self._store.load(record_id)
        came = [arrived(row, ArrivalOutcome.FILED, at=now) for row in bundle.rows]
        kept = {as_further(one.file, FileRole.NOTICE): one.data for one in contents(bundle)}
        notices = self._notices(before, bundle, claims)

        def joined(record: Record) -> Record:
            filed = with_arrivals(record, came, kept)
            return record if filed is record else told(filed, notices, actor)

        after = joined(before)
        new = {file.path for file in after.files} - {file.path for file in before.files}
        files = {file.path: data for file, data in kept.items() if file.path in new}
        record = self._store.change(
            record_id,
            joined,
            message=_message(claims),
            actor=actor,
            files={**files, **_emptied(before, after)},
        )
        self._log_recall(record, claims, actor)
        self._further.settle(record, bundle.rows, actor)
        return record

    def _note(self, record_id: RecordId, bundle: Bundle, claims: Sequence[PacketClaim], actor: Actor) -> None:
        """Note at a record what packets say of it whose file is kept elsewhere."""
        before = self._store.load(record_id)
        notices = self._notices(before, bundle, claims)
        changed = self._store.change(
            record_id,
            lambda known: told(known, notices, actor),
            message=_message(claims),
            actor=actor,
            files=_emptied(before, told(before, notices, actor)),
        )
        self._log_recall(changed, claims, actor)

    def _notices(
        self, record: Record, bundle: Bundle, claims: Sequence[PacketClaim]
    ) -> tuple[PacketNotice, ...]:
        now, successor = self._clock.now(), successor_of(bundle.lead.found)
        return tuple(
            notice_of(claim, sender_id=sender_id(claim, record), at=now, successor=successor)
            for claim in claims
        )

    def _log_recall(self, record: Record, claims: Sequence[PacketClaim], actor: Actor) -> None:
        """Let the audit say that a document was recalled, where one of these packets did so."""
        packets = {claim.packet: claim for claim in claims}
        for notice in record.notices:
            is_recall = record.recalled is not None and record.recalled.at == notice.received_at
            if notice.packet in packets and notice.code == RECALLED and is_recall:
                facts = {"code": str(record.code), "reason": packets[notice.packet].text or ""}
                self._audit.append(self._clock.now(), actor, "recall", str(record.id), facts)


def _by_record(named: Iterable[Named]) -> dict[RecordId, list[PacketClaim]]:
    """Return what is said of each record that is known."""
    found: dict[RecordId, list[PacketClaim]] = {}
    for claim, _, of in named:
        if isinstance(of, Record):
            found.setdefault(of.id, []).append(claim)
    return found


def _of_new(named: Iterable[Named]) -> Iterator[Reason]:
    """Yield what a person has to know of a document that packets bring: what it does to which records."""
    ids: dict[str, list[str]] = {}
    for claim, _, of in named:
        if claim.brings_document and isinstance(of, Record):
            ids.setdefault(claim.code, []).append(str(of.id))
    yield from (Reason(_OF_NEW[code], tuple(of)) for code, of in ids.items())


def _is_itself(named: Named, packet: Record) -> bool:
    """Whether what a packet brings is taken for what it speaks of; one that only tells may mean it."""
    claim, _, of = named
    return claim.brings_document and isinstance(of, Record) and of.id == packet.id


def _message(claims: Iterable[PacketClaim]) -> str:
    return next((_MESSAGES[claim.code] for claim in claims if claim.code in _MESSAGES), _STATUS)


def _emptied(before: Record, after: Record) -> dict[str, bytes]:
    """Return the text of a record that was recalled now: none is searched any more."""
    is_recalled = after.recalled != before.recalled
    return {TEXT: b""} if is_recalled and any(file.path == TEXT for file in after.files) else {}
