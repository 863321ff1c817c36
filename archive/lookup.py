"""Looks records and ledger rows up in the registers."""

from collections.abc import Iterator

from sqlalchemy import Connection

from archive import ledger, register
from archive.errors import CodeNotFoundError
from archive.foundation import Foundation
from archive.inbox import scan
from archive.ledger import LedgerRow
from archive.open_dispatches import open_dispatches
from archive.row_names import with_names
from model.document_code import DocumentCode, DocumentCodeError
from model.ledger import LedgerState
from model.record import Direction, Record
from model.record_id import RecordId, RecordIdError


class Lookup:
    """Finds what the registers say; writes nothing."""

    def __init__(self, base: Foundation) -> None:
        self._base = base

    def find(self, id_or_code: str) -> tuple[Record, ...]:
        """Return the records of an id or a code, newest first.

        A number alone is enough for the dispatch that waits for answers, where just one has it.

        Raises:
            CodeNotFoundError: when there is none.
        """
        records = tuple(self._named(id_or_code))
        if not records:
            raise CodeNotFoundError(id_or_code)
        return records

    def answers_to(self, record: Record) -> tuple[Record, ...]:
        """Return what was filed as an answer to a record, with proposed links too."""
        with self._base.database.read() as connection:
            return tuple(register.linked_to(connection, record.id))

    def registered(self, direction: Direction, *, year: int) -> tuple[Record, ...]:
        """Return one year of the legal register in the order of its numbers."""
        with self._base.database.read() as connection:
            return tuple(register.book_of(connection, direction, year=year))

    def issued(self) -> tuple[Record, ...]:
        """Return everything the office issued, by year, book and number."""
        with self._base.database.read() as connection:
            return tuple(register.outgoing(connection))

    def changes_since(self, sequence: int, *, limit: int) -> tuple[int, tuple[Record, ...]]:
        """Return the next changed records for the index, and the sequence they lead to."""
        with self._base.database.read() as connection:
            return register.changes_since(connection, sequence, limit=limit)

    def last_change(self) -> int:
        """Return the newest sequence of the register."""
        with self._base.database.read() as connection:
            return register.last_change(connection)

    def waiting_for_review(self) -> tuple[Record, ...]:
        """Return the records that wait for a person's decision."""
        with self._base.database.read() as connection:
            return tuple(register.needing_review(connection))

    def ledger_rows(self, *states: LedgerState, with_gone: bool = False) -> tuple[LedgerRow, ...]:
        """Return the rows of the ledger in these states, oldest first (see ``with_names``).

        Those whose file somebody took away are left out, but for alerts that nobody acknowledged.
        """
        with self._base.database.read() as connection:
            rows = tuple(ledger.in_state(connection, *states))
        kept = [row for row in rows if with_gone or row.gone_at is None or row.is_alert]
        if not any(row.state is LedgerState.WAITING for row in kept):
            return tuple(kept)
        return tuple(with_names(kept, scan(self._base.folder.inbox).entries, key=self._base.key))

    def _named(self, id_or_code: str) -> Iterator[Record]:
        with self._base.database.read() as connection:
            try:
                found = register.find(connection, RecordId.parse(id_or_code.strip()))
            except RecordIdError:
                code = _code(id_or_code)
                if code is not None:
                    yield from register.find_by_code(connection, code)
                elif (numbered := id_or_code.strip()).isdecimal():
                    yield from _only_dispatch(connection, numbered)
            else:
                if found is not None:
                    yield found


def _only_dispatch(connection: Connection, number: str) -> Iterator[Record]:
    """Yield the one dispatch with this number that waits for answers."""
    found = [one for one in open_dispatches(connection) if one.code.number == number]
    if len(found) == 1 and (record := register.find(connection, found[0].id)) is not None:
        yield record


def _code(text: str) -> DocumentCode | None:
    """Read a code as people type it, also without diacritics and in small letters."""
    for written in (text, text.upper()):
        try:
            return DocumentCode.parse(written)
        except DocumentCodeError:
            continue
    return None
