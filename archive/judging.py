"""What becomes of the entries of one arrival: which are let in, which stay where they lie, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from archive.entries import Entry, after_failure
from archive.examination import Keep, SetAside, Wait
from archive.incoming import IncomingFile, homes
from archive.ledger import LedgerRow
from archive.looking import Recognised
from archive.secrecy import secrecy_of_name
from model.ledger import FilingOutcome, LedgerState
from model.reason import Reason
from model.record_id import INCOMING_BOOK, RecordId

_DATA_ALONE: Final = Reason("data-without-document")
_DATA_WITH_SEVERAL: Final = Reason("data-with-several-documents")
TOGETHER: Final = "arrived-with-secret"
"""The rule that withholds what came together with a file that bears a mark."""


@dataclass(frozen=True, slots=True)
class Left:
    """A file that stays in the inbox, with its row as it is to be; ``name`` may be shown, not kept."""

    row: LedgerRow
    name: str | None

    @property
    def outcome(self) -> FilingOutcome:
        """What to tell of it."""
        return FilingOutcome(state=self.row.state, path=self.name, reason=self.row.reason)


@dataclass(frozen=True, slots=True)
class Judged:
    """What becomes of an arrival."""

    left: tuple[Left, ...]
    admitted: tuple[IncomingFile, ...] = ()


def judge(entries: Sequence[Entry], *, at: datetime) -> Judged:
    """Judge an arrival whose files were looked at: a mark of secrecy on one of them withholds all."""
    rules = {id(entry): rule for entry in entries if (rule := _rule(entry))}
    if not rules and not any(map(is_withheld, entries)):
        return _let_in(entries, at)
    left = [
        _left_at_obstacle(entry, at)
        if entry.found.obstacle is not None
        else _left(entry, LedgerState.WITHHELD, Reason(rules.get(id(entry), TOGETHER)), at)
        for entry in entries
    ]
    return Judged(tuple(filter(None, left)))


def _let_in(entries: Sequence[Entry], at: datetime) -> Judged:
    left = [_stays(entry, at) for entry in entries]
    files = [file for entry in entries if (file := _admitted(entry)) is not None]
    data = [entry for entry in entries if _is_kept(entry)]
    before = _records_before(entries)
    found = homes(files)
    if data and found + len(before) != 1:
        reason = _DATA_WITH_SEVERAL if found + len(before) else _DATA_ALONE
        left += [_left(entry, LedgerState.WAITING, reason, at) for entry in data if found or not waits(entry)]
    elif data:
        target = None if found else next(iter(before))
        files += [
            IncomingFile(row=replace(entry.admitted(), record_id=target), data=_bytes(entry))
            for entry in data
        ]
    return Judged(tuple(filter(None, left)), tuple(files))


def _rule(entry: Entry) -> str | None:
    """Return the rule by which a file bears a mark of secrecy, be it one that nobody could look into."""
    if entry.row is None or entry.found.obstacle is not None:
        return None
    hit = secrecy_of_name(entry.found.name) if entry.look is None else None
    return entry.mark or (hit.rule if hit else entry.rule)


def is_withheld(entry: Entry) -> bool:
    """Whether a file that lies there was withheld before."""
    known = entry.known
    return known is not None and known.state is LedgerState.WITHHELD


def _stays(entry: Entry, at: datetime) -> Left | None:
    """Return how a file stays that is not let in."""
    if entry.found.obstacle is not None:
        return _left_at_obstacle(entry, at)
    looked = entry.looked
    reason = looked.reason if isinstance(looked, Wait) else entry.problem
    return None if reason is None else _left(entry, LedgerState.WAITING, reason, at)


def _left_at_obstacle(entry: Entry, at: datetime) -> Left | None:
    if hit := secrecy_of_name(entry.found.name):
        return _left(entry, LedgerState.WITHHELD, Reason(hit.rule), at)
    obstacle = entry.found.obstacle
    return None if obstacle is None else _left(entry, obstacle.state, Reason(str(obstacle)), at)


def _left(entry: Entry, state: LedgerState, reason: Reason, at: datetime) -> Left | None:
    row = entry.row
    if row is None:
        return None
    reason = after_failure(row, reason)
    is_withheld = state is LedgerState.WITHHELD
    # Nobody looked into a file that waits: it may be secret, so its name is kept nowhere.
    path = None if is_withheld or state is LedgerState.WAITING else entry.found.name
    settled = replace(row, state=state, reason=reason, path=path, sha256=None, settled_at=at)
    return Left(settled, None if is_withheld else entry.found.name)


def _admitted(entry: Entry) -> IncomingFile | None:
    match entry.looked:
        case Recognised(parts):
            return IncomingFile(row=entry.admitted(), data=_bytes(entry), parts=parts)
        case SetAside(reason):
            return IncomingFile(row=entry.admitted(), data=_bytes(entry), problem=reason)
        case _:
            return None


def waits(entry: Entry) -> bool:
    """Whether a file waited before."""
    return entry.row is not None and entry.row.state is LedgerState.WAITING


def _is_kept(entry: Entry) -> bool:
    return entry.row is not None and isinstance(entry.looked, Keep)


def _bytes(entry: Entry) -> bytes:
    return entry.data or b""


def _records_before(entries: Sequence[Entry]) -> frozenset[RecordId]:
    """Return what documents of the arrival became before; files that are none count only alone."""
    known = (entry.known for entry in entries if entry.row is None and entry.known is not None)
    ids = frozenset(row.record_id for row in known if row.record_id is not None)
    return frozenset(record_id for record_id in ids if record_id.book == INCOMING_BOOK) or ids
