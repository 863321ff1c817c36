"""What goes into the index and what comes out of a search."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from model.reason import Reason
from model.record import Record


class Sort(StrEnum):
    """The order of the hits; equal ones stand by score, then by id."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


class Places(StrEnum):
    """What the name of a province finds besides its own documents."""

    NAMED = "named"
    """Nothing."""
    HEIRS = "heirs"
    """Those of the province that carries on today."""
    ALL = "all"
    """Those too, and those of the provinces that it was made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """What to search for, and which part of the list to give.

    ``chosen`` are facets with the one value that every hit must have.
    """

    text: str
    chosen: tuple[tuple[str, str], ...] = ()
    places: Places = Places.HEIRS
    sort: Sort = Sort.RELEVANCE
    limit: int = 20
    offset: int = 0
    facets: bool = False
    snippets: bool = True
    """Whether to cut out of each text why it was found: most of the cost of a long list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A search that somebody keeps under a name; of the request the part of the list does not count."""

    name: str
    request: SearchRequest
    saved_by: str
    saved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Searchable:
    """A record with the text that was read from it, as the index takes it in."""

    record: Record
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A piece of the text in its original spelling; ``marks`` are the hits as (start, end) offsets in it."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """One found record; the fields are those of ``vanthu search --json`` (dates in ISO form)."""

    id: str
    direction: str
    full_code: str | None
    date: str | None
    organ: str | None
    province: str | None
    type: str | None
    subject: str | None
    standing: str | None
    """``cancelled`` or ``recalled``, None for every other document."""
    snippet: Snippet
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """A page of hits with the total; ``facets`` maps field to (value, count), most first.

    ``notes`` say how the query was read where that may surprise. ``suggestion`` is the query in other
    spelling, which finds more; None where there is nothing better.
    """

    hits: tuple[SearchHit, ...]
    total: int
    took_ms: float
    facets: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    notes: tuple[Reason, ...] = ()
    suggestion: str | None = None
