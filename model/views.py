"""What an office shows of its records and of single files."""

from dataclasses import dataclass

from model.identification import Identification
from model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One version of a record: what happened to it, when and by whom."""

    at: str
    message: str
    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """A record with its history and what was filed as an answer to it."""

    record: Record
    history: tuple[Event, ...]
    answers: tuple[Record, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """What was recognised in a file that may be looked at; ``sha256`` is of its bytes."""

    sha256: str
    identification: Identification
