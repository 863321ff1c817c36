"""The dispatches of the office that an arriving document may answer."""

from datetime import date

from sqlalchemy import Connection

from archive import register
from archive.linking import OpenDispatch
from model.document_code import DocumentCode
from model.record import Record
from model.record_id import RecordId


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
