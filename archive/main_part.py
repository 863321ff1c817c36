"""Which of the documents in a file is the one that it was sent for, and what is known of that."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Final

from archive.looking import Part
from archive.packets_inside import only_packet, speaking
from archive.read_document import MemberRole
from model.identification import Identification, TextSource

SOURCES: Final = (TextSource.PACKET, TextSource.TEXT, TextSource.OCR)
"""From the surest text to the least sure."""


def main_part(parts: Sequence[Part]) -> Part | None:
    """Return the document in a file: the file itself, or the member that the others belong to."""
    readable = [
        part for part in speaking(parts) if part.found is not None and part.role is not MemberRole.BODY
    ]
    return min(readable, key=_rank, default=None)


def identification_of(parts: Sequence[Part]) -> Identification | None:
    """Return what is known of the document: by a packet's header, and for the rest by its own pages."""
    main = main_part(parts)
    if main is None or main.found is None:
        return None
    packet = only_packet(parts)
    if packet is None or packet.document is None or packet.document.stated is None or packet.found is None:
        return main.found
    return _merged(packet.found, main.found)


def is_registrable(found: Identification) -> bool:
    """Whether enough of a document's form was read: a code, or an issuer with a date."""
    return found.code is not None or (found.organ is not None and found.date is not None)


def source_rank(found: Identification | None) -> int:
    """Return the place of a text's source, the surest one being 0."""
    return len(SOURCES) if found is None else SOURCES.index(found.text_source)


def _rank(part: Part) -> tuple[bool, bool, bool, int]:
    """Order the parts of a file: what its container calls the document, then what looks like one."""
    found, document = part.found, part.document
    is_named = part.data is not None and part.role is MemberRole.DOCUMENT
    is_document = found is not None and is_registrable(found)
    has_words = document is not None and document.is_document
    return not is_named, not is_document, not has_words, source_rank(found)


def _merged(stated: Identification, read: Identification) -> Identification:
    """Let what the pages say fill in what the header leaves open; all that is answered counts."""
    known = {field.name: getattr(stated, field.name) for field in fields(stated)}
    merged = replace(read, **{name: value for name, value in known.items() if value})
    answered = {reading.value for reading in stated.replies_to}
    further = (reading for reading in read.replies_to if reading.value not in answered)
    return replace(
        merged,
        replies_to=(*stated.replies_to, *further),
        suggestions={name: one for name, one in merged.suggestions.items() if not known.get(name)},
    )
