"""Who sent a file, as the mail or the packet around it says: a name of the sender, not of who signed."""

from email.utils import parseaddr
from typing import Final

from archive.looking import Part
from archive.packets_inside import speaking
from model.organ_identifier import canonical

_MAILS: Final = frozenset({"eml", "msg"})


def sent_from(parts: tuple[Part, ...]) -> str | None:
    """Return the address that a mail came from, or the identifier of a packet's sender."""
    document = speaking(parts)[0].document if parts else None
    if document is None:
        return None
    if document.format in _MAILS:
        _, address = parseaddr(document.metadata.get("from", ""))
        return address.lower() if "@" in address else None
    identifier = document.metadata.get("sender_id") if document.format == "edxml" else None
    return None if identifier is None else canonical(identifier)
