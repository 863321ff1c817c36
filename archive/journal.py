"""What the office must remember and no record holds, kept in the archive so that a rebuild finds it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from archive.errors import DamagedError
from archive.ocfl import StorageRoot, VersionNote, stage_object
from model.actor import Actor
from model.clock import Clock

OFFICE_ID: Final = "urn:vanthu:office"
_DAY_PREFIX: Final = "nhat-ky-"
_EVENTS: Final = "events.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEvent:
    """Something that happened: its kind, when, and the facts a rebuild needs."""

    kind: str
    at: datetime
    facts: dict[str, str | int | None]


class Journal:
    """The office's memory: lasting facts in one object, the events of each day in objects of that day."""

    def __init__(self, root: StorageRoot, clock: Clock, staging: Path) -> None:
        self._root = root
        self._clock = clock
        self._staging = staging

    def append(self, events: Sequence[JournalEvent], *, actor: Actor) -> None:
        """Keep events of the day (ledger rows, acknowledgements); durable when this returns."""
        self._append(f"urn:vanthu:{_DAY_PREFIX}{self._clock.now().date().isoformat()}", events, actor)

    def append_lasting(self, events: Sequence[JournalEvent], *, actor: Actor) -> None:
        """Keep rare events that outlast the day (openings of number series, settings)."""
        self._append(OFFICE_ID, events, actor)

    def events(self) -> Iterator[JournalEvent]:
        """Return the lasting events, then those of each day, in the order they were kept."""
        if self._root.has(OFFICE_ID):
            yield from self._read(OFFICE_ID)
        for object_id in self._root.ids(_DAY_PREFIX):
            yield from self._read(object_id)

    def _append(self, object_id: str, events: Sequence[JournalEvent], actor: Actor) -> None:
        lines = msgspec.json.Encoder(order="deterministic").encode_lines(events)
        note = VersionNote(message="append", user=actor, created=self._clock.now())
        if self._root.has(object_id):
            kept = self._root.read(object_id, _EVENTS)
            self._root.add_version(object_id, {_EVENTS: kept + lines}, note)
        else:
            self._root.install(object_id, stage_object(self._staging, object_id, {_EVENTS: lines}, note))

    def _read(self, object_id: str) -> Iterator[JournalEvent]:
        try:
            yield from msgspec.json.Decoder(JournalEvent).decode_lines(self._root.read(object_id, _EVENTS))
        except msgspec.MsgspecError as error:
            raise DamagedError from error
