"""What one query finds in one segment, whole columns at a time."""

from collections.abc import Iterable
from functools import reduce, singledispatchmethod

import numpy as np

from index.engines.packed import Ints
from index.engines.postings import Field, Run, Times
from index.engines.segment import Bools, Segment
from index.engines.terms import encoded
from index.engines.word_hits import PLACE_BITS, WordHits, answering_runs, occurrences
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


class Matching:
    """The masks of clauses over a segment; every clause, word and pair is looked up once."""

    def __init__(self, segment: Segment) -> None:
        self.segment = segment
        self._masks: dict[Clause, Bools] = {}
        self._words: dict[Word, WordHits] = {}
        self._titled: dict[Word, WordHits] = {}
        self._pairs: dict[str, Times] = {}

    def word(self, word: Word) -> WordHits:
        """Return where a word stands."""
        if word not in self._words:
            self._words[word] = WordHits.in_content(word, self.segment)
        return self._words[word]

    def titled(self, word: Word) -> WordHits:
        """Return where a word stands in code and subject."""
        if word not in self._titled:
            self._titled[word] = WordHits.in_title(word, self.segment)
        return self._titled[word]

    def pair(self, pair: str) -> Times:
        """Return how often two words stand side by side in the heading of each entry."""
        if pair not in self._pairs:
            field = self.segment.data.fields["pairs"]
            self._pairs[pair] = field.times_of(field.run_of_term(encoded(pair)), len(self.segment.data))
        return self._pairs[pair]

    def key(self, key: str) -> Ints:
        """Return the entries, deleted ones included, that have a key."""
        field = self.segment.data.fields["keys"]
        return field.entries(*field.run_of_term(encoded(key)))

    def answering(self, query: Query) -> Bools:
        """Return the living entries that answer every clause and none of the excluded."""
        mask = self._all(query.clauses)
        for clause in query.excluded:
            mask &= ~self.mask(clause)
        if self.segment.alive is not None:
            mask &= self.segment.alive
        return mask

    def mask(self, clause: Clause) -> Bools:
        """Return the entries that answer a clause; deleted ones may be among them."""
        if clause not in self._masks:
            self._masks[clause] = self._mask(clause)
        return self._masks[clause]

    @singledispatchmethod
    def _mask(self, clause: Clause) -> Bools:
        raise TypeError(clause)

    @_mask.register
    def _(self, clause: Word) -> Bools:
        return self.word(clause).matched

    @_mask.register
    def _(self, clause: Phrase) -> Bools:
        return self._phrase(clause)

    @_mask.register
    def _(self, clause: Titled) -> Bools:
        return reduce(np.logical_and, (self.titled(word).matched for word in clause.words))

    @_mask.register
    def _(self, clause: Prefix) -> Bools:
        field = self.segment.data.fields["content"]
        return self._marked(field.entries(*field.run_of(encoded(clause.folded))))

    @_mask.register
    def _(self, clause: Keys) -> Bools:
        return self._marked(*(self.key(key) for key, _ in clause.scores))

    @_mask.register
    def _(self, clause: OneOf) -> Bools:
        return self.segment.data.column(clause.column).chosen(clause.values)

    @_mask.register
    def _(self, clause: DateRange) -> Bools:
        first, last = (self.segment.data.arrays[f"days.{end}"] for end in ("first", "last"))
        mask: Bools = (last >= clause.first.toordinal()) & (first <= clause.last.toordinal())
        return mask

    @_mask.register
    def _(self, clause: AllOf) -> Bools:
        return self._all(clause.parts)

    @_mask.register
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
            starts = begun if starts is None else starts[_among(starts, begun)]
            together = self._marked(starts >> PLACE_BITS)
        return together


def _among(some: Ints, others: Ints) -> Bools:
    """Tell which numbers are among others, which are in order and at least one."""
    at = np.minimum(np.searchsorted(others, some), len(others) - 1)
    among: Bools = others[at] == some
    return among


def _size(field: Field, runs: Iterable[Run]) -> int:
    return sum(int(field.sizes(*run).sum()) for run in runs)
