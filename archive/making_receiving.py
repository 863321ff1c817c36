"""What takes files in, its parts put together."""

from archive.departures import Departures
from archive.entries import EntryBook
from archive.filing import Filing
from archive.foundation import Foundation
from archive.intake import Intake
from archive.office_key import office_mark
from archive.receiving import Receiving
from archive.resuming import Resuming
from archive.set_aside import SetAside
from archive.signed_inbox import SignedInbox
from archive.staging_area import StagingArea
from archive.troubles import Troubles


def make_receiving(base: Foundation, signed_inbox: SignedInbox) -> Receiving:
    """Return what takes the inbox of an office in, and what keeps the files that it set aside."""
    staging = StagingArea(base.folder.staging, base.database)
    filing = _filing(base, staging)
    troubles = Troubles()
    intake = _intake(base, staging, filing, troubles)
    return Receiving(
        base.folder,
        intake=intake,
        set_aside=_set_aside(base, filing, intake),
        signed_inbox=signed_inbox,
        troubles=troubles,
    )


def _filing(base: Foundation, staging: StagingArea) -> Filing:
    return Filing(
        database=base.database,
        store=base.store,
        quarantine=base.quarantine,
        audit=base.audit,
        clock=base.clock,
        staging=staging,
        office_mark=office_mark(base.key),
    )


def _intake(base: Foundation, staging: StagingArea, filing: Filing, troubles: Troubles) -> Intake:
    types = base.settings.data_types
    database = base.database
    return Intake(
        database=database,
        filing=filing,
        resuming=Resuming(
            staging=staging, filing=filing, database=database, data_types=types, troubles=troubles
        ),
        book=EntryBook(
            database=base.database,
            departures=Departures(
                database=base.database, journal=base.journal, audit=base.audit, clock=base.clock
            ),
            staging=staging,
            clock=base.clock,
            key=base.key,
            data_types=types,
        ),
        journal=base.journal,
        audit=base.audit,
        clock=base.clock,
        lock=base.folder.intake_lock,
    )


def _set_aside(base: Foundation, filing: Filing, intake: Intake) -> SetAside:
    return SetAside(
        database=base.database,
        quarantine=base.quarantine,
        filing=filing,
        intake=intake,
        inbox=base.folder.inbox,
        audit=base.audit,
        clock=base.clock,
        data_types=base.settings.data_types,
    )
