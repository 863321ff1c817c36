"""A copy of a document (sao y, sao lục, trích sao): the words printed under or on what is copied."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self

from model.copy_form import CopyForm
from model.dispatch import Filing, Issuer, Part, Signatory
from model.document_code import DocumentCode
from model.document_kind import DocumentKind


class Medium(StrEnum):
    """What a document is on."""

    PAPER = "giay"
    ELECTRONIC = "dien-tu"


_PATHS = {
    CopyForm.FULL: {
        (Medium.PAPER, Medium.PAPER),
        (Medium.ELECTRONIC, Medium.PAPER),
        (Medium.PAPER, Medium.ELECTRONIC),
    },
    CopyForm.RECOPY: {
        (Medium.PAPER, Medium.PAPER),
        (Medium.PAPER, Medium.ELECTRONIC),
        (Medium.ELECTRONIC, Medium.PAPER),
    },
    CopyForm.EXTRACT: {(source, target) for source in Medium for target in Medium},
}
"""From what to what each form may lead (article 25)."""


def may_copy(form: CopyForm, source: Medium, target: Medium) -> bool:
    """Whether article 25 knows this form of copy from one medium to the other."""
    return (source, target) in _PATHS[form]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedDocument:
    """What is copied, as its own letterhead says it; ``file`` is its name beside the draft."""

    code: DocumentCode | None = None
    issued_on: date | None = None
    place: str | None = None
    organ: str
    kind: DocumentKind
    subject: str
    medium: Medium
    copied_as: CopyForm | None = None
    """The form of copy that it is itself; None for an original."""
    file: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCopy:
    """A copy with or without its number, in its series for all three forms."""

    form: CopyForm
    original: CopiedDocument
    medium: Medium
    issuer: Issuer
    symbol: str
    number: int | None = None
    place: str
    issued_on: date | None = None
    year: int
    body: tuple[Part, ...] = ()
    """The part that an extract gives; empty for whole copies."""
    recipients: tuple[str, ...] = ()
    filing: Filing
    signatory: Signatory

    @property
    def code(self) -> DocumentCode:
        """The number and symbol as cited; without number on a draft."""
        if self.number is None:
            return DocumentCode(number="", symbol=self.symbol)
        return DocumentCode.of(number=self.number, symbol=self.symbol)

    def numbered(self, number: int, on: date) -> Self:
        """Return the copy as issued on a day under a number of the register."""
        return replace(self, number=number, issued_on=on, year=on.year)
