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


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """A dispatch, with or without its number.

    A draft has no ``number`` and may have no ``issued_on``; ``year`` is the one in its open date.
    """

    kind: DocumentKind
    issuer: Issuer
    symbol: str
    number: int | None = None
    place: str
    issued_on: date | None = None
    year: int
    subject: str
    addressee_lines: tuple[str, ...]
    expected: tuple[Addressee, ...] = ()
    """Who is expected to answer, frozen on the day of issue."""
    body: tuple[Paragraph | Table, ...]
    recipients: tuple[str, ...] = ()
    filing: Filing
    drafter: Drafter | None = None
    signatory: Signatory
    deadline: Deadline | None = None
    form: ReplyForm | None = None
    """What the addressees are asked to fill in."""
    reminds: DocumentCode | None = None
    """The dispatch that this one asks to be answered at last."""

    @property
    def code(self) -> DocumentCode:
        """The number and symbol as cited; without number on a draft."""
        if self.number is None:
            return DocumentCode(number="", symbol=self.symbol)
        return DocumentCode.of(number=self.number, symbol=self.symbol)

    def numbered(self, number: int, on: date) -> Self:
        """Return the dispatch as issued on a day under a number of the register."""
        return replace(self, number=number, issued_on=on, year=on.year)
