"""A copy (sao y, sao lục, trích sao) as the record that the archive keeps; all three share one series."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from archive.outgoing import Issued
from archive.record_text import TEXT
from model.actor import Actor
from model.document_copy import DocumentCopy
from model.partial_date import PartialDate
from model.record import Direction, FileRole, Record, StoredFile
from model.record_id import COPY_BOOK, RecordId

_TYPES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "txt": "text/plain",
    "yaml": "application/yaml",
}


def issued_copy(
    copy: DocumentCopy,
    *,
    subject: str,
    rendered: Mapping[str, bytes],
    sources: Mapping[str, bytes],
    text: str,
    at: datetime,
    actor: Actor,
) -> Issued:
    """Turn a numbered copy into its record, with its files.

    ``rendered`` maps the endings of what is printed to bytes, ``sources`` the names of the draft, first, and
    of the file it copies.
    """
    contents = tuple(_contents(copy, rendered, sources, text))
    signatory = copy.signatory
    record = Record(
        id=RecordId(copy.year, COPY_BOOK, 0),
        direction=Direction.OUTGOING,
        registered_at=at,
        registered_by=actor,
        code=copy.code,
        subject=subject,
        dated=PartialDate.of(copy.issued_on) if copy.issued_on else None,
        organ=copy.issuer.name,
        organ_id=copy.issuer.organ_id,
        place=copy.place,
        signer=signatory.name,
        signer_title=" / ".join((*signatory.capacity_lines, signatory.title)),
        recipients=copy.recipients,
        kept_by=copy.filing.units,
        files=tuple(file for file, _ in contents),
    )
    return Issued(record=record, files={file.path: data for file, data in contents})


def _contents(
    copy: DocumentCopy, rendered: Mapping[str, bytes], sources: Mapping[str, bytes], text: str
) -> Iterator[tuple[StoredFile, bytes]]:
    name = str(copy.code).replace("/", "_")
    for ending, data in rendered.items():
        yield _stored(f"issued/dispatch.{ending}", f"{name}.{ending}", FileRole.RENDERED, data)
    for number, (source, data) in enumerate(sources.items()):
        ending = source.rpartition(".")[2].lower()
        path = f"draft/original.{ending}" if number else "draft/draft.yaml"
        yield _stored(path, source, FileRole.DRAFT, data)
    yield _stored(TEXT, f"{name}.txt", FileRole.TEXT, text.encode())


def _stored(path: str, name: str, role: FileRole, data: bytes) -> tuple[StoredFile, bytes]:
    file = StoredFile(
        path=path,
        name=name,
        role=role,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media_type=_TYPES[path.rpartition(".")[2]],
    )
    return file, data
