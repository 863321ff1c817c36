"""Weighs entries that answer a query; what a word is worth is counted over all segments."""

from collections.abc import Sequence
from functools import cached_property, singledispatchmethod

import numpy as np

from index.engines.matching import Matching
from index.engines.packed import Ints
from index.engines.postings import Row, Times
from index.engines.ranking import PAIR, SATURATION, TITLE, rarity
from index.engines.segment import SCORE, Bools, Floats
from index.query import AllOf, AnyOf, Clause, Keys, Phrase, Query, Titled, Word

Where = Ints | slice
"""Which entries of a segment are weighed: some, or all."""


class _Scores:
    """The scores of some entries of a segment, to which terms add up."""

    def __init__(self, matching: Matching, where: Where) -> None:
        self.matching, self.where = matching, where
        self.sums: Floats = np.zeros(
            len(matching.segment.data) if isinstance(where, slice) else len(where), SCORE
        )

    def add(self, field: str, times: Times, worth: float) -> None:
        """Add the BM25 of a term: what its frequency is worth saturates, the slower the longer the text."""
        norms = self.matching.segment.data.norms(field)
        if times.entries is not None and isinstance(self.where, slice):
            self.sums[times.entries] += _bm25(times.times, norms[times.entries], worth)
        else:
            row = times.row(len(norms))
            self.sums += _bm25(row[self.where], norms[self.where], worth)

    def add_those(self, clause: Clause, sums: Floats, share: float) -> None:
        """Add a share of other scores where a clause is answered."""
        sums *= self.matching.mask(clause)[self.where]
        sums *= SCORE(share)
        self.sums += sums


class Weighing:
    """The scores of one query, segment by segment."""

    def __init__(self, query: Query, found: Sequence[Matching]) -> None:
        self._query, self._found = query, found
        self._words: dict[Word, float] = {}
        self._pairs: dict[str, float] = {}

    @cached_property
    def _total(self) -> int:
        return sum(matching.segment.living for matching in self._found)

    def scores(self, matching: Matching, where: Where) -> Floats:
        """Return the scores of entries; of those that do not answer it means nothing."""
        scores = _Scores(matching, where)
        for clause in self._query.clauses:
            self._add(clause, scores)
        for word in dict.fromkeys(self._query.words):
            self._add_ranking(word, scores)
        for pair in self._query.pairs:
            scores.add("pairs", matching.pair(pair), PAIR * self._pair_worth(pair))
        for clause in self._query.favoured:
            self._favour(clause, scores)
        return scores.sums

    def _favour(self, clause: Clause, scores: _Scores) -> None:
        if scores.matching.mask(clause).any():
            own = _Scores(scores.matching, scores.where)
            self._add(clause, own)
            scores.add_those(clause, own.sums, 1.0)

    @singledispatchmethod
    def _add(self, _: Clause, _scores: _Scores) -> None:
        """Add what a clause is worth; a filter is worth nothing."""

    @_add.register
    def _(self, clause: Word, scores: _Scores) -> None:
        for times, share in scores.matching.word(clause).answering:
            scores.add("content", times, share * self._word_worth(clause))

    @_add.register
    def _(self, clause: Phrase, scores: _Scores) -> None:
        for word in clause.words:
            self._add(word, scores)

    @_add.register
    def _(self, clause: Titled, scores: _Scores) -> None:
        for word in clause.words:
            self._add_title(word, scores)

    @_add.register
    def _(self, clause: AllOf, scores: _Scores) -> None:
        for part in clause.parts:
            self._add(part, scores)

    @_add.register
    def _(self, clause: AnyOf, scores: _Scores) -> None:
        for number, part in enumerate(clause.parts):
            own = _Scores(scores.matching, scores.where)
            self._add(part, own)
            scores.add_those(part, own.sums, clause.share if number else 1.0)

    @_add.register
    def _(self, clause: Keys, scores: _Scores) -> None:
        worth = np.zeros(len(scores.matching.segment.data), SCORE)
        for key, score in clause.scores:
            worth[scores.matching.key(key)] += score
        scores.sums += worth[scores.where]

    def _add_ranking(self, word: Word, scores: _Scores) -> None:
        """Add what the form as typed, and a word in the title, are worth besides."""
        worth = self._word_worth(word)
        for times, share in scores.matching.word(word).ranking:
            scores.add("content", times, share * worth)
        self._add_title(word, scores)

    def _add_title(self, word: Word, scores: _Scores) -> None:
        for times, share in scores.matching.titled(word).answering:
            scores.add("title", times, share * self._word_worth(word) * TITLE)

    def _word_worth(self, word: Word) -> float:
        if word not in self._words:
            matched = (matching.word(word).matched for matching in self._found)
            self._words[word] = rarity(sum(map(_count, matched)), self._total)
        return self._words[word]

    def _pair_worth(self, pair: str) -> float:
        if pair not in self._pairs:
            masks = (one.segment.of_mask(one.pair(pair).mask(len(one.segment.data))) for one in self._found)
            self._pairs[pair] = rarity(sum(map(_count, masks)), self._total)
        return self._pairs[pair]


def _bm25(times: Row, norms: Floats, worth: float) -> Floats:
    """Return the same for an entry whichever others are weighed with it."""
    weighed: Floats = times.astype(SCORE)
    weighed /= weighed + norms
    weighed *= SCORE(worth * (SATURATION + 1))
    return weighed


def _count(mask: Bools) -> int:
    return int(np.count_nonzero(mask))
