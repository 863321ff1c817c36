"""A file that is said to be the signed original of an issued document: looked at before any of it is kept."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from archive.examination import Admit, SetAside, Withhold, examine
from archive.outgoing_errors import (
    SignedFileDiffersError,
    SignedFileEmptyError,
    SignedFileKindError,
    SignedFileSecretError,
    SignedFileTooLargeError,
    SignedFileUnsignedError,
    SignedNumberError,
)
from archive.read_document import MOST_BYTES, ReadDocument
from archive.readers import read
from archive.readers.detection import detect_format
from archive.recognition import identify
from archive.record_store import RecordStore
from archive.record_text import read_text
from archive.signed_comparison import broken, differences, other_number
from model.actor import Actor
from model.identification import Identification
from model.reason import Reason
from model.record import FileRole, Record, StoredFile
from model.standing import Signature, SignedOriginal
from model.vietnamese import nfc

_MEDIA_TYPES: Final = {
    "pdf": "application/pdf",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "tiff": "image/tiff",
}
_ISSUED: Final = "issued/dispatch.pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedFile:
    """A signed PDF or a scan, as far as it could be read; ``unread`` says why it could not be."""

    path: Path
    data: bytes
    format: str
    sha256: str
    signatures: tuple[Signature, ...] = ()
    document: ReadDocument | None = None
    found: Identification | None = None
    unread: Reason | None = None

    def stored(self) -> StoredFile:
        """Describe the file as a record keeps it."""
        return StoredFile(
            path=f"{FileRole.SIGNED}/{self.sha256[:16]}.{self.format}",
            name=nfc(self.path.name),
            role=FileRole.SIGNED,
            sha256=self.sha256,
            size=len(self.data),
            media_type=_MEDIA_TYPES[self.format],
        )


def look_at(path: Path, data: bytes, *, signatures: tuple[Signature, ...] = ()) -> SignedFile:
    """Read and recognise a file in memory.

    Raises:
        SignedFileSecretError: when it bears a mark of secrecy.
        SignedFileEmptyError: when there is nothing in it.
        SignedFileTooLargeError: when it is larger than any document.
        SignedFileKindError: when it is neither a PDF nor a picture.
    """
    if len(data) > MOST_BYTES:
        raise SignedFileTooLargeError(path)
    verdict = examine(path.name, data)
    if isinstance(verdict, Withhold):
        raise SignedFileSecretError(verdict.rule)
    if isinstance(verdict, SetAside):
        raise SignedFileEmptyError(path, verdict.reason)
    format_ = detect_format(data, name=path.name)
    if format_ not in _MEDIA_TYPES:
        raise SignedFileKindError(path, format_)
    document = verdict.document if isinstance(verdict, Admit) else None
    return SignedFile(
        path=path,
        data=data,
        format=format_,
        sha256=hashlib.sha256(data).hexdigest(),
        signatures=signatures,
        document=document,
        found=None if document is None else identify(document),
        unread=None if isinstance(verdict, Admit) else getattr(verdict, "reason", None),
    )


def judge(store: RecordStore, record: Record, file: SignedFile, *, signers: int) -> tuple[Reason, ...]:
    """Return in what a file differs from what was issued, as far as a person may take it all the same.

    ``signers`` is how many sign a document of this office that is no scan.

    Raises:
        SignedFileUnsignedError: when it is what was issued, byte for byte.
        SignedNumberError: when it bears another number.
    """
    code = str(record.code or record.id)
    if any(one.sha256 == file.sha256 for one in record.files if one.role is FileRole.RENDERED):
        raise SignedFileUnsignedError(file.path, code)
    if file.document is None or file.found is None:
        facts = file.unread.facts if file.unread else ()
        return (Reason("signed-unread", facts or (file.format,)), *broken(file.signatures))
    other = other_number(record, file.found)
    if other is not None:
        raise SignedNumberError(file.path, code, str(other))
    return differences(
        record,
        file.found,
        issued=tuple(_issued_lines(store, record)),
        signed=file.document,
        signatures=file.signatures,
        signers=signers,
    )


def original(
    file: SignedFile,
    told: tuple[Reason, ...],
    *,
    record: Record,
    at: datetime,
    actor: Actor,
    because: str | None,
) -> SignedOriginal:
    """Describe the file as the signed original of a record.

    Raises:
        SignedFileDiffersError: when it differs and nobody said why it is right.
    """
    if told and not because:
        raise SignedFileDiffersError(file.path, str(record.code or record.id), told)
    return SignedOriginal(
        file=file.stored().path,
        attached_at=at,
        attached_by=actor,
        signatures=file.signatures,
        differences=told,
        accepted_because=because if told else None,
    )


def _issued_lines(store: RecordStore, record: Record) -> Iterator[str]:
    """Yield the lines as issued: of the PDF, read as the signed file is, else of the text that was kept."""
    if any(one.path == _ISSUED for one in record.files):
        document = read(store.root.read(record.id.urn, _ISSUED), name=_ISSUED)
        yield from (line.text for line in document.lines)
    else:
        yield from read_text(store.root, record.id).splitlines()
