"""The bytes of one file in the inbox: read whole or not at all, removed only while it is the same file.

What is to be read by a reader is taken into memory, up to a limit; what is only copied comes in pieces.
"""

import hashlib
import logging
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, Final

from archive import disk
from archive.errors import SourceChangedError
from archive.inbox import Found, stamp_of
from archive.ledger import Channel
from archive.read_document import MOST_BYTES

_log = logging.getLogger(__name__)

_PIECE: Final = 1 << 20


def read_whole(found: Found) -> bytes | None:
    """Return the bytes of a file, at most one more than the limit; None when it changed meanwhile."""
    with _opened(found) as stream:
        data = stream.read(MOST_BYTES + 1) if _is_at(stream, found) else None
        return data if _is_at(stream, found) else None


@contextmanager
def in_pieces(found: Found) -> Iterator[Iterator[bytes]]:
    """Open a file, however large; give its bytes piece by piece.

    Raises:
        SourceChangedError: when it is another file, or becomes one before its last piece.
    """
    with _opened(found) as stream:
        if not _is_at(stream, found):
            raise SourceChangedError(found.path)
        yield _pieces(stream, found)


def has_bytes(found: Found, sha256: str | None) -> bool:
    """Whether a file in the inbox holds the bytes of a digest."""
    digest = hashlib.sha256()
    try:
        with in_pieces(found) as pieces:
            for piece in pieces:
                digest.update(piece)
    except (OSError, SourceChangedError):
        return False
    return digest.hexdigest() == sha256


def remove_all(settled: Sequence[Found]) -> None:
    """Remove files of the inbox that are safe in the archive or in quarantine, if they are still the same.

    In a read-only inbox they stay; the ledger knows them, so they are not taken in again.
    """
    paths = [found.path for found in settled if found.channel is Channel.INBOX and _is_same(found)]
    try:
        disk.remove_files(paths)
    except OSError:
        _log.warning("settled files cannot be removed from the inbox")


def _opened(found: Found) -> BinaryIO:
    descriptor = os.open(found.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    return os.fdopen(descriptor, "rb")


def _is_at(stream: BinaryIO, found: Found) -> bool:
    """Whether an open file is still the one that was found."""
    status = os.fstat(stream.fileno())
    return stat.S_ISREG(status.st_mode) and stamp_of(status) == found.stamp


def _pieces(stream: BinaryIO, found: Found) -> Iterator[bytes]:
    while piece := stream.read(_PIECE):
        yield piece
    if not _is_at(stream, found):
        raise SourceChangedError(found.path)


def _is_same(found: Found) -> bool:
    try:
        return stamp_of(found.path.lstat()) == found.stamp
    except OSError:
        return False
