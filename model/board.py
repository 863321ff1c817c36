"""The answer board of a dispatch: who was asked, who answered, who is late."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from model.deadline import Deadline
from model.document_code import DocumentCode
from model.packet_notice import Delivery
from model.partial_date import PartialDate
from model.record import Addressee
from model.record_id import RecordId
from model.reply_form import ReplyForm


class ReplyState(StrEnum):
    """Where one addressee stands."""

    ANSWERED = "answered"
    ANSWERED_LATE = "answered-late"
    AWAITED = "awaited"
    OVERDUE = "overdue"

    @property
    def is_answered(self) -> bool:
        """Whether an answer was filed, in time or late."""
        return self in {ReplyState.ANSWERED, ReplyState.ANSWERED_LATE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One document that answers the dispatch."""

    record: RecordId
    code: DocumentCode | None
    arrived_on: date
    dated: PartialDate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """One addressee with its answers, first arrival first."""

    addressee: Addressee
    state: ReplyState
    replies: tuple[Reply, ...]
    days_late: int
    missing_items: tuple[str, ...] = ()
    """Codes of the required items of the form that the answers leave open; empty while there is no answer."""
    delivery: Delivery | None = None
    """How far the dispatch came there, by what its packets said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyBoard:
    """The board on one day. ``strays`` answered without having been asked, or wait for a decision."""

    dispatch: RecordId
    code: DocumentCode
    subject: str
    on: date
    deadline: Deadline | None
    rows: tuple[BoardRow, ...]
    strays: tuple[Reply, ...]
    form: ReplyForm | None = None
    """What was asked, when a reply form went out."""
    is_closed: bool = False
    """Whether the dispatch was cancelled or recalled: only who answered all the same has a row."""

    @property
    def answered(self) -> int:
        """How many addressees answered."""
        return sum(row.state.is_answered for row in self.rows)

    @property
    def counts(self) -> dict[ReplyState, int]:
        """How many addressees are in each state, every state named."""
        return {state: sum(row.state is state for row in self.rows) for state in ReplyState}

    @property
    def missing(self) -> tuple[Addressee, ...]:
        """Who has not answered."""
        return tuple(row.addressee for row in self.rows if not row.state.is_answered)
