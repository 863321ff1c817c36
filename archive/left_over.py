"""What was under way when an office last stopped: seen at each start, before loading what finishes it."""

from dataclasses import dataclass

from archive import register
from archive.foundation import Foundation
from archive.number_series import CLOSED_BOOKS
from archive.unfinished_act import UnfinishedAct


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOver:
    """Which parts may have something to finish."""

    issuing: bool
    after_issue: bool
    parting: bool
    closing: bool


def left_over(base: Foundation) -> LeftOver:
    """Return what has to be finished before anything else is done."""
    with base.database.read() as connection:
        pending = tuple(register.pending(connection))
    return LeftOver(
        issuing=any(record.number is not None for record in pending),
        after_issue=UnfinishedAct(base.folder.pending_act).left() is not None,
        parting=any(record.parted_from is not None for record in pending),
        closing=any(base.store.root.folder.glob(f"{CLOSED_BOOKS}*")),
    )
