"""The packets among the parts of a file, and which parts speak for the document that it was sent for."""

from collections.abc import Sequence
from typing import Final

from archive.looking import Part
from archive.packet_claim import claim_of
from model.identification import Identification
from model.reason import Reason

_FORMAT: Final = "edxml"

Parts = tuple[Part, ...]
"""A packet, and after it the files in it."""


def packets_in(parts: Sequence[Part]) -> tuple[Parts, ...]:
    """Return each packet with the files in it, the same bytes once; what lies in a packet belongs to that."""
    return tuple({group[0].data: group for group in reversed(_groups(parts))}.values())[::-1]


def only_packet(parts: Sequence[Part]) -> Part | None:
    """Return the packet that a file is, or the only one that it holds."""
    found = packets_in(parts)
    return found[0][0] if len(found) == 1 else None


def speaking(parts: Sequence[Part]) -> Sequence[Part]:
    """Return the parts among which the document is looked for.

    They are those of the only packet where its header states a document, else those that lie in no packet
    where there are several, else all.
    """
    found = packets_in(parts)
    if len(found) > 1:
        inside = {id(part) for group in _groups(parts) for part in group}
        return [part for part in parts if id(part) not in inside]
    return found[0] if found and _states_document(found[0][0]) else parts


def several_packets(parts: Sequence[Part]) -> Reason | None:
    """Name the packets of a file that holds several: of each its name, what it says, and of what."""
    found = packets_in(parts)
    if len(found) <= 1:
        return None
    facts = [fact for group in found for fact in _told(group[0])]
    return Reason("several-packets", (str(len(found)), *facts))


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
    claim = claim_of(packet.document)
    if claim is not None:
        named = (str(one.code) if one.code is not None else one.literal for one in claim.about)
        return packet.name, claim.code, ", ".join(filter(None, named)) or _code(packet.found)
    return packet.name, "", _code(packet.found)


def _code(found: Identification | None) -> str:
    return "" if found is None or found.code is None else str(found.code.value)
