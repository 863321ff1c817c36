"""What a check of the archive found wrong, as facts; the sentence for people is made at the edge."""

from dataclasses import dataclass
from enum import StrEnum


class DamageKind(StrEnum):
    """The ways in which kept data can be wrong."""

    ALTERED = "altered"
    """The bytes are not those that were stored."""
    MISSING = "missing"
    """Something that was stored is no longer there."""
    UNEXPECTED = "unexpected"
    """Something lies there that was never stored."""
    UNREADABLE = "unreadable"
    """The structure that describes the content cannot be understood."""
    INCONSISTENT = "inconsistent"
    """Two statements about the same thing disagree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """One wrong file or line.

    ``subject`` is the object's id or the log's name, ``path`` the file below it (for a log: the number of the
    line), ``name`` the logical path where the file has one.
    """

    kind: DamageKind
    subject: str
    path: str
    name: str | None = None

    def __str__(self) -> str:
        named = f" ({self.name})" if self.name else ""
        return f"{self.subject}: {self.path}{named} is {self.kind}"
