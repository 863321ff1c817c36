"""What a packet claims of a document that was sent before: its status, its recall, its other form."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from archive.read_document import ReadDocument
from model.clock import VIETNAM
from model.document_code import DocumentCode, DocumentCodeError
from model.organ_identifier import canonical
from model.packet_notice import RECALLED, REPLACED, UPDATED

PACKET: Final = "application/edxml+xml"
"""The media type of packets."""
_FORMAT: Final = "edxml"
_BUSINESS: Final = {"1": RECALLED, "2": UPDATED, "3": REPLACED}
"""What a packet does with the document it names (BussinessDocType, records.md 1.5)."""
_MOMENT: Final = re.compile(
    r"([12][0-9]{3})[/-]([0-9]{1,2})[/-]([0-9]{1,2})(?:[ T]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?.*)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDocument:
    """A document as packets name it: ``G03,2026/03/31,9001/BGDĐT-KHTC``, as far as it is understood."""

    literal: str
    code: DocumentCode | None = None
    dated: date | None = None

    @property
    def written(self) -> str:
        """Its number and symbol, else as the packet has it."""
        return self.literal if self.code is None else str(self.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketClaim:
    """What a packet says of ``about``; ``brings_document`` when it holds the other form of it."""

    code: str
    """As of ``PacketNotice``."""
    sender: str
    identifier: str | None
    about: tuple[NamedDocument, ...]
    brings_document: bool
    packet: str
    """SHA-256 of the packet that says so."""
    at: datetime | None = None
    text: str | None = None

    @property
    def named(self) -> str:
        """The documents that it speaks of, as people write them."""
        return ", ".join(filter(None, (one.written for one in self.about)))


def claim_of(document: ReadDocument | None, packet: str) -> PacketClaim | None:
    """Return what a packet says of a document sent before; None for anything else, a new document too."""
    if document is None or document.format != _FORMAT:
        return None
    facts = document.metadata
    status = facts.get("status")
    code = status or _BUSINESS.get(facts.get("business", ""))
    if code is None:
        return None
    text = facts.get("status_text" if status else "business_reason")
    at = _moment(facts.get("status_at", ""))
    return _claim(document, code, packet, about=_about(document, code), at=at, text=text)


def unsaid_update(document: ReadDocument | None, packet: str) -> PacketClaim | None:
    """Return the update that a packet is which brings a document once more without a word of why.

    None for anything but a packet that speaks of no document sent before (records.md 1.5).
    """
    if document is None or document.format != _FORMAT or claim_of(document, packet) is not None:
        return None
    return _claim(document, UPDATED, packet)


def _claim(
    document: ReadDocument,
    code: str,
    packet: str,
    *,
    about: tuple[NamedDocument, ...] = (),
    at: datetime | None = None,
    text: str | None = None,
) -> PacketClaim:
    identifier = document.metadata.get("sender_id")
    return PacketClaim(
        code=code,
        sender=document.metadata.get("sender") or identifier or "",
        identifier=canonical(identifier) if identifier else None,
        about=about,
        brings_document=document.is_document,
        packet=packet,
        at=at,
        text=text,
    )


def _about(document: ReadDocument, code: str) -> tuple[NamedDocument, ...]:
    facts = document.metadata
    if code == REPLACED:
        return tuple(_named(literal) for literal in facts.get("replaces", "").split("; ") if literal)
    if code in {RECALLED, UPDATED}:
        whole = (facts.get("business_document_id", ""), facts.get("document_id", ""))
        return (_first(whole, facts.get("code", ""), facts.get("dated", "")),)
    return (_first((facts.get("answers_id", ""),), facts.get("answers", ""), facts.get("answers_dated", "")),)


def _first(whole: tuple[str, ...], code: str, dated: str) -> NamedDocument:
    """Return the document by the first whole name of it; some senders put a bare UUID there."""
    named = next((one for one in map(_named, whole) if one.code is not None), None)
    if named is not None:
        return named
    literal = code or next(filter(None, whole), "")
    return NamedDocument(literal=literal, code=_code(code), dated=_day(dated))


def _named(literal: str) -> NamedDocument:
    _, _, rest = literal.partition(",")
    dated, _, code = rest.partition(",")
    return NamedDocument(literal=literal, code=_code(code), dated=_day(dated))


def _code(text: str) -> DocumentCode | None:
    try:
        return DocumentCode.parse(text)
    except DocumentCodeError:
        return None


def _day(text: str) -> date | None:
    moment = _moment(text)
    return None if moment is None else moment.date()


def _moment(text: str) -> datetime | None:
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=VIETNAM)
    except ValueError:
        return None
