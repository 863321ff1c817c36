"""What clerks taught the office about its correspondents: one object of the archive per hint.

Nothing is learnt otherwise. Each hint says who added it, when, and at which record; a removed one stays
readable.
"""

import logging
from dataclasses import replace
from pathlib import Path
from typing import Final

import msgspec

from archive.audit import AuditLog
from archive.errors import ArchiveError, UnknownHintError
from archive.ocfl import StorageRoot, VersionNote, stage_object
from archive.ocfl.layout import INVENTORY
from archive.recognition.hints import is_same
from archive.record_store import RecordStore
from model.actor import Actor
from model.clock import Clock
from model.hint import Hint

_log = logging.getLogger(__name__)

HINTS: Final = "goi-y-"

_HINT: Final = "hint.json"
_PREFIX: Final = "urn:vanthu:"

_Stamp = tuple[int, int]


class KnownHints:
    """The hints as they stand now; an object is read again only when somebody wrote to it.

    A damaged one is left out, so that filing goes on without it; ``verify`` names it.
    """

    def __init__(self, root: StorageRoot) -> None:
        self._root = root
        self._read: dict[str, tuple[_Stamp, Hint | None]] = {}

    def all(self) -> tuple[Hint, ...]:
        """Return every hint, removed ones too, by number."""
        self._read = {object_id: self._of(object_id) for object_id in self._root.ids(HINTS)}
        return tuple(hint for _, hint in self._read.values() if hint is not None)

    def next_number(self) -> int:
        """Return the number that no hint has, nor had."""
        return max((_number(object_id) for object_id in self._root.ids(HINTS)), default=0) + 1

    def present(self) -> tuple[Hint, ...]:
        """Return the hints that recognition goes by."""
        return tuple(hint for hint in self.all() if hint.is_present)

    def _of(self, object_id: str) -> tuple[_Stamp, Hint | None]:
        stamp = _stamp(self._root.path_of(object_id))
        known = self._read.get(object_id)
        return known if known is not None and known[0] == stamp else (stamp, _decoded(self._root, object_id))


class HintBook:
    """Adds and removes hints; what it returns is in the archive."""

    def __init__(self, *, store: RecordStore, staging: Path, audit: AuditLog, clock: Clock) -> None:
        self._store = store
        self._staging = staging
        self._audit = audit
        self._clock = clock
        self._known = KnownHints(store.root)

    def all(self) -> tuple[Hint, ...]:
        """Return every hint, removed ones too, by number."""
        return self._known.all()

    def add(self, hint: Hint, *, actor: Actor) -> Hint:
        """Keep a hint under the next number, whatever number it bears; one that says the same is enough."""
        now = self._clock.now()
        with self._store.locked():
            same = next((one for one in self._known.present() if is_same(one, hint)), None)
            if same is not None:
                return same
            number = self._known.next_number()
            added = replace(hint, number=number, added_by=actor, added_at=now)
            note = VersionNote(message="add hint", user=actor, created=now)
            object_id = _object_id(number)
            staged = stage_object(self._staging, object_id, {_HINT: _encoded(added)}, note)
            self._store.root.install(object_id, staged)
        facts = {"kind": str(added.kind), "text": added.text, "organ": added.organ}
        self._audit.append(now, actor, "add-hint", str(number), facts)
        return added

    def remove(self, number: int, *, actor: Actor) -> Hint:
        """Let recognition go by a hint no more, from the next arrival on.

        Raises:
            UnknownHintError: when no present hint has the number.
        """
        now = self._clock.now()
        with self._store.locked():
            known = next((one for one in self._known.present() if one.number == number), None)
            if known is None:
                raise UnknownHintError(number)
            removed = replace(known, removed_by=actor, removed_at=now)
            note = VersionNote(message="remove hint", user=actor, created=now)
            self._store.root.add_version(_object_id(number), {_HINT: _encoded(removed)}, note)
        self._audit.append(now, actor, "remove-hint", str(number), {})
        return removed


def _number(object_id: str) -> int:
    return int(object_id.removeprefix(_PREFIX + HINTS))


def _object_id(number: int) -> str:
    return f"{_PREFIX}{HINTS}{number:06d}"


def _stamp(folder: Path) -> _Stamp:
    try:
        status = (folder / INVENTORY).stat()
    except FileNotFoundError:
        return 0, 0
    return status.st_mtime_ns, status.st_size


def _encoded(hint: Hint) -> bytes:
    return msgspec.json.format(msgspec.json.encode(hint, order="deterministic"), indent=2) + b"\n"


def _decoded(root: StorageRoot, object_id: str) -> Hint | None:
    try:
        return msgspec.json.decode(root.read(object_id, _HINT), type=Hint)
    except (ArchiveError, msgspec.MsgspecError) as error:
        _log.error("%s is damaged and left out: %s", object_id, type(error).__name__)
        return None
