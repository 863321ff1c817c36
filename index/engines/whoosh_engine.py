"""The index on Whoosh: segments that never change, and one table of contents per commit that names them.

Table of contents, names of segments and locks are Whoosh's own; what a segment holds is written and searched
as whole arrays, many times faster than Whoosh's own postings.
"""

import errno
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Final

from index.engine import Form, FoundEntry, FoundPage
from index.engines.array_file import write_arrays
from index.engines.evaluation import evaluate
from index.engines.guarded_folder import GuardedFolder
from index.engines.hit_list import Place, counted, listed
from index.engines.merge_policy import due
from index.engines.segment import Segment
from index.engines.segment_merge import merged_arrays, moved_numbers
from index.engines.segment_store import NAME, SegmentStore
from index.engines.segment_writer import SegmentBuilder
from index.engines.whoosh_codec import ArraySegment
from index.engines.word_counts import column_values, frequency, similar_words
from index.entry import Entry
from index.errors import IndexDamagedError, SearchError
from index.query import Query

_UNFINISHED: Final = "merging.tmp"
"""A merged segment before it counts; no commit takes it for a file of a segment that is gone."""
_DAMAGE: Final = {errno.ENOENT, errno.EINVAL}
"""A missing file, an offset outside a file; a full disk or a lacking permission is no damage."""


class WhooshEngine:
    """The default engine: one folder, no further program."""

    version = 4

    def __init__(self, folder: Path) -> None:
        self._folder = GuardedFolder(folder)
        self._store = SegmentStore(folder)
        self._refreshing = threading.Lock()
        self._generation = -1
        self._segments: tuple[Segment, ...] = ()

    def open(self) -> None:
        """Open the index; every segment is opened, so that damage shows now."""
        with self._refreshing:
            self._store.close()
            self._generation = -1
        self._current()
        self.sequence()

    def make(self) -> None:
        """Put an empty index in place."""
        self._folder.forget()
        self._store.commit([], self._store.generation() + 1)

    def exclusive(self) -> AbstractContextManager[None]:
        """Hold the one writer lock."""
        return self._folder.exclusive()

    def sequence(self) -> int:
        """Return the last sequence that was applied."""
        return self._folder.sequence()

    def apply(self, sequence: int, added: Iterable[Entry], removed: Iterable[str]) -> None:
        """Commit the batch, then its sequence: after a crash between them the batch is applied again."""
        built = SegmentBuilder()
        for entry in added:
            built.add(entry)
        gone = {*removed, *built.ids}
        with self.exclusive(), self._damage_told():
            if gone:
                self._commit(gone, built)
            self._folder.remember(sequence)

    def find(self, query: Query, *, limit: int, offset: int, facets: bool) -> FoundPage:
        """Score every hit of which one may be shown; the total and the facets count them all."""
        with self._damage_told():
            found = evaluate(query, self._current(), is_ranked=limit > 0)
            page = listed(found, query.sort, limit=limit, offset=offset) if limit > 0 else []
            return FoundPage(
                hits=tuple(map(_found, page)),
                total=sum(hits.count for hits in found),
                facets=counted(found) if facets else {},
            )

    def frequency(self, form: Form, term: str) -> int:
        """Count the living entries that hold a syllable."""
        with self._damage_told():
            return frequency(self._current(), form, term)

    def similar_words(self, folded: str) -> tuple[tuple[str, int], ...]:
        """Compare with the words of all segments."""
        with self._damage_told():
            return similar_words(self._current(), folded)

    def values(self, column: str) -> tuple[str, ...]:
        """Gather the values of all segments."""
        with self._damage_told():
            return column_values(self._current(), column)

    def ids(self) -> frozenset[str]:
        """Return the ids of the living entries."""
        with self._damage_told():
            return frozenset(one for segment in self._current() for one in segment.living_ids())

    def merge(self) -> bool:
        """Make one segment of those that are due; only putting it in place takes the writer lock."""
        with self._folder.locked("MAIN_MERGELOCK") as is_ours, self._damage_told():
            merging = due(self._current()) if is_ours else ()
            if not merging:
                return False
            unfinished = self._folder.path / _UNFINISHED
            size = sum(segment.living for segment in merging)
            if size:
                write_arrays(unfinished, merged_arrays(merging))
            with self.exclusive():
                self._replace(merging, ArraySegment(NAME, size), unfinished)
            return True

    def close(self) -> None:
        """Let go of the files."""
        with self._refreshing:
            self._segments, self._generation = (), -1
            self._store.close()

    def _commit(self, gone: Iterable[str], built: SegmentBuilder) -> None:
        named, generation = self._store.read()
        for segment, opened in zip(named, self._store.opened(named), strict=True):
            for number in opened.data.numbers(gone):
                segment.delete_document(number)
        if built.ids:
            written = ArraySegment(NAME, len(built.ids))
            write_arrays(self._store.path(written), built.arrays())
            for number in built.replaced():
                written.delete_document(number)
            named.append(written)
        self._store.commit([one for one in named if one.doc_count()], generation + 1)

    def _replace(self, merged: Sequence[Segment], written: ArraySegment, unfinished: Path) -> None:
        """Commit a merged segment, unless another process made or emptied the index meanwhile."""
        named, generation = self._store.read()
        by_name = {one.segment_id(): one for one in named}
        if not all(segment.name in by_name for segment in merged):
            unfinished.unlink(missing_ok=True)
            return
        for segment, moved in zip(merged, moved_numbers(merged), strict=True):
            for number in by_name.pop(segment.name).deleted_docs():
                if moved[number] >= 0:
                    written.delete_document(int(moved[number]))
        if written.doc_count_all():
            unfinished.replace(self._store.path(written))
            by_name[written.segment_id()] = written
        self._store.commit(list(by_name.values()), generation + 1)

    def _current(self) -> tuple[Segment, ...]:
        """Return the segments of the newest generation."""
        with self._refreshing, self._damage_told():
            if self._store.generation() != self._generation or self._generation < 0:
                self._segments, self._generation = self._store.newest()
            return self._segments

    @contextmanager
    def _damage_told(self) -> Iterator[None]:
        """Tell damage apart: what was unpickled, unpacked or mapped from broken files raises anything."""
        try:
            yield
        except OSError as fault:
            if fault.errno not in _DAMAGE:
                raise
            raise IndexDamagedError(self._folder.path, repr(fault)) from fault
        except (SearchError, MemoryError):
            raise
        except Exception as fault:
            raise IndexDamagedError(self._folder.path, repr(fault)) from fault


def _found(place: Place) -> FoundEntry:
    return FoundEntry(id=place.id, score=-place.minus_score, card=place.data.card(place.number))
