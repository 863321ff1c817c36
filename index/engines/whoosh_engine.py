"""The index on Whoosh: segments that never change, and one table of contents per commit that names them."""

import errno
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from heapq import nsmallest
from pathlib import Path
from typing import Final, NamedTuple

from whoosh.index import TOC, FileIndex, clean_files
from whoosh.util.filelock import try_for

from index.engine import FoundEntry, FoundPage
from index.engines import whoosh_schema
from index.engines.whoosh_query import Ranking, whoosh_query
from index.engines.whoosh_segments import Segment, open_segments
from index.engines.whoosh_storage import DurableStorage
from index.entry import FACETS, Entry
from index.errors import IndexBusyError, IndexDamagedError, SearchError
from index.folder import sync_folder, write_durably
from index.query import Query

_NAME: Final = "MAIN"
_SEQUENCE: Final = "sequence"
_PATIENCE: Final = 5.0
"""Seconds to wait for the writer lock."""
_DAMAGE: Final = {errno.ENOENT, errno.EINVAL}
"""A missing file, an offset outside a file; a full disk or a lacking permission is no damage."""


class _Place(NamedTuple):
    """Where a hit lies; places order as hits are listed: by score, then by id."""

    minus_score: float
    id: str
    segment: int
    document: int


class WhooshEngine:
    """The default engine: pure Python, one folder."""

    version = whoosh_schema.VERSION

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._storage = DurableStorage(folder)
        self._searching = threading.Lock()
        self._generation = -1
        self._segments: tuple[Segment, ...] = ()

    def open(self) -> None:
        """Open the index; every segment is opened, so that damage shows now."""
        with self._searching:
            self._generation = -1
            self._refresh()
        self.sequence()

    def make(self) -> None:
        """Put an empty index in place; the sequence goes first, so that a crash never leaves it alone."""
        (self._folder / _SEQUENCE).unlink(missing_ok=True)
        sync_folder(self._folder)
        generation = self._storage.latest_generation(_NAME) + 1
        TOC(whoosh_schema.schema(), [], generation).write(self._storage, _NAME)
        clean_files(self._storage, _NAME, generation, [])

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Hold Whoosh's own writer lock, which ends with the process that holds it."""
        lock = self._storage.lock(f"{_NAME}_WRITELOCK")
        if not try_for(lock.acquire, timeout=_PATIENCE):
            raise IndexBusyError(self._folder)
        try:
            yield
        finally:
            lock.release()

    def sequence(self) -> int:
        """Return the last sequence that was applied.

        Raises:
            IndexDamagedError: when it cannot be read.
        """
        try:
            return int((self._folder / _SEQUENCE).read_text(encoding="ascii"))
        except FileNotFoundError:
            return 0
        except ValueError as fault:
            raise IndexDamagedError(self._folder, f"{_SEQUENCE}: {fault}") from fault

    def apply(self, sequence: int, added: Iterable[Entry], removed: Iterable[str]) -> None:
        """Commit the batch, then its sequence: after a crash between them the batch is applied again."""
        entries = {entry.id: entry for entry in added}
        gone = {*removed, *entries}
        with self.exclusive(), self._damage_told():
            if gone:
                self._commit(gone, entries.values())
            write_durably(self._folder / _SEQUENCE, str(sequence))

    def find(self, query: Query, *, limit: int, offset: int, facets: bool) -> FoundPage:
        """Score every hit, since the total and the facets need them all."""
        with self._searching, self._damage_told():
            self._refresh()
            places = list(self._places(query))
            page = nsmallest(offset + limit, places)[offset:]
            return FoundPage(
                hits=tuple(self._found(place) for place in page),
                total=len(places),
                facets=self._count(places) if facets else {},
            )

    def is_spelled(self, exact: str) -> bool:
        """Tell whether a living entry holds a syllable in this form."""
        with self._searching, self._damage_told():
            self._refresh()
            return any(segment.frequency("exact", exact) for segment in self._segments)

    def ids(self) -> frozenset[str]:
        """Return the ids of the living entries."""
        with self._searching, self._damage_told():
            self._refresh()
            return frozenset(found for segment in self._segments for found in segment.living_ids())

    def close(self) -> None:
        """Close the segments."""
        with self._searching:
            self._replace_segments((), -1)

    def _commit(self, gone: Iterable[str], entries: Iterable[Entry]) -> None:
        # Not compound: Whoosh reads the whole of a compound segment into memory whenever it opens it.
        writer = self._index().writer(_lk=False, compound=False)
        try:
            for entry_id in gone:
                writer.delete_by_term("id", entry_id)
            for entry in entries:
                writer.add_document(**whoosh_schema.fields(entry))
            writer.commit()
        except BaseException:
            if not writer.is_closed:
                writer.cancel()
            raise

    def _index(self) -> FileIndex:
        # The schema is given, not unpickled from the folder.
        return FileIndex(self._storage, schema=whoosh_schema.schema(), indexname=_NAME)

    def _refresh(self) -> None:
        """Open the newest generation, anew: Whoosh's own refresh keeps segments that were merged away."""
        if self._storage.latest_generation(_NAME) == self._generation >= 0:
            return
        with self._damage_told():
            segments, generation = open_segments(self._index, self._folder)
            self._replace_segments(segments, generation)

    def _replace_segments(self, segments: tuple[Segment, ...], generation: int) -> None:
        old, self._segments, self._generation = self._segments, segments, generation
        for segment in old:
            segment.close()

    def _places(self, query: Query) -> Iterator[_Place]:
        asked = whoosh_query(query)
        ranking = Ranking(self._frequency, sum(segment.living for segment in self._segments))
        for number, segment in enumerate(self._segments):
            for document, score in segment.matches(asked, ranking):
                yield _Place(-score, segment.id_of(document), number, document)

    def _frequency(self, field: str, term: str) -> int:
        return sum(segment.frequency(field, term) for segment in self._segments)

    def _found(self, place: _Place) -> FoundEntry:
        card = self._segments[place.segment].card_of(place.document)
        return FoundEntry(id=place.id, score=-place.minus_score, card=card)

    def _count(self, places: list[_Place]) -> dict[str, tuple[tuple[str, int], ...]]:
        return {name: self._count_facet(name, places) for name in FACETS}

    def _count_facet(self, name: str, places: list[_Place]) -> tuple[tuple[str, int], ...]:
        counts = Counter(self._segments[place.segment].facet_of(name, place.document) for place in places)
        del counts[""]
        return tuple(sorted(counts.items(), key=lambda counted: (-counted[1], counted[0])))

    @contextmanager
    def _damage_told(self) -> Iterator[None]:
        """Tell damage apart: Whoosh unpickles and unpacks unchecked, so broken files raise anything."""
        try:
            yield
        except OSError as fault:
            if fault.errno not in _DAMAGE:
                raise
            raise IndexDamagedError(self._folder, repr(fault)) from fault
        except (SearchError, MemoryError):
            raise
        except Exception as fault:
            raise IndexDamagedError(self._folder, repr(fault)) from fault
