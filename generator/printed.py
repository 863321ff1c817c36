"""The words of a document as they stand on paper: what Word, PDF and the search index have in common."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.annex import Annex
from model.dispatch import Circulation, Part
from model.urgency import Urgency


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgencyStamp:
    """How fast the document has to go, and the words that say so."""

    level: Urgency
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CirculationStamp:
    """How far the document may go, and the words that say so."""

    level: Circulation
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """What stands centred above the text: the kind's name, its subject, in brackets what it belongs to."""

    name: str | None
    subject: str | None = None
    reference: tuple[str, ...] = ()
    has_rule: bool = True
    """Whether a short line is drawn under the last of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One who signs: capacity and title above the signature, any other title and the name under it."""

    lines: tuple[str, ...]
    other_title: str | None = None
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyBlock:
    """What makes the text above it a copy, under a line over the whole width."""

    form: str
    issuer: tuple[str, ...]
    code: str
    place_date: str
    recipients_label: str
    recipients: tuple[str, ...]
    signature: Signature

    @property
    def text(self) -> str:
        """The words, in reading order."""
        lines = (self.form, *self.issuer, self.code, self.place_date, self.recipients_label, *self.recipients)
        return "\n".join((*lines, *self.signature.lines, self.signature.name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Every line of the document, punctuated and in its final case; the names are not yet broken.

    What a kind does not print is None or empty.
    """

    circulation: CirculationStamp | None = None
    national_name: str
    motto: str
    parent_agency: str | None
    issuer: tuple[str, ...]
    code: str | None
    place_date: str | None
    subject: str | None
    """The line under number and symbol, with ``V/v`` (5b)."""
    urgency: UrgencyStamp | None = None
    heading: Title | None = None
    addressee_label: str
    addressees: tuple[str, ...]
    body: tuple[Part, ...]
    recipients_label: str
    recipients: tuple[str, ...]
    signatures: tuple[Signature, ...]
    """From left to right: none, one or two."""
    contact: tuple[str, ...] = ()
    """At the foot of the first page."""
    attached: "Printed | None" = None
    """The text that it issues, under a letterhead of its own."""
    annexes: tuple[Annex, ...] = ()
    """Those in the same file."""
    copy: CopyBlock | None = None
    caption: str
    """What it is about, as file properties show it."""

    @property
    def title(self) -> str:
        """Code and subject, as file properties show them."""
        return f"{self.code} {self.caption}" if self.code else self.caption

    @property
    def author(self) -> str:
        """The issuer on one line."""
        return " ".join(self.issuer)

    @property
    def annex(self) -> Annex | None:
        """The annex that is a form to be filled in: the one with places for answers."""
        return next((annex for annex in self.annexes if annex.tables), None)

    @property
    def is_signed_by_two(self) -> bool:
        """Whether two sign side by side, so that the recipients stand under them."""
        return len(self.signatures) > 1

    @property
    def text(self) -> str:
        """The whole document as plain text, in reading order."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        if self.circulation:
            yield self.circulation.words
        yield from filter(None, (self.parent_agency, *self.issuer, self.national_name, self.motto))
        yield from filter(None, (self.code, self.place_date, self.subject))
        if self.urgency:
            yield self.urgency.words
        if self.heading:
            yield from filter(None, (self.heading.name, self.heading.subject, *self.heading.reference))
        if len(self.addressees) == 1:
            yield f"{self.addressee_label} {self.addressees[0]}"
        elif self.addressees:
            yield from (self.addressee_label, *self.addressees)
        yield from (part.text for part in self.body)
        yield from self._closing_lines()

    def _closing_lines(self) -> Iterator[str]:
        if self.recipients:
            yield from (self.recipients_label, *self.recipients)
        for signature in self.signatures:
            yield from filter(None, (*signature.lines, signature.other_title, signature.name))
        yield from self.contact
        if self.copy:
            yield self.copy.text
        if self.attached:
            yield self.attached.text
        yield from (annex.text for annex in self.annexes)
