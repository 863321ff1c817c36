"""What a person says that a document is, against the machine; both readings stay in its record."""

from dataclasses import replace
from datetime import date

from archive.clerking import Clerking
from archive.errors import (
    NothingCorrectedError,
    NothingToDecideError,
    TypedDateError,
    TypedKindError,
    TypedNumberError,
)
from archive.hint_book import HintBook
from archive.recognition.hints import name_on_paper
from archive.recognition.organs import Issuer
from archive.recognition.sender import read_sender
from archive.relinking import BY_HAND
from archive.to_be_typed import (
    DAY_BY_HAND,
    DAY_UNREAD,
    EARLIEST_YEAR,
    NUMBER_BY_HAND,
    NUMBER_UNREAD,
    UNREAD,
    typed_date,
)
from model.actor import Actor
from model.correction import Correction
from model.document_code import DocumentCode, DocumentCodeError
from model.document_kind import DocumentKind, kind_by_name
from model.hint import Hint, HintKind
from model.identification import Evidence, Reading
from model.partial_date import PartialDate
from model.record import Direction, Record
from model.record_id import RecordId
from model.vietnamese import collapse, fold, nfc


class Correcting:
    """Corrects the fields of what came in; what the office learns from it is added to its hints."""

    def __init__(self, clerking: Clerking, hints: HintBook) -> None:
        self._clerking = clerking
        self._hints = hints

    def correct(
        self, record_id: RecordId, typed: Correction, *, remember: bool, actor: Actor
    ) -> tuple[Record, Hint | None]:
        """Correct a record; with ``remember`` the office goes by what was said of the issuer from now on.

        Returns:
            The record, and the hint that was added or says so already.

        Raises:
            NothingCorrectedError: when all of it is what the record says.
            NothingToDecideError: when the record did not come in.
            RecordNotFoundError: when there is no such record.
            TypedDateError, TypedKindError, TypedNumberError: when a field cannot be what was typed.
        """
        today = self._clerking.clock.now().date()
        before: list[Record] = []

        def corrected(record: Record) -> Record:
            if record.direction is not Direction.INCOMING:
                raise NothingToDecideError(str(record.id))
            said = _said(record, typed, today=today)
            if said == record:
                raise NothingCorrectedError(record.id)
            before.append(record)
            named = _registered(said) if said.organ_id is None or _issuer(said) != _issuer(record) else said
            return replace(named, review=tuple(one for one in named.review if not _is_met(one.code, named)))

        record = self._clerking.change(record_id, corrected, act="correct", actor=actor)
        hint = _learnt(record) if remember and record.organ != before[-1].organ else None
        return record, None if hint is None else self._hints.add(hint, actor=actor)


def _said(record: Record, typed: Correction, *, today: date) -> Record:
    """Return the record with the fields that were typed."""
    return replace(
        record,
        code=record.code if typed.code is None else _code(record, collapse(nfc(typed.code))),
        dated=record.dated if typed.dated is None else _dated(record, typed.dated.strip(), today=today),
        kind=record.kind if typed.kind is None else _kind(typed.kind),
        organ=_text(record.organ, typed.organ),
        parent_organ=_text(record.parent_organ, typed.parent_organ),
        subject=_text(record.subject, typed.subject),
        signer=_text(record.signer, typed.signer),
    )


def _text(known: str | None, typed: str | None) -> str | None:
    return known if typed is None else collapse(nfc(typed)) or None


def _code(record: Record, text: str) -> DocumentCode | None:
    if not text:
        return None
    known = record.code
    for written in (text, *([] if known is None else [str(replace(known, number=text))])):
        try:
            return DocumentCode.parse(written)
        except DocumentCodeError:
            continue
    raise TypedNumberError(text)


def _dated(record: Record, text: str, *, today: date) -> PartialDate | None:
    """Read a day, a day of the known month, or a month alone."""
    month, slash, year = text.partition("/")
    if not (slash and month.isdecimal() and year.isdecimal()):
        return typed_date(record, text, today=today) if text else None
    try:
        dated = PartialDate(int(year), int(month))
    except ValueError as error:
        raise TypedDateError(text) from error
    if dated.year < EARLIEST_YEAR or (dated.year, dated.month) > (today.year, today.month):
        raise TypedDateError(text)
    return dated


def _kind(text: str) -> DocumentKind | None:
    if not text.strip():
        return None
    kind = kind_by_name(text)
    if kind is None:
        raise TypedKindError(text)
    return kind


def _issuer(record: Record) -> tuple[str | None, str | None]:
    return record.organ, record.parent_organ


def _registered(record: Record) -> Record:
    """Return the record with whom the registries know as its issuer, as for a letterhead that reads so."""
    issuer = Issuer(_by_hand(record.organ), _by_hand(record.parent_organ))
    day = None if record.dated is None else record.dated.latest
    sender = read_sender(issuer, _by_hand(record.place), day)
    return replace(
        record,
        organ_id=None if sender.organ_id is None else sender.organ_id.value,
        province_id=None if sender.province_id is None else sender.province_id.value,
    )


def _by_hand(value: str | None) -> Reading[str] | None:
    if value is None:
        return None
    return Reading(value=value, confidence=1.0, evidence=Evidence(text=value, rule=BY_HAND))


def _is_met(reason: str, record: Record) -> bool:
    """Whether a record no longer waits for a reason, now that it was typed."""
    has_number = record.code is not None and record.code.has_number
    has_day = record.dated is not None and record.dated.is_whole
    return {
        NUMBER_BY_HAND.code: has_number,
        NUMBER_UNREAD.code: has_number,
        DAY_BY_HAND.code: has_day,
        DAY_UNREAD.code: has_day,
        UNREAD.code: has_number and has_day,
    }.get(reason, False)


def _learnt(record: Record) -> Hint | None:
    """Return what the office can go by next time: the name as it was read, else where the file came from."""
    found = record.identification
    if record.organ is None or found is None:
        return None
    read = name_on_paper(found)
    if read is not None and fold(read) == fold(record.organ):
        return None
    text = read or record.sent_from
    if text is None:
        return None
    above = None if read is None or found.parent_organ is None else found.parent_organ.value
    is_bare = read is not None and above is None
    return Hint(
        number=0,
        kind=HintKind.SENDER if read is None else HintKind.ALIAS,
        text=text,
        parent=above,
        place=found.place.value if is_bare and found.place is not None else None,
        organ=record.organ,
        organ_id=record.organ_id,
        province_id=record.province_id,
        record=record.id,
        added_by=record.registered_by,
        added_at=record.registered_at,
    )
