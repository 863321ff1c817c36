"""What packets say of a document: it came, was refused, is to be taken back (records.md 1.7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

ARRIVED: Final = "01"
REFUSED: Final = "02"
ACCEPTED: Final = "03"
ASSIGNED: Final = "04"
IN_HAND: Final = "05"
FINISHED: Final = "06"
RECALL_ASKED: Final = "13"
RECALL_AGREED: Final = "15"
RECALL_REFUSED: Final = "16"
RECALLED: Final = "recall"
UPDATED: Final = "update"
REPLACED: Final = "replaced"

_PROGRESS: Final = (ARRIVED, ASSIGNED, ACCEPTED, IN_HAND, FINISHED)
"""Each further on than the one before (records.md R-9)."""
_RESENT: Final = frozenset({ARRIVED, ACCEPTED})
_ABOUT_RECALL: Final = frozenset({RECALL_ASKED, RECALL_AGREED, RECALL_REFUSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketNotice:
    """One thing that a packet said; kept as it came, also with a code that nobody knows (records.md R-8)."""

    code: str
    """The status code as it was sent, or one of the words above for what a document's sender did to it."""
    sender: str
    sender_id: str | None = None
    """The id that the sender has among the addressees, or in the registry of organs."""
    identifier: str | None = None
    """The sender's electronic identifier in its canonical form."""
    at: datetime | None = None
    """When it happened, as the packet says."""
    received_at: datetime
    text: str | None = None
    packet: str
    """SHA-256 of the packet."""

    @property
    def when(self) -> datetime:
        """When it happened as far as it is known: it was told at the latest when the packet came."""
        return self.at or self.received_at

    def says_the_same(self, other: "PacketNotice") -> bool:
        """Whether another packet told this very thing before."""
        return (self.code, self.sender, self.at, self.text) == (
            other.code,
            other.sender,
            other.at,
            other.text,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How far a document came at one addressee; being finished there is no answer."""

    reached_at: datetime | None = None
    """When it was first told to be there."""
    current: PacketNotice | None = None
    """The furthest that it came, or its refusal."""
    recall: PacketNotice | None = None
    """The last word about taking it back."""


def delivery(notices: Iterable[PacketNotice]) -> Delivery | None:
    """Return how far a document came, by what one addressee told in any order; None when it told nothing."""
    told = sorted(notices, key=lambda notice: notice.when)
    reached = [notice for notice in told if notice.code in {*_PROGRESS, REFUSED}]
    about_recall = [notice for notice in told if notice.code in _ABOUT_RECALL]
    if not reached and not about_recall:
        return None
    return Delivery(
        reached_at=reached[0].when if reached else None,
        current=_current(reached),
        recall=about_recall[-1] if about_recall else None,
    )


def _current(reached: list[PacketNotice]) -> PacketNotice | None:
    """Return the furthest step; a refusal stands until the document is told to have come once more."""
    refused = next((notice for notice in reversed(reached) if notice.code == REFUSED), None)
    if refused is None:
        return max(reached, key=_progress, default=None)
    later = [notice for notice in reached if notice.when > refused.when]
    is_resent = any(notice.code in _RESENT for notice in later)
    return max(later, key=_progress) if is_resent else refused


def _progress(notice: PacketNotice) -> int:
    return _PROGRESS.index(notice.code)
