"""What an office remembers of its correspondents from the corrections of its clerks."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from model.actor import Actor
from model.record_id import RecordId


class HintKind(StrEnum):
    """What a hint goes by."""

    ALIAS = "alias"
    """The issuer's name as it stands on paper, or as a machine reads it there."""
    SENDER = "sender"
    """A mail address, the domain of mail addresses, or the identifier of a sender of packets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """One thing to go by: where ``text`` is found, the issuer is ``organ``. Never changed, only removed."""

    number: int
    kind: HintKind
    text: str
    organ: str
    added_by: Actor
    added_at: datetime
    parent: str | None = None
    """Of an alias: the name that stands above it on paper."""
    place: str | None = None
    """Of an alias without such a name above it: the place of issue, where it was read."""
    organ_id: str | None = None
    province_id: str | None = None
    record: RecordId | None = None
    """The record at whose correction it was learnt."""
    removed_by: Actor | None = None
    removed_at: datetime | None = None

    @property
    def is_present(self) -> bool:
        """Whether recognition goes by it."""
        return self.removed_at is None
