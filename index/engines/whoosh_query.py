"""Turns a query into Whoosh's own, and ranks what it finds.

Everything required is looked for in the content or among the codes; title and neighbouring words only add to
the score. The score of an entry depends on the entry and on how rare the words are among the living entries,
never on deleted entries or on how segments were merged: a rebuilt index ranks like the one it replaces.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from whoosh import query as whoosh
from whoosh.query.spans import SpanNear2

from index.analyzer import BARE
from index.query import Clause, CodeTerm, Phrase, Query, Word
from model.vietnamese import fold

OWN_CODE: Final = 1000.0
"""The document of that code stands first, whatever else the query says; twice that as typed."""
CITED_CODE: Final = 100.0
OTHER_SPELLING: Final = 0.1
"""Share of a text without diacritics where the query has them: found, but never first."""
SAME_SPELLING: Final = 0.4
"""Added for the form as typed where any form will do: 0.25 to 0.5 doubles the exact hits on top."""
TITLE: Final = 2.0
PAIR: Final = 0.5

_SATURATION: Final = 1.2
_LENGTH_SHARE: Final = 0.75
_USUAL_LENGTH: Final = {"exact": 700.0, "folded": 700.0, "title": 20.0, "title_exact": 20.0, "pairs": 35.0}
"""Syllables; constants, because an average over the index would change every score with every document."""


def whoosh_query(query: Query) -> whoosh.Query:
    """Return the query with its required clauses and what ranks besides."""
    required = whoosh.And([_required(clause) for clause in query.clauses])
    ranking = [term for word in dict.fromkeys(query.words) for term in _ranking(word)]
    pairs = [whoosh.Term("pairs", pair, boost=PAIR) for pair in query.pairs]
    return whoosh.AndMaybe(required, whoosh.Or(ranking + pairs)) if ranking else required


def _required(clause: Clause) -> whoosh.Query:
    if isinstance(clause, CodeTerm):
        return whoosh.Or([*_coded("code", clause, OWN_CODE), *_coded("cited", clause, CITED_CODE)])
    if isinstance(clause, Phrase):
        return SpanNear2([_content(word) for word in clause.words])
    return _content(clause)


def _content(word: Word) -> whoosh.Query:
    return whoosh.Term("folded", word.folded) if word.is_loose else _as_typed("exact", word, 1.0)


def _ranking(word: Word) -> Iterator[whoosh.Query]:
    if word.is_loose:
        yield whoosh.Term("exact", word.exact, boost=SAME_SPELLING)
        yield whoosh.Term("title", word.folded, boost=TITLE)
        yield whoosh.Term("title_exact", word.exact, boost=TITLE * SAME_SPELLING)
    else:
        yield _as_typed("title_exact", word, TITLE)


def _as_typed(field: str, word: Word, boost: float) -> whoosh.Query:
    shares = zip(word.spellings, (boost, boost * OTHER_SPELLING), strict=True)
    return whoosh.Or([whoosh.Term(field, spelling, boost=share) for spelling, share in shares])


def _coded(field: str, term: CodeTerm, boost: float) -> Iterator[whoosh.Query]:
    yield whoosh.Term(f"{field}_folded", term.folded, boost=boost)
    yield whoosh.Term(field, term.exact, boost=boost)


class Ranking:
    """Whoosh's weighting model: BM25 with fixed usual lengths for texts, a constant for codes.

    ``frequency`` tells in how many living entries a term of a field occurs, ``total`` how many entries live.
    """

    use_final = False

    def __init__(self, frequency: Callable[[str, str], int], total: int) -> None:
        self._rarity = cache(lambda field, term: _rarity(frequency(field, term), total))

    def scorer(self, searcher: Any, fieldname: str, text: bytes, qf: float = 1) -> "_Scorer":  # noqa: ANN401, ARG002  # Whoosh calls it so
        """Return what scores one term in one segment."""
        if fieldname not in _USUAL_LENGTH:
            return _Scorer(lambda _matcher: 1.0)
        term = text.decode()
        counted = ("pairs", term) if fieldname == "pairs" else ("folded", fold(term.removeprefix(BARE)))
        rarity = self._rarity(*counted)
        usual = _USUAL_LENGTH[fieldname]

        def bm25(matcher: Any) -> float:  # noqa: ANN401  # Whoosh publishes no types
            length = searcher.doc_field_length(matcher.id(), fieldname, 1)
            norm = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * length / usual)
            times = float(matcher.weight())
            return rarity * times * (_SATURATION + 1) / (times + float(norm))

        return _Scorer(bm25)


@dataclass(frozen=True, slots=True)
class _Scorer:
    """What Whoosh calls for each document; it never skips by quality, since every hit is counted."""

    score: Callable[[Any], float]


def _rarity(frequency: int, total: int) -> float:
    return math.log(1 + (total - frequency + 0.5) / (frequency + 0.5))
