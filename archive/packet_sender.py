"""Who sent a packet, as far as the audit may say so of one that is withheld (records.md R-36)."""

import re
from collections.abc import Iterator
from typing import Final

from archive.read_document import ReadDocument
from model.organ_identifier import canonical

_IDENTIFIER: Final = re.compile(r"[A-Z][0-9]{2}(?:\.[0-9]{2,3}){0,5}", re.ASCII)
"""What can be nothing else: whatever more stands in its place may be secret."""


def packet_sender(document: ReadDocument) -> str | None:
    """Return the identifier of who sent the packets that a file is or holds, where all are of one sender."""
    found = set(_identifiers(document))
    return found.pop() if len(found) == 1 else None


def _identifiers(document: ReadDocument) -> Iterator[str | None]:
    if document.format == "edxml":
        identifier = canonical(document.metadata.get("sender_id", ""))
        yield identifier if _IDENTIFIER.fullmatch(identifier) else None
    for member in document.members:
        if member.document is not None:
            yield from _identifiers(member.document)
