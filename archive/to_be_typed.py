"""What a person has to type in of a scan: the number and the day that were written by hand."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from archive.errors import TypedDateError, TypedNumberError
from model.document_code import DocumentCode, DocumentCodeError
from model.identification import Identification, Reading
from model.partial_date import PartialDate
from model.reason import Reason
from model.record import Record

NUMBER_BY_HAND: Final = Reason("number-by-hand")
DAY_BY_HAND: Final = Reason("day-by-hand")
UNREAD: Final = Reason("unread-document")
"""A document by the word of a person, which no reader can look into."""
TO_BE_TYPED: Final = frozenset({NUMBER_BY_HAND.code, DAY_BY_HAND.code, UNREAD.code})
"""Reasons of the review that typing alone settles."""

_DAY: Final = re.compile(r"([0-9]{1,2})(?:\s*[/.-]\s*([0-9]{1,2})\s*[/.-]\s*([0-9]{4}))?")


def to_be_typed(found: Identification) -> Iterator[Reason]:
    """Yield what stands on the picture of a page and was not read; text that was given has no such box."""
    if found.code is not None and not found.code.value.has_number and _is_pictured(found.code):
        yield NUMBER_BY_HAND
    if found.date is not None and not found.date.value.is_whole and _is_pictured(found.date):
        yield DAY_BY_HAND


def waits_for_typing(record: Record) -> bool:
    """Whether a record waits for its number or its day."""
    return any(reason.code in TO_BE_TYPED for reason in record.review)


def typed_code(record: Record, text: str) -> DocumentCode | None:
    """Return the code with the number that a person typed, or the whole code if she typed that.

    Raises:
        TypedNumberError: when the text is neither, or is empty where the number is missing.
    """
    known, typed = record.code, text.strip()
    if not typed and (known is None or known.has_number):
        return known
    for written in (typed, *([] if known is None else [str(replace(known, number=typed))])):
        try:
            code = DocumentCode.parse(written)
        except DocumentCodeError:
            continue
        if code.has_number:
            return code
    raise TypedNumberError(text)


def typed_date(record: Record, text: str, *, today: date) -> PartialDate | None:
    """Return the date that a person typed, whole or its day alone; empty leaves it as it is.

    Raises:
        TypedDateError: when the text is no day that has come, or a day alone where the month is unknown.
    """
    if not text.strip():
        return record.dated
    try:
        day = _day(record.dated, text.strip())
    except ValueError as error:
        raise TypedDateError(text) from error
    if day.latest > today:
        raise TypedDateError(text)
    return day


def _day(known: PartialDate | None, text: str) -> PartialDate:
    match = _DAY.fullmatch(text)
    if match is None:
        return PartialDate.of(date.fromisoformat(text))
    day, month, year = match.groups()
    if month is not None:
        return PartialDate.of(date(int(year), int(month), int(day)))
    if known is None:
        raise ValueError(text)
    return PartialDate.of(date(known.year, known.month, int(day)))


def _is_pictured(reading: Reading[DocumentCode] | Reading[PartialDate]) -> bool:
    return reading.evidence.box is not None and reading.evidence.page is not None
