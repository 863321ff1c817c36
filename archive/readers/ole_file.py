"""Open the compound files of old office programs (OLE), each stream within a limit."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import olefile  # type: ignore[import-untyped]  # it publishes no types

from archive.readers.errors import BrokenFileError, OversizedFileError

MACROS: Final = frozenset({"macros", "_vba_project_cur"})
"""Storages in which Word and Excel keep programs; they are never run."""
_LARGEST: Final = 256 * 2**20
_MOST_ENTRIES: Final = 20_000
_FAILURES: Final = (
    AttributeError, IndexError, OSError, OverflowError, RecursionError, TypeError, ValueError,
)  # fmt: skip
"""What the library raises for damaged files."""


class OleFile:
    """A compound file, read below one of its storages.

    Raises:
        OversizedFileError: when it has more than 20 000 entries.
    """

    def __init__(self, ole: olefile.OleFileIO, name: str, format_: str, root: tuple[str, ...] = ()) -> None:
        self.name = name
        self.format = format_
        self._ole = ole
        self._root = root
        entries = ole.listdir(streams=True, storages=False)
        if len(entries) > _MOST_ENTRIES:
            raise OversizedFileError(name, format_, "streams")
        below = (tuple(entry) for entry in entries)
        self._streams = [entry[len(root) :] for entry in below if entry[: len(root)] == root]

    @property
    def streams(self) -> list[tuple[str, ...]]:
        """The paths of all streams."""
        return self._streams

    @property
    def has_macros(self) -> bool:
        """Whether it holds programs."""
        return any(part.lower() in MACROS for path in self._streams for part in path[:1])

    def below(self, *path: str) -> "OleFile":
        """Return the same file as seen from a storage in it."""
        return OleFile(self._ole, self.name, self.format, (*self._root, *path))

    def storages_in(self, *path: str) -> list[tuple[str, ...]]:
        """Return the paths of the storages in a storage."""
        depth = len(path) + 1
        return list(
            dict.fromkeys(
                found[:depth] for found in self._streams if found[: len(path)] == path and len(found) > depth
            )
        )

    def has(self, *path: str) -> bool:
        """Whether there is a stream; names count in any case, as Windows has it."""
        return bool(self._ole.exists([*self._root, *path]))

    def read(self, *path: str) -> bytes:
        """Return the bytes of a stream.

        Raises:
            BrokenFileError: when there is none, or it is damaged.
            OversizedFileError: above 256 MiB.
        """
        whole = [*self._root, *path]
        try:
            size = self._ole.get_size(whole)
            if size > _LARGEST:
                raise OversizedFileError(self.name, self.format, path[-1])
            if max(size, *self._shared_sizes()) > self._ole.fp.getbuffer().nbytes:
                # Its sectors go round in a circle, or those that small streams share do.
                raise BrokenFileError(self.name, self.format, path[-1])
            with self._ole.openstream(whole) as stream:
                data = bytes(stream.read())
        except _FAILURES as error:
            raise BrokenFileError(self.name, self.format, path[-1]) from error
        if len(data) < size:
            raise BrokenFileError(self.name, self.format, path[-1])
        return data

    def _shared_sizes(self) -> tuple[int, int]:
        """Return the sizes of what holds all small streams, and of the table of its parts, as stated."""
        return int(self._ole.root.size), int(self._ole.num_mini_fat_sectors * self._ole.sector_size)


@contextmanager
def open_ole(data: bytes, name: str, format_: str) -> Iterator[OleFile]:
    """Open a compound file.

    Raises:
        BrokenFileError: when it is none, or its directory is damaged.
        OversizedFileError: when it has more than 20 000 entries.
    """
    try:
        ole = olefile.OleFileIO(io.BytesIO(data))
        opened = OleFile(ole, name, format_)
    except _FAILURES as error:
        raise BrokenFileError(name, format_, "compound file") from error
    with ole:
        yield opened
