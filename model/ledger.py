"""The states of a file that reached the inbox, and what filing it came to."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from model.document_code import DocumentCode
from model.reason import Reason
from model.record_id import RecordId


class LedgerState(StrEnum):
    """The one state of a ledger row.

    ``seen → waiting | withheld | ignored | refused``, or ``seen → staged → filed | duplicate | quarantined``.
    """

    SEEN = "seen"
    WAITING = "waiting"
    WITHHELD = "withheld"
    IGNORED = "ignored"
    REFUSED = "refused"
    STAGED = "staged"
    FILED = "filed"
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"

    @property
    def is_unfinished(self) -> bool:
        """Whether the file is still on its way: it is looked at again."""
        return self in {LedgerState.SEEN, LedgerState.STAGED}

    @property
    def is_archived(self) -> bool:
        """Whether the bytes must be found in the archive."""
        return self in {LedgerState.FILED, LedgerState.DUPLICATE}

    @property
    def leaves_inbox(self) -> bool:
        """Whether the inbox file is removed once the row has this state."""
        return self.is_archived or self is LedgerState.QUARANTINED


@dataclass(frozen=True, slots=True, kw_only=True)
class Unnamed:
    """What tells one file that is not named from the next: its number in the ledger, bytes, first sight."""

    number: int
    size: int
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingOutcome:
    """What became of one file; the fields are those of ``vanthu file --json``.

    A withheld file has no path, no digest and no evidence here; it is ``withheld``.
    """

    state: LedgerState
    path: str | None = None
    sha256: str | None = None
    id: RecordId | None = None
    arrival_number: int | None = None
    code: DocumentCode | None = None
    replies_to: tuple[DocumentCode, ...] = ()
    reason: Reason | None = None
    told: tuple[Reason, ...] = ()
    """What packets in the file said, in their order."""
    withheld: Unnamed | None = None
