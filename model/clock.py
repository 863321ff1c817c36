"""The one source of time: an instant in Vietnam's zone, injected wherever time matters."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Protocol

VIETNAM = timezone(timedelta(hours=7))


class Clock(Protocol):
    """Tells the time; the arrival date and the year of a number series come from it."""

    def now(self) -> datetime:
        """Return the present instant, aware, at +07:00."""


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's clock, read at +07:00 wherever the machine stands."""

    def now(self) -> datetime:
        """Return the present instant."""
        return datetime.now(VIETNAM)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still, for tests and for the demo's past years."""

    instant: datetime

    def now(self) -> datetime:
        """Return the fixed instant, in Vietnam's zone."""
        return self.instant.astimezone(VIETNAM)
