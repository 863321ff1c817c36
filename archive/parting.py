"""The pages of a file, parted into those of one document and those of another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from archive.arrival import Described, Expected, describe_part
from archive.contents import Content
from archive.errors import PagesError, PagesUnreadError
from archive.looking import Recognised
from archive.read_document import ReadDocument
from archive.reader_pool import readers
from archive.recognition import identify
from archive.recognition.hints import with_hints
from model.actor import Actor
from model.record import FileRole, Record, StoredFile
from model.record_id import RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class Parting:
    """What becomes of the file of ``whole``: a document of its own, and what is left of the other."""

    whole: RecordId
    part: Described
    left: ReadDocument
    pages_left: tuple[int, ...]


def document_of(record: Record) -> StoredFile:
    """Return the file that was recognised: the document taken out of what arrived, or what arrived.

    Raises:
        PagesUnreadError: when the record has neither.
    """
    by_role = {file.role: file for file in reversed(record.files)}
    file = by_role.get(FileRole.DOCUMENT) or by_role.get(FileRole.ORIGINAL)
    if file is None:
        raise PagesUnreadError(record.id)
    return file


def part_off(
    whole: Record, data: bytes, pages: Sequence[int], *, expected: Expected, at: datetime, actor: Actor
) -> Parting:
    """Describe pages of a record as a document of their own; ``data`` are the bytes of its document.

    Raises:
        PagesError: when the record does not have the pages, or has no others.
        PagesUnreadError: when the file has no pages, or cannot be read now.
    """
    file = document_of(whole)
    document = _read_again(whole, file, data)
    own = whole.pages or tuple(range(1, len(document.pages) + 1))
    left = tuple(number for number in own if number not in pages)
    if not pages or not left or not set(pages) <= set(own):
        raise PagesError(whole.id, ", ".join(map(str, pages)))
    part = _only(document, pages)
    found = with_hints(identify(part), whole.sent_from, expected.hints)
    content = Content(file=file, data=data, document=part)
    described = describe_part(content, found, expected=expected, at=at, actor=actor)
    record = replace(described.record, pages=tuple(pages), parted_from=whole.id, sent_from=whole.sent_from)
    return Parting(
        whole=whole.id,
        part=replace(described, record=record),
        left=_only(document, left),
        pages_left=left,
    )


def _read_again(record: Record, file: StoredFile, data: bytes) -> ReadDocument:
    """Read a file as at its arrival, in a process that may fail."""
    looked = readers().look(file.name, data, frozenset()).result()
    document = looked.parts[0].document if isinstance(looked, Recognised) else None
    if document is None or document.page_count is None:
        raise PagesUnreadError(record.id)
    return document


def _only(document: ReadDocument, pages: Sequence[int]) -> ReadDocument:
    kept = tuple(page for page in document.pages if page.number in pages)
    return replace(document, pages=kept, members=(), children=())
