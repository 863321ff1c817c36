"""A file that was let in, described as the record it becomes."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath
from typing import TypeVar

from archive.linking import LinkCandidate, OpenDispatch, candidates
from archive.read_document import ReadDocument
from archive.recognition import identify
from archive.record_text import TEXT
from archive.secrecy import secrecy_doubt
from model.actor import SYSTEM, Actor
from model.document_kind import DocumentKind
from model.identification import Identification, Reading
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


def describe(arrival: Arrival, *, dispatches: Iterable[OpenDispatch], at: datetime, actor: Actor) -> Record:
    """Recognise a document and return its record, still without a number and without files."""
    found = identify(arrival.document)
    links = tuple(_link(candidate, at) for candidate in candidates(found, tuple(dispatches)))
    record = _recognised(found, at=at, actor=actor)
    return _with_links(record, links)


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


def _with_links(record: Record, links: tuple[ReplyLink, ...]) -> Record:
    proposed = tuple(str(link.code) for link in links if link.state is LinkState.PROPOSED)
    reasons = (
        None if is_document(record) else Reason("not-a-document"),
        Reason("link-proposed", proposed) if proposed else None,
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
