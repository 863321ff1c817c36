"""What people do to records that came in, its parts put together."""

from typing import NamedTuple

from archive.audit import AuditLog
from archive.clerking import Clerking
from archive.completing import Completing
from archive.correcting import Correcting
from archive.database import Database
from archive.hint_book import HintBook
from archive.office_folder import OfficeFolder
from archive.record_store import RecordStore
from archive.splitting import Splitting
from archive.unlinking import Unlinking
from model.clock import Clock


class ClerkParts(NamedTuple):
    """What completes, corrects, parts and unlinks records, and what the office learns from it."""

    completing: Completing
    correcting: Correcting
    hints: HintBook
    splitting: Splitting
    unlinking: Unlinking


def make_clerk(
    folder: OfficeFolder, database: Database, store: RecordStore, audit: AuditLog, clock: Clock
) -> ClerkParts:
    """Return what people do to the records of an office."""
    clerking = Clerking(database=database, store=store, audit=audit, clock=clock)
    hints = HintBook(store=store, staging=folder.staging, audit=audit, clock=clock)
    splitting = Splitting(database=database, store=store, audit=audit, clock=clock, lock=folder.issue_lock)
    return ClerkParts(
        Completing(clerking), Correcting(clerking, hints), hints, splitting, Unlinking(clerking)
    )
