"""The text that was read from a record's document, without the registers: a search needs no more."""

from typing import Final

from archive.errors import FileNotStoredError
from archive.ocfl import StorageRoot
from model.record_id import RecordId

TEXT: Final = "text.txt"


def read_text(root: StorageRoot, record_id: RecordId) -> str:
    """Return the stored text of a record, empty when none was read.

    Raises:
        ObjectNotFoundError: when the archive has no such record.
        DamagedError: when the bytes are gone or altered.
    """
    try:
        return root.read(record_id.urn, TEXT).decode()
    except FileNotStoredError:
        return ""
