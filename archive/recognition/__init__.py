"""Recognition: from the lines of a document to its header fields and the codes it cites."""

from dataclasses import dataclass, replace
from typing import Final

from archive.read_document import ReadDocument
from archive.recognition.citations import read_citations
from archive.recognition.code import FoundCode, read_code
from archive.recognition.dates import read_date
from archive.recognition.letterhead import Letterhead, find_letterhead
from archive.recognition.mending import mended
from archive.recognition.organs import Issuer, read_issuer
from archive.recognition.passage import Passage
from archive.recognition.passages import passages_of
from archive.recognition.patterns import pattern
from archive.recognition.people import read_signature
from archive.recognition.place import place_of
from archive.recognition.recipients import read_copies, read_recipients
from archive.recognition.requests import read_attachments, read_deadline
from archive.recognition.sender import read_sender
from archive.recognition.spelling import spelled
from archive.recognition.subject import read_kind, read_subject
from archive.recognition.title_line import read_title_line
from archive.recognition.urgency import read_urgency, urgency_of_pictures
from model.document_code import DocumentCode
from model.document_kind import DocumentKind
from model.identification import Identification, Reading
from model.partial_date import PartialDate

_ANSWERS: Final = {None, DocumentKind.REPORT, DocumentKind.PROPOSAL}
"""Kinds that answer who gets a copy; a plan or a decision only rests on what it cites."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    """What the letterhead tells, or a title line in its stead."""

    issuer: Issuer
    found: FoundCode | None = None
    code: Reading[DocumentCode] | None = None
    date: Reading[PartialDate] | None = None
    place: Reading[str] | None = None

    @property
    def number_index(self) -> int | None:
        """Where the number line stands in the left column."""
        return None if self.found is None else self.found.index

    @property
    def suggestions(self) -> dict[str, tuple[Reading[str], ...]]:
        """What a person should confirm."""
        return {"full_code": self.found.suggestions} if self.found and self.found.suggestions else {}


def identify(document: ReadDocument) -> Identification:
    """Recognise what the document says about itself; what cannot be read is left out, never guessed."""
    passages = passages_of(document)
    letterhead = find_letterhead(passages)
    header = _read_header(passages, letterhead)
    code, issuer, date = header.code, header.issuer, header.date
    title = passages[letterhead.body] if letterhead.kind is not None else None
    sender = read_sender(issuer, header.place, None if date is None else date.value.latest)
    subject = read_subject(passages, letterhead, header.number_index)
    recipients = read_recipients(passages, letterhead.body)
    cited = read_citations(
        passages,
        letterhead.body,
        subject=subject,
        readers=_readers(passages, letterhead, recipients),
        own=None if code is None else code.value,
    )
    identification = Identification(
        format=document.format,
        text_source=document.text_source,
        pages=document.page_count,
        code=code,
        organ=issuer.organ,
        parent_organ=issuer.parent,
        organ_id=sender.organ_id,
        province_id=sender.province_id,
        date=date,
        place=header.place,
        kind=read_kind(letterhead, code, title),
        subject=subject,
        recipients=recipients,
        replies_to=cited.replies_to,
        refers_to=cited.refers_to,
        suggestions=header.suggestions,
    )
    whole = _with_signature_and_requests(identification, passages, letterhead.body)
    return whole if whole.urgency else replace(whole, urgency=urgency_of_pictures(document.stamps))


def _readers(
    passages: list[Passage], letterhead: Letterhead, recipients: Reading[tuple[str, ...]] | None
) -> tuple[str, ...]:
    """Return whom the document speaks to; a report without addressees to the first of its copies."""
    if recipients is not None:
        return recipients.value
    return read_copies(passages, letterhead.body)[:1] if letterhead.kind in _ANSWERS else ()


def _read_header(passages: list[Passage], letterhead: Letterhead) -> _Header:
    found = read_code(letterhead)
    place = _place(letterhead)
    date = read_date(letterhead.dates, passages)
    told = None
    if found is None and letterhead.kind is not None:
        told = read_title_line(passages, letterhead.body)
    if told is not None:
        issuer = read_issuer(letterhead, None)
        return _Header(
            code=told.code,
            date=date or told.date,
            place=place,
            issuer=issuer if issuer.organ else Issuer(told.organ),
        )
    code = None if found is None else found.reading
    issuer = read_issuer(
        letterhead, None if found is None else found.index, None if code is None else code.value
    )
    if found is None and issuer.organ is None and not letterhead.has_name:
        return _Header(issuer=issuer)  # a newspaper has a place and a date, too
    return _Header(found=found, code=code, date=date, place=place, issuer=mended(issuer, place))


def _with_signature_and_requests(found: Identification, passages: list[Passage], body: int) -> Identification:
    """Add who signed, what is asked for and brought; law sets dates for everybody, no deadline to readers."""
    is_law = found.code is not None and found.code.value.year is not None
    signature = read_signature(passages, body)
    return replace(
        found,
        signer=signature.signer,
        signer_title=signature.title,
        capacity=signature.capacity,
        urgency=read_urgency(passages, body),
        deadline=None if is_law else read_deadline(passages, body, found.date),
        attachments=read_attachments(passages, body),
    )


def _place(letterhead: Letterhead) -> Reading[str] | None:
    for passage in letterhead.dates:
        comma = pattern("date", "begin").search(passage.folded)
        place = None if comma is None else place_of(passage, comma.start())
        if place is not None:
            name = spelled(place)
            value = name[:1].upper() + name[1:]
            return Reading(value=value, confidence=0.95, evidence=passage.evidence("date-line"))
    return None
