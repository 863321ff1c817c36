"""The ledger of the inbox: one row, in one state, for every file ever seen there."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, func, insert, select
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.dialects.sqlite import insert as upsert

from archive.tables import ledger
from model.ledger import LedgerState, Unnamed
from model.reason import Reason
from model.record_id import RecordId

MOVED: Final = "moved-in-inbox"
"""Why a row is gone whose file lies in the inbox under another name, with a row of its own."""
_KEYS_AT_A_TIME: Final = 1000
"""Well below the number of parameters that a statement may have."""


@dataclass(frozen=True, slots=True, order=True)
class FileStamp:
    """What tells one file under a name from the next: size in bytes, time of last change, inode."""

    size: int
    mtime_ns: int
    inode: int


class Channel(StrEnum):
    """How a file reached the office."""

    INBOX = "inbox"
    COMMAND = "command"
    """Named on the command line, lying outside the inbox; it stays where it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One file that reached the inbox.

    ``path_key`` is a keyed hash of the path; ``path`` and ``sha256`` are kept only of files that the look for
    a secrecy mark let pass (records.md R-36): a file that waits has none.
    ``gone_at`` says that somebody took the file away.
    """

    id: int
    channel: Channel
    path_key: str
    stamp: FileStamp
    state: LedgerState
    seen_at: datetime
    path: str | None = None
    sha256: str | None = None
    reason: Reason | None = None
    record_id: RecordId | None = None
    settled_at: datetime | None = None
    gone_at: datetime | None = None
    acknowledged_by: str | None = None
    acknowledged_at: datetime | None = None

    @property
    def unnamed(self) -> Unnamed:
        """What may be told of it, whatever it is."""
        return Unnamed(number=self.id, size=self.stamp.size, seen_at=self.seen_at)

    @property
    def is_alert(self) -> bool:
        """Whether a file with a mark of secrecy was met and no named person has said that she knows."""
        return self.state is LedgerState.WITHHELD and self.acknowledged_at is None

    @property
    def is_in_waiting(self) -> bool:
        """Whether it was left in the inbox to wait."""
        return self.state is LedgerState.WAITING and self.channel is Channel.INBOX

    @property
    def is_taken_away(self) -> bool:
        """Whether it was taken out of the inbox while it waited, and no named person said that she knows."""
        is_moved = self.reason is not None and self.reason.code == MOVED
        return self.is_in_waiting and self.gone_at is not None and not is_moved and not self.acknowledged_at


def add_seen(
    connection: Connection, *, channel: Channel, path_key: str, stamp: FileStamp, at: datetime
) -> LedgerRow:
    """Open a row for a file that was just seen; nothing of it is known yet but its stamp."""
    row_id = connection.execute(
        insert(ledger)
        .values(
            channel=channel,
            path_key=path_key,
            state=LedgerState.SEEN,
            seen_at=at.isoformat(),
            **_columns(stamp),
        )
        .returning(ledger.c.id)
    ).scalar_one()
    return LedgerRow(
        id=row_id, channel=channel, path_key=path_key, stamp=stamp, state=LedgerState.SEEN, seen_at=at
    )


def put(connection: Connection, *rows: LedgerRow) -> None:
    """Write rows as a whole, new or changed."""
    if rows:
        connection.execute(_put(), [{"id": row.id, **_values(row)} for row in rows])


@cache
def _put() -> Insert:
    """Return the statement that writes a row over the one of its number, if there is one."""
    new = upsert(ledger)
    return new.on_conflict_do_update(
        index_elements=["id"], set_={column.name: column for column in new.excluded if column.name != "id"}
    )


def find(connection: Connection, row_id: int) -> LedgerRow | None:
    """Return a row by its number."""
    row = connection.execute(select(ledger).where(ledger.c.id == row_id)).one_or_none()
    return None if row is None else _read(row)


def numbered(connection: Connection, numbers: Collection[int]) -> dict[int, LedgerRow]:
    """Return the rows of these numbers that there are."""
    found: dict[int, LedgerRow] = {}
    rest = iter(numbers)
    while some := list(islice(rest, _KEYS_AT_A_TIME)):
        rows = connection.execute(select(ledger).where(ledger.c.id.in_(some)))
        found |= {row.id: _read(row) for row in rows}
    return found


def latest(connection: Connection, path_keys: Collection[str]) -> dict[str, LedgerRow]:
    """Return the newest row of each path that has one."""
    found: dict[str, LedgerRow] = {}
    keys = iter(path_keys)
    while some := list(islice(keys, _KEYS_AT_A_TIME)):
        newest = select(func.max(ledger.c.id)).where(ledger.c.path_key.in_(some)).group_by(ledger.c.path_key)
        rows = connection.execute(select(ledger).where(ledger.c.id.in_(newest)))
        found |= {row.path_key: _read(row) for row in rows}
    return found


def present(connection: Connection, *states: LedgerState) -> Iterator[tuple[int, Channel, str]]:
    """Yield number, channel and path key of the rows in these states whose file nobody took away."""
    wanted = select(ledger.c.id, ledger.c.channel, ledger.c.path_key).where(
        ledger.c.state.in_(states), ledger.c.gone_at.is_(None)
    )
    for row in connection.execute(wanted):
        yield row.id, Channel(row.channel), row.path_key


def in_state(connection: Connection, *states: LedgerState) -> Iterator[LedgerRow]:
    """Yield the rows in one of the states, oldest first; all rows when none is named."""
    wanted = select(ledger).order_by(ledger.c.id)
    if states:
        wanted = wanted.where(ledger.c.state.in_(states))
    for row in connection.execute(wanted):
        yield _read(row)


def record_with_bytes(connection: Connection, sha256: str) -> RecordId | None:
    """Return the record that these bytes were filed into."""
    # Sorted and told apart here: SQLite would rather read all rows of the state than those of the digest.
    same = connection.execute(select(ledger).where(ledger.c.sha256 == sha256))
    filed = [row for row in map(_read, same) if row.state is LedgerState.FILED]
    return min(filed, key=lambda row: row.id).record_id if filed else None


def count_departed(connection: Connection) -> int:
    """Count the files that left the inbox, or got another name, while they waited."""
    departed = select(func.count()).where(
        ledger.c.state == LedgerState.WAITING,
        ledger.c.channel == Channel.INBOX,
        ledger.c.gone_at.is_not(None),
    )
    return int(connection.execute(departed).scalar_one())


def empty(connection: Connection) -> None:
    """Take every row out, to be entered anew."""
    connection.execute(delete(ledger))


def counts(connection: Connection) -> dict[LedgerState, int]:
    """Count the rows per state, every state named."""
    rows = connection.execute(select(ledger.c.state, func.count()).group_by(ledger.c.state))
    found = {LedgerState(state): number for state, number in rows}
    return {state: found.get(state, 0) for state in LedgerState}


def _values(row: LedgerRow) -> dict[str, Any]:
    return {
        "channel": row.channel,
        "path_key": row.path_key,
        "path": row.path,
        "state": row.state,
        "sha256": row.sha256,
        "reason_code": row.reason.code if row.reason else None,
        "reason_facts": json.dumps(row.reason.facts, ensure_ascii=False) if row.reason else None,
        "record_id": str(row.record_id) if row.record_id else None,
        "seen_at": row.seen_at.isoformat(),
        "settled_at": _iso(row.settled_at),
        "gone_at": _iso(row.gone_at),
        "acknowledged_by": row.acknowledged_by,
        "acknowledged_at": _iso(row.acknowledged_at),
        **_columns(row.stamp),
    }


def _read(row: Row[Any]) -> LedgerRow:
    return LedgerRow(
        id=row.id,
        channel=Channel(row.channel),
        path_key=row.path_key,
        path=row.path,
        stamp=FileStamp(row.size, row.mtime_ns, row.inode),
        state=LedgerState(row.state),
        sha256=row.sha256,
        reason=None
        if row.reason_code is None
        else Reason(row.reason_code, tuple(json.loads(row.reason_facts))),
        record_id=None if row.record_id is None else RecordId.parse(row.record_id),
        seen_at=datetime.fromisoformat(row.seen_at),
        settled_at=_instant(row.settled_at),
        gone_at=_instant(row.gone_at),
        acknowledged_by=row.acknowledged_by,
        acknowledged_at=_instant(row.acknowledged_at),
    )


def _columns(stamp: FileStamp) -> dict[str, int]:
    return {"size": stamp.size, "mtime_ns": stamp.mtime_ns, "inode": stamp.inode}


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
