"""The files of a record, handed out as they were stored and shown only where that is safe."""

import hashlib
import re
from pathlib import Path
from typing import Final

from fastapi import APIRouter
from fastapi.responses import FileResponse

from model.record import Record, StoredFile
from model.record_id import RecordId
from web.access import Office
from web.errors import FileDamagedError, FileNumberError

_POLICIES: Final = {
    # Not "sandbox": some browsers then refuse to show a PDF. Their own viewer keeps it away from our pages.
    "application/pdf": "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; "
    "frame-ancestors 'self'",
    "text/plain": "default-src 'none'; frame-ancestors 'self'; sandbox",
}
"""What a browser may show by itself, and what that may do; everything else is only downloaded."""

SHOWN_TYPES: Final = tuple(_POLICIES)
"""The media types that a page can show, best first."""

_DOWNLOAD_POLICY: Final = "default-src 'none'; frame-ancestors 'none'; sandbox"
_MEDIA_TYPE: Final = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+")
_UNKNOWN: Final = "application/octet-stream"

router = APIRouter()


@router.get("/van-ban/{record_id}/tep/{number}")
def send_file(office: Office, record_id: str, number: int, *, tai: bool = False) -> FileResponse:
    """Hand out one file of a record; ``tai`` asks for a download."""
    view, *_ = office.show(str(RecordId.parse(record_id)))
    file = _file(view.record, number)
    path = office.stored_file(view.record, file)
    if _digest(path) != file.sha256:
        raise FileDamagedError(view.record.id, file.name)
    is_shown = file.media_type in _POLICIES and not tai
    policy = _POLICIES[file.media_type] if is_shown else _DOWNLOAD_POLICY
    return FileResponse(
        path,
        media_type=file.media_type if _MEDIA_TYPE.fullmatch(file.media_type) else _UNKNOWN,
        filename=file.name.encode(errors="replace").decode(),
        content_disposition_type="inline" if is_shown else "attachment",
        headers={"content-security-policy": policy},
    )


def _file(record: Record, number: int) -> StoredFile:
    if not 1 <= number <= len(record.files):
        raise FileNumberError(record.id, number)
    return record.files[number - 1]


def _digest(path: Path) -> str | None:
    """Return the digest of the bytes on disk, None when they are gone."""
    try:
        with path.open("rb") as stored:
            return hashlib.file_digest(stored, "sha256").hexdigest()
    except FileNotFoundError:
        return None
