"""A record as the legal register shows it: the columns of Nghị định 30/2020, Phụ lục IV."""

from datetime import date

from model.partial_date import PartialDate
from model.record import Direction, Record
from web.texts import INCOMING_COLUMNS, OUTGOING_COLUMNS, sender

Value = str | int | date | PartialDate | None
Entry = dict[str, Value]
"""One line of a register under the keys of its columns, in their order; None where nothing was entered."""


def columns(direction: Direction) -> dict[str, str]:
    """Return the keys and heads of a register's columns."""
    return OUTGOING_COLUMNS if direction is Direction.OUTGOING else INCOMING_COLUMNS


def entry(record: Record) -> Entry:
    """Return the line of a record in the register of its direction."""
    known = _outgoing(record) if record.direction is Direction.OUTGOING else _incoming(record)
    return {key: known.get(key) for key in columns(record.direction)}


def _outgoing(record: Record) -> Entry:
    return _described(record) | {"signer": record.signer, "recipients": "; ".join(record.recipients) or None}


def _incoming(record: Record) -> Entry:
    return _described(record) | {
        "arrived_on": record.arrived_on,
        "arrival_number": record.arrival_number,
        "author": sender(record) or None,
    }


def _described(record: Record) -> Entry:
    named = (record.kind.label if record.kind else None, record.subject)
    return {
        "code": str(record.code) if record.code else None,
        "date": record.dated,
        "type_and_subject": " ".join(part for part in named if part) or None,
    }
