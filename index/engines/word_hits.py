"""Where a word stands in a segment: how often in each entry, and at which places."""

from dataclasses import dataclass

import numpy as np

from index.engines.packed import Ints
from index.engines.postings import Field, summed
from index.engines.ranking import OTHER_SPELLING, SAME_SPELLING, SATURATION
from index.engines.segment import Bools, Floats, Segment
from index.engines.segment_writer import BETWEEN_FORMS, encoded
from index.query import Word

PLACE_BITS = 32
"""A place within an entry is below; the number of the entry stands above."""

Run = tuple[int, int]
"""The numbers, first and end, of neighbouring terms."""


@dataclass(frozen=True, slots=True)
class WordHits:
    """How often forms of a word stand in each entry of a segment, each kind with its share of the score.

    ``answering`` are the forms that answer the word, ``ranking`` those that only add to the score.
    """

    matched: Bools
    answering: tuple[tuple[Floats, float], ...]
    ranking: tuple[tuple[Floats, float], ...]

    @classmethod
    def of(cls, word: Word, segment: Segment, field_name: str) -> "WordHits":
        """Look a word up in a field."""
        field, size = segment.data.fields[field_name], len(segment.data)
        answering = _times_of(field, size, answering_runs(word, field))
        ranking = _times_of(field, size, _ranking_runs(word, field))
        matched = np.zeros(size, np.bool_)
        for times, _ in answering:
            matched |= times > 0
        if segment.alive is not None:
            matched &= segment.alive
        return cls(matched, answering, ranking)

    def answered(self, entries: Ints, norms: Floats) -> Floats:
        """Return the BM25 of the answering forms without the rarity of the word; norms are of all entries."""
        return _weighed(self.answering, entries, norms)

    def ranked(self, entries: Ints, norms: Floats) -> Floats:
        """Return the BM25 of the forms that only rank."""
        return _weighed(self.ranking, entries, norms)


def answering_runs(word: Word, field: Field) -> list[tuple[Run, float]]:
    """Return the terms that answer a word, each run with its share."""
    if word.is_loose:
        first, forms = field.forms_of(_begin(word))
        return [((first, first + len(forms)), 1.0)]
    exact, bare = (_run_of(spelling, word, field) for spelling in word.spellings)
    return [(exact, 1.0), (bare, OTHER_SPELLING)]


def occurrences(field: Field, runs: list[Run], wanted: Bools) -> Ints:
    """Return where terms stand in the wanted entries: entry above, place below, in order."""
    found = [_occurrences(field, run, wanted) for run in runs if run[1] > run[0]]
    return np.sort(np.concatenate(found)) if found else np.empty(0, np.int64)


def bm25(times: Floats, norms: Floats) -> Floats:
    """Return the worth of frequencies, which saturates, the slower the longer the text."""
    return times * (SATURATION + 1) / (times + norms)


def times_in(field: Field, run: Run, size: int) -> Floats:
    """Return for each of so many entries how often it holds any of a run of terms."""
    times: Floats = np.bincount(field.entries(*run), field.times(*run), minlength=size).astype(np.float64)
    return times


def _times_of(field: Field, size: int, runs: list[tuple[Run, float]]) -> tuple[tuple[Floats, float], ...]:
    return tuple((times_in(field, run, size), share) for run, share in runs if run[1] > run[0])


def _ranking_runs(word: Word, field: Field) -> list[tuple[Run, float]]:
    return [(_run_of(word.exact, word, field), SAME_SPELLING)] if word.is_loose else []


def _run_of(exact: str, word: Word, field: Field) -> Run:
    first, forms = field.forms_of(_begin(word))
    form = b"" if exact == word.folded else encoded(exact)
    number = first + forms.index(form) if form in forms else 0
    return number, number + (form in forms)


def _begin(word: Word) -> bytes:
    return encoded(word.folded) + BETWEEN_FORMS


def _weighed(kinds: tuple[tuple[Floats, float], ...], entries: Ints, norms: Floats) -> Floats:
    score = np.zeros(len(entries))
    for times, share in kinds:
        add_bm25(score, times[entries], norms, entries, share)
    return score


def add_bm25(score: Floats, times: Floats, norms: Floats, entries: Ints, share: float) -> None:
    """Add a share of the BM25 of some entries to their scores; most may not hold the term at all."""
    held = np.flatnonzero(times)
    score[held] += share * bm25(times[held], norms[entries[held]])


def _occurrences(field: Field, run: Run, wanted: Bools) -> Ints:
    entries, times = field.entries(*run), field.times(*run)
    is_wanted = wanted[entries]
    steps = field.places(*run)[np.repeat(is_wanted, times)]
    entries, times = entries[is_wanted], times[is_wanted]
    places = summed(steps, np.cumsum(times) - times)
    return (np.repeat(entries, times) << PLACE_BITS) + places
