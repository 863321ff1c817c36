"""An act that changes a record and is not in the audit yet: what a killed program leaves to be finished."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from archive import disk
from model.actor import Actor
from model.record_id import RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What is being done to a record by whom; ``versions`` is how many its object had before."""

    name: str
    record_id: RecordId
    versions: int
    actor: Actor
    facts: dict[str, str]


class UnfinishedAct:
    """The one act under way, in a file beside the registers; the caller holds a lock."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def begin(self, act: Act) -> None:
        """Note an act before anything is changed."""
        disk.write_atomic(self._path, msgspec.json.encode(act))

    def left(self) -> Act | None:
        """Return the act that was begun and not ended; a note that nobody can read is of no act of ours."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Act)
        except (FileNotFoundError, msgspec.MsgspecError):
            return None

    def end(self) -> None:
        """Forget the act: the audit knows it, or nothing came of it."""
        disk.remove_file(self._path)
