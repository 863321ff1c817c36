"""What packets say, as events of the record that they speak of, and as what a person is asked about it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final

from archive.packet_claim import PacketClaim
from archive.recalled import frozen
from model.actor import Actor
from model.document_code import DocumentCode
from model.identification import Identification
from model.packet_notice import RECALL_ASKED, RECALLED, REFUSED, REPLACED, UPDATED, PacketNotice
from model.reason import Reason
from model.record import Record
from model.review_code import ReviewCode
from model.standing import Ending

_FOR_PEOPLE: Final = {
    REFUSED: ReviewCode.PACKET_REFUSED,
    RECALL_ASKED: ReviewCode.PACKET_RECALL_ASKED,
    RECALLED: ReviewCode.PACKET_RECALLED,
    UPDATED: ReviewCode.PACKET_UPDATES,
}
"""What a person has to look at at the record, by what the packet says."""
_OUTLASTING: Final = frozenset({*_FOR_PEOPLE.values(), ReviewCode.PACKET_OF_UNKNOWN})
"""What packets said before a recall; the rest of a review is about a document that no longer counts."""
_NO_WORD: Final = "?"


def said(claim: PacketClaim) -> Reason:
    """Return what a packet says, for people."""
    code = _FOR_PEOPLE.get(claim.code)
    if code is None:
        return Reason(ReviewCode.PACKET_TOLD, (claim.sender, claim.code, claim.named))
    return Reason(code, (claim.sender, claim.text or _NO_WORD))


def notice_of(
    claim: PacketClaim, *, sender_id: str | None, at: datetime, successor: DocumentCode | None = None
) -> PacketNotice:
    """Return what a packet says as an event; ``successor`` is the document that it brings."""
    is_replaced = claim.code == REPLACED and successor is not None
    return PacketNotice(
        code=claim.code,
        sender=claim.sender,
        sender_id=sender_id,
        identifier=claim.identifier,
        at=claim.at,
        received_at=at,
        text=str(successor) if is_replaced else claim.text,
        packet=claim.packet,
    )


def successor_of(found: Identification | None) -> DocumentCode | None:
    """Return the code of the document that a packet brings."""
    return None if found is None or found.code is None else found.code.value


def told(record: Record, notices: Iterable[PacketNotice], actor: Actor) -> Record:
    """Return a record with notices, but for those that it has from the same packet, or in the same words."""
    for notice in notices:
        is_known = any(
            notice.packet == known.packet or notice.says_the_same(known) for known in record.notices
        )
        record = record if is_known else _with(record, notice, actor)
    return record


def announced(draft: Record, claim: PacketClaim, actor: Actor) -> Record:
    """Return a new record as the update of a document that has not come, where its packet says so."""
    is_early = any(reason.code == ReviewCode.PACKET_OF_UNKNOWN for reason in draft.review)
    if claim.code != UPDATED or not is_early or draft.code not in {one.code for one in claim.about}:
        return draft
    notice = notice_of(claim, sender_id=draft.organ_id, at=draft.registered_at)
    return told(draft, [notice], actor)


def came_early(record: Record) -> bool:
    """Whether a record came as the update of a document that has not come yet."""
    is_waiting = any(reason.code == ReviewCode.PACKET_OF_UNKNOWN for reason in record.review)
    own = (one for one in record.notices if one.code == UPDATED and one.received_at == record.registered_at)
    return is_waiting and any(own)


def with_document(record: Record) -> Record:
    """Return a record whose document has come now; as an update of it, it waits for it no more."""
    if not came_early(record):
        return record
    left = tuple(reason for reason in record.review if reason.code != ReviewCode.PACKET_OF_UNKNOWN)
    return replace(record, review=left)


def _with(record: Record, notice: PacketNotice, actor: Actor) -> Record:
    """Return a record with a new event, recalled if that is what it says."""
    kept = record
    if notice.code == RECALLED and record.recalled is None:
        why = notice.text or notice.sender
        outlasting = tuple(reason for reason in record.review if reason.code in _OUTLASTING)
        kept = frozen(record, Ending(at=notice.received_at, by=actor, reason=why))
        kept = replace(kept, review=outlasting)
    code = _FOR_PEOPLE.get(notice.code)
    asked = () if code is None else (Reason(code, (notice.sender, notice.text or _NO_WORD)),)
    return replace(kept, notices=(*kept.notices, notice), review=(*kept.review, *asked))
