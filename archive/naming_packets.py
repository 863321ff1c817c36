"""Which record a packet speaks of: surely one, or why a person has to say."""

from collections.abc import Iterator

from sqlalchemy import Connection

from archive import register
from archive.packet_claim import NamedDocument, PacketClaim
from model.organ import find_organ
from model.packet_notice import RECALL_ASKED, RECALLED, REPLACED, UPDATED
from model.reason import Reason
from model.record import Addressee, Direction, Record
from model.review_code import ReviewCode

_BY_SENDER = frozenset({RECALL_ASKED, RECALLED, UPDATED, REPLACED})
"""What only the sender of a document says of it; everything else its receivers say."""


def record_named(connection: Connection, claim: PacketClaim, named: NamedDocument) -> Record | Reason:
    """Return the record that a packet names.

    What its sender does to a document must agree in sender, number, symbol and date. Of what we sent, number
    and symbol are enough where the packet gives no date or a wrong one, as some programs do.
    """
    is_ours = claim.code not in _BY_SENDER
    found = list(_candidates(connection, named, Direction.OUTGOING if is_ours else Direction.INCOMING))
    sure = [record for record in found if _is_of_date(record, named)]
    sure = sure or found if is_ours else [record for record in sure if _is_sender(record, claim)]
    if len(sure) == 1:
        return sure[0]
    if found:
        return Reason(ReviewCode.PACKET_UNSURE, tuple(str(record.id) for record in found))
    return of_unknown(named)


def of_unknown(named: NamedDocument) -> Reason:
    """Return why a packet waits whose document is not there."""
    return Reason(ReviewCode.PACKET_OF_UNKNOWN, (named.written or "?",))


def sender_id(claim: PacketClaim, record: Record) -> str | None:
    """Return the id of a packet's sender: of the addressee that it is, else of the registry."""
    day = record.registered_at.date() if record.dated is None else record.dated.latest
    known = find_organ(claim.sender, day=day)
    by_name = Addressee.by_name(claim.sender).organ_id
    for addressee in record.addressees:
        is_named = Addressee.by_name(addressee.name).organ_id == by_name
        if is_named or (known is not None and known.id == addressee.organ_id):
            return addressee.organ_id
    return None if known is None else known.id


def _candidates(connection: Connection, named: NamedDocument, direction: Direction) -> Iterator[Record]:
    if named.code is not None and named.code.has_number:
        yield from register.find_by_code(connection, named.code, direction=direction)


def _is_of_date(record: Record, named: NamedDocument) -> bool:
    return named.dated is not None and record.dated is not None and record.dated.exact == named.dated


def _is_sender(record: Record, claim: PacketClaim) -> bool:
    names = {Addressee.by_name(name).organ_id for name in (record.organ or "", claim.sender)}
    if len(names) == 1:
        return True
    return record.organ_id is not None and record.organ_id == sender_id(claim, record)
