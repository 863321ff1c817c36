"""The pages of a file, parted into those of one document and those of another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from archive.arrival import (
    Described,
    Expected,
    describe_part,
)
from archive.contents import Content
from archive.errors import PagesError, PagesUnreadError
from archive.looking import Recognised
from archive.read_document import ReadDocument
from archive.reader_pool import readers
from archive.recognition import identify
from archive.recognition.hints import with_hints
from model.actor import SYSTEM, Actor
from model.reason import Reason
from model.record import FileRole, Record, StoredFile
from model.record_id import RecordId
from model.review_code import ReviewCode

_READ_AGAIN: Final = ("mark", "answer", "form-empty", ReviewCode.LINK_PROPOSED, ReviewCode.SENDER_NOT_ASKED)
"""How reasons of the review begin that all of a file's pages were asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parting:
    """What becomes of the file of ``whole``: a document of its own, and the other as if it came alone."""

    whole: RecordId
    part: Described
    left: Described
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


def without_part(record: Record, parting: Parting, part: RecordId) -> Record:
    """Return the record that is left: its pages, what they answer and cite; what a person said stays."""
    left, found = parting.left.record, record.identification
    read = left.identification
    texts = {file.path: file for file in left.files if file.role is FileRole.TEXT}
    less = replace(
        record,
        pages=parting.pages_left,
        parted_off=(*record.parted_off, part),
        files=tuple(texts.get(file.path, file) for file in record.files),
        identification=found
        if found is None or read is None
        else replace(found, replies_to=read.replies_to, refers_to=read.refers_to),
    )
    review = tuple(one for one in record.review if _is_open(one, parting.pages_left))
    if any(link.decided_by != SYSTEM for link in record.links):
        return replace(less, review=review)
    kept = tuple(one for one in review if not one.code.startswith(_READ_AGAIN))
    again = tuple(one for one in left.review if one.code.startswith(_READ_AGAIN))
    return replace(less, links=left.links, answers=left.answers, review=(*kept, *again))


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
    if not left or not pages or not set(pages) <= set(own):
        raise PagesError(whole.id, ", ".join(map(str, pages)))

    def described(numbers: Sequence[int]) -> Described:
        alone = _only(document, numbers)
        found = with_hints(identify(alone), whole.sent_from, expected.hints)
        content = Content(file=file, data=data, document=alone)
        return describe_part(content, found, expected=expected, at=at, actor=actor)

    part = described(pages)
    record = replace(
        part.record,
        pages=tuple(pages),
        parted_from=whole.id,
        sent_from=whole.sent_from,
        came_on=whole.reached_on,
    )
    return Parting(whole=whole.id, part=replace(part, record=record), left=described(left), pages_left=left)


def _is_open(reason: Reason, pages_left: Sequence[int]) -> bool:
    """Whether a reason is still to be decided: of pages to part, whether they are there, and others too."""
    if reason.code != ReviewCode.MAY_BE_SPLIT:
        return True
    first, last, *_ = reason.facts
    return set(range(int(first), int(last) + 1)) < set(pages_left)


def _read_again(record: Record, file: StoredFile, data: bytes) -> ReadDocument:
    """Read a file as at its arrival, in a process that may fail."""
    looked = readers().look_now(file.name, data)
    document = looked.parts[0].document if isinstance(looked, Recognised) else None
    if document is None or document.page_count is None:
        raise PagesUnreadError(record.id)
    return document


def _only(document: ReadDocument, pages: Sequence[int]) -> ReadDocument:
    kept = tuple(page for page in document.pages if page.number in pages)
    return replace(document, pages=kept, members=(), children=())
