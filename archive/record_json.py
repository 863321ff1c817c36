"""``record.json``: a record as the archive keeps it, readable by people and by every later version."""

from dataclasses import dataclass
from typing import Final

import msgspec

from archive.errors import RecordJsonError
from model.record import Record

_SCHEMA: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    schema: int
    record: Record


def encode(record: Record) -> bytes:
    """Return the record as indented UTF-8 JSON; the same record always gives the same bytes."""
    document = _Document(schema=_SCHEMA, record=record)
    return msgspec.json.format(msgspec.json.encode(document, order="deterministic"), indent=2) + b"\n"


def decode(data: bytes) -> Record:
    """Read a record.

    Raises:
        RecordJsonError: for anything that ``encode`` of this or an earlier version did not write.
    """
    try:
        document = msgspec.json.decode(data, type=_Document)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise RecordJsonError(str(error)) from error
    if document.schema != _SCHEMA:
        raise RecordJsonError(f"schema {document.schema}, this program reads {_SCHEMA}")
    return document.record
