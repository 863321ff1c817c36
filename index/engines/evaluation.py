"""Answers a query over the segments of an index, whole columns at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce, singledispatchmethod

import numpy as np

from index.engines.packed import Ints
from index.engines.postings import Field
from index.engines.ranking import PAIR, SCORE_DIGITS, TITLE, rarity
from index.engines.segment import Bools, Floats, Segment
from index.engines.segment_writer import encoded
from index.engines.word_hits import PLACE_BITS, Run, WordHits, add_bm25, answering_runs, occurrences, times_in
from index.query import (
    AllOf,
    AnyOf,
    Clause,
    DateRange,
    Keys,
    OneOf,
    Phrase,
    Prefix,
    Query,
    Titled,
    Word,
)


@dataclass(frozen=True, slots=True)
class SegmentHits:
    """The entries of a segment that answer a query, and their scores."""

    segment: Segment
    entries: Ints
    scores: Floats


def evaluate(query: Query, segments: Sequence[Segment]) -> list[SegmentHits]:
    """Return what answers a query; it counts first, because a score depends on all segments."""
    parts = [_Part(segment) for segment in segments]
    worth = _Worth(parts)
    found = ((part, part.answering(query)) for part in parts)
    return [SegmentHits(part.segment, at, worth.scores(query, part, at)) for part, at in found if len(at)]


class _Part:
    """What one query finds in one segment; every word is looked up once."""

    def __init__(self, segment: Segment) -> None:
        self.segment = segment
        self._words: dict[tuple[Word, str], WordHits] = {}

    def word(self, word: Word, field: str = "content") -> WordHits:
        """Return where a word stands."""
        if (word, field) not in self._words:
            self._words[word, field] = WordHits.of(word, self.segment, field)
        return self._words[word, field]

    def pair(self, pair: str) -> Floats:
        """Return how often two words stand side by side in the heading of each entry."""
        field = self.segment.data.fields["pairs"]
        return times_in(field, field.run_of_term(encoded(pair)), len(self.segment.data))

    def key(self, key: str) -> Ints:
        """Return the entries, deleted ones included, that have a key."""
        field = self.segment.data.fields["keys"]
        return field.entries(*field.run_of_term(encoded(key)))

    def answering(self, query: Query) -> Ints:
        """Return the living entries that answer every clause and none of the excluded."""
        mask = self._all(query.clauses)
        for clause in query.excluded:
            mask &= ~self.mask(clause)
        if self.segment.alive is not None:
            mask &= self.segment.alive
        return np.flatnonzero(mask)

    @singledispatchmethod
    def mask(self, clause: Clause) -> Bools:
        """Return the entries that answer a clause; deleted ones may be among them."""
        raise TypeError(clause)

    @mask.register
    def _(self, clause: Word) -> Bools:
        return self.word(clause).matched

    @mask.register
    def _(self, clause: Phrase) -> Bools:
        return self._phrase(clause)

    @mask.register
    def _(self, clause: Titled) -> Bools:
        return reduce(np.logical_and, (self.word(word, "title").matched for word in clause.words))

    @mask.register
    def _(self, clause: Prefix) -> Bools:
        field = self.segment.data.fields["content"]
        return self._marked(field.entries(*field.run_of(encoded(clause.folded))))

    @mask.register
    def _(self, clause: Keys) -> Bools:
        return self._marked(*(self.key(key) for key, _ in clause.scores))

    @mask.register
    def _(self, clause: OneOf) -> Bools:
        return self.segment.data.column(clause.column).chosen(clause.values)

    @mask.register
    def _(self, clause: DateRange) -> Bools:
        first, last = (self.segment.data.arrays[f"days.{end}"] for end in ("first", "last"))
        mask: Bools = (last >= clause.first.toordinal()) & (first <= clause.last.toordinal())
        return mask

    @mask.register
    def _(self, clause: AllOf) -> Bools:
        return self._all(clause.parts)

    @mask.register
    def _(self, clause: AnyOf) -> Bools:
        answered: Ints = np.sum([self.mask(part) for part in clause.parts], axis=0)
        return answered >= clause.least

    def _all(self, clauses: Iterable[Clause]) -> Bools:
        mask = np.ones(len(self.segment.data), np.bool_)
        for clause in clauses:
            mask &= self.mask(clause)
        return mask

    def _marked(self, *entries: Ints) -> Bools:
        mask = np.zeros(len(self.segment.data), np.bool_)
        for some in entries:
            mask[some] = True
        return mask

    def _phrase(self, phrase: Phrase) -> Bools:
        """Return the entries where the words stand one after the other, the rarest words compared first."""
        together = self._all(phrase.words)
        field = self.segment.data.fields["content"]
        runs = [[run for run, _ in answering_runs(word, field)] for word in phrase.words]
        starts: Ints | None = None
        for at in sorted(range(len(runs)), key=lambda at: _size(field, runs[at])):
            if not together.any():
                break
            begun = occurrences(field, runs[at], together) - at
            starts = begun if starts is None else starts[np.isin(starts, begun, assume_unique=True)]
            together = self._marked(starts >> PLACE_BITS)
        return together


class _Worth:
    """Scores entries; what a word is worth is counted over all parts."""

    def __init__(self, parts: Sequence[_Part]) -> None:
        self._parts = parts
        self._words: dict[Word, float] = {}
        self._pairs: dict[str, float] = {}

    @cached_property
    def _total(self) -> int:
        return sum(part.segment.living for part in self._parts)

    def scores(self, query: Query, part: _Part, entries: Ints) -> Floats:
        """Return the scores of some entries of a part."""
        score = np.zeros(len(entries))
        for clause in query.clauses:
            score += self._clause(clause, part, entries)
        for word in dict.fromkeys(query.words):
            score += self._ranked(word, part, entries)
        for pair in query.pairs:
            score += self._pair(pair, part, entries)
        return np.round(score, SCORE_DIGITS)

    @singledispatchmethod
    def _clause(self, _: Clause, _part: _Part, entries: Ints) -> Floats:
        return _none(entries)

    @_clause.register
    def _(self, clause: Word, part: _Part, entries: Ints) -> Floats:
        norms = part.segment.data.norms("content")
        return self._word_worth(clause) * part.word(clause).answered(entries, norms)

    @_clause.register
    def _(self, clause: Phrase, part: _Part, entries: Ints) -> Floats:
        return sum((self._clause(word, part, entries) for word in clause.words), _none(entries))

    @_clause.register
    def _(self, clause: AllOf, part: _Part, entries: Ints) -> Floats:
        return sum((self._clause(inner, part, entries) for inner in clause.parts), _none(entries))

    @_clause.register
    def _(self, clause: AnyOf, part: _Part, entries: Ints) -> Floats:
        score = _none(entries)
        for number, inner in enumerate(clause.parts):
            share = clause.share if number else 1.0
            score += share * part.mask(inner)[entries] * self._clause(inner, part, entries)
        return score

    @_clause.register
    def _(self, clause: Keys, part: _Part, entries: Ints) -> Floats:
        scores = np.zeros(len(part.segment.data))
        for key, score in clause.scores:
            scores[part.key(key)] += score
        worth: Floats = scores[entries]
        return worth

    def _ranked(self, word: Word, part: _Part, entries: Ints) -> Floats:
        data, worth = part.segment.data, self._word_worth(word)
        score = worth * part.word(word).ranked(entries, data.norms("content"))
        title, norms = part.word(word, "title"), data.norms("title")
        return score + TITLE * worth * (title.answered(entries, norms) + title.ranked(entries, norms))

    def _pair(self, pair: str, part: _Part, entries: Ints) -> Floats:
        score, share = _none(entries), PAIR * self._pair_worth(pair)
        add_bm25(score, part.pair(pair)[entries], part.segment.data.norms("pairs"), entries, share)
        return score

    def _word_worth(self, word: Word) -> float:
        if word not in self._words:
            frequency = sum(int(part.word(word).matched.sum()) for part in self._parts)
            self._words[word] = rarity(frequency, self._total)
        return self._words[word]

    def _pair_worth(self, pair: str) -> float:
        if pair not in self._pairs:
            living = (part.segment.of_living(np.flatnonzero(part.pair(pair))) for part in self._parts)
            self._pairs[pair] = rarity(sum(map(len, living)), self._total)
        return self._pairs[pair]


def _none(entries: Ints) -> Floats:
    return np.zeros(len(entries))


def _size(field: Field, runs: Iterable[Run]) -> int:
    return sum(int(field.sizes(*run).sum()) for run in runs)
