"""What every engine keeps beside its own files: the last change applied, and locks among processes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from whoosh.util.filelock import FileLock, try_for

from index.errors import IndexBusyError, IndexDamagedError
from index.folder import sync_folder, write_durably

_SEQUENCE: Final = "sequence"
_PATIENCE: Final = 5.0
"""Seconds to wait for the writer lock."""


class GuardedFolder:
    """The folder of an engine."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def sequence(self) -> int:
        """Return the last sequence that was applied.

        Raises:
            IndexDamagedError: when it cannot be read.
        """
        try:
            return int((self.path / _SEQUENCE).read_text(encoding="ascii"))
        except FileNotFoundError:
            return 0
        except ValueError as fault:
            raise IndexDamagedError(self.path, f"{_SEQUENCE}: {fault}") from fault

    def remember(self, sequence: int) -> None:
        """Write the last sequence down, once all that belongs to it is on disk."""
        write_durably(self.path / _SEQUENCE, str(sequence))

    def forget(self) -> None:
        """Be at sequence 0; it goes before what it speaks of, so that a crash never leaves it alone."""
        (self.path / _SEQUENCE).unlink(missing_ok=True)
        sync_folder(self.path)

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Hold the one writer lock, which ends with the process that holds it.

        Raises:
            IndexBusyError: when another process keeps it.
        """
        with self.locked("MAIN_WRITELOCK", _PATIENCE) as is_ours:
            if not is_ours:
                raise IndexBusyError(self.path)
            yield

    @contextmanager
    def locked(self, name: str, patience: float = 0.0) -> Iterator[bool]:
        """Hold a lock, and tell whether it was to be had in so many seconds."""
        lock = FileLock(str(self.path / name))
        is_ours = bool(try_for(lock.acquire, timeout=patience))
        try:
            yield is_ours
        finally:
            if is_ours:
                lock.release()
