"""Read mails whose parts make one thing: a page of the web with its pictures, or an old edXML packet."""

from collections.abc import Iterator
from email.message import Message
from typing import Final

from archive.read_document import MOST_MEMBERS, Page, ReadDocument
from archive.readers.edxml import packet, parsed
from archive.readers.edxml_attachments import with_roles
from archive.readers.eml import header_text, parsed_mail
from archive.readers.errors import BrokenFileError, CrowdedFileError, OversizedFileError
from archive.readers.html_page import lines_of_html, text_of_html

_LARGEST: Final = 256 * 2**20
_ENVELOPE: Final = (b"Envelope", b"MessageHeader")
"""What the first part of a packet in the shape of the norm itself holds (shape C)."""


def read_mht(data: bytes, name: str) -> ReadDocument:
    """Read a page of the web that was saved whole, or a packet in a SOAP envelope.

    Raises:
        BrokenFileError: when there is neither in it.
        OversizedFileError: above 256 MiB or 200 parts.
    """
    if len(data) > _LARGEST:
        raise OversizedFileError(name, "mht", "parts")
    message = parsed_mail(data, name)
    parts = [part for part in message.walk() if not part.is_multipart()]
    if len(parts) > MOST_MEMBERS:
        raise CrowdedFileError(name, len(parts), MOST_MEMBERS)
    if parts and all(mark in _bytes(parts[0]) for mark in _ENVELOPE):
        return packet(parsed(_bytes(parts[0]), name), with_roles(_files(parts[1:])), name)
    for part in parts:
        text = text_of_html(_bytes(part), part.get_content_charset()) if _is_page(part) else None
        if text is not None:
            lines = lines_of_html(text, name)
            return ReadDocument(format="mht", media_type="multipart/related", pages=(Page(lines=lines),))
    raise BrokenFileError(name, "mht", "page")


def _is_page(part: Message) -> bool:
    return part.get_content_type() in {"text/html", "application/xhtml+xml"}


def _files(parts: list[Message]) -> Iterator[tuple[str, bytes]]:
    for part in parts:
        named = header_text(part.get_filename()) or header_text(part.get("content-description"))
        yield named or str(part.get("content-id") or "").strip("<>"), _bytes(part)


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
