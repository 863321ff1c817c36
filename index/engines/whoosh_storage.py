"""Whoosh's files on disk, made durable: Whoosh itself never asks for it."""

import os
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from index.folder import sync_folder


class DurableStorage(FileStorage):  # type: ignore[misc]  # Whoosh publishes no types
    """Files in a folder, all of them on disk before the table of contents that names them is put in place.

    Whoosh renames only one kind of file, the table of contents of a new generation; that is the commit.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._path = folder
        self._unsynced: set[str] = set()

    def latest_generation(self, index: str) -> int:
        """Return the number of the last commit, -1 when there is none."""
        return int(TOC._latest_generation(self, index))  # noqa: SLF001  # Whoosh asks only through an open index

    def create_file(self, name: str, **options: Any) -> Any:  # noqa: ANN401  # Whoosh's own signature
        """Create a file, and remember that it is not yet on disk."""
        self._unsynced.add(name)
        return super().create_file(name, **options)

    def rename_file(self, oldname: str, newname: str, *, safe: bool = False) -> None:
        """Put a file in place once everything written before it is on disk."""
        for name in self._unsynced:
            _sync(self._path / name)
        super().rename_file(oldname, newname, safe=safe)
        sync_folder(self._path)
        self._unsynced.clear()


def _sync(path: Path) -> None:
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return  # a file of a segment that was given up
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
