"""The head of a draft: kind, issuer, number and symbol, stamps, address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from generator.draft_source import Field, Fields
from generator.kind_description import Common, Contact
from model.dispatch import Circulation, Issuer
from model.document_code import DocumentCode, DocumentCodeError
from model.document_kind import DocumentKind, kind_by_name
from model.layout_profile import LayoutProfile
from model.organ import UnknownOrganError, find_organ, organ
from model.urgency import Urgency
from model.vietnamese import collapse, fold, nfc

OFFICE_SYMBOL: Final = "ky_hieu_co_quan"
"""Under which the usual values hold the office's own abbreviation."""
_OF_OFFICE_ALONE: Final = ("ma_co_quan", "co_quan_chu_quan", OFFICE_SYMBOL)
_HEAD_SYMBOLS: Final = ("CT", "TT", "HĐ", "BCĐ", "TCT")
"""How symbols of heads and of advisory bodies begin, which the registry does not hold."""
_Mark = TypeVar("_Mark", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Header:
    """Fields of which the office knows the usual value."""

    fields: Fields
    defaults: Mapping[str, str]

    def lines(self, name: str) -> tuple[str, ...]:
        """Return the lines of a field, of its usual value, or nothing."""
        field = self.fields.get(name)
        if field is not None:
            return field.lines()
        usual = nfc(self.defaults.get(name, "")).split("\n")
        return tuple(line for line in map(collapse, usual) if line)

    def text(self, name: str) -> str | None:
        """Return the same on one line, None when there is nothing."""
        return " ".join(self.lines(name)) or None

    def need(self, name: str) -> str:
        """Return the same on one line.

        Raises:
            DraftInvalidError: when neither the draft nor the office says it.
        """
        return self.text(name) or self.fields.need(name).text()


def own_header(header: Header) -> Header:
    """Return the header without what is usual only for the office itself, when another body issues."""
    typed, usual = header.fields.get("co_quan_ban_hanh"), header.defaults.get("co_quan_ban_hanh")
    if typed is None or usual is None or fold(" ".join(typed.lines())) == fold(collapse(usual)):
        return header
    kept = {name: value for name, value in header.defaults.items() if name not in _OF_OFFICE_ALONE}
    return Header(header.fields, kept)


def read_kind(field: Field) -> DocumentKind:
    """Return the kind that a draft names, by its name or its id."""
    text = field.text()
    kind = next((known for known in DocumentKind if known == text), None) or kind_by_name(text)
    if kind is None:
        raise field.error("kind-unknown", text)
    return kind


def with_usual_symbol(header: Header, kind: DocumentKind, day: date) -> Header:
    """Return the header with the symbol that a named kind has in this office: ``QĐ-BGDĐT``."""
    office, short = header.defaults.get(OFFICE_SYMBOL), kind.abbreviation(LayoutProfile.on(day))
    if not office or not short or header.defaults.get("ky_hieu"):
        return header
    return Header(header.fields, {**header.defaults, "ky_hieu": f"{short}-{office}"})


def read_code(header: Header) -> DocumentCode:
    """Return the code without number; a draft gives only the symbol."""
    symbol = header.need("ky_hieu")
    field = header.fields.get("ky_hieu") or header.fields.owner
    try:
        code = DocumentCode.parse(f"/{symbol}")
    except DocumentCodeError as error:
        raise field.error("symbol-invalid", symbol) from error
    if code.year is not None:
        raise field.error("symbol-with-year", symbol)
    if code.party or symbol.startswith("-"):
        raise field.error("symbol-of-party", symbol)
    if code.has_number:
        raise field.error("symbol-invalid", symbol)
    return code


def check_symbol(header: Header, kind: DocumentKind, code: DocumentCode, issuer: Issuer, day: date) -> None:
    """Refuse a symbol that names another kind, or an issuer that is not this one (II-3b).

    Raises:
        DraftInvalidError: with what the symbol should be.
    """
    field = header.fields.get("ky_hieu")
    if field is None:
        return
    short = kind.abbreviation(LayoutProfile.on(day))
    if short is None and code.kind is not DocumentKind.OFFICIAL_DISPATCH and code.kind is not None:
        raise field.error("symbol-names-kind", code.symbol, kind.label)
    if short is not None and code.symbol.split("-", 1)[0] != short:
        raise field.error("symbol-of-other-kind", code.symbol, kind.label, short)
    known = _known_symbols(header, issuer, day)
    if known and code.organ not in known and not code.organ.startswith(_HEAD_SYMBOLS):
        raise field.error("symbol-of-other-organ", code.organ, issuer.name, known[0])


def read_issuer(header: Header, symbol: str, day: date) -> Issuer:
    """Return the issuer, with its id when the registry of organs knows it on that day."""
    header.need("co_quan_ban_hanh")
    name_lines = header.lines("co_quan_ban_hanh")
    parent = header.text("co_quan_chu_quan")
    known = find_organ(" ".join(name_lines), day=day, parent=parent)
    return Issuer(
        name_lines=name_lines,
        parent_name=parent,
        symbol=symbol,
        organ_id=header.text("ma_co_quan") or (known.id if known else None),
    )


def name_in_prose(issuer: Issuer, day: date) -> str:
    """Return the issuer as sentences name it, with its province."""
    try:
        return organ(issuer.organ_id or "", day).full_name
    except UnknownOrganError:
        return issuer.name


def refuse_foreign(header: Header, kind: DocumentKind, common: Common) -> None:
    """Refuse documents of the Party, and normative ones, which other rules than the decree lay out.

    Raises:
        DraftInvalidError: with the reason.
    """
    if kind in common.refused.normative:
        raise header.fields.need("loai").error("kind-normative", kind.label)
    name = header.text("co_quan_ban_hanh") or ""
    for beginning in common.refused.party_issuers:
        if f"{fold(name)} ".startswith(f"{fold(beginning)} "):
            field = header.fields.get("co_quan_ban_hanh") or header.fields.owner
            raise field.error("issuer-of-party", name)


def read_urgency(field: Field | None) -> Urgency | None:
    """Return how fast the document has to go."""
    return _mark(field, Urgency, "urgency-unknown")


def read_circulation(field: Field | None) -> Circulation | None:
    """Return how far the document may go."""
    return _mark(field, Circulation, "circulation-unknown")


def read_contact(field: Field | None, contact: tuple[Contact, ...]) -> tuple[str, ...]:
    """Return the lines at the foot: as they are typed, or made of address, telephone and the like."""
    if field is None:
        return ()
    if not field.is_mapping:
        return field.lines()
    fields = field.fields()
    fields.allow(name for line in contact for name in line.words)
    lines = (
        line.joint.join(
            words.format(given.text()) for name, words in line.words.items() if (given := fields.get(name))
        )
        for line in contact
    )
    return tuple(line for line in lines if line)


def _known_symbols(header: Header, issuer: Issuer, day: date) -> tuple[str, ...]:
    """Return what may stand for the issuer in a symbol; nothing when the registry does not know it."""
    try:
        known = organ(issuer.organ_id or "", day).abbreviations
    except UnknownOrganError:
        return ()
    own = header.defaults.get(OFFICE_SYMBOL)
    return (*known, own) if own else known


def _mark(field: Field | None, marks: type[_Mark], code: str) -> _Mark | None:
    if field is None:
        return None
    typed = fold(field.text()).replace(" ", "-")
    for mark in marks:
        if mark == typed:
            return mark
    raise field.error(code, field.text())
