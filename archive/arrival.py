"""A file that was let in, described as the record it becomes."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath
from typing import TypeVar

from archive.forms.answers import read_answers
from archive.forms.marks import marks_of
from archive.forms.review import is_empty_form, review_of
from archive.linking import NOT_ASKED, LinkCandidate, OpenDispatch, candidates
from archive.mark_linking import DOUBTFUL, MarkFinding, read_marks
from archive.read_document import ReadDocument
from archive.recognition import identify
from archive.record_text import TEXT
from archive.secrecy import secrecy_doubt
from model.actor import SYSTEM, Actor
from model.answer import FieldAnswer
from model.document_kind import DocumentKind
from model.identification import Evidence, Identification, Reading
from model.reason import Reason
from model.record import Direction, FileRole, LinkState, Record, ReplyLink, StoredFile
from model.record_id import UNREGISTERED_BOOK, RecordId

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """The bytes of one file and what a reader made of them; ``path`` is where it lay, NFC."""

    path: str
    data: bytes
    document: ReadDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What an arrival may answer: the open dispatches, and the id that marks of this office bear."""

    dispatches: tuple[OpenDispatch, ...] = ()
    office: str = ""

    def dispatch(self, record_id: RecordId) -> OpenDispatch | None:
        """Return an open dispatch by its id."""
        return next((one for one in self.dispatches if one.id == record_id), None)


def describe(arrival: Arrival, *, expected: Expected, at: datetime, actor: Actor) -> Record:
    """Recognise a document and return its record, still without a number and without files."""
    found = identify(arrival.document)
    marked = read_marks(
        marks_of(arrival.document), found, dispatches=expected.dispatches, office=expected.office
    )
    offers = _offers(found, marked, expected.dispatches)
    answers = _answers(arrival, offers, expected)
    if is_empty_form(answers):
        offers = tuple(map(_doubted, offers))
    record = _sent_by(marked, _recognised(found, at=at, actor=actor))
    links = tuple(_link(offer, at) for offer in offers)
    return _with_links(replace(record, answers=answers), links, (*marked.doubts, *review_of(answers)))


def _offers(
    found: Identification, marked: MarkFinding, dispatches: tuple[OpenDispatch, ...]
) -> tuple[LinkCandidate, ...]:
    """Return the dispatches worth linking, the marked one first; a doubt about the mark is one about all."""
    by_text = candidates(found, dispatches)
    if marked.dispatch is not None:
        of_mark = LinkCandidate(
            dispatch=marked.dispatch.id,
            code=marked.dispatch.code,
            score=marked.score,
            evidence=(*marked.evidence, *_evidence_for(marked.dispatch.id, by_text)),
        )
        by_text = (of_mark, *(one for one in by_text if one.dispatch != of_mark.dispatch))
    return tuple(map(_doubted, by_text)) if marked.doubts else by_text


def _evidence_for(dispatch: RecordId, offers: Iterable[LinkCandidate]) -> tuple[Evidence, ...]:
    return next((offer.evidence for offer in offers if offer.dispatch == dispatch), ())


def _doubted(offer: LinkCandidate) -> LinkCandidate:
    return replace(offer, score=min(offer.score, DOUBTFUL))


def _answers(
    arrival: Arrival, offers: tuple[LinkCandidate, ...], expected: Expected
) -> tuple[FieldAnswer, ...]:
    """Return what the form says of the likeliest dispatch that has one."""
    asked = (expected.dispatch(offer.dispatch) for offer in offers)
    form = next((one.form for one in asked if one is not None and one.form is not None), None)
    if form is None:
        return ()
    return read_answers(arrival.document, form, file=content_path(arrival, FileRole.ORIGINAL))


def _sent_by(marked: MarkFinding, record: Record) -> Record:
    """Return the record with the sender that an undoubted mark names, where the letterhead left it open."""
    sender = marked.addressee
    if sender is None or marked.doubts or record.organ_id is not None:
        return record
    return replace(
        record,
        organ=record.organ or sender.name,
        organ_id=sender.organ_id,
        province_id=record.province_id or sender.province_id,
    )


def is_document(record: Record) -> bool:
    """Whether enough of a document's form was read to give it an arrival number.

    A code, or an issuer with a date, makes a văn bản; a file without them is kept and waits for a person.
    """
    return record.code is not None or (record.organ is not None and record.dated is not None)


def content_path(arrival: Arrival, role: FileRole) -> str:
    """Return the ASCII name of the file inside its object (records.md R-30)."""
    digest = hashlib.sha256(arrival.data).hexdigest()
    return f"{role}/{digest[:16]}.{arrival.document.format}"


def original_file(arrival: Arrival, role: FileRole) -> StoredFile:
    """Describe the untouched bytes of an arrival."""
    return StoredFile(
        path=content_path(arrival, role),
        name=PurePath(arrival.path).name,
        role=role,
        sha256=hashlib.sha256(arrival.data).hexdigest(),
        size=len(arrival.data),
        media_type=arrival.document.media_type,
    )


def text_file(arrival: Arrival) -> StoredFile:
    """Describe the text that was read from an arrival."""
    text = arrival.document.text.encode()
    return StoredFile(
        path=TEXT,
        name=f"{PurePath(arrival.path).stem}.txt",
        role=FileRole.TEXT,
        sha256=hashlib.sha256(text).hexdigest(),
        size=len(text),
        media_type="text/plain",
    )


def _recognised(found: Identification, *, at: datetime, actor: Actor) -> Record:
    return Record(
        id=RecordId(at.year, UNREGISTERED_BOOK, 0),
        direction=Direction.INCOMING,
        registered_at=at,
        registered_by=actor,
        code=_value(found.code),
        kind=_value(found.kind) or _kind_of_code(found),
        subject=_value(found.subject),
        dated=_value(found.date),
        organ=_value(found.organ),
        parent_organ=_value(found.parent_organ),
        organ_id=_value(found.organ_id),
        province_id=_value(found.province_id),
        place=_value(found.place),
        signer=_value(found.signer),
        signer_title=_value(found.signer_title),
        recipients=_value(found.recipients) or (),
        identification=found,
    )


def _with_links(record: Record, links: tuple[ReplyLink, ...], doubts: tuple[Reason, ...]) -> Record:
    proposed = tuple(link for link in links if link.state is LinkState.PROPOSED)
    stranger = any(seen.rule in NOT_ASKED for link in proposed for seen in link.evidence)
    reasons = (
        None if is_document(record) else Reason("not-a-document"),
        *doubts,
        Reason("sender-not-asked", (record.organ or "",)) if stranger else None,
        Reason("link-proposed", tuple(str(link.code) for link in proposed)) if proposed else None,
        secrecy_doubt(record.subject or ""),
    )
    return replace(record, links=links, review=tuple(reason for reason in reasons if reason is not None))


def _link(candidate: LinkCandidate, at: datetime) -> ReplyLink:
    return ReplyLink(
        dispatch=candidate.dispatch,
        code=candidate.code,
        score=candidate.score,
        state=LinkState.AUTOMATIC if candidate.is_certain else LinkState.PROPOSED,
        evidence=candidate.evidence,
        decided_by=SYSTEM,
        decided_at=at,
    )


def _kind_of_code(found: Identification) -> DocumentKind | None:
    return found.code.value.kind if found.code else None


def _value(reading: Reading[T] | None) -> T | None:
    return None if reading is None else reading.value
