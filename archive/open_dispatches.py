"""The dispatches of the office that an arriving document may answer."""

from datetime import date

from sqlalchemy import Connection, select

from archive import register
from archive.linking import OpenDispatch
from archive.tables import changes
from model.document_code import DocumentCode
from model.record import Record
from model.record_id import OUTGOING_BOOK, RecordId


def open_dispatches(connection: Connection) -> tuple[OpenDispatch, ...]:
    """Return what the office issued and somebody is asked to answer, reminders with it.

    However old: a mark or a cited code tells what is answered, and the board of an old dispatch is open too.
    """
    issued = tuple(register.outgoing(connection))
    reminders: dict[RecordId, tuple[tuple[DocumentCode, date], ...]] = {}
    for record in issued:
        if record.reminds is not None and record.code is not None and record.dated is not None:
            known = reminders.get(record.reminds, ())
            reminders[record.reminds] = (*known, (record.code, record.dated.latest))
    opened = (_open(record, reminders.get(record.id, ())) for record in issued if record.reminds is None)
    return tuple(found for found in opened if found is not None)


class KnownDispatches:
    """The open dispatches as they stand now; read again only when one of ours changed."""

    def __init__(self) -> None:
        self._found: tuple[OpenDispatch, ...] = ()
        self._sequence: int | None = None

    def at(self, connection: Connection) -> tuple[OpenDispatch, ...]:
        """Return them as the register has them; the cost is that of its changes since the last time."""
        last = register.last_change(connection)
        if self._sequence is None or last < self._sequence or self._is_outdated(connection):
            self._found = open_dispatches(connection)
        self._sequence = last
        return self._found

    def _is_outdated(self, connection: Connection) -> bool:
        since = select(changes.c.record_id).where(changes.c.sequence > self._sequence)
        books = (RecordId.parse(record_id).book for record_id in connection.execute(since).scalars())
        return any(book.startswith(OUTGOING_BOOK) for book in books)


def _open(record: Record, reminders: tuple[tuple[DocumentCode, date], ...]) -> OpenDispatch | None:
    if record.code is None or record.dated is None or not record.addressees:
        return None
    return OpenDispatch(
        id=record.id,
        code=record.code,
        issued_on=record.dated.latest,
        subject=record.subject or "",
        addressees=record.addressees,
        form=record.form,
        mark=record.mark,
        reminders=reminders,
    )
