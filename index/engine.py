"""The seam between the index and the search engine behind it."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from pkgutil import resolve_name
from typing import Final, Literal, Protocol

from index.entry import Card, Entry
from index.errors import EngineMissingError, EngineUnknownError
from index.query import Query

Form = Literal["exact", "folded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEntry:
    """One hit of an engine."""

    id: str
    score: float
    card: Card


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPage:
    """The hits asked for, how many there are in all, and per facet (value, count), most first."""

    hits: tuple[FoundEntry, ...]
    total: int
    facets: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)


class SearchEngine(Protocol):
    """A full-text engine over one folder. Constructing it touches nothing.

    One process writes at a time, any number search meanwhile; a search sees the last change that was applied
    before it began. The methods for searching may be called from several threads.
    """

    version: int
    """Counts up when what lies on disk changes its meaning."""

    def open(self) -> None:
        """Open the index.

        Raises:
            IndexDamagedError: when it cannot be read, or is not there.
        """

    def make(self) -> None:
        """Put an empty index, at sequence 0, in the place of whatever is there; only under ``exclusive``."""

    def exclusive(self) -> AbstractContextManager[None]:
        """Hold the one writer lock.

        Raises:
            IndexBusyError: when another process keeps it.
        """

    def sequence(self) -> int:
        """Return the number of the last change that was applied durably, 0 for a new index."""

    def apply(self, sequence: int, added: Iterable[Entry], removed: Iterable[str]) -> None:
        """Take entries out and put entries in, then remember the sequence.

        An entry replaces the one with the same id. All of it is on disk in one commit before the sequence is;
        applying a batch again changes nothing.

        Raises:
            IndexBusyError: when another process keeps the lock; nothing was changed.
            IndexDamagedError: when the index cannot be read.
        """

    def find(self, query: Query, *, limit: int, offset: int, facets: bool) -> FoundPage:
        """Return the entries that answer every clause, ordered as asked; equal ones by score, then by id.

        Raises:
            IndexDamagedError: when the index cannot be read.
        """

    def frequency(self, form: Form, term: str) -> int:
        """Return in how many entries a syllable stands in the content, as written or without diacritics."""

    def similar_words(self, folded: str) -> tuple[tuple[str, int], ...]:
        """Return folded syllables of the content a slip away, each with its frequency, most frequent first.

        A slip adds, drops or changes a letter or swaps two neighbours; a long syllable may have two.
        """

    def values(self, column: str) -> tuple[str, ...]:
        """Return the values of a column among all entries, in order."""

    def merge(self) -> bool:
        """Tidy up on disk once, where that is due, and tell whether it was; searching and writing go on.

        Raises:
            IndexDamagedError: when the index cannot be read.
        """

    def ids(self) -> frozenset[str]:
        """Return the ids of all entries."""

    def close(self) -> None:
        """Let go of the files."""


# By name, so that an engine and what it needs is imported only where it is used.
_ENGINES: Final = {
    "whoosh": "index.engines.whoosh_engine:WhooshEngine",
    "tantivy": "index.engines.tantivy_engine:TantivyEngine",
}


def engine_named(name: str, folder: Path) -> SearchEngine:
    """Return the engine of this name over a folder.

    Raises:
        EngineUnknownError: when there is none.
        EngineMissingError: when what it needs is not installed.
    """
    if name not in _ENGINES:
        raise EngineUnknownError(name, tuple(_ENGINES))
    try:
        engine: SearchEngine = resolve_name(_ENGINES[name])(folder)
    except ModuleNotFoundError as fault:
        raise EngineMissingError(name, str(fault.name)) from fault
    return engine
