"""The index on tantivy: for one machine beyond what the default engine is made for."""

import shutil
import threading
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Final

import tantivy

from index.engine import Form, FoundEntry, FoundPage
from index.engines import tantivy_schema
from index.engines.guarded_folder import GuardedFolder
from index.engines.tantivy_query import tantivy_query
from index.engines.vocabulary import Vocabulary
from index.entry import COLUMNS, FACETS, Entry
from index.errors import IndexDamagedError, SearchError
from index.query import Query
from model.search import Sort

_FILES: Final = "tantivy"
_MOST_VALUES: Final = 65_000
"""Values of a facet that are counted; tantivy wants to know beforehand."""
_ORDERS: Final = {Sort.NEWEST: tantivy.Order.Desc, Sort.OLDEST: tantivy.Order.Asc}
_MOST_ALIKE: Final = 20


class TantivyEngine:
    """Needs the optional package; hits of equal score come in the order of their ids within a page."""

    version = 2

    def __init__(self, folder: Path) -> None:
        self._folder = GuardedFolder(folder)
        self._files = folder / _FILES
        self._opening = threading.Lock()
        self._index: tantivy.Index | None = None
        self._schema = tantivy_schema.schema()

    def open(self) -> None:
        """Open the index."""
        with self._opening, self._damage_told():
            self._index = tantivy.Index.open(str(self._files))
        self.ids()
        self.sequence()

    def make(self) -> None:
        """Put an empty index in place."""
        self._folder.forget()
        shutil.rmtree(self._files, ignore_errors=True)
        self._files.mkdir()
        tantivy.Index(self._schema, path=str(self._files))

    def exclusive(self) -> AbstractContextManager[None]:
        """Hold the one writer lock."""
        return self._folder.exclusive()

    def sequence(self) -> int:
        """Return the last sequence that was applied."""
        return self._folder.sequence()

    def apply(self, sequence: int, added: Iterable[Entry], removed: Iterable[str]) -> None:
        """Commit the batch, then its sequence."""
        entries = {entry.id: entry for entry in added}
        gone = {*removed, *entries}
        with self.exclusive(), self._damage_told():
            if gone:
                self._commit(gone, entries.values())
            self._folder.remember(sequence)

    def find(self, query: Query, *, limit: int, offset: int, facets: bool) -> FoundPage:
        """Ask once for the page and, where wanted, once for all facets."""
        with self._damage_told():
            searcher = self._searcher()
            asked = tantivy_query(query, self._schema)
            found = self._page(searcher, asked, query.sort, limit=limit, offset=offset)
            counts = _counted(searcher, asked) if facets else {}
            return FoundPage(hits=found, total=_count(searcher, asked), facets=counts)

    def frequency(self, form: Form, term: str) -> int:
        """Count the entries that hold a syllable."""
        with self._damage_told():
            return _count(self._searcher(), tantivy.Query.term_query(self._schema, form, term))

    def similar_words(self, folded: str) -> tuple[tuple[str, int], ...]:
        """Compare with the words that begin with the same letter."""
        with self._damage_told():
            counted = dict(self._searcher().terms_with_prefix("folded", folded[:1]))
        near = Vocabulary([word.encode() for word in counted]).near(folded.encode())
        alike = sorted((slips, -counted[word.decode()], word.decode()) for word, slips in near)
        return tuple((word, -negative) for _, negative, word in alike[:_MOST_ALIKE])

    def values(self, column: str) -> tuple[str, ...]:
        """Return the values of a column."""
        with self._damage_told():
            counts = _aggregated(self._searcher(), tantivy.Query.all_query(), (column,))
            return tuple(sorted(value for value, _ in counts[column]))

    def merge(self) -> bool:
        """Do nothing: tantivy merges on its own whenever it commits."""
        return False

    def ids(self) -> frozenset[str]:
        """Return the ids of all entries."""
        with self._damage_told():
            searcher = self._searcher()
            found = searcher.search(tantivy.Query.all_query(), limit=max(1, searcher.num_docs), count=False)
            return frozenset(searcher.doc(at)["id"][0] for _, at in found.hits)

    def close(self) -> None:
        """Let go of the files."""
        with self._opening:
            self._index = None

    def _commit(self, gone: Iterable[str], entries: Iterable[Entry]) -> None:
        writer = self._opened().writer(num_threads=1)
        for entry_id in gone:
            writer.delete_documents_by_term("id", entry_id)
        for entry in entries:
            writer.add_document(tantivy_schema.document(entry))
        writer.commit()
        writer.wait_merging_threads()

    def _page(
        self, searcher: tantivy.Searcher, asked: tantivy.Query, sort: Sort, *, limit: int, offset: int
    ) -> tuple[FoundEntry, ...]:
        if not limit:
            return ()
        by_day: dict[str, Any] = {}
        if sort in _ORDERS:
            by_day = {"order_by_field": "last", "order": _ORDERS[sort]}
        hits = searcher.search(asked, limit=limit, offset=offset, count=False, **by_day).hits
        found = [_found(searcher.doc(at), 0.0 if by_day else key) for key, at in hits]
        return tuple(found if by_day else sorted(found, key=lambda hit: (-hit.score, hit.id)))

    def _opened(self) -> tantivy.Index:
        if self._index is None:
            self._index = tantivy.Index.open(str(self._files))
        return self._index

    def _searcher(self) -> tantivy.Searcher:
        with self._opening:
            index = self._opened()
            index.reload()
            return index.searcher()

    @contextmanager
    def _damage_told(self) -> Iterator[None]:
        """Tell damage: tantivy reports whatever ails its files as a value or a system error."""
        try:
            yield
        except (SearchError, MemoryError):
            raise
        except Exception as fault:
            raise IndexDamagedError(self._folder.path, repr(fault)) from fault


def _found(document: tantivy.Document, score: float) -> FoundEntry:
    return FoundEntry(id=document["id"][0], score=score, card=tantivy_schema.card(document))


def _count(searcher: tantivy.Searcher, asked: tantivy.Query) -> int:
    return int(searcher.search(asked, limit=1).count)  # type: ignore[attr-defined]  # its stub forgets it


def _counted(searcher: tantivy.Searcher, asked: tantivy.Query) -> dict[str, tuple[tuple[str, int], ...]]:
    counts = _aggregated(searcher, asked, FACETS)
    return {name: tuple(sorted(values, key=lambda one: (-one[1], one[0]))) for name, values in counts.items()}


def _aggregated(
    searcher: tantivy.Searcher, asked: tantivy.Query, names: Iterable[str]
) -> dict[str, list[tuple[str, int]]]:
    wanted = {name: {"terms": {"field": name, "size": _MOST_VALUES}} for name in names if name in COLUMNS}
    counted = searcher.aggregate(asked, wanted)
    return {
        name: [(bucket["key"], bucket["doc_count"]) for bucket in counted[name]["buckets"]] for name in wanted
    }
