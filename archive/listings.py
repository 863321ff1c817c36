"""What people page through: a register, what waits for a person, what is asked; read as far as shown."""

from collections.abc import Iterator
from heapq import nlargest
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, literal_column, select, tuple_

from archive.database import Database
from archive.record_json import decode
from archive.tables import records
from model.record import Direction, Record
from model.record_id import INCOMING_BOOK, RecordId

_KEPT: Final[ColumnElement[bool]] = literal_column("records.state != 'pending'")
"""In the words of the indexes that are for these listings: SQLite takes them for no other condition."""
_ROW: Final[ColumnElement[int]] = literal_column("records.rowid")
_BATCH: Final = 200
_ORDER: Final = (records.c.year, records.c.book, records.c.serial)


class Listings:
    """Reads parts of long lists; a record is decoded when it is shown."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count_registered(self, direction: Direction, *, year: int) -> int:
        """Count the entries of one year of the legal register."""
        return self._count(*_registered(direction, year))

    def registered_part(
        self, direction: Direction, *, year: int, start: int, most: int
    ) -> tuple[Record, ...]:
        """Return a part of one year of the legal register; ``start`` counts from 0 in its order."""
        return self._part(*_registered(direction, year), start=start, most=most)

    def registered(self, direction: Direction, *, year: int) -> Iterator[Record]:
        """Yield one year of the legal register in its order."""
        yield from self._all(*_registered(direction, year))

    def issued(self) -> Iterator[Record]:
        """Yield what the office issued, the last of each book first."""
        yield from self._all(records.c.direction == Direction.OUTGOING, newest_first=True)

    def count_waiting(self) -> int:
        """Count what waits for a person's decision."""
        return self._count(records.c.needs_review)

    def count_waiting_before(self, record: RecordId) -> int:
        """Count what waits and stands before a record in the queue, or before the place it had there."""
        place = (record.year, record.book, record.serial)
        return self._count(records.c.needs_review, tuple_(*_ORDER) < place)

    def waiting_part(self, *, start: int, most: int) -> tuple[Record, ...]:
        """Return a part of what waits for a person's decision; ``start`` counts from 0."""
        return self._part(records.c.needs_review, start=start, most=most)

    def waiting(self) -> Iterator[Record]:
        """Yield what waits for a person's decision, by year, book and number."""
        yield from self._all(records.c.needs_review)

    def asking(self, *years: int, most: int) -> tuple[Record, ...]:
        """Return the dispatches of these years that ask somebody for an answer, registered last first."""
        found: list[Record] = []
        for year in years:
            # Rows are entered in the order of registering, when a register is made anew as well.
            last = select(_ROW).where(records.c.asks, records.c.year == year, _KEPT)
            found += self._listed(last.order_by(_ROW.desc()).limit(most))
        return tuple(nlargest(most, found, key=lambda record: (record.registered_at, record.id)))

    def _count(self, *conditions: ColumnElement[bool]) -> int:
        with self._database.read() as connection:
            wanted = select(func.count()).select_from(records).where(*conditions, _KEPT)
            return int(connection.execute(wanted).scalar_one())

    def _part(self, *conditions: ColumnElement[bool], start: int, most: int) -> tuple[Record, ...]:
        # Within, an index alone tells which rows; the records passed over are not read.
        part = select(_ROW).where(*conditions, _KEPT).order_by(*_ORDER)
        return self._listed(part.limit(most).offset(start))

    def _listed(self, rows: Select[Any]) -> tuple[Record, ...]:
        with self._database.read() as connection:
            wanted = select(records.c.document).where(_ROW.in_(rows.correlate(None))).order_by(*_ORDER)
            return tuple(map(decode, connection.execute(wanted).scalars()))

    def _all(self, *conditions: ColumnElement[bool], newest_first: bool = False) -> Iterator[Record]:
        """Yield records in batches: whoever prints slowly holds no transaction open meanwhile."""
        order = [column.desc() for column in _ORDER] if newest_first else _ORDER
        with self._database.read() as connection:
            places = connection.execute(select(*_ORDER).where(*conditions, _KEPT).order_by(*order))
            ids = [str(RecordId(*place)) for place in places]
        for start in range(0, len(ids), _BATCH):
            batch = ids[start : start + _BATCH]
            with self._database.read() as connection:
                wanted = select(records.c.id, records.c.document).where(records.c.id.in_(batch))
                found = {row.id: row.document for row in connection.execute(wanted)}
            yield from (decode(found[one]) for one in batch if one in found)


def _registered(direction: Direction, year: int) -> tuple[ColumnElement[bool], ...]:
    in_book = (records.c.book == INCOMING_BOOK,) if direction is Direction.INCOMING else ()
    return (records.c.direction == direction, records.c.year == year, *in_book)
