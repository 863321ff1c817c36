"""The audit log: one JSON line per act, each carrying the digest of the line before it.

Beside the log lies its head: number and digest of the last act and the length of the log, so that a log cut
short is noticed too. A line that a crash left unfinished stays as it is, and a further act accounts for it.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from archive import disk
from archive.damage import Damage, DamageKind
from model.actor import SYSTEM, Actor

REPAIRED: Final = "audit-repaired"
"""The act that accounts, by its digest, for a line which a crash left unfinished."""

_LOCK_WAIT_S: Final = 30.0


class _Act(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the log."""

    at: str
    actor: str
    role: str
    act: str
    subject: str
    facts: dict[str, str]
    n: int = 0
    prev: str = ""
    hash: str = ""


class _Head(msgspec.Struct, frozen=True):
    """Where the chain stands: number and digest of an act, and the length of the log up to its end."""

    n: int = 0
    hash: str = "0" * 64
    size: int = 0


class AuditLog:
    """An append-only file of acts, safe for several processes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = path.with_name(f"{path.name}.lock")
        self._head = path.with_name(f"{path.name}.head")

    def held(self) -> AbstractContextManager[None]:
        """Hold the log against further acts, so that it and its head can be copied together."""
        return disk.lock(self._lock, wait=_LOCK_WAIT_S)

    def append(self, at: datetime, actor: Actor, act: str, subject: str, facts: Mapping[str, str]) -> None:
        """Write one act; it is on the disk when this returns."""
        self.append_all(at, actor, [(act, subject, facts)])

    def append_all(
        self, at: datetime, actor: Actor, acts: Iterable[tuple[str, str, Mapping[str, str]]]
    ) -> None:
        """Write several acts, each with its subject and facts, as one group."""
        entries = [_act(at.isoformat(), actor, act, subject, facts) for act, subject, facts in acts]
        if not entries:
            return
        with self.held():
            head, unfinished = self._end()
            if unfinished:
                head = self._account_for(unfinished, head, entries[0].at)
            chain = []
            for entry in entries:
                chain.append(_chained(entry, head))
                head = _Head(n=chain[-1].n, hash=chain[-1].hash)
            disk.append_lines(self.path, *map(_line, chain))
            self._keep_head(chain[-1])

    def verify(self) -> tuple[Damage, ...]:
        """Return what was edited, removed, added or put elsewhere.

        The damage's path is the number of the act, or of the line where the line is no act any more.
        """
        no_act_can_come = not disk.is_writable(self.path.parent)
        with nullcontext() if no_act_can_come else self.held():
            head, size = self._read_head(), self._size()
        return tuple(_Verification(self.path, head).damages(size))

    def _account_for(self, unfinished: bytes, head: _Head, at: str) -> _Head:
        """Close an unfinished line and write the act that names it."""
        entry = _act(at, SYSTEM, REPAIRED, self.path.name, {"sha256": _digest(unfinished)})
        chained = _chained(entry, head)
        disk.append_lines(self.path, b"\n" + _line(chained))
        return self._keep_head(chained)

    def _keep_head(self, entry: _Act) -> _Head:
        head = _Head(n=entry.n, hash=entry.hash, size=self._size())
        disk.write_atomic(self._head, msgspec.json.encode(head))
        return head

    def _end(self) -> tuple[_Head, bytes]:
        """Return the last whole act, and the bytes after it when a crash left them unfinished."""
        head = self._read_head()
        unfinished = b""
        for line in _lines(self.path, head.size, self._size()):
            entry = _parse(line)
            unfinished += line
            if entry is not None and entry.prev == head.hash:
                head, unfinished = _Head(entry.n, entry.hash, head.size + len(unfinished)), b""
        return head, b"" if unfinished.endswith(b"\n") else unfinished

    def _read_head(self) -> _Head:
        try:
            return msgspec.json.decode(self._head.read_bytes(), type=_Head)
        except (FileNotFoundError, msgspec.MsgspecError):
            return _Head()

    def _size(self) -> int:
        return self.path.stat().st_size if self.path.exists() else 0


class _Verification:
    """One walk along the chain."""

    def __init__(self, path: Path, head: _Head) -> None:
        self._path = path
        self._head = head
        self._last: _Head | None = _Head()
        self._strange: dict[int, bytes] = {}
        """Lines since the last act that are no acts, by number."""

    def damages(self, size: int) -> Iterator[Damage]:
        """Give every damage in the first ``size`` bytes."""
        offset = 0
        for number, line in enumerate(_lines(self._path, 0, size), start=1):
            offset += len(line)
            entry = _parse(line)
            if entry is None:
                self._strange[number] = line
            else:
                yield from self._step(entry)
        yield from self._tail(offset)

    def _step(self, entry: _Act) -> Iterator[Damage]:
        yield from self._unaccounted(entry)
        last = self._last
        if last is not None and entry.n > last.n + 1:
            yield self._damage(DamageKind.MISSING, last.n + 1)
        elif last is not None and (entry.n, entry.prev) != (last.n + 1, last.hash):
            yield self._damage(DamageKind.INCONSISTENT, entry.n)
        if entry.n == self._head.n and entry.hash != self._head.hash:
            yield self._damage(DamageKind.INCONSISTENT, entry.n)
        self._last = _Head(n=entry.n, hash=entry.hash)

    def _unaccounted(self, entry: _Act) -> Iterator[Damage]:
        if self._strange and not (
            entry.act == REPAIRED and self._digest_of_strange() == entry.facts.get("sha256")
        ):
            yield from (self._damage(DamageKind.ALTERED, number) for number in self._strange)
            self._last = None
        self._strange = {}

    def _digest_of_strange(self) -> str:
        return _digest(b"".join(self._strange.values()).removesuffix(b"\n"))

    def _tail(self, size: int) -> Iterator[Damage]:
        """Judge the end: what lies behind the head and has no line end is a crash, anything else is not."""
        strange = b"".join(self._strange.values())
        is_unfinished = not strange.endswith(b"\n") and size - len(strange) >= self._head.size
        if strange and not is_unfinished:
            yield from (self._damage(DamageKind.ALTERED, number) for number in self._strange)
        elif self._last is not None and self._last.n < self._head.n:
            yield self._damage(DamageKind.MISSING, self._last.n + 1)

    def _damage(self, kind: DamageKind, number: int) -> Damage:
        return Damage(kind=kind, subject=self._path.name, path=str(number))


def _act(at: str, actor: Actor, act: str, subject: str, facts: Mapping[str, str]) -> _Act:
    return _Act(at=at, actor=actor.name, role=actor.role, act=act, subject=subject, facts=dict(facts))


def _chained(entry: _Act, head: _Head) -> _Act:
    linked = msgspec.structs.replace(entry, n=head.n + 1, prev=head.hash)
    return msgspec.structs.replace(linked, hash=_digest(_line(linked)))


def _line(entry: _Act) -> bytes:
    # A file name that is no text survives as an escape, where msgspec would refuse it.
    text = json.dumps(msgspec.structs.asdict(entry), ensure_ascii=False, sort_keys=True)
    return text.encode("utf-8", "backslashreplace")


def _parse(line: bytes) -> _Act | None:
    """Return the act of a whole line, or None when the line is none or was edited."""
    if not line.endswith(b"\n"):
        return None
    try:
        entry = msgspec.convert(json.loads(line), type=_Act)
    except (ValueError, msgspec.MsgspecError):
        return None
    plain = _line(msgspec.structs.replace(entry, hash=""))
    return entry if entry.hash == _digest(plain) and line == _line(entry) + b"\n" else None


def _lines(path: Path, start: int, end: int) -> Iterator[bytes]:
    """Give the lines between two offsets with their ends; the last may lack its own."""
    if start >= end:
        return
    with path.open("rb") as stream:
        stream.seek(start)
        while start < end and (line := stream.readline(end - start)):
            start += len(line)
            yield line


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
