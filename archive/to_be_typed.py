"""What a person has to type in: the number and the day that a document should bear and that were not read."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from archive.errors import TypedDateError, TypedNumberError
from model.document_code import DocumentCode, DocumentCodeError
from model.document_kind import DocumentKind
from model.identification import TextSource
from model.partial_date import PartialDate
from model.reason import Reason
from model.record import Record

NUMBER_BY_HAND: Final = Reason("number-by-hand")
DAY_BY_HAND: Final = Reason("day-by-hand")
NUMBER_UNREAD: Final = Reason("number-unread")
DAY_UNREAD: Final = Reason("day-unread")
"""Of given text: blank, damaged or in no form that can be told."""
UNREAD: Final = Reason("unread-document")
"""A document by the word of a person, which no reader can look into."""
TO_BE_TYPED: Final = frozenset(
    reason.code for reason in (NUMBER_BY_HAND, DAY_BY_HAND, NUMBER_UNREAD, DAY_UNREAD, UNREAD)
)
"""Reasons of the review that typing alone settles."""

EARLIEST_YEAR: Final = 1945
"""No public body of today wrote before; a year that was not typed whole (``2/3``) is none."""
_OFTEN_WITHOUT_NUMBER: Final = frozenset(
    {
        DocumentKind.MINUTES,
        DocumentKind.CONTRACT,
        DocumentKind.AGREEMENT,
        DocumentKind.MEMORANDUM,
        DocumentKind.COMMITMENT,
        DocumentKind.OFFICIAL_LETTER,
        DocumentKind.LEAVE_PERMIT,
        DocumentKind.FILE_RECEIPT,
        DocumentKind.REGULATION,
        DocumentKind.RULES,
        DocumentKind.CHARTER,
        DocumentKind.CONSTITUTION,
    }
)
"""Kinds that many bodies do not number; a line ``Số:`` with a symbol asks for its number all the same."""

_DAY: Final = re.compile(r"([0-9]{1,2})(?:\s*[/.-]\s*([0-9]{1,2})\s*[/.-]\s*([0-9]{4}))?")


def to_be_typed(record: Record) -> Iterator[Reason]:
    """Yield what a document should bear and what was not read on it."""
    found = record.identification
    if found is None:
        return
    is_scan = found.text_source is TextSource.OCR
    needs_number = (
        record.kind not in _OFTEN_WITHOUT_NUMBER if record.code is None else not record.code.has_number
    )
    if needs_number:
        yield NUMBER_BY_HAND if is_scan else NUMBER_UNREAD
    if record.dated is None or not record.dated.is_whole:
        yield DAY_BY_HAND if is_scan else DAY_UNREAD


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
        TypedDateError: when the text is no day since 1945, or a day alone where the month is unknown.
    """
    if not text.strip():
        return record.dated
    try:
        day = _day(record.dated, text.strip())
    except ValueError as error:
        raise TypedDateError(text) from error
    if day.year < EARLIEST_YEAR or day.latest > today:
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
