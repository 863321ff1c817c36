"""The segments of one generation of a Whoosh index, opened for searching."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from whoosh.index import FileIndex
from whoosh.query import Query
from whoosh.searching import Searcher

from index.engines import whoosh_schema
from index.engines.whoosh_query import Ranking
from index.entry import BREAK, FACETS, Card
from index.errors import IndexBusyError

_OPENINGS: Final = 20
"""How often to open the index again when a commit took its files away meanwhile."""
_SCORE_DIGITS: Final = 6
"""Beyond them a score depends on the order of additions, which differs between segments."""


class Segment:
    """One segment with its columns."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._reader = searcher.reader()
        self._ids = self._column("id")
        self._facets = {name: self._column(name) for name in FACETS}
        # Whoosh opens these files at first use and takes a missing one for an empty field: open them while
        # they are there.
        for name in whoosh_schema.TEXTS:
            self._reader.doc_field_length(0, name)
        self._reader.stored_fields(0)
        self._try_out()

    @property
    def living(self) -> int:
        """How many entries are not deleted."""
        return int(self._reader.doc_count())

    def frequency(self, field: str, term: str) -> int:
        """Return in how many living entries a term occurs."""
        if (field, term) not in self._reader:
            return 0
        if not self._reader.has_deletions():
            return int(self._reader.doc_frequency(field, term))
        return sum(1 for _ in self._reader.postings(field, term).all_ids())

    def matches(self, query: Query, ranking: Ranking) -> Iterator[tuple[int, float]]:
        """Yield the numbers and scores of the living entries that match."""
        context = self._searcher.context(weighting=ranking, needs_current=True)
        matcher = query.matcher(self._searcher, context)
        while matcher.is_active():
            yield matcher.id(), round(matcher.score(), _SCORE_DIGITS)
            matcher.next()

    def living_ids(self) -> Iterator[str]:
        """Yield the ids of the living entries."""
        for document in range(self._reader.doc_count_all()):
            if not self._reader.is_deleted(document):
                yield self.id_of(document)

    def id_of(self, document: int) -> str:
        """Return the id of an entry by its number in this segment."""
        return whoosh_schema.text(self._ids[document])

    def facet_of(self, name: str, document: int) -> str:
        """Return the value of a facet, empty when the entry has none."""
        return whoosh_schema.text(self._facets[name][document])

    def card_of(self, document: int) -> Card:
        """Return what an entry shows."""
        return whoosh_schema.card(self._reader.stored_fields(document))

    def close(self) -> None:
        """Close the files."""
        self._reader.close()

    def _try_out(self) -> None:
        """Read a little of each kind of file.

        Raises:
            LookupError: when ids, terms and postings do not fit together.
        """
        for document in {0, self._reader.doc_count_all() - 1}:
            if ("id", self.id_of(document)) not in self._reader:
                raise LookupError(document)
        if not self._reader.is_deleted(0) and self._reader.postings("folded", BREAK).id() != 0:
            raise LookupError(BREAK)

    def _column(self, name: str) -> Any:  # noqa: ANN401  # Whoosh publishes no types
        return self._reader.column_reader(name, translate=False)


def open_segments(index: Callable[[], FileIndex], folder: Path) -> tuple[tuple[Segment, ...], int]:
    """Return the segments of the newest generation, and its number.

    A commit removes the files of the generation before it. So the segments count only when their generation
    is still the newest after all their files were opened.

    Raises:
        IndexBusyError: when commits follow each other faster than the index can be opened.
    """
    for _ in range(_OPENINGS):
        opened = index()
        generation = opened.latest_generation()
        try:
            segments = _opened(opened)
        except Exception:
            if opened.latest_generation() == generation:
                raise
            continue
        if opened.latest_generation() == generation:
            return segments, generation
        for segment in segments:
            segment.close()
    raise IndexBusyError(folder)


def _opened(index: FileIndex) -> tuple[Segment, ...]:
    searcher = index.searcher()
    try:
        return tuple(Segment(leaf) for leaf, _ in searcher.leaf_searchers() if leaf.doc_count_all())
    except Exception:
        searcher.close()
        raise
