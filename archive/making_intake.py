"""The intake of an office, its parts put together."""

from typing import NamedTuple

from archive.audit import AuditLog
from archive.database import Database
from archive.departures import Departures
from archive.entries import EntryBook
from archive.filing import Filing
from archive.intake import Intake
from archive.ledger_journal import LedgerJournal
from archive.office_folder import OfficeFolder
from archive.office_key import office_key, office_mark
from archive.quarantine import Quarantine
from archive.record_store import RecordStore
from archive.resuming import Resuming
from archive.set_aside import SetAside
from archive.settings import Settings
from archive.staging_area import StagingArea
from model.clock import Clock


class IntakeParts(NamedTuple):
    """What takes files in, and what it set aside."""

    intake: Intake
    set_aside: SetAside


def make_intake(
    folder: OfficeFolder,
    settings: Settings,
    *,
    clock: Clock,
    database: Database,
    store: RecordStore,
    quarantine: Quarantine,
    journal: LedgerJournal,
    audit: AuditLog,
) -> IntakeParts:
    """Return what takes the inbox of an office in, and what keeps the files that it set aside."""
    key = office_key(folder)
    departures = Departures(database=database, journal=journal, audit=audit, clock=clock)
    staging = StagingArea(folder.staging, database)
    filing = Filing(
        database=database,
        store=store,
        quarantine=quarantine,
        audit=audit,
        clock=clock,
        staging=staging,
        office_mark=office_mark(key),
    )
    intake = Intake(
        database=database,
        filing=filing,
        resuming=Resuming(staging=staging, filing=filing, database=database, data_types=settings.data_types),
        book=EntryBook(
            database=database,
            departures=departures,
            staging=staging,
            clock=clock,
            key=key,
            data_types=settings.data_types,
        ),
        journal=journal,
        audit=audit,
        clock=clock,
        lock=folder.intake_lock,
    )
    set_aside = SetAside(
        database=database,
        quarantine=quarantine,
        filing=filing,
        intake=intake,
        inbox=folder.inbox,
        audit=audit,
        clock=clock,
        data_types=settings.data_types,
    )
    return IntakeParts(intake, set_aside)
