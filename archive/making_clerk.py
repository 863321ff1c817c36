"""What people do to records that came in, its parts put together."""

from typing import NamedTuple

from archive.clerking import Clerking
from archive.completing import Completing
from archive.correcting import Correcting
from archive.foundation import Foundation
from archive.hint_book import HintBook
from archive.late_number import LateNumbers
from archive.splitting import Splitting
from archive.unlinking import Unlinking


class ClerkParts(NamedTuple):
    """What completes, corrects, parts and unlinks records, and what the office learns from it."""

    completing: Completing
    correcting: Correcting
    hints: HintBook
    splitting: Splitting
    unlinking: Unlinking


def make_clerk(base: Foundation) -> ClerkParts:
    """Return what people do to the records of an office."""
    store, audit, clock = base.store, base.audit, base.clock
    late = LateNumbers(
        database=base.database, store=store, audit=audit, clock=clock, lock=base.folder.issue_lock
    )
    clerking = Clerking(database=base.database, store=store, audit=audit, clock=clock, late=late)
    hints = HintBook(store=store, staging=base.folder.staging, audit=audit, clock=clock)
    splitting = Splitting(
        database=base.database, store=store, audit=audit, clock=clock, lock=base.folder.issue_lock, late=late
    )
    return ClerkParts(
        Completing(clerking), Correcting(clerking, hints), hints, splitting, Unlinking(clerking)
    )
