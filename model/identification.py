"""What the reader recognised in a document, and why it thinks so."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from model.deadline import Deadline
from model.document_code import DocumentCode
from model.document_kind import DocumentKind
from model.partial_date import PartialDate
from model.urgency import Urgency

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a value was read and by which rule.

    ``box`` is left, top, right, bottom in millimetres from the top left corner of the page, when the format
    has geometry.
    """

    text: str
    rule: str
    page: int | None = None
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Generic[T]):
    """A value with its confidence (0 to 1) and evidence."""

    value: T
    confidence: float
    evidence: Evidence


class TextSource(StrEnum):
    """Where the text of a document came from."""

    TEXT = "text"
    OCR = "ocr"
    PACKET = "packet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identification:
    """Everything recognised in one document; a field that was not read is None or empty, never guessed."""

    format: str
    text_source: TextSource = TextSource.TEXT
    pages: int | None = None
    code: Reading[DocumentCode] | None = None
    organ: Reading[str] | None = None
    parent_organ: Reading[str] | None = None
    organ_id: Reading[str] | None = None
    """Id in the registry of organs (model.organ) at the document's date."""
    province_id: Reading[str] | None = None
    """Id of the province the sender belongs to (model.province)."""
    date: Reading[PartialDate] | None = None
    place: Reading[str] | None = None
    kind: Reading[DocumentKind] | None = None
    subject: Reading[str] | None = None
    recipients: Reading[tuple[str, ...]] | None = None
    signer: Reading[str] | None = None
    signer_title: Reading[str] | None = None
    capacity: Reading[str] | None = None
    """In whose place it was signed, as printed before the title: ``KT.``, ``TL.``, ``TM.`` ..."""
    urgency: Reading[Urgency] | None = None
    deadline: Reading[Deadline] | None = None
    """The day by which it asks for an answer."""
    attachments: tuple[Reading[str], ...] = ()
    """What it says lies with it, in its own words."""
    replies_to: tuple[Reading[DocumentCode], ...] = ()
    """Codes the document says it answers or carries out at someone's request."""
    refers_to: tuple[Reading[DocumentCode], ...] = ()
    """Other codes it builds on or corrects."""
    suggestions: dict[str, tuple[Reading[str], ...]] = field(default_factory=dict)
    """Per field: values a person should confirm, best first; they count as neither read nor asserted."""
    further: "tuple[FurtherDocument, ...]" = ()
    """Other documents that seem to begin on later pages: scanned together with this one, or annexed to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherDocument:
    """Pages that look like a document of their own, with what was recognised on them; counted from 1."""

    first: int
    last: int
    found: Identification
