"""The key of an office: what it knows paths by, and what makes the marks on its forms its own."""

import secrets
from contextlib import suppress

from archive import disk
from archive.errors import TargetExistsError
from archive.office_folder import OfficeFolder
from model.reply_mark import OFFICE_LETTERS, opaque


def office_key(folder: OfficeFolder) -> bytes:
    """Return the office's key; a lost one is made anew.

    Files that wait are then looked at again, and marks of forms sent before are no longer known as ours.
    """
    if not folder.key.exists():
        with suppress(TargetExistsError):
            disk.write_new(folder.key, secrets.token_bytes(32))
    return folder.key.read_bytes()


def office_mark(key: bytes) -> str:
    """Return the id of the office that the marks on its forms bear."""
    return opaque(key, "office", OFFICE_LETTERS)
