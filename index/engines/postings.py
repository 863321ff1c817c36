"""The postings of one field: for each term the entries that hold it, how often, and at which places.

Entries and places are kept as differences, apart from each other, so that a search reads only what it needs.
All terms lie in one row in the order of their bytes, so that a run of terms is read at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

import numpy as np

from index.engines.array_file import Array
from index.engines.packed import Ints, Packed

_MOST_KNOWN: Final = 1 << 12
"""Syllables whose forms are remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postings:
    """A run of terms, unpacked: ``starts`` says where the entries of each term begin in ``entries``.

    ``places`` are differences within each entry; None in a field without places.
    """

    starts: Ints
    entries: Ints
    times: Ints
    places: Ints | None

    @property
    def term_numbers(self) -> Ints:
        """For each posting the number of its term within the run."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))


def field_arrays(name: str, terms: Sequence[bytes], runs: Sequence[Postings]) -> dict[str, Array]:
    """Return what is written to a file: sorted terms, and their postings in runs that follow each other."""
    begins = np.cumsum([0, *(len(run.entries) for run in runs)])
    starts = [run.starts[:-1] + begin for run, begin in zip(runs, begins, strict=False)]
    arrays: dict[str, Array] = {
        f"{name}.terms": np.frombuffer(b"".join(terms), np.uint8),
        f"{name}.ends": np.cumsum([len(term) for term in terms], dtype=np.uint32),
        f"{name}.postings": np.concatenate([*starts, begins[-1:]]).astype(np.uint32),
        **Packed.chained([Packed.of(_steps(run), run.starts) for run in runs]).arrays(f"{name}.entries"),
        **Packed.chained([Packed.of(run.times, run.starts) for run in runs]).arrays(f"{name}.times"),
    }
    return arrays | _place_arrays(name, runs)


def _place_arrays(name: str, runs: Sequence[Postings]) -> dict[str, Array]:
    packed, starts, begin = [], [], 0
    for run in runs:
        if run.places is None:
            return {}
        ends = np.concatenate([[0], np.cumsum(run.times)])[run.starts]
        packed.append(Packed.of(run.places, ends))
        starts.append(ends[:-1] + begin)
        begin += len(run.places)
    return Packed.chained(packed).arrays(f"{name}.places") | {
        f"{name}.tokens": np.concatenate([*starts, [begin]]).astype(np.uint32)
    }


def _steps(run: Postings) -> Ints:
    """Return the entries as differences, beginning anew with each term."""
    steps = np.diff(run.entries, prepend=0)
    firsts = run.starts[:-1]
    steps[firsts] = run.entries[firsts]
    return steps


class Field:
    """One field of a segment on disk."""

    def __init__(self, arrays: Mapping[str, Array], name: str) -> None:
        # Views of memory: single numbers and short pieces come out of them faster than out of arrays.
        self._terms, self._ends = arrays[f"{name}.terms"].data, arrays[f"{name}.ends"].data
        self._starts = arrays[f"{name}.postings"]
        self._entries, self._times = (Packed.read(arrays, f"{name}.{part}") for part in ("entries", "times"))
        self._known_forms: dict[bytes, tuple[int, list[bytes]]] = {}
        self.has_places = f"{name}.tokens" in arrays
        if self.has_places:
            self._places, self._tokens = Packed.read(arrays, f"{name}.places"), arrays[f"{name}.tokens"]

    def __len__(self) -> int:
        return len(self._ends)

    def term(self, number: int) -> bytes:
        """Return a term by its number."""
        begin = self._ends[number - 1] if number else 0
        return bytes(self._terms[begin : self._ends[number]])

    def terms(self, begin: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Yield a run of terms in order."""
        stop = len(self) if end is None else end
        at = self._ends[begin - 1] if begin else 0
        for limit in self._ends[begin:stop].tolist():
            yield bytes(self._terms[at:limit])
            at = limit

    def first_from(self, term: bytes) -> int:
        """Return the number of the first term that is not before ``term``."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.term(middle) < term:
                low = middle + 1
            else:
                high = middle
        return low

    def run_of(self, prefix: bytes) -> tuple[int, int]:
        """Return the numbers, first and end, of the terms that begin so."""
        return self.first_from(prefix), self.first_from(prefix + b"\xff")

    def run_of_term(self, term: bytes) -> tuple[int, int]:
        """Return the numbers, first and end, of a term, which is none or one."""
        number = self.first_from(term)
        return number, number + (number < len(self) and self.term(number) == term)

    def forms_of(self, prefix: bytes) -> tuple[int, list[bytes]]:
        """Return the number of the first term that begins so, and what follows in each: it is looked up once.

        For beginnings that few terms have in common, such as the forms of one syllable.
        """
        known = self._known_forms.get(prefix)
        if known is None:
            if len(self._known_forms) >= _MOST_KNOWN:
                self._known_forms.clear()
            known = self._known_forms[prefix] = self._forms_of(prefix)
        return known

    def _forms_of(self, prefix: bytes) -> tuple[int, list[bytes]]:
        first = self.first_from(prefix)
        following = (self.term(number) for number in range(first, len(self)))
        same = takewhile(lambda term: term.startswith(prefix), following)
        return first, [term.removeprefix(prefix) for term in same]

    def sizes(self, begin: int, end: int) -> Ints:
        """Return in how many entries, deleted ones included, each of a run of terms occurs."""
        starts: Ints = self._starts[begin : end + 1].astype(np.int64)
        return starts[1:] - starts[:-1]

    def entries(self, begin: int, end: int) -> Ints:
        """Return the entries of a run of terms, one term after the other."""
        first, last = int(self._starts[begin]), int(self._starts[end])
        steps = self._entries.values(first, last, begin, end)
        return summed(steps, self._starts[begin:end].astype(np.int64) - first)

    def times(self, begin: int, end: int) -> Ints:
        """Return how often each of ``entries`` holds the term."""
        return self._times.values(int(self._starts[begin]), int(self._starts[end]), begin, end)

    def places(self, begin: int, end: int) -> Ints:
        """Return the places as differences within each of ``entries``."""
        return self._places.values(int(self._tokens[begin]), int(self._tokens[end]), begin, end)

    def postings(self, begin: int, end: int) -> Postings:
        """Return a run of terms, unpacked."""
        return Postings(
            starts=self._starts[begin : end + 1].astype(np.int64) - int(self._starts[begin]),
            entries=self.entries(begin, end),
            times=self.times(begin, end),
            places=self.places(begin, end) if self.has_places else None,
        )

    def tokens(self) -> Ints:
        """Return, for every term and the end of all, how many places or entries stand before it."""
        return (self._tokens if self.has_places else self._starts).astype(np.int64)


def summed(steps: Ints, starts: Ints) -> Ints:
    """Return the sums of differences that begin anew at each start; ``steps`` is used up."""
    if len(starts) > 1:
        steps[starts[1:]] -= np.add.reduceat(steps, starts)[:-1]
    return np.cumsum(steps, out=steps)
