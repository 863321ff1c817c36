"""The components of a document (thành phần thể thức) that were found in it, each with its paragraphs.

An empty tuple or None means that the component was not found; whether it is missing is for a rule to say.
"""

from dataclasses import dataclass
from datetime import date

from generator.checks.observed import RuleLine, SeenParagraph
from model.check_finding import Regime
from model.document_code import DocumentCode
from model.document_kind import DocumentKind

Paragraphs = tuple[SeenParagraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Everything above the text."""

    national_name: Paragraphs = ()
    motto: Paragraphs = ()
    motto_rule: RuleLine | None = None
    parent: Paragraphs = ()
    issuer: Paragraphs = ()
    issuer_rule: RuleLine | None = None
    code: SeenParagraph | None = None
    """The line ``Số: .../...``; in a text of one column only its own part."""
    place_date: SeenParagraph | None = None
    dispatch_subject: Paragraphs = ()
    """The lines ``V/v ...`` of a công văn."""
    kind_title: Paragraphs = ()
    subject: Paragraphs = ()
    """Under the kind's title."""
    subject_rule: RuleLine | None = None
    stamps: Paragraphs = ()
    """Urgency and circulation (HỎA TỐC, LƯU HÀNH NỘI BỘ)."""
    closed: bool = False
    """Whether the text that follows the letterhead was found, so that what lacks above it is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexSeen:
    """An annex (phụ lục) after the signature."""

    label: SeenParagraph
    title: Paragraphs = ()
    reference: Paragraphs = ()
    """The line in brackets that names the document."""
    paragraphs: Paragraphs = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyBlock:
    """The block of a true copy under the copied text, or its electronic line."""

    form: SeenParagraph
    code: SeenParagraph | None = None
    paragraphs: Paragraphs = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Components:
    """What was found in a document, in the order of the page."""

    letterhead: Letterhead
    addressees: Paragraphs = ()
    """From ``Kính gửi`` on, or the line ``... điện:``."""
    authority: Paragraphs = ()
    """Who decides, above the căn cứ of a decision (BỘ TRƯỞNG BỘ ...)."""
    bases: Paragraphs = ()
    """The căn cứ lines of a decision or resolution; in other kinds they are prose of the body."""
    operative: SeenParagraph | None = None
    """``QUYẾT ĐỊNH:``, ``QUYẾT NGHỊ:``."""
    body: Paragraphs = ()
    """Text and headings; cells of tables stand in ``tables``."""
    tables: Paragraphs = ()
    recipients_label: SeenParagraph | None = None
    recipients: Paragraphs = ()
    capacity: Paragraphs = ()
    """The lines of powers and title above the signature."""
    second_capacity: Paragraphs = ()
    """Of the left one of two signatories."""
    signers: Paragraphs = ()
    """Names, left then right."""
    annexes: tuple[AnnexSeen, ...] = ()
    copies: tuple[CopyBlock, ...] = ()
    contact: Paragraphs = ()
    regime: Regime = Regime.UNKNOWN
    kind: DocumentKind | None = None
    code: DocumentCode | None = None
    dated: date | None = None
    earliest: date | None = None
    """The day it is dated; where that day is left blank, the first one of the month."""

    @property
    def is_attached_text(self) -> bool:
        """Whether it is a regulation issued under a decision: a letterhead without number and date."""
        return self.letterhead.code is None and bool(self.letterhead.kind_title)
