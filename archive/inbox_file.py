"""The bytes of one file in the inbox: read whole or not at all, removed only while it is the same file."""

import hashlib
import logging
import os
import stat
from collections.abc import Sequence

from archive import disk
from archive.inbox import Found, stamp_of
from archive.ledger import Channel
from archive.read_document import MOST_BYTES

_log = logging.getLogger(__name__)


def read_whole(found: Found) -> bytes | None:
    """Return the bytes of a file, at most one more than the limit; None when it changed meanwhile."""
    descriptor = os.open(found.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as stream:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode) or stamp_of(before) != found.stamp:
            return None
        data = stream.read(MOST_BYTES + 1)
        return data if stamp_of(os.fstat(descriptor)) == found.stamp else None


def has_bytes(found: Found, sha256: str | None) -> bool:
    """Whether a file in the inbox holds the bytes of a digest."""
    try:
        data = read_whole(found)
    except OSError:
        return False
    return data is not None and hashlib.sha256(data).hexdigest() == sha256


def remove_all(settled: Sequence[Found]) -> None:
    """Remove files of the inbox that are safe in the archive or in quarantine, if they are still the same.

    In a read-only inbox they stay; the ledger knows them, so they are not taken in again.
    """
    paths = [found.path for found in settled if found.channel is Channel.INBOX and _is_same(found)]
    try:
        disk.remove_files(paths)
    except OSError:
        _log.warning("settled files cannot be removed from the inbox")


def _is_same(found: Found) -> bool:
    try:
        return stamp_of(found.path.lstat()) == found.stamp
    except OSError:
        return False
