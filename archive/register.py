"""The registers: every record by id, code, book and year, with its links and the order of changes."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from itertools import islice
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.dialects.sqlite import insert as upsert

from archive.record_json import decode, encode
from archive.tables import changes, links, records
from model.document_code import DocumentCode
from model.record import Direction, LinkState, Record
from model.record_id import INCOMING_BOOK, RecordId
from model.vietnamese import fold

_UNFINISHED: Final[ColumnElement[bool]] = literal_column("records.state != 'stored'")
"""In the words of the index of what is under way: without it every record was looked at on each opening."""


class Storage(StrEnum):
    """Whether a record's object lies in the archive yet."""

    PENDING = "pending"
    STORED = "stored"
    CHANGING = "changing"
    """A version is being added to the object; what the register says may be the one before."""


def add_pending(connection: Connection, *entered: Record) -> None:
    """Enter records whose objects are about to be written, in the transaction that took their numbers."""
    if entered:
        connection.execute(insert(records), [_row(one) | {"state": Storage.PENDING} for one in entered])


def put_stored(connection: Connection, *stored: Record) -> None:
    """Enter or replace records whose objects are in place, with their links, as the newest changes."""
    if not stored:
        return
    ids = [{"record_id": str(one.id)} for one in stored]
    connection.execute(_put(), [_row(one) | {"state": Storage.STORED} for one in stored])
    connection.execute(delete(links).where(links.c.record_id == bindparam("record_id")), ids)
    linked = [
        {"record_id": str(one.id), "dispatch_id": str(link.dispatch), "state": link.state}
        for one in stored
        for link in one.links
    ]
    if linked:
        connection.execute(insert(links), linked)
    connection.execute(insert(changes), ids)


@cache
def _put() -> Insert:
    """Return the statement that writes a record over the one of its id, if there is one."""
    new = upsert(records)
    return new.on_conflict_do_update(
        index_elements=["id"], set_={column.name: column for column in new.excluded if column.name != "id"}
    )


def mark_changing(connection: Connection, record_id: RecordId) -> None:
    """Note that a stored record is about to change in the archive, where the change comes first."""
    row = update(records).where(records.c.id == str(record_id), records.c.state == Storage.STORED)
    connection.execute(row.values(state=Storage.CHANGING))


def changing(connection: Connection) -> tuple[RecordId, ...]:
    """Return the records whose change was under way when the program was killed, or is in another one."""
    wanted = select(records.c.id).where(_UNFINISHED, records.c.state == Storage.CHANGING)
    rows = connection.execute(wanted)
    return tuple(RecordId.parse(row.id) for row in rows)


def empty(connection: Connection) -> None:
    """Take every record, link and change out, to be entered anew."""
    for table in (records, links, changes):
        connection.execute(delete(table))


def as_written(connection: Connection, kept: Iterable[Record]) -> Iterator[RecordId]:
    """Yield which records are entered as they are, with their columns and links; for some hundred records."""
    of_id = {str(record.id): record for record in kept}
    held: dict[str, dict[str, str]] = {}
    for link in connection.execute(select(links).where(links.c.record_id.in_(of_id))):
        held.setdefault(link.record_id, {})[link.dispatch_id] = link.state
    for row in connection.execute(select(records).where(records.c.id.in_(of_id))):
        record = of_id[row.id]
        # The document itself is where the record comes from; an earlier program wrote it with fewer fields.
        columns = _row(record)
        same = row.document == columns.pop("document") or decode(row.document) == record
        linked = {str(link.dispatch): str(link.state) for link in record.links}
        if (
            same
            and held.get(row.id, {}) == linked
            and all(getattr(row, name) == of for name, of in columns.items())
        ):
            yield record.id


def ids(connection: Connection) -> Iterator[RecordId]:
    """Yield the ids of all stored records."""
    for row in connection.execute(select(records.c.id).where(records.c.state != Storage.PENDING)):
        yield RecordId.parse(row.id)


def changed_since(connection: Connection, sequence: int) -> frozenset[RecordId]:
    """Return the records that changed after a sequence."""
    newer = select(changes.c.record_id).where(changes.c.sequence > sequence).distinct()
    return frozenset(RecordId.parse(row.record_id) for row in connection.execute(newer))


def find(connection: Connection, record_id: RecordId) -> Record | None:
    """Return a record by its id, pending or stored."""
    return _first(connection, records.c.id == str(record_id))


def find_by_code(
    connection: Connection, code: DocumentCode, *, direction: Direction | None = None
) -> Iterator[Record]:
    """Yield the records with this code, exactly or, if there is none, without diacritics; newest first."""
    for column, key in ((records.c.code_key, code.key), (records.c.folded_code_key, code.folded_key)):
        found = list(_all(connection, column == key, *_of(direction), newest_first=True))
        if found:
            yield from found
            return


def numbered_alike(connection: Connection, code: DocumentCode, *, year: int) -> Iterator[Record]:
    """Yield what was issued in a year under this very number and symbol (Nghị định 30/2020, Điều 15)."""
    yield from _all(
        connection,
        records.c.code_key == code.key,
        records.c.year == year,
        records.c.direction == Direction.OUTGOING,
    )


def find_same_document(connection: Connection, record: Record) -> Record | None:
    """Return the incoming record of the same sender, number, symbol and whole date, all asserted."""
    sender = _sender_key(record)
    if sender is None or record.code is None or not record.code.has_number:
        return None
    if record.dated is None or not record.dated.is_whole:
        return None
    return _first(
        connection,
        records.c.sender_key == sender,
        records.c.code_key == record.code.key,
        records.c.dated == str(record.dated),
        # Not by its book: SQLite would then read the whole book, which is sorted already.
        records.c.direction == Direction.INCOMING,
    )


def book(connection: Connection, *, name: str, year: int) -> Iterator[Record]:
    """Yield one year of a book in the order of its numbers."""
    yield from _all(
        connection, records.c.book == name, records.c.year == year, records.c.state == Storage.STORED
    )


def outgoing(connection: Connection, *, year: int | None = None) -> Iterator[Record]:
    """Yield the stored outgoing records of all series, by year, book and number."""
    of_year = () if year is None else (records.c.year == year,)
    stored = records.c.state != Storage.PENDING
    yield from _all(connection, records.c.direction == Direction.OUTGOING, stored, *of_year)


def book_of(connection: Connection, direction: Direction, *, year: int) -> Iterator[Record]:
    """Yield one year of the legal register of a direction, in the order of its numbers."""
    if direction is Direction.INCOMING:
        yield from book(connection, name=INCOMING_BOOK, year=year)
    else:
        yield from outgoing(connection, year=year)


def newest_incoming(connection: Connection, *, most: int) -> tuple[Record, ...]:
    """Return the last stored incoming documents, the newest first."""
    stored = (records.c.book == INCOMING_BOOK, records.c.state == Storage.STORED)
    return tuple(islice(_all(connection, *stored, newest_first=True), most))


def pending(connection: Connection) -> Iterator[Record]:
    """Yield the records whose object was not in place when the office last stopped."""
    yield from _all(connection, _UNFINISHED, records.c.state == Storage.PENDING)


def needing_review(connection: Connection) -> Iterator[Record]:
    """Yield what waits for a person's decision."""
    yield from _all(connection, records.c.needs_review, records.c.state != Storage.PENDING)


def in_review_for(connection: Connection, reason: str) -> Iterator[Record]:
    """Yield the records that wait for a person for a reason, by its code."""
    names_it = func.instr(records.c.document, reason.encode()) > 0
    for record in _all(connection, records.c.needs_review, names_it, records.c.state != Storage.PENDING):
        if any(one.code == reason for one in record.review):
            yield record


def everything(connection: Connection) -> Iterator[Record]:
    """Yield all stored records, by year, book and number."""
    yield from _all(connection, records.c.state != Storage.PENDING)


def linked_to(connection: Connection, dispatch: RecordId) -> Iterator[Record]:
    """Yield the records with a link to a dispatch, whatever the link's state."""
    answering = select(links.c.record_id).where(links.c.dispatch_id == str(dispatch))
    yield from _all(connection, records.c.id.in_(answering))


def answers_from(connection: Connection, dispatch: RecordId, *, sender: str) -> Iterator[Record]:
    """Yield what a registered body sent as an answer to a dispatch, as far as it counts."""
    counting = [state for state in LinkState if state.counts]
    answering = select(links.c.record_id).where(
        links.c.dispatch_id == str(dispatch), links.c.state.in_(counting)
    )
    yield from _all(connection, records.c.sender_key == sender, records.c.id.in_(answering))


def changes_since(connection: Connection, sequence: int, *, limit: int) -> tuple[int, tuple[Record, ...]]:
    """Return the next batch of changed records, each once, and the sequence they lead to."""
    page = (
        select(changes.c.sequence, changes.c.record_id)
        .where(changes.c.sequence > sequence)
        .order_by(changes.c.sequence)
        .limit(limit)
    )
    rows = connection.execute(page).all()
    if not rows:
        return sequence, ()
    ids = dict.fromkeys(row.record_id for row in rows)
    return rows[-1].sequence, tuple(_all(connection, records.c.id.in_(ids)))


def is_empty(connection: Connection) -> bool:
    """Whether no record was ever entered, not even a pending one."""
    return connection.execute(select(records.c.id).limit(1)).one_or_none() is None


def last_change(connection: Connection) -> int:
    """Return the newest change's sequence, 0 for an empty register."""
    return int(connection.execute(select(func.coalesce(func.max(changes.c.sequence), 0))).scalar_one())


def _row(record: Record) -> dict[str, Any]:
    entered = (
        record.arrived_on or (record.dated.exact if record.dated else None) or record.registered_at.date()
    )
    return {
        "id": str(record.id),
        "direction": record.direction,
        "book": record.id.book,
        "year": record.id.year,
        "serial": record.id.serial,
        "code_key": record.code.key if record.code else None,
        "folded_code_key": record.code.folded_key if record.code else None,
        "sender_key": _sender_key(record),
        "dated": str(record.dated) if record.dated else None,
        "entered_on": entered,
        "needs_review": bool(record.review),
        "document": encode(record),
        "asks": record.direction is Direction.OUTGOING and bool(record.addressees),
    }


def _sender_key(record: Record) -> str | None:
    if record.organ_id:
        return record.organ_id
    if record.organ is None:
        return None
    return fold(f"{record.organ}|{record.parent_organ or record.province_id or ''}")


def _of(direction: Direction | None) -> tuple[ColumnElement[bool], ...]:
    return () if direction is None else (records.c.direction == direction,)


def _first(connection: Connection, *conditions: ColumnElement[bool]) -> Record | None:
    return next(_all(connection, *conditions), None)


def _all(
    connection: Connection, *conditions: ColumnElement[bool], newest_first: bool = False
) -> Iterator[Record]:
    order = (records.c.year, records.c.book, records.c.serial)
    wanted = select(records.c.document).where(*conditions)
    wanted = (
        wanted.order_by(*(column.desc() for column in order)) if newest_first else wanted.order_by(*order)
    )
    for row in connection.execute(wanted):
        yield decode(row.document)
