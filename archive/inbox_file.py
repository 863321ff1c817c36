"""The bytes of one file in the inbox: read whole or not at all, removed only while it is the same file."""

import logging
import os
import stat
from pathlib import Path
from typing import Final

from archive import disk
from archive.errors import NotPlainFileError
from archive.inbox import Found, stamp_of
from archive.ledger import Channel

_log = logging.getLogger(__name__)

MOST_BYTES: Final = 256 * 2**20


def read_whole(found: Found) -> bytes | None:
    """Return the bytes of a file, at most one more than the limit; None when it changed meanwhile."""
    descriptor = os.open(found.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as stream:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode) or stamp_of(before) != found.stamp:
            return None
        data = stream.read(MOST_BYTES + 1)
        return data if stamp_of(os.fstat(descriptor)) == found.stamp else None


def read_named(path: Path) -> bytes:
    """Return the bytes of any file that a person names, at most one more than the limit.

    Raises:
        NotPlainFileError: for a pipe or a device, which may never end.
        OSError: when it cannot be read.
    """
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise NotPlainFileError(path)
    with path.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def remove(found: Found) -> None:
    """Remove a file of the inbox that is safe in the archive or in quarantine, if it is still the same."""
    if found.channel is Channel.COMMAND:
        return
    try:
        if stamp_of(found.path.lstat()) == found.stamp:
            disk.remove_file(found.path)
    except OSError:
        # A read-only inbox: the ledger knows the file, so it is not taken in again.
        _log.warning("a settled file cannot be removed from the inbox")
