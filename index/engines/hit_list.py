"""Orders the hits of all segments, and counts their facets."""

from collections import Counter
from collections.abc import Iterable, Sequence
from heapq import nsmallest
from typing import NamedTuple

import numpy as np

from index.engines.evaluation import SegmentHits
from index.engines.packed import Ints
from index.engines.segment import SegmentData
from index.entry import FACETS
from model.search import Sort

_DIRECTION = {Sort.NEWEST: -1, Sort.OLDEST: 1}


class Place(NamedTuple):
    """Where a hit lies; places order as hits are listed."""

    day: int
    minus_score: float
    id: str
    number: int
    data: SegmentData


def listed(found: Sequence[SegmentHits], sort: Sort, *, limit: int, offset: int) -> list[Place]:
    """Return one page of hits: by day where asked for, by score, then by id."""
    places = (place for hits in found for place in _best(hits, sort, offset + limit))
    return nsmallest(offset + limit, places)[offset:]


def counted(found: Iterable[SegmentHits]) -> dict[str, tuple[tuple[str, int], ...]]:
    """Return per facet the values and how many hits have each, most first."""
    hits = list(found)
    return {name: _counted(name, hits) for name in FACETS}


def _counted(name: str, found: Iterable[SegmentHits]) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for hits in found:
        for value, count in hits.segment.data.column(name).counted(hits.entries):
            counts[value] += count
    del counts[""]
    return tuple(sorted(counts.items(), key=lambda counted: (-counted[1], counted[0])))


def _best(hits: SegmentHits, sort: Sort, most: int) -> Iterable[Place]:
    data = hits.segment.data
    days = _days(data, hits.entries, sort)
    chosen = _likely(days, -hits.scores, most)
    order = np.lexsort((data.ranks[hits.entries[chosen]], -hits.scores[chosen], days[chosen]))[:most]
    for at in chosen[order].tolist():
        number = int(hits.entries[at])
        yield Place(int(days[at]), -float(hits.scores[at]), data.id_of(number), number, data)


def _days(data: SegmentData, entries: Ints, sort: Sort) -> Ints:
    """Return what sorts before the score: smaller comes first."""
    if sort is Sort.RELEVANCE:
        return np.zeros(len(entries), np.int64)
    days: Ints = data.arrays["days.last"][entries].astype(np.int64) * _DIRECTION[sort]
    return days


def _likely(days: Ints, minus_scores: np.ndarray[tuple[int, ...], np.dtype[np.float64]], most: int) -> Ints:
    """Return the positions of all that may be among the first so many, so that few are sorted."""
    first = days if days.any() else minus_scores
    if not 0 < most < len(first):
        return np.arange(len(first))
    return np.flatnonzero(first <= np.partition(first, most - 1)[most - 1])
