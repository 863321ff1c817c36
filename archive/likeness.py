"""Earlier records that a new one is like: of one code where not enough was read, or with the same file."""

from sqlalchemy import Connection, func, select

from archive import ledger
from archive.incoming import Bundle
from archive.main_part import is_registrable
from archive.ocfl.staging import digest_of
from archive.record_json import decode
from archive.tables import records
from model.partial_date import PartialDate
from model.record import Record
from model.record_id import INCOMING_BOOK, RecordId

_MOST = 5
_WHOLE_DATE = len("2026-11-22")


def may_be_version_of(connection: Connection, record: Record) -> tuple[RecordId, ...]:
    """Return records of the same number and symbol whose sender or date contradicts nothing that is known.

    Where sender and whole date are known of both, they are the same document or they are not.
    """
    if record.code is None or not record.code.has_number:
        return ()
    wanted = select(records.c.document).where(
        records.c.code_key == record.code.key, records.c.book == INCOMING_BOOK
    )
    if _is_identified(record):
        is_partial = records.c.dated.is_(None) | (func.length(records.c.dated) < _WHOLE_DATE)
        wanted = wanted.where(records.c.sender_key.is_(None) | is_partial)
    found = (decode(document) for document in connection.execute(wanted.limit(_MOST)).scalars())
    return tuple(other.id for other in found if _agree(record, other))


def _is_identified(record: Record) -> bool:
    return record.organ is not None and record.dated is not None and record.dated.is_whole


def _agree(record: Record, other: Record) -> bool:
    senders = {record.organ_id or record.organ, other.organ_id or other.organ} - {None}
    return len(senders) < 2 and _may_be_same_day(record.dated, other.dated)  # noqa: PLR2004 - one sender or none


def _may_be_same_day(one: PartialDate | None, other: PartialDate | None) -> bool:
    if one is None or other is None:
        return True
    is_same_month = (one.year, one.month) == (other.year, other.month)
    return is_same_month and (one.day == other.day or not (one.is_whole and other.is_whole))


def filed_before(connection: Connection, bundle: Bundle) -> tuple[RecordId, ...]:
    """Return the records that documents inside the files, byte for byte, were filed into by themselves."""
    documents = (
        part.data
        for file in bundle.files
        for part in file.parts
        if part.data is not None and part.found is not None and is_registrable(part.found)
    )
    found = (ledger.record_with_bytes(connection, digest_of(data)) for data in documents)
    return tuple(dict.fromkeys(record_id for record_id in found if record_id is not None))
