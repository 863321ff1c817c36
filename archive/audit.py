"""The audit log: one JSON line per act, each carrying the digest of the line before it."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from archive import disk
from archive.damage import Damage, DamageKind
from model.actor import Actor

_START: Final = "0" * 64
_LOCK_WAIT_S: Final = 30.0


class AuditLog:
    """An append-only file of acts, safe for several processes."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, at: datetime, actor: Actor, act: str, subject: str, facts: Mapping[str, str]) -> None:
        """Write one act; it is on the disk when this returns."""
        with disk.lock(self.path.with_name(f"{self.path.name}.lock"), wait=_LOCK_WAIT_S):
            entry = {
                "at": at.isoformat(),
                "actor": actor.name,
                "role": actor.role,
                "act": act,
                "subject": subject,
            }
            self._write({**entry, "facts": dict(facts)})

    def verify(self) -> tuple[Damage, ...]:
        """Return the lines that were edited, removed or put elsewhere, by number."""
        damages = []
        previous = _START
        for number, line in enumerate(self._lines(), start=1):
            entry = json.loads(line)
            if entry["prev"] != previous or entry["hash"] != _hash_of(entry):
                damages.append(Damage(kind=DamageKind.ALTERED, subject=self.path.name, path=str(number)))
            previous = entry["hash"]
        return tuple(damages)

    def _write(self, entry: dict[str, Any]) -> None:
        chained = {**entry, "prev": self._last_hash()}
        line = json.dumps({**chained, "hash": _hash_of(chained)}, ensure_ascii=False, sort_keys=True)
        disk.append_line(self.path, line.encode())

    def _last_hash(self) -> str:
        last = _START
        for line in self._lines():
            last = json.loads(line)["hash"]
        return last

    def _lines(self) -> Iterator[str]:
        if self.path.exists():
            with self.path.open(encoding="utf-8") as stream:
                yield from stream


def _hash_of(entry: Mapping[str, Any]) -> str:
    plain = {name: value for name, value in entry.items() if name != "hash"}
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
