"""The packets among the parts of a file, and which parts speak for the document that it was sent for."""

from collections.abc import Sequence
from typing import Final

from archive.looking import Part
from archive.ocfl.staging import digest_of
from archive.packet_claim import PacketClaim, claim_of
from model.identification import Identification
from model.reason import Reason
from model.review_code import ReviewCode

_FORMAT: Final = "edxml"

Parts = tuple[Part, ...]
"""A packet, and after it the files in it."""


def packets_in(parts: Sequence[Part]) -> tuple[Parts, ...]:
    """Return each packet with the files in it, the same bytes once; what lies in a packet belongs to that."""
    return tuple({group[0].data: group for group in reversed(_groups(parts))}.values())[::-1]


def only_packet(parts: Sequence[Part]) -> Part | None:
    """Return the packet that a file is, the only one in it that brings a document, or the only one at all."""
    group = _speaking_packet(parts)
    return None if group is None else group[0]


def claims_in(parts: Sequence[Part], sha256: str) -> tuple[PacketClaim, ...]:
    """Return what packets say of documents sent before, in their order; ``sha256`` is that of the file.

    Where several bring a document, nobody knows which of them the file was sent for: none is heard.
    """
    if len(_bringing(parts)) > 1:
        return ()
    claims = (claim_by(group[0], sha256) for group in packets_in(parts))
    return tuple(claim for claim in claims if claim is not None)


def claim_by(packet: Part, sha256: str) -> PacketClaim | None:
    """Return what one packet says of a document sent before; ``sha256`` is that of the file it came in."""
    return claim_of(packet.document, sha256 if packet.data is None else digest_of(packet.data))


def speaking(parts: Sequence[Part]) -> Sequence[Part]:
    """Return the parts among which the document is looked for.

    They are those of the packet that brings it where its header states a document, else those that lie in no
    packet where there are several, else all.
    """
    group = _speaking_packet(parts)
    if group is None and packets_in(parts):
        inside = {id(part) for group in _groups(parts) for part in group}
        return [part for part in parts if id(part) not in inside]
    return group if group is not None and _states_document(group[0]) else parts


def several_packets(parts: Sequence[Part]) -> Reason | None:
    """Name the packets of a file in which several bring a document: name, what it says, and of what."""
    if len(_bringing(parts)) <= 1:
        return None
    found = packets_in(parts)
    facts = [fact for group in found for fact in _told(group[0])]
    return Reason(ReviewCode.SEVERAL_PACKETS, (str(len(found)), *facts))


def _speaking_packet(parts: Sequence[Part]) -> Parts | None:
    found = _bringing(parts) or packets_in(parts)
    return found[0] if len(found) == 1 else None


def _bringing(parts: Sequence[Part]) -> tuple[Parts, ...]:
    """Return the packets that do more than tell of documents sent before."""
    return tuple(group for group in packets_in(parts) if not _only_tells(group[0]))


def _only_tells(packet: Part) -> bool:
    claim = claim_by(packet, "")
    return claim is not None and not claim.brings_document


def _groups(parts: Sequence[Part]) -> list[Parts]:
    groups: list[list[Part]] = []
    depth: int | None = None
    for part in parts:
        if depth is not None and part.depth > depth:
            groups[-1].append(part)
        elif part.document is not None and part.document.format == _FORMAT:
            depth = part.depth
            groups.append([part])
        else:
            depth = None
    return [tuple(group) for group in groups]


def _states_document(packet: Part) -> bool:
    return packet.document is not None and packet.document.stated is not None


def _told(packet: Part) -> tuple[str, str, str]:
    """Return name, code and document of a packet; one that speaks of none before has no code."""
    claim = claim_by(packet, "")
    if claim is not None:
        return packet.name, claim.code, claim.named or _code(packet.found)
    return packet.name, "", _code(packet.found)


def _code(found: Identification | None) -> str:
    return "" if found is None or found.code is None else str(found.code.value)
