"""A dispatch as it is written: every value that gets printed, before and after it has its number."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self

from model.deadline import Deadline
from model.document_code import DocumentCode
from model.document_kind import DocumentKind
from model.record import Addressee
from model.reply_form import ReplyForm
from model.urgency import Urgency


class Alignment(StrEnum):
    """How a column of a table stands in its cells."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body; its numbering is part of its text, as typed."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The words without their style."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of the body: every row has as many cells as the heading."""

    heading: tuple[Paragraph, ...]
    rows: tuple[tuple[Paragraph, ...], ...]
    alignments: tuple[Alignment, ...]
    shares: tuple[float, ...] = ()
    """How much of the width each column takes, together 1; empty for what their words need."""

    @property
    def text(self) -> str:
        """The words, one row a line, cells parted by tabs."""
        return "\n".join("\t".join(cell.text for cell in row) for row in (self.heading, *self.rows))


class HeadingLevel(StrEnum):
    """What a heading opens (II-6đ), from the widest to the narrowest."""

    PART = "phan"
    CHAPTER = "chuong"
    SECTION = "muc"
    SUBSECTION = "tieu-muc"
    ROMAN = "la-ma"
    """``I. TÌNH HÌNH``, in a text without articles."""
    ARTICLE = "dieu"
    CLAUSE = "khoan"

    @property
    def stands_alone(self) -> bool:
        """Whether number and title stand on lines of their own, centred, the title in capitals."""
        return self in {self.PART, self.CHAPTER, self.SECTION, self.SUBSECTION}


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A bold heading with what it is numbered by, as printed: ``Chương I``, ``Điều 1.``, ``I.``."""

    level: HeadingLevel
    number: str
    title: str

    @property
    def text(self) -> str:
        """Number and title, on two lines where they stand so."""
        return ("\n" if self.level.stands_alone else " ").join((self.number, self.title))


@dataclass(frozen=True, slots=True)
class Basis:
    """One line of the legal grounds (căn cứ), with the stop that its place asks for."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The words without their style."""
        return "".join(run.text for run in self.runs)


class BannerRole(StrEnum):
    """What a centred line in capitals says."""

    AUTHORITY = "tham-quyen"
    """Who decides: ``BỘ TRƯỞNG BỘ NỘI VỤ``; stands before the legal grounds."""
    OPERATIVE = "lenh"
    """The operative word: ``QUYẾT ĐỊNH:``; stands after them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """A line of its own, bold, centred; ``text`` in its final case."""

    text: str
    role: BannerRole


UprightPart = Paragraph | Table | Heading | Basis | Banner


@dataclass(frozen=True, slots=True)
class Landscape:
    """Parts on turned pages of their own."""

    parts: tuple[UprightPart, ...]

    @property
    def text(self) -> str:
        """The words of the parts."""
        return "\n".join(part.text for part in self.parts)


Part = UprightPart | Landscape
"""What a text is made of, in reading order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """Who issues: ``name_lines`` as the letterhead prints them, ``symbol`` as codes write it (BGDĐT)."""

    name_lines: tuple[str, ...]
    parent_name: str | None = None
    """The direct superior (cơ quan chủ quản), as the letterhead prints it."""
    symbol: str
    organ_id: str | None = None

    @property
    def name(self) -> str:
        """The name on one line."""
        return " ".join(self.name_lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Who signs: ``capacity_lines`` are the lines above the own title (TM., KT., TL. ...)."""

    capacity_lines: tuple[str, ...] = ()
    title: str
    other_title: str | None = None
    """What stands above the name as well (7b): the title in the agency of who heads a council."""
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """The last recipient line (Lưu): the units that keep a copy, and how many when more than one."""

    units: tuple[str, ...]
    copies: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafter:
    """Initials of who drafted the text, and how many copies are issued: ``PL.(40)``."""

    initials: str
    copies: int | None = None


class Circulation(StrEnum):
    """How far a document may go (III-2c)."""

    RETURN_AFTER_READING = "xem-xong-tra-lai"
    INTERNAL = "luu-hanh-noi-bo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """A phụ lục; its number follows from its place among the others."""

    title: str
    parts: tuple[Part, ...]
    landscape: bool = False
    separate: bool = False
    """Whether it is a file of its own, whose line of reference stays unfilled (III-1c)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedText:
    """The text that a decision issues (Mẫu 1.3), under its own letterhead without number and date."""

    kind: DocumentKind
    subject: str
    parts: tuple[Part, ...]
    signatory: Signatory | None = None
    """Who signs it as well; mostly nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """A document of any kind, with or without its number.

    A draft has no ``number`` and may have no ``issued_on``; ``year`` is the one in its open date.
    What of it is printed, and where, is said in the ``template.toml`` of its kind.
    """

    kind: DocumentKind
    issuer: Issuer
    symbol: str
    number: int | None = None
    place: str
    issued_on: date | None = None
    year: int
    subject: str
    """Where the kind prints none, what the register says of it."""
    addressee_label: str | None = None
    """What stands before the addressees: ``Kính gửi:``; None for the usual words of the kind."""
    addressee_lines: tuple[str, ...] = ()
    expected: tuple[Addressee, ...] = ()
    """Who is expected to answer, frozen on the day of issue."""
    body: tuple[Part, ...]
    annexes: tuple[Annex, ...] = ()
    attached: AttachedText | None = None
    recipients: tuple[str, ...] = ()
    filing: Filing | None = None
    """None for the kinds that keep no copy line, such as a contract."""
    drafter: Drafter | None = None
    signatory: Signatory
    """Who decides: the only one, or the one on the right."""
    left_signatory: Signatory | None = None
    """The second one, of minutes, contracts and agreements."""
    urgency: Urgency | None = None
    circulation: Circulation | None = None
    contact: tuple[str, ...] = ()
    """Address, telephone and the like, at the foot of the first page (III-4)."""
    deadline: Deadline | None = None
    form: ReplyForm | None = None
    """What the addressees are asked to fill in."""
    reminds: DocumentCode | None = None
    """The dispatch that this one asks to be answered at last."""
    corrects: DocumentCode | None = None
    """The document whose slip of form this one corrects (đính chính)."""

    @property
    def signatories(self) -> tuple[Signatory, ...]:
        """Who signs, from left to right."""
        return (self.left_signatory, self.signatory) if self.left_signatory else (self.signatory,)

    @property
    def code(self) -> DocumentCode:
        """The number and symbol as cited; without number on a draft."""
        if self.number is None:
            return DocumentCode(number="", symbol=self.symbol)
        return DocumentCode.of(number=self.number, symbol=self.symbol)

    def numbered(self, number: int, on: date) -> Self:
        """Return the dispatch as issued on a day under a number of the register."""
        return replace(self, number=number, issued_on=on, year=on.year)
