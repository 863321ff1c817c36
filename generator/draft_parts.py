"""The parts of a draft that are more than one line of text: each a function from its fields to a value."""

import re

from generator.draft_source import Field, Fields, as_date
from generator.messages import phrase
from model.deadline import Deadline, find_deadline
from model.dispatch import Drafter, Filing
from model.document_code import DocumentCode, DocumentCodeError

_FILING_COPIES = re.compile(r"(.+?)\s*\((\d{1,4})\)")


def read_filing(field: Field | None) -> Filing | None:
    """Return the units of ``VT, KHTC (2)`` and the number of their copies."""
    if field is None:
        return None
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
