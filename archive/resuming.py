"""Finish what was let in when the program was killed, from the staged bytes alone."""

import logging
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import PurePath
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from archive import register
from archive.cleared import is_cleared
from archive.contents import Content, contents, text_of
from archive.database import Database
from archive.errors import ArchiveError, RegisterError
from archive.examination import Keep, SetAside, kept_alone
from archive.filing import Filing, Outcomes
from archive.incoming import IncomingFile, bundles
from archive.ledger import LedgerRow
from archive.looking import Recognised
from archive.new_records import NewRecord, of_pending
from archive.ocfl.staging import digest_of
from archive.reader_pool import readers
from archive.released import is_released
from archive.staging_area import StagingArea
from archive.troubles import Troubles
from model.actor import Actor
from model.ledger import FilingOutcome
from model.reason import Reason
from model.record import Record
from model.record_id import RecordId

_log = logging.getLogger(__name__)

_UNREAD: Final = Reason("staged-file-unreadable")


class Resuming:
    """Takes staged arrivals up again, one by one, so that none stands in the way of another."""

    def __init__(
        self,
        *,
        staging: StagingArea,
        filing: Filing,
        database: Database,
        data_types: frozenset[str],
        troubles: Troubles,
    ) -> None:
        self._staging = staging
        self._filing = filing
        self._database = database
        self._data_types = data_types
        self.troubles = troubles

    def run(self, actor: Actor) -> Iterator[FilingOutcome]:
        """Finish all that is staged; what stands in the way of an arrival is tried again in the next pass."""
        for rows in self._staging.begin():
            try:
                yield from self._resume(rows, actor).values()
            except RegisterError:
                raise  # this concerns the whole office, not one file
            except (ArchiveError, SQLAlchemyError, OSError) as error:
                self.troubles.note(error)
                # The message may hold what the file says; the class does not.
                _log.info("a staged arrival is left for later: %s", type(error).__name__)

    def _resume(self, rows: Sequence[LedgerRow], actor: Actor) -> Outcomes:
        files = [self._file(row) for row in rows]
        outcomes: Outcomes = {}
        numbered: list[IncomingFile] = []
        for record_id, group in groupby(sorted(files, key=_record_of), key=lambda file: file.row.record_id):
            together = list(group)
            pending = None if record_id is None else self._pending(record_id, together)
            if pending is not None:
                numbered += together
                outcomes |= self._filing.finish(_taken_up(pending, together), actor)
        left = [file for file in files if file not in numbered]
        return outcomes | (self._filing.settle([left], actor) if left else {})

    def _file(self, row: LedgerRow) -> IncomingFile:
        path = self._staging.file(row)
        if is_released(row):
            return IncomingFile(row=row, data=path)
        data = path.read_bytes()
        kept = self._kept_types(row)
        looked = readers().look(str(row.path), data, kept, cleared=is_cleared(row)).result()
        match looked:
            case Recognised(parts):
                return IncomingFile(row=row, data=data, parts=parts)
            case Keep():
                return IncomingFile(row=row, data=data)
            case SetAside(reason):
                return IncomingFile(row=row, data=data, problem=reason)
            case _:
                # The same bytes passed before they were staged; a newer program may judge them otherwise.
                return IncomingFile(row=row, data=data, problem=_UNREAD)

    def _kept_types(self, row: LedgerRow) -> frozenset[str]:
        """Return which types are kept as data: those of a folder, and those that go to an older record."""
        if row.record_id is None:
            path = PurePath(str(row.path))
            came_in_folder = not path.is_absolute() and len(path.parts) > 1
        else:
            with self._database.read() as connection:
                record = register.find(connection, row.record_id)
            came_in_folder = record is not None and row.id not in {one.ledger_id for one in record.arrivals}
        return self._data_types if came_in_folder else kept_alone(self._data_types)

    def _pending(self, record_id: RecordId, files: Sequence[IncomingFile]) -> Record | None:
        """Return the record that took its number for these files; None when they go to an older one."""
        with self._database.read() as connection:
            record = register.find(connection, record_id)
        known = set() if record is None else {arrival.ledger_id for arrival in record.arrivals}
        return record if {file.row.id for file in files} <= known else None


def _record_of(file: IncomingFile) -> str:
    return str(file.row.record_id)


def _taken_up(record: Record, files: Sequence[IncomingFile]) -> NewRecord:
    kept: tuple[Content, ...] = tuple(content for bundle in bundles(files) for content in contents(bundle))
    data = {digest_of(content.data): content.data for content in kept}
    data |= {str(file.row.sha256): file.data for file in files}
    return of_pending(record, [file.row for file in files], data, text_of(kept))
