"""One registered document with its files, its links and how it came: what ``record.json`` holds."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final, Self

from model.actor import Actor
from model.answer import FieldAnswer
from model.deadline import Deadline
from model.document_code import DocumentCode
from model.document_kind import DocumentKind
from model.identification import Evidence, Identification
from model.packet_notice import PacketNotice
from model.partial_date import PartialDate
from model.reason import Reason
from model.record_id import RecordId
from model.reply_form import ReplyForm
from model.standing import Ending, SignedOriginal, Standing
from model.vietnamese import collapse, fold

_BY_NAME: Final = "name:"


class Direction(StrEnum):
    """Whether the office issued the document or received it."""

    OUTGOING = "out"
    INCOMING = "in"


class FileRole(StrEnum):
    """What a stored file is to its record."""

    ORIGINAL = "original"
    """Bytes as they arrived; the only evidence, never changed."""
    DOCUMENT = "document"
    """The document itself, taken out of the mail, zip or packet that is the original."""
    ATTACHMENT = "attachment"
    """What came with the document: an annex, or anything else that is no document of its own."""
    VERSION = "version"
    """A further version of the same document (same sender, number, symbol, date; other bytes)."""
    DRAFT = "draft"
    """The draft that an issued document was rendered from."""
    RENDERED = "rendered"
    """DOCX and PDF of an issued document."""
    SIGNED = "signed"
    """The signed original of an issued document, or a scan of it; its bytes are never changed."""
    TEXT = "text"
    """The text that was read from the original, kept so that no index rebuild reads files again."""
    DATA = "data"
    """A data file that came with a document: kept whole, never read."""
    NOTICE = "notice"
    """A packet that says what became of the document elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """One file of a record: ``path`` is its ASCII name inside the object, ``name`` the true one, NFC."""

    path: str
    name: str
    role: FileRole
    sha256: str
    size: int
    media_type: str


class ArrivalOutcome(StrEnum):
    """What an arrived file became."""

    FILED = "filed"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivedFile:
    """A ledger row that ended in this record: enough to make the row again from the archive."""

    ledger_id: int
    channel: str
    """"inbox", or "command" for a file named on the command line."""
    path: str
    """Where it lay, relative to the inbox (or whole, for a command), NFC."""
    sha256: str
    size: int
    seen_at: datetime
    settled_at: datetime
    outcome: ArrivalOutcome


class LinkState(StrEnum):
    """How sure the office is that a record answers a dispatch."""

    AUTOMATIC = "automatic"
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REMOVED = "removed"

    @property
    def counts(self) -> bool:
        """Whether the answer board counts the link."""
        return self in {LinkState.AUTOMATIC, LinkState.CONFIRMED}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyLink:
    """The claim that a record answers one of our dispatches, with its reasons."""

    dispatch: RecordId
    code: DocumentCode
    score: int
    """0 to 100; records.md 1.11: from 85 automatic, from 40 proposed."""
    state: LinkState
    evidence: tuple[Evidence, ...]
    decided_by: Actor
    decided_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """One body that is expected to answer, frozen on the day of issue."""

    organ_id: str
    name: str
    province_id: str | None = None

    @classmethod
    def by_name(cls, name: str) -> Self:
        """Return an addressee that the registry of organs does not know: its answer is told by its name."""
        return cls(organ_id=f"{_BY_NAME}{collapse(fold(name))}", name=name)

    @property
    def is_registered(self) -> bool:
        """Whether the registry of organs knows it."""
        return not self.organ_id.startswith(_BY_NAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One document of the office, outgoing or incoming, as the archive keeps it."""

    id: RecordId
    direction: Direction
    registered_at: datetime
    registered_by: Actor
    code: DocumentCode | None = None
    kind: DocumentKind | None = None
    subject: str | None = None
    dated: PartialDate | None = None
    """The date written in the document."""
    organ: str | None = None
    """The issuer as it was named on the day; never rewritten when bodies merge."""
    parent_organ: str | None = None
    organ_id: str | None = None
    province_id: str | None = None
    place: str | None = None
    signer: str | None = None
    signer_title: str | None = None
    recipients: tuple[str, ...] = ()
    arrival_number: int | None = None
    """Số đến; None for outgoing records and for files that are no document."""
    arrived_on: date | None = None
    """The day of its arrival number."""
    came_on: date | None = None
    """Of a document whose number was taken after its file had come: the day of the file."""
    arrivals: tuple[ArrivedFile, ...] = ()
    sent_from: str | None = None
    """The address of the mail, or the identifier of the packet's sender, that brought it."""
    pages: tuple[int, ...] = ()
    """Of a document that shares its file with others: its pages there, from 1; empty where it has all."""
    parted_from: RecordId | None = None
    """Of a document that was scanned together with another: the record whose file it came in."""
    parted_off: tuple[RecordId, ...] = ()
    """The records that were made of further documents in the same file."""
    series: str | None = None
    """The number series of an outgoing document."""
    number: int | None = None
    """The number taken from that series."""
    deadline: Deadline | None = None
    addressees: tuple[Addressee, ...] = ()
    links: tuple[ReplyLink, ...] = ()
    review: tuple[Reason, ...] = ()
    """Why the record waits for a person; empty when nothing is open."""
    files: tuple[StoredFile, ...] = ()
    identification: Identification | None = None
    form: ReplyForm | None = None
    """The form that goes out with a dispatch, for its answers to be read back."""
    mark: str | None = None
    """Of a dispatch with a form: the id that the marks on its forms bear (``ReplyMark.dispatch``)."""
    reminds: RecordId | None = None
    """Of a reminder: the dispatch that it asks to be answered."""
    answers: tuple[FieldAnswer, ...] = ()
    """What a filled form says, in the order of the form's items."""
    kept_by: tuple[str, ...] = ()
    """Of an issued document: the units that keep a copy (Lưu)."""
    copies: int | None = None
    """Of an issued document: how many copies are issued."""
    signed_on: date | None = None
    """The day on which the paper was signed, where it was signed before it was numbered."""
    signed: tuple[SignedOriginal, ...] = ()
    """The signed originals, first one first."""
    corrects: RecordId | None = None
    """Of a correction (công văn đính chính): the document that it corrects."""
    cancelled: Ending | None = None
    recalled: Ending | None = None
    notices: tuple[PacketNotice, ...] = ()
    """What packets said of the document, first arrival first; nothing is ever taken out."""

    @property
    def reached_on(self) -> date:
        """The day on which the document reached the office, from which lateness is counted."""
        return self.came_on or self.arrived_on or self.registered_at.date()

    @property
    def standing(self) -> Standing | None:
        """Where the document stands; None for an incoming one that nobody recalled."""
        if self.recalled is not None:
            return Standing.RECALLED
        if self.cancelled is not None:
            return Standing.CANCELLED
        if self.direction is Direction.INCOMING:
            return None
        is_signed = bool(self.signed) or self.signed_on is not None
        return Standing.ISSUED if is_signed else Standing.AWAITING_SIGNATURE

    @property
    def signed_by(self) -> tuple[str, ...]:
        """Who signed, as the certificates of the last signed original name them, else as it was drafted."""
        named = tuple(one.signer for one in self.signed[-1].signatures if one.signer) if self.signed else ()
        return named or ((self.signer,) if self.signer else ())
