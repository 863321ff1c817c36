"""The dispatches of the office that an arriving document may answer."""

from datetime import date
from typing import Final

from sqlalchemy import Connection

from archive import register
from archive.linking import OpenDispatch
from model.record import Record

_YEARS: Final = 3
"""How many calendar years back an answer may still come."""


def open_dispatches(connection: Connection, *, today: date) -> tuple[OpenDispatch, ...]:
    """Return what the office issued in the last years and somebody is asked to answer."""
    years = range(today.year, today.year - _YEARS, -1)
    issued = (record for year in years for record in register.outgoing(connection, year=year))
    return tuple(found for record in issued if (found := _open(record)) is not None)


def _open(record: Record) -> OpenDispatch | None:
    if record.code is None or record.dated is None or not record.addressees:
        return None
    return OpenDispatch(
        id=record.id,
        code=record.code,
        issued_on=record.dated.latest,
        subject=record.subject or "",
        addressees=record.addressees,
    )
