"""A record as the legal register shows it: the columns of Nghị định 30/2020, Phụ lục IV."""

from collections.abc import Iterator
from datetime import date

from model.clock import VIETNAM
from model.partial_date import PartialDate
from model.record import Direction, Record
from model.standing import Signature, Standing
from web.outgoing_texts import NOTES
from web.texts import INCOMING_COLUMNS, OUTGOING_COLUMNS, day, sender

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


def standing_notes(record: Record) -> tuple[str, ...]:
    """Return what the register notes of a document's standing: who signed and when, why it ended."""
    return tuple(_notes(record))


def _notes(record: Record) -> Iterator[str]:
    if record.standing is Standing.AWAITING_SIGNATURE:
        yield NOTES["awaiting"]
    if record.corrects is not None:
        yield NOTES["corrects"].format(record.corrects)
    if record.signed_on is not None:
        yield NOTES["signed-on"].format(day(record.signed_on))
    if record.signed:
        last = record.signed[-1]
        yield from (_signature(one) for one in last.signatures if one.signer)
        if not any(one.signer for one in last.signatures):
            yield NOTES["signed"].format(day(last.attached_at.date()))
    if record.cancelled is not None:
        yield NOTES["cancelled"].format(day(record.cancelled.at.date()), record.cancelled.reason)
    if record.recalled is not None:
        yield NOTES["recalled"].format(day(record.recalled.at.date()), record.recalled.reason)


def _signature(signature: Signature) -> str:
    if signature.signed_at is None:
        return NOTES["signature"].format(signature.signer)
    return NOTES["signature.at"].format(
        signature.signer, f"{signature.signed_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
    )


def _outgoing(record: Record) -> Entry:
    return _described(record) | {
        "signer": record.signer,
        "recipients": "; ".join(record.recipients) or None,
        "kept_by": ", ".join(record.kept_by) or None,
        "copies": record.copies,
    }


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
        "note": "; ".join(standing_notes(record)) or None,
    }
