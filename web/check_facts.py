"""What the pages and the terminal read off a check of the whole office."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from model.ledger import LedgerState


class DamageFacts(Protocol):
    """One damage that a check found."""

    @property
    def kind(self) -> str:
        """In which way it is wrong."""

    @property
    def subject(self) -> str:
        """What it belongs to."""

    @property
    def path(self) -> str:
        """What it is."""

    @property
    def name(self) -> str | None:
        """Its name where it has one."""


class CheckFacts(Protocol):
    """What a check of the whole office counted and found."""

    @property
    def ledger(self) -> Mapping[LedgerState, int]:
        """Files per state."""

    @property
    def departed(self) -> int:
        """Of the files that wait: those that left the inbox or got another name."""

    @property
    def objects(self) -> int:
        """Objects of the archive."""

    @property
    def numbers(self) -> Mapping[str, int]:
        """Numbers given, per book and year."""

    @property
    def damages(self) -> Sequence[DamageFacts]:
        """What is wrong."""
