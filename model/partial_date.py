"""A document's date, of which the day may be unread."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Self

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})(?:-(0[1-9]|[1-3][0-9]))?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """Year and month, and the day where it could be read (handwritten days often cannot).

    Raises:
        ValueError: for a day that the calendar does not have.
    """

    year: int
    month: int
    day: int = 0
    """0 when the day is unread."""

    def __post_init__(self) -> None:
        date(self.year, self.month, self.day or 1)

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the whole date of a calendar day."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_iso(cls, text: str) -> Self:
        """Read ``2014-03-31`` or ``2014-03``.

        Raises:
            ValueError: for anything else.
        """
        match = _ISO.fullmatch(text)
        if match is None:
            raise ValueError(text)
        year, month, day = match.groups(default="0")
        return cls(int(year), int(month), int(day))

    @property
    def is_whole(self) -> bool:
        """Whether the day is known."""
        return self.day > 0

    @property
    def exact(self) -> date | None:
        """The calendar day, or None while the day is unread."""
        return date(self.year, self.month, self.day) if self.day else None

    @property
    def latest(self) -> date:
        """The last calendar day this date may mean."""
        return date(self.year, self.month, self.day or calendar.monthrange(self.year, self.month)[1])

    def __str__(self) -> str:
        whole = f"{self.year:04d}-{self.month:02d}"
        return f"{whole}-{self.day:02d}" if self.day else whole
