"""The bytes of a file that a person names, wherever it lies."""

import stat
from pathlib import Path

from archive.errors import NotPlainFileError
from archive.read_document import MOST_BYTES


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
