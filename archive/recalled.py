"""What a record is once its document was recalled: kept whole, its text no longer searched."""

import hashlib
from dataclasses import replace
from typing import Final

from archive.record_text import TEXT
from model.record import Record, StoredFile
from model.standing import Ending

_NOTHING: Final = hashlib.sha256(b"").hexdigest()


def frozen(record: Record, ending: Ending) -> Record:
    """Return a record as it stands recalled; the text that is searched is to be replaced by an empty one."""
    return replace(record, recalled=ending, review=(), files=tuple(map(_without_text, record.files)))


def _without_text(file: StoredFile) -> StoredFile:
    return replace(file, sha256=_NOTHING, size=0) if file.path == TEXT else file
