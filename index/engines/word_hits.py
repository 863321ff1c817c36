"""Where a word stands in a segment: how often in each entry, and at which places."""

from dataclasses import dataclass
from functools import cached_property, reduce

import numpy as np

from index.engines.packed import Ints
from index.engines.postings import Field, Run, Times, summed
from index.engines.ranking import OTHER_SPELLING, SAME_SPELLING
from index.engines.segment import Bools, Segment
from index.engines.terms import BETWEEN_FORMS, encoded
from index.query import Word

PLACE_BITS = 32
"""A place within an entry is below; the number of the entry stands above."""


@dataclass(frozen=True)
class WordHits:
    """How often forms of a word stand in the entries of a segment, each kind with its share of the score.

    ``answering`` are the forms that answer the word, ``ranking`` those that only add to the score.
    """

    segment: Segment
    answering: tuple[tuple[Times, float], ...]
    ranking: tuple[tuple[Times, float], ...] = ()

    @classmethod
    def in_content(cls, word: Word, segment: Segment) -> "WordHits":
        """Look a word up in all that is searched."""
        field, size = segment.data.fields["content"], len(segment.data)
        ranking = [(_run_of(word.exact, word, field), SAME_SPELLING)] if word.is_loose else []
        return cls(segment, _times(field, size, answering_runs(word, field)), _times(field, size, ranking))

    @classmethod
    def in_title(cls, word: Word, segment: Segment) -> "WordHits":
        """Look a word up in code and subject, where any forms together have postings of their own."""
        field = segment.data.fields["stems" if word.is_loose else "title"]
        return cls(segment, _times(field, len(segment.data), answering_runs(word, field)))

    @cached_property
    def matched(self) -> Bools:
        """The living entries that hold an answering form."""
        size = len(self.segment.data)
        masks = [times.mask(size) for times, _ in self.answering]
        return self.segment.of_mask(reduce(np.logical_or, masks) if masks else np.zeros(size, np.bool_))


def answering_runs(word: Word, field: Field) -> list[tuple[Run, float]]:
    """Return the terms that answer a word, each run with its share."""
    if word.is_loose:
        first, forms = field.forms_of(_begin(word))
        return [((first, first + len(forms)), 1.0)]
    exact, bare = (_run_of(spelling, word, field) for spelling in word.spellings)
    return [(exact, 1.0), (bare, OTHER_SPELLING)]


def occurrences(field: Field, runs: list[Run], wanted: Bools) -> Ints:
    """Return where terms stand in the wanted entries: entry above, place below, in order."""
    present = [run for run in runs if run[1] > run[0]]
    if not present:
        return np.empty(0, np.int64)
    found = np.concatenate([_occurrences(field, run, wanted) for run in present])
    is_one_term = len(present) == 1 and present[0][1] - present[0][0] == 1
    return found if is_one_term else np.sort(found)


def _times(field: Field, size: int, runs: list[tuple[Run, float]]) -> tuple[tuple[Times, float], ...]:
    return tuple((field.times_of(run, size), share) for run, share in runs if run[1] > run[0])


def _run_of(exact: str, word: Word, field: Field) -> Run:
    first, forms = field.forms_of(_begin(word))
    form = b"" if exact == word.folded else encoded(exact)
    number = first + forms.index(form) if form in forms else 0
    return number, number + (form in forms)


def _begin(word: Word) -> bytes:
    return encoded(word.folded) + BETWEEN_FORMS


def _occurrences(field: Field, run: Run, wanted: Bools) -> Ints:
    entries, times = field.entries(*run), field.times(*run)
    is_wanted = wanted[entries]
    steps = field.chosen_places(*run, np.repeat(is_wanted, times))
    entries, times = entries[is_wanted], times[is_wanted]
    places = summed(steps, np.cumsum(times) - times)
    return (np.repeat(entries, times) << PLACE_BITS) + places
