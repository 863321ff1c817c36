"""The postings of one field: for each term the entries that hold it, how often, and at which places.

Entries and places are kept as differences, apart from each other, so that a search reads only what it needs.
All terms lie in one row in the order of their bytes, so that a run of terms is read at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Final

import numpy as np
import numpy.typing as npt

from index.engines.array_file import Array
from index.engines.packed import Ints, Packed

Run = tuple[int, int]
"""The numbers, first and end, of neighbouring terms."""
Row = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]
MOST_COUNTED: Final = 255
"""Whatever stands more often in an entry counts as often as this."""

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


@dataclass(frozen=True, slots=True)
class Times:
    """How often entries of a segment hold something: some of them, or all where ``entries`` is None."""

    entries: Ints | None
    times: Row

    def mask(self, size: int) -> Mask:
        """Return which of so many entries hold it."""
        mask: Mask = np.zeros(size, np.bool_)
        if self.entries is None:
            return np.not_equal(self.times, 0, out=mask)
        mask[self.entries] = True
        return mask

    def row(self, size: int) -> Row:
        """Return how often each of so many entries holds it."""
        if self.entries is None:
            return self.times
        row = np.zeros(size, np.uint8)
        row[self.entries] = self.times
        return row


def field_arrays(name: str, runs: Iterable[tuple[Sequence[bytes], Postings]]) -> dict[str, Array]:
    """Return what is written to a file: sorted terms with their postings, in runs that follow each other.

    Each run is packed before the next is asked for.
    """
    packed = [_PackedRun.of(terms, run) for terms, run in runs]
    terms = [term for run in packed for term in run.terms]
    arrays: dict[str, Array] = {
        f"{name}.terms": np.frombuffer(b"".join(terms), np.uint8),
        f"{name}.ends": np.cumsum([len(term) for term in terms], dtype=np.uint32),
        f"{name}.postings": _joined([run.starts for run in packed]),
        **Packed.chained([run.entries for run in packed]).arrays(f"{name}.entries"),
        **Packed.chained([run.times for run in packed]).arrays(f"{name}.times"),
    }
    places = [run.places for run in packed if run.places is not None]
    if places:
        arrays |= Packed.chained(places).arrays(f"{name}.places")
        arrays[f"{name}.tokens"] = _joined([run.tokens for run in packed])
    return arrays


@dataclass(frozen=True, slots=True)
class _PackedRun:
    """A run of terms as it is written; ``starts`` and ``tokens`` count from its own beginning."""

    terms: Sequence[bytes]
    starts: Ints
    tokens: Ints
    entries: Packed
    times: Packed
    places: Packed | None

    @classmethod
    def of(cls, terms: Sequence[bytes], run: Postings) -> "_PackedRun":
        tokens = np.concatenate([[0], np.cumsum(run.times)])[run.starts]
        return cls(
            terms=terms,
            starts=run.starts,
            tokens=tokens,
            entries=Packed.of(_steps(run), run.starts),
            times=Packed.of(run.times, run.starts),
            places=None if run.places is None else Packed.of(run.places, tokens),
        )


def _joined(starts: Sequence[Ints]) -> Array:
    """Return the starts within each run as starts within all; the last of a run is where the next begins."""
    begins = np.cumsum([0, *(one[-1] for one in starts)])
    moved = [one[:-1] + begin for one, begin in zip(starts, begins, strict=False)]
    return np.concatenate([*moved, begins[-1:]]).astype(np.uint32)


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
        self._rows, self._runs = arrays.get(f"{name}.rows"), arrays.get(f"{name}.rows.runs")

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
        first, last = self._starts.item(begin), self._starts.item(end)
        steps = self._entries.values(first, last, begin, end)
        if end - begin == 1:
            return steps.cumsum(out=steps)
        return summed(steps, self._starts[begin:end].astype(np.int64) - first)

    def times(self, begin: int, end: int) -> Ints:
        """Return how often each of ``entries`` holds the term."""
        return self._times.values(self._starts.item(begin), self._starts.item(end), begin, end)

    def times_of(self, run: Run, size: int) -> Times:
        """Return how often entries, of which there are so many, hold any of a run of terms: capped."""
        kept = self._row_numbers.get(run)
        if kept is not None and self._rows is not None:
            return Times(None, self._rows[kept * size : (kept + 1) * size])
        begin, end = run
        entries = self.entries(begin, end)
        times = self._times.capped(self._starts.item(begin), self._starts.item(end))
        if end - begin == 1:
            return Times(entries, times)
        summed_up = np.bincount(entries, times, minlength=size)
        return Times(None, np.minimum(summed_up, MOST_COUNTED).astype(np.uint8))

    @cached_property
    def _row_numbers(self) -> dict[Run, int]:
        """The runs of terms whose rows are kept."""
        runs = [] if self._runs is None else self._runs.reshape(-1, 2).tolist()
        return {(begin, end): number for number, (begin, end) in enumerate(runs)}

    def places(self, begin: int, end: int) -> Ints:
        """Return the places as differences within each of ``entries``."""
        return self._places.values(self._tokens.item(begin), self._tokens.item(end), begin, end)

    def chosen_places(self, begin: int, end: int, wanted: Mask) -> Ints:
        """Return those of ``places`` that are wanted."""
        return self._places.chosen(self._tokens.item(begin), self._tokens.item(end), begin, end, wanted)

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
    return steps.cumsum(out=steps)
