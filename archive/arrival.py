"""Files that were let in together, described as the record they become."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, TypeVar

from archive.contents import Content, contents, text_file, text_of
from archive.empty_inside import empty_inside
from archive.forms.answers import read_answers
from archive.forms.marks import marks_of
from archive.forms.review import answered_by_files, is_empty_form, review_of
from archive.incoming import Bundle
from archive.linking import NOT_ASKED, LinkCandidate, OpenDispatch, candidates
from archive.mark_linking import DOUBTFUL, MarkFinding, read_marks
from archive.ocfl.staging import Source
from archive.packets_inside import several_packets
from archive.recognition.hints import rests_on_sender, with_hints
from archive.recognition.sender import resolved_on
from archive.record_text import TEXT
from archive.secrecy import secrecy_doubt
from archive.sent_from import sent_from
from archive.to_be_typed import to_be_typed
from model.actor import SYSTEM, Actor
from model.answer import FieldAnswer
from model.document_kind import DocumentKind
from model.hint import Hint
from model.identification import Evidence, Identification, Reading
from model.reason import Reason
from model.record import Direction, FileRole, LinkState, Record, ReplyLink
from model.record_id import UNREGISTERED_BOOK, RecordId
from model.reply_form import ReplyForm
from model.reply_mark import ReplyMark, ReplyMarkError
from model.review_code import ReviewCode

NO_DOCUMENT: Final = Reason(ReviewCode.NO_DOCUMENT)

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What an arrival may answer, the id that marks of this office bear, and what is known of senders."""

    dispatches: tuple[OpenDispatch, ...] = ()
    office: str = ""
    hints: tuple[Hint, ...] = ()

    def dispatch(self, record_id: RecordId) -> OpenDispatch | None:
        """Return an open dispatch by its id."""
        return next((one for one in self.dispatches if one.id == record_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A record, still without a number, with the bytes of each of its files by path."""

    record: Record
    data: Mapping[str, Source]


def describe(bundle: Bundle, *, expected: Expected, at: datetime, actor: Actor) -> Described:
    """Describe what the files that make one record are, with what they answer."""
    kept = contents(bundle)
    text = text_of(kept)
    files = (*(one.file for one in kept), text_file(bundle.lead.row.path or "", text))
    sender = sent_from(bundle.lead.parts)
    read = bundle.lead.found or Identification(format=kept[0].file.path.rpartition(".")[2])
    found = with_hints(read, sender, expected.hints)
    recorded = _recorded(found, kept, expected=expected, at=at, actor=actor)
    record = replace(recorded, files=files, sent_from=sender)
    empty = (reason for file in bundle.files for reason in empty_inside(file.parts))
    inside = (*_several(bundle), *may_be_split(found), *empty)
    return Described(
        record=replace(record, review=(*record.review, *inside)),
        data={TEXT: text, **{one.file.path: one.data for one in kept}},
    )


def describe_part(
    part: Content, found: Identification, *, expected: Expected, at: datetime, actor: Actor
) -> Described:
    """Describe a document that a person parts from the file of another; it is one, by her word."""
    text = text_of((part,))
    recorded = _recorded(found, (part,), expected=expected, at=at, actor=actor)
    review = as_document(recorded)
    files = (part.file, text_file(part.file.name, text))
    return Described(
        record=replace(recorded, files=files, review=review), data={TEXT: text, part.file.path: part.data}
    )


def as_document(record: Record) -> tuple[Reason, ...]:
    """Return why a record waits once it is a document, be it by a person's word."""
    if NO_DOCUMENT not in record.review:
        return record.review
    return (*(reason for reason in record.review if reason != NO_DOCUMENT), *to_be_typed(record))


def may_be_split(found: Identification) -> Iterator[Reason]:
    """Yield which pages of a file seem to be a document of their own."""
    for one in found.further:
        code, organ = _value(one.found.code), _value(one.found.organ)
        yield Reason(ReviewCode.MAY_BE_SPLIT, (str(one.first), str(one.last), str(code or ""), organ or ""))


def _recorded(
    found: Identification, kept: tuple[Content, ...], *, expected: Expected, at: datetime, actor: Actor
) -> Record:
    found = resolved_on(found, at.date())
    marked = read_marks(_marks(kept), found, dispatches=expected.dispatches, office=expected.office)
    offers = _offers(found, marked, expected.dispatches)
    form = _form(offers, expected)
    answers = _answers(kept, form)
    if is_empty_form(answers):
        offers = tuple(map(doubted, offers))
    record = _sent_by(marked, _recognised(found, at=at, actor=actor))
    links = tuple(link_of(offer, at) for offer in offers)
    doubts = (*marked.doubts, *_of_answers(answers, form, kept))
    return _with_links(replace(record, answers=answers), links, doubts)


def _marks(kept: tuple[Content, ...]) -> tuple[ReplyMark | ReplyMarkError, ...]:
    """Return each mark of all documents once; one whose check fails counts only where none is right."""
    found = [mark for one in kept if one.document is not None for mark in marks_of(one.document)]
    right = dict.fromkeys(mark for mark in found if isinstance(mark, ReplyMark))
    return tuple(right) or tuple(found[:1])


def _several(bundle: Bundle) -> Iterable[Reason]:
    """Give the codes of further documents inside the files, and one that contradicts a packet's header."""
    held = (several_packets(file.parts) for file in bundle.files)
    yield from (reason for reason in held if reason is not None)
    own = bundle.lead.found.code if bundle.lead.found is not None else None
    inside = (part.found for file in bundle.files for part in file.parts if part is not file.main)
    codes = [found.code.value for found in inside if found is not None and found.code is not None]
    others = dict.fromkeys(str(code) for code in codes if own is None or code != own.value)
    if others and bundle.lead.is_document:
        yield Reason(ReviewCode.SEVERAL_DOCUMENTS, tuple(others))
    read = None if bundle.lead.main is None or bundle.lead.main.found is None else bundle.lead.main.found.code
    if own is not None and read is not None and read.value.folded_key != own.value.folded_key:
        yield Reason(ReviewCode.PACKET_AGAINST_PAGES, (str(own.value), str(read.value)))


def _offers(
    found: Identification, marked: MarkFinding, dispatches: tuple[OpenDispatch, ...]
) -> tuple[LinkCandidate, ...]:
    """Return the dispatches worth linking, the marked one first; a doubt about the mark is one about all."""
    by_text = offers_of_text(found, dispatches)
    if marked.dispatch is not None:
        of_mark = LinkCandidate(
            dispatch=marked.dispatch.id,
            code=marked.dispatch.code,
            score=marked.score,
            evidence=(*marked.evidence, *_evidence_for(marked.dispatch.id, by_text)),
        )
        by_text = (of_mark, *(one for one in by_text if one.dispatch != of_mark.dispatch))
    return tuple(map(doubted, by_text)) if marked.doubts else by_text


def offers_of_text(found: Identification, dispatches: tuple[OpenDispatch, ...]) -> tuple[LinkCandidate, ...]:
    """Return the dispatches that a document's words speak for; all in doubt where its sender is a hint."""
    offers = candidates(found, dispatches)
    return tuple(map(doubted, offers)) if rests_on_sender(found) else offers


def _evidence_for(dispatch: RecordId, offers: Iterable[LinkCandidate]) -> tuple[Evidence, ...]:
    return next((offer.evidence for offer in offers if offer.dispatch == dispatch), ())


def doubted(offer: LinkCandidate) -> LinkCandidate:
    """Return an offer that a person is asked about, however sure it is."""
    return replace(offer, score=min(offer.score, DOUBTFUL))


def _form(offers: tuple[LinkCandidate, ...], expected: Expected) -> ReplyForm | None:
    """Return the form of the likeliest dispatch that has one."""
    asked = (expected.dispatch(offer.dispatch) for offer in offers)
    return next((one.form for one in asked if one is not None and one.form is not None), None)


def _answers(kept: tuple[Content, ...], form: ReplyForm | None) -> tuple[FieldAnswer, ...]:
    """Return what the first document that is the form says, filled in before empty."""
    if form is None:
        return ()
    documents = ((one.document, one.file.path) for one in kept if one.document is not None)
    found = [answers for of, path in documents if (answers := read_answers(of, form, file=path))]
    return min(found, key=is_empty_form, default=())


def _of_answers(
    answers: tuple[FieldAnswer, ...], form: ReplyForm | None, kept: tuple[Content, ...]
) -> Iterable[Reason]:
    """Give what is wrong with the answers, but for items that the data files answer."""
    has_data = any(one.file.role is FileRole.DATA for one in kept)
    codes = (item.code for item in form.fields if item.data) if form is not None and has_data else ()
    return answered_by_files(review_of(answers), frozenset(codes))


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


def about_links(record: Record, links: tuple[ReplyLink, ...]) -> Iterator[Reason]:
    """Yield why a person is asked about links of a record."""
    proposed = tuple(link for link in links if link.state is LinkState.PROPOSED)
    if any(seen.rule in NOT_ASKED for link in proposed for seen in link.evidence):
        yield Reason(ReviewCode.SENDER_NOT_ASKED, (record.organ or "",))
    if proposed:
        yield Reason(ReviewCode.LINK_PROPOSED, tuple(str(link.code) for link in proposed))


def _with_links(record: Record, links: tuple[ReplyLink, ...], doubts: tuple[Reason, ...]) -> Record:
    reasons = (
        None if is_document(record) else NO_DOCUMENT,
        *doubts,
        *about_links(record, links),
        secrecy_doubt(record.subject or ""),
        *(to_be_typed(record) if is_document(record) else ()),
    )
    return replace(record, links=links, review=tuple(reason for reason in reasons if reason is not None))


def link_of(candidate: LinkCandidate, at: datetime) -> ReplyLink:
    """Return what is offered as the link of a record."""
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
