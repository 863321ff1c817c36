"""What the office must remember and no record holds, kept in the archive so that a rebuild finds it.

Lasting events lie in the office's own object, the others in objects of their day. A day begins a further
object when one has many versions: each version repeats the events before it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

import msgspec

from archive import disk
from archive.damage import Damage, DamageKind
from archive.errors import DamagedError
from archive.ocfl import StorageRoot, VersionNote, stage_object
from model.actor import Actor
from model.clock import Clock

OFFICE_ID: Final = "urn:vanthu:office"
DAY_BOOK: Final = "nhat-ky-"

_EVENTS: Final = "events.jsonl"
_MOST_VERSIONS: Final = 32
_LOCK_WAIT_S: Final = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEvent:
    """Something that happened: its kind, when, and the facts a rebuild needs, as JSON can hold them."""

    kind: str
    at: datetime
    facts: dict[str, object]


class Journal:
    """The office's memory, safe for several processes."""

    def __init__(self, root: StorageRoot, clock: Clock, staging: Path) -> None:
        self._root = root
        self._clock = clock
        self._staging = staging
        self._lock = root.folder.with_name("journal.lock")

    def append(self, events: Sequence[JournalEvent], *, actor: Actor) -> None:
        """Keep events of the day (ledger rows, acknowledgements); durable when this returns."""
        with disk.lock(self._lock, wait=_LOCK_WAIT_S):
            self._append(self._open_object(self._clock.now().date()), events, actor)

    def append_lasting(self, events: Sequence[JournalEvent], *, actor: Actor) -> None:
        """Keep rare events that outlast the day (openings of number series, settings)."""
        with disk.lock(self._lock, wait=_LOCK_WAIT_S):
            self._append(OFFICE_ID, events, actor)

    def events(self) -> Iterator[JournalEvent]:
        """Return the lasting events, then those of each day, in the order in which they were kept.

        Raises:
            DamagedError: when one of the objects is damaged.
        """
        if self._root.has(OFFICE_ID):
            yield from self._read(OFFICE_ID)
        for object_id in sorted(self._root.ids(DAY_BOOK), key=_day_and_part):
            yield from self._read(object_id)

    def _open_object(self, day: date) -> str:
        """Return the object of the day that takes the next events."""
        part = 1
        while self._root.has(_object_id(day, part + 1)):
            part += 1
        last = _object_id(day, part)
        is_full = self._root.has(last) and self._root.inventory(last).number >= _MOST_VERSIONS
        return _object_id(day, part + 1) if is_full else last

    def _append(self, object_id: str, events: Sequence[JournalEvent], actor: Actor) -> None:
        if not events:
            return
        lines = msgspec.json.Encoder(order="deterministic").encode_lines(events)
        note = VersionNote(message="append", user=actor, created=self._clock.now())
        if self._root.has(object_id):
            kept = self._root.read(object_id, _EVENTS)
            self._root.add_version(object_id, {_EVENTS: kept + lines}, note)
        else:
            self._root.install(object_id, stage_object(self._staging, object_id, {_EVENTS: lines}, note))

    def _read(self, object_id: str) -> Iterator[JournalEvent]:
        lines = self._root.read(object_id, _EVENTS)
        try:
            yield from msgspec.json.Decoder(JournalEvent).decode_lines(lines)
        except msgspec.MsgspecError as error:
            damage = Damage(kind=DamageKind.UNREADABLE, subject=object_id, path=_EVENTS, name=_EVENTS)
            raise DamagedError(damage) from error


def _object_id(day: date, part: int) -> str:
    suffix = f"-{part}" if part > 1 else ""
    return f"urn:vanthu:{DAY_BOOK}{day.isoformat()}{suffix}"


def _day_and_part(object_id: str) -> tuple[str, int]:
    _, _, written = object_id.partition(DAY_BOOK)
    return written[:10], int(written[11:] or 1)
