"""Orders the hits of all segments, and counts their facets."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from heapq import nsmallest
from typing import Final, NamedTuple

import numpy as np

from index.engines.array_file import Array
from index.engines.evaluation import SegmentHits
from index.engines.packed import Ints
from index.engines.ranking import SCORE_DIGITS
from index.engines.segment import SegmentData
from index.entry import FACETS
from model.search import Sort

_BLOCK: Final = 64
"""Entries of which only the best is looked at first."""


class Place(NamedTuple):
    """Where a hit lies; places order as hits are listed."""

    day: int
    minus_score: float
    id: str
    number: int
    data: SegmentData


def listed(found: Sequence[SegmentHits], sort: Sort, *, limit: int, offset: int) -> list[Place]:
    """Return one page of weighed hits: by day where asked for, by score, then by id."""
    places = (place for hits in found for place in _best(hits, sort, offset + limit))
    return nsmallest(offset + limit, places)[offset:]


def counted(found: Iterable[SegmentHits]) -> dict[str, tuple[tuple[str, int], ...]]:
    """Return per facet the values and how many hits have each, most first."""
    hits = [(one.segment.data, np.flatnonzero(one.mask)) for one in found]
    return {name: _counted(name, hits) for name in FACETS}


def _counted(name: str, found: Iterable[tuple[SegmentData, Ints]]) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for data, entries in found:
        for value, count in data.column(name).counted(entries):
            counts[value] += count
    del counts[""]
    return tuple(sorted(counts.items(), key=lambda counted: (-counted[1], counted[0])))


def _best(hits: SegmentHits, sort: Sort, most: int) -> Iterable[Place]:
    data, keys = hits.segment.data, _keys(hits, sort)
    likely = _likely(keys, most)
    entries = likely if isinstance(hits.where, slice) else hits.where[likely]
    days = np.zeros(len(likely), np.int64) if sort is Sort.RELEVANCE else -keys[likely]
    scores = np.round(hits.scores[likely].astype(np.float64), SCORE_DIGITS)
    order = np.lexsort((data.ranks[entries], -scores, days))[:most]
    for at in order.tolist():
        number = int(entries[at])
        yield Place(int(days[at]), -float(scores[at]), data.id_of(number), number, data)


def _keys(hits: SegmentHits, sort: Sort) -> Array:
    """Return by what the entries are ordered, the largest first; below zero are those that do not answer."""
    if sort is Sort.RELEVANCE:
        return hits.scores
    days = hits.segment.data.arrays["days.last"][hits.where].astype(np.int64)
    ordered = days if sort is Sort.NEWEST else date.max.toordinal() - days
    return np.where(hits.scores >= 0, ordered, -1)


def _likely(keys: Array, most: int) -> Ints:
    """Return the positions of all that may be among the first so many, so that few are sorted.

    Scores that are equal once they are rounded may differ before.
    """
    least = _border(keys, most) - 10**-SCORE_DIGITS if most < len(keys) else 0
    return np.flatnonzero(keys >= keys.dtype.type(max(0, least)))


def _border(keys: Array, most: int) -> float:
    """Return a key that at least so many reach."""
    blocks = len(keys) // _BLOCK
    best = keys[: blocks * _BLOCK].reshape(_BLOCK, blocks).max(axis=0) if blocks > most else keys
    return float(np.partition(best, -most)[-most])
