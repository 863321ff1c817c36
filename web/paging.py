"""Which part of a long list a page shows."""

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Query

_LAST_PAGE: Final = 10_000_000

PageNumber = Annotated[int, Query(ge=1, le=_LAST_PAGE)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """Page ``number``, from 1 on, of a list of ``total`` entries."""

    number: int
    length: int
    total: int

    @property
    def first(self) -> int:
        """The number of the first entry shown, from 1 on."""
        return (self.number - 1) * self.length + 1

    @property
    def last(self) -> int:
        """The number of the last entry shown."""
        return min(self.number * self.length, self.total)

    @property
    def before(self) -> int | None:
        """The page before, None on the first."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """The next page, None on the last."""
        return self.number + 1 if self.last < self.total else None
