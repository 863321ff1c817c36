"""Makes one segment of several: postings are copied, a run of terms at a time, never inverted again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import numpy as np

from index.engines.array_file import Array
from index.engines.frequent_rows import row_arrays
from index.engines.packed import Ints
from index.engines.postings import Field, Postings, field_arrays
from index.engines.segment import FIELDS, Segment
from index.engines.segment_writer import (
    CARDS_IN_BLOCK,
    card_arrays,
    column_arrays,
    id_arrays,
    pack_cards,
    unpack_cards,
)
from index.entry import COLUMNS

_TOKENS_AT_ONCE: Final = 1 << 21
"""Bounds the memory that a run of terms takes."""


@dataclass(frozen=True, slots=True)
class _Source:
    """A segment, and the new number of each of its entries, -1 for those that are deleted."""

    segment: Segment
    moved: Ints

    @property
    def kept(self) -> Ints:
        """The numbers of the living entries."""
        return np.flatnonzero(self.moved >= 0)


def merged_arrays(segments: Sequence[Segment]) -> dict[str, Array]:
    """Return the arrays of a segment with the living entries, in their order.

    Raises:
        ArrayFileError: when a file is not what was written.
    """
    sources = list(_sources(segments))
    arrays: dict[str, Array] = {}
    for segment in segments:
        segment.data.arrays.check()
    for name in FIELDS:
        arrays |= _field(name, sources)
    arrays |= row_arrays("content", arrays, sum(segment.living for segment in segments))
    for name in [name for name in segments[0].data.arrays if name.endswith(".lengths") or "days." in name]:
        arrays[name] = np.concatenate([one.segment.data.arrays[name][one.kept] for one in sources])
    for name in COLUMNS:
        arrays |= column_arrays(name, [value for one in sources for value in _values(name, one)])
    ids = [bytes(one.segment.data.ids[number]) for one in sources for number in one.kept.tolist()]
    return arrays | id_arrays(ids) | card_arrays(_cards(sources))


def moved_numbers(segments: Sequence[Segment]) -> list[Ints]:
    """Return for each segment the number that each entry has in the merged one, -1 for deleted ones."""
    return [one.moved for one in _sources(segments)]


def _sources(segments: Sequence[Segment]) -> Iterator[_Source]:
    begin = 0
    for segment in segments:
        alive = np.ones(len(segment.data), np.bool_) if segment.alive is None else segment.alive
        yield _Source(segment, np.where(alive, begin + np.cumsum(alive) - 1, -1))
        begin += segment.living


def _field(name: str, sources: Sequence[_Source]) -> dict[str, Array]:
    fields = [one.segment.data.fields[name] for one in sources]
    terms = sorted({term for field in fields for term in field.terms()})
    numbers = {term: number for number, term in enumerate(terms)}
    terms_of = [np.array([numbers[term] for term in field.terms()], np.int64) for field in fields]
    moves = [one.moved for one in sources]
    borders = _borders(fields, terms_of, len(terms))
    runs = ((terms[begin:end], _run(fields, terms_of, moves, begin, end)) for begin, end in borders)
    return field_arrays(name, (_without_empty(*run) for run in runs))


def _borders(fields: Sequence[Field], terms_of: Sequence[Ints], terms: int) -> Iterator[tuple[int, int]]:
    """Yield the runs of terms that together are about as much as may be held at once."""
    sizes = np.zeros(terms, np.int64)
    for field, numbers in zip(fields, terms_of, strict=True):
        sizes[numbers] += np.diff(field.tokens())
    steps = np.cumsum(sizes) // _TOKENS_AT_ONCE
    cuts = [0, *(np.flatnonzero(np.diff(steps)) + 1).tolist(), terms]
    yield from pairwise(cuts)


def _run(
    fields: Sequence[Field], terms_of: Sequence[Ints], moves: Sequence[Ints], begin: int, end: int
) -> Postings:
    """Return the run of terms from all sources: term after term, and within a term source after source."""
    parts = []
    for field, numbers, moved in zip(fields, terms_of, moves, strict=True):
        first, last = np.searchsorted(numbers, [begin, end]).tolist()
        parts.append(_moved(field.postings(first, last), numbers[first:last] - begin, moved))
    numbers = np.concatenate([part.numbers for part in parts])
    order = np.argsort(numbers, kind="stable")
    times = np.concatenate([part.times for part in parts])
    places = [part.places for part in parts if part.places is not None]
    return Postings(
        starts=np.searchsorted(numbers[order], np.arange(end - begin + 1)),
        entries=np.concatenate([part.entries for part in parts])[order],
        times=times[order],
        places=_reordered(np.concatenate(places), times, order) if places else None,
    )


@dataclass(frozen=True, slots=True)
class _Moved:
    """Postings of the living entries under their new numbers, with the number of each term."""

    numbers: Ints
    entries: Ints
    times: Ints
    places: Ints | None


def _moved(postings: Postings, numbers: Ints, moved: Ints) -> _Moved:
    entries = moved[postings.entries]
    lives = entries >= 0
    places = postings.places
    return _Moved(
        numbers[postings.term_numbers][lives],
        entries[lives],
        postings.times[lives],
        None if places is None else places[np.repeat(lives, postings.times)],
    )


def _reordered(places: Ints, times: Ints, order: Ints) -> Ints:
    """Return the places of postings that were put in another order."""
    begins = (np.cumsum(times) - times)[order]
    lengths = times[order]
    within = np.arange(len(places)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    reordered: Ints = places[np.repeat(begins, lengths) + within]
    return reordered


def _without_empty(terms: Sequence[bytes], run: Postings) -> tuple[list[bytes], Postings]:
    """Leave out the terms that only deleted entries held."""
    filled = np.flatnonzero(np.diff(run.starts))
    starts = np.append(run.starts[filled], run.starts[-1])
    return [terms[number] for number in filled.tolist()], replace(run, starts=starts)


def _values(name: str, source: _Source) -> list[str]:
    column = source.segment.data.column(name)
    return [column.values[code] for code in column.codes[source.kept].tolist()]


def _cards(sources: Sequence[_Source]) -> Iterator[tuple[int, bytes]]:
    """Yield full blocks of living cards as they were packed, the others put together and packed anew."""
    waiting: list[str] = []
    for source in sources:
        for lives, block in _card_blocks(source):
            if len(lives) == CARDS_IN_BLOCK and all(lives):
                yield from _packed(waiting)
                yield CARDS_IN_BLOCK, source.segment.data.packed_cards(block)
                waiting = []
            else:
                cards = unpack_cards(source.segment.data.packed_cards(block))
                waiting += [card for card, living in zip(cards, lives, strict=True) if living]
    yield from _packed(waiting)


def _card_blocks(source: _Source) -> Iterator[tuple[list[bool], int]]:
    first = 0
    for block, until in enumerate(source.segment.data.arrays["cards.until"].tolist()):
        yield (source.moved[first:until] >= 0).tolist(), block
        first = until


def _packed(cards: Sequence[str]) -> Iterator[tuple[int, bytes]]:
    for begin in range(0, len(cards), CARDS_IN_BLOCK):
        block = cards[begin : begin + CARDS_IN_BLOCK]
        yield len(block), pack_cards(block)
