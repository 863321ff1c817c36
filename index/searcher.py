"""Answers requests out of an engine: reads the query, asks, and shows why each hit was found."""

import time
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Final

from index.analyzer import BARE, Form
from index.engine import FoundEntry, FoundPage, SearchEngine
from index.likeness import like
from index.query import OneOf, Query, loosen, ranks
from index.query_parser import read_query
from index.snippet import snippet
from index.spelling import suggestions
from model.record_id import RecordId
from model.search import SearchHit, SearchPage, SearchRequest, Snippet, Sort

_FEW: Final = 100
"""Where more is found, no other spelling is looked for."""


class Searcher:
    """``texts`` gives the text of a record, for snippets and likeness."""

    def __init__(self, engine: SearchEngine, texts: Callable[[RecordId], str]) -> None:
        self._engine = engine
        self._texts = texts

    def answer(self, request: SearchRequest) -> SearchPage:
        """Return the page of a request; any text is a query, one without a word finds nothing.

        Raises:
            IndexDamagedError: when the index cannot be read.
        """
        started = time.perf_counter()
        read = read_query(request.text, request.places)
        query = self._narrowed(loosen(read.query, self._is_spelled), request)
        found = self._found(query, request)
        return SearchPage(
            hits=tuple(self._hit(query, entry, with_snippet=request.snippets) for entry in found.hits),
            total=found.total,
            took_ms=round((time.perf_counter() - started) * 1000, 3),
            facets=found.facets,
            notes=read.notes,
            suggestion=self._suggestion(request, found.total) if found.total <= _FEW else None,
        )

    def similar(self, record_id: RecordId, subject: str, *, limit: int) -> tuple[SearchHit, ...]:
        """Return the records that are most like one, best first.

        Raises:
            IndexDamagedError: when the index cannot be read.
        """
        query = like(record_id, subject, self._texts(record_id), self._entries_with)
        if not query.clauses:
            return ()
        found = self._engine.find(query, limit=limit, offset=0, facets=False)
        return tuple(self._hit(query, entry, with_snippet=False) for entry in found.hits)

    def _found(self, query: Query, request: SearchRequest) -> FoundPage:
        if not query.clauses:
            return FoundPage(hits=(), total=0)
        limit, offset = max(0, request.limit), max(0, request.offset)
        return self._engine.find(query, limit=limit, offset=offset, facets=request.facets)

    def _narrowed(self, query: Query, request: SearchRequest) -> Query:
        """Return the query with the chosen facets and the order; what has no rank is listed newest first."""
        chosen = tuple(OneOf(column=name, values=frozenset({value})) for name, value in request.chosen)
        is_ranked = any(map(ranks, query.clauses))
        sort = request.sort if is_ranked or request.sort is not Sort.RELEVANCE else Sort.NEWEST
        return replace(query, clauses=(*query.clauses, *chosen), sort=sort)

    def _hit(self, query: Query, entry: FoundEntry, *, with_snippet: bool) -> SearchHit:
        text = self._texts(RecordId.parse(entry.id)) if with_snippet else ""
        shown = snippet(query, text, entry.card.subject) if with_snippet else Snippet(text="")
        return SearchHit(id=entry.id, score=entry.score, snippet=shown, **asdict(entry.card))

    def _suggestion(self, request: SearchRequest, total_as_typed: int) -> str | None:
        """Return the other spelling whose words stand together most often, None where none finds more.

        Beside hits only words are changed that no document spells so: those hits are papers typed without
        diacritics.
        """
        best, most = None, (0, 0, 0)
        for better in suggestions(request.text, self._engine, bare_counts=total_as_typed == 0):
            total = self._total(request, better.text)
            beside = sum(self._total(request, f'"{pair}"') for pair in better.beside) if total else 0
            worth = (beside, better.likelihood, total)
            if total > total_as_typed and (beside or better.likelihood) and worth > most:
                best, most = better.text, worth
        return best

    def _total(self, request: SearchRequest, text: str) -> int:
        asked = replace(request, text=text, limit=0, offset=0, facets=False)
        query = loosen(read_query(text, request.places).query, self._is_spelled)
        return self._found(self._narrowed(query, asked), asked).total

    def _is_spelled(self, exact: str) -> bool:
        return self._engine.frequency("exact", exact) > 0

    def _entries_with(self, form: Form) -> int:
        """Count for a word of a text without diacritics those with any: that text is about the same."""
        if form.exact.startswith(BARE):
            return self._engine.frequency("folded", form.folded)
        return self._engine.frequency("exact", form.exact)
