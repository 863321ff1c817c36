"""Recognition: from the lines of a document to its header fields and the codes it cites."""

from dataclasses import replace

from archive.read_document import ReadDocument
from archive.recognition.citations import read_citations
from archive.recognition.code import read_code
from archive.recognition.dates import read_date
from archive.recognition.letterhead import Letterhead, find_letterhead
from archive.recognition.mending import mended
from archive.recognition.organs import read_issuer
from archive.recognition.passage import Passage
from archive.recognition.passages import passages_of
from archive.recognition.patterns import pattern
from archive.recognition.people import read_signature
from archive.recognition.place import place_of
from archive.recognition.recipients import read_copies, read_recipients
from archive.recognition.requests import read_attachments, read_deadline
from archive.recognition.sender import read_sender
from archive.recognition.subject import read_kind, read_subject
from archive.recognition.urgency import read_urgency
from model.identification import Identification, Reading


def identify(document: ReadDocument) -> Identification:
    """Recognise what the document says about itself; what cannot be read is left out, never guessed."""
    passages = passages_of(document)
    letterhead = find_letterhead(passages)
    found = read_code(letterhead)
    code, number_index = (None, None) if found is None else (found.reading, found.index)
    title = passages[letterhead.body] if letterhead.kind is not None else None
    date = read_date(letterhead.dates)
    place = _place(letterhead)
    issuer = mended(read_issuer(letterhead, number_index, None if code is None else code.value), place)
    sender = read_sender(issuer, place, None if date is None else date.value.latest)
    subject = read_subject(passages, letterhead, number_index)
    recipients = read_recipients(passages, letterhead.body)
    cited = read_citations(
        passages,
        letterhead.body,
        subject=subject,
        readers=read_copies(passages, letterhead.body) if recipients is None else recipients.value,
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
        place=place,
        kind=read_kind(letterhead, code, title),
        subject=subject,
        recipients=recipients,
        replies_to=cited.replies_to,
        refers_to=cited.refers_to,
        suggestions={} if found is None or not found.suggestions else {"full_code": found.suggestions},
    )
    return _with_signature_and_requests(identification, passages, letterhead.body)


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
            return Reading(value=place, confidence=0.95, evidence=passage.evidence("date-line"))
    return None
