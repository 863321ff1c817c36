"""How far a long check of the archive has come, so that one that was broken off goes on."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec

from archive import disk

_STAYS_FRESH: Final = timedelta(days=1)
"""What was read longer ago is read again: disks decay."""


class Start(msgspec.Struct, frozen=True):
    """How a check began: when, and how many changes the register had seen."""

    at: datetime
    sequence: int


class Step(msgspec.Struct, frozen=True):
    """Some objects were checked, up to this id: those that need a second look, and the rows explained."""

    after: str
    suspects: list[str]
    rows: list[int]


@dataclass(frozen=True, slots=True)
class Notes:
    """A check that was broken off."""

    start: Start
    steps: tuple[Step, ...] = ()

    @property
    def after(self) -> str:
        """The last object that was checked."""
        return self.steps[-1].after if self.steps else ""


class VerifyNotes:
    """The file that keeps them, one JSON line per step; gone when a check has come to its end.

    Where nothing can be written, nothing is noted.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._is_kept = disk.is_writable(path.parent)

    def begin(self, start: Start) -> Notes:
        """Return the notes of a fresh check that was broken off, or begin new ones."""
        left = self._read()
        if (
            left is not None
            and left.start.sequence <= start.sequence
            and start.at - left.start.at < _STAYS_FRESH
        ):
            return left
        if self._is_kept:
            disk.write_atomic(self._path, msgspec.json.encode(start) + b"\n")
        return Notes(start)

    def add(self, step: Step) -> None:
        """Note a step."""
        if self._is_kept:
            disk.append_lines(self._path, msgspec.json.encode(step))

    def end(self) -> None:
        """Forget what was noted."""
        if self._is_kept:
            disk.remove_file(self._path)

    def _read(self) -> Notes | None:
        """Return what can be read; a line that a crash left unfinished counts for nothing."""
        try:
            first, *lines = self._path.read_bytes().split(b"\n")[:-1]
            start = msgspec.json.decode(first, type=Start)
            return Notes(start, tuple(msgspec.json.decode(line, type=Step) for line in lines))
        except (FileNotFoundError, ValueError, msgspec.MsgspecError):
            return None
