"""The parts of a draft that are more than one line of text: each a function from its fields to a value."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from generator.draft_body import read_body
from generator.draft_source import Field, Fields, as_date
from generator.messages import phrase
from model.deadline import Deadline, find_deadline
from model.dispatch import Drafter, Filing, Issuer, Paragraph, Signatory, Table
from model.document_code import DocumentCode, DocumentCodeError
from model.organ import Organ, UnknownOrganError, expand_group, find_organ, organ
from model.record import Addressee
from model.vietnamese import collapse, fold, nfc

_ALL_REGISTERED: Final = ("so ", "bo ")
"""Folded beginnings of names that the registry holds all of: one that it does not know is a slip."""

_SIGNATORY_KEYS: Final = ("quyen_han", "chuc_vu", "ho_ten")
_FILING_COPIES = re.compile(r"(.+?)\s*\((\d{1,4})\)")


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


def read_code(header: Header) -> DocumentCode:
    """Return the code without number; a draft gives only the symbol."""
    symbol = header.need("ky_hieu")
    field = header.fields.get("ky_hieu") or header.fields.owner
    try:
        code = DocumentCode.parse(f"/{symbol}")
    except DocumentCodeError as error:
        raise field.error("symbol-invalid", symbol) from error
    if code.has_number or code.year is not None or code.party:
        raise field.error("symbol-invalid", symbol)
    return code


def read_issuer(header: Header, code: DocumentCode, day: date) -> Issuer:
    """Return the issuer, with its id when the registry of organs knows it on that day."""
    header.need("co_quan_ban_hanh")
    name_lines = header.lines("co_quan_ban_hanh")
    parent = header.text("co_quan_chu_quan")
    known = find_organ(" ".join(name_lines), day=day, parent=parent)
    return Issuer(
        name_lines=name_lines,
        parent_name=parent,
        symbol=code.organ,
        organ_id=header.text("ma_co_quan") or (known.id if known else None),
    )


def read_body_field(field: Field) -> tuple[Paragraph | Table, ...]:
    """Return the paragraphs and tables of the text."""
    text, first_line = field.block()
    return read_body(text, lambda code, number, facts: field.error(code, *facts, line=first_line + number))


def read_signatory(field: Field) -> Signatory:
    """Return who signs, and for whom."""
    fields = field.fields()
    fields.allow(_SIGNATORY_KEYS)
    capacity = fields.get("quyen_han")
    return Signatory(
        capacity_lines=capacity.lines() if capacity else (),
        title=fields.need("chuc_vu").text(),
        name=fields.need("ho_ten").text(),
    )


def read_filing(field: Field) -> Filing:
    """Return the units of ``VT, KHTC (2)`` and the number of their copies."""
    text = ", ".join(line.removesuffix(",") for line in field.lines()).removesuffix(".")
    counted = _FILING_COPIES.fullmatch(text)
    units, copies = counted.groups() if counted else (text, None)
    parts = tuple(unit for unit in map(str.strip, units.split(",")) if unit)
    return Filing(units=parts, copies=int(copies) if copies else None)


def read_drafter(fields: Fields) -> Drafter | None:
    """Return initials and copies; copies without initials are not printed anywhere."""
    initials, copies = fields.get("nguoi_soan"), fields.get("so_ban")
    if copies is not None:
        return Drafter(initials=fields.need("nguoi_soan").text(), copies=copies.number())
    return Drafter(initials=initials.text()) if initials else None


def read_deadline(field: Field | None, year: int) -> Deadline | None:
    """Return the deadline: a bare date is the last day in time, words say it themselves."""
    if field is None:
        return None
    text = field.text()
    day = as_date(text)
    if day is not None:
        return Deadline(literal=phrase("due_on", f"{day:%d/%m/%Y}"), due_on=day)
    found = find_deadline(text, year=year)
    if found is None:
        raise field.error("deadline-unread", text)
    return found


def read_reminded(field: Field | None) -> DocumentCode | None:
    """Return the code of the dispatch that is to be answered at last."""
    if field is None:
        return None
    try:
        return DocumentCode.parse(field.text())
    except DocumentCodeError as error:
        raise field.error("code-invalid", field.text()) from error


def read_expected(fields: Fields, day: date) -> tuple[Addressee, ...]:
    """Return who is expected to answer: whom ``theo_doi`` names, else whom the addressee lines mean.

    Whom the registry of organs does not know (a school, a commune) is expected by name.
    """
    named = fields.get("theo_doi")
    if named is not None:
        expected = [one for name in named.lines() for one in _named(named, name, day)]
    else:
        expected = [one for line in fields.need("kinh_gui").lines() for one in _meant(line, day)]
    return tuple({one.organ_id: one for one in expected}.values())


def _named(field: Field, name: str, day: date) -> Iterator[Addressee]:
    try:
        found: tuple[Organ, ...] = (organ(name, day),)
    except UnknownOrganError:
        found = expand_group(name, day)
    if not found and fold(name).startswith(_ALL_REGISTERED):
        raise field.error("organ-unknown", name, f"{day:%d/%m/%Y}")
    yield from map(_addressee, found) if found else (Addressee.by_name(collapse(name)),)


def _meant(line: str, day: date) -> Iterator[Addressee]:
    name = collapse(line.removeprefix("-").strip(" ;."))
    found = expand_group(name, day)
    yield from map(_addressee, found) if found else (Addressee.by_name(name),)


def _addressee(body: Organ) -> Addressee:
    return Addressee(organ_id=body.id, name=body.full_name, province_id=body.province_id)
