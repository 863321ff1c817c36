"""Answers a query over the segments of an index."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from index.engines.matching import Matching
from index.engines.segment import SCORE, Bools, Floats, Segment
from index.engines.weighing import Weighing, Where
from index.query import Query

_ALL: Final = slice(None)
_MANY: Final = 4
"""Where more than one in so many entries answers, all are weighed: to pick some out would cost more."""


@dataclass(frozen=True, slots=True)
class SegmentHits:
    """The entries of a segment that answer a query.

    ``scores`` are those of ``where``, below zero for entries that do not answer; none at all where only the
    number of hits matters.
    """

    segment: Segment
    mask: Bools
    where: Where
    scores: Floats

    @property
    def count(self) -> int:
        """How many answer."""
        return int(np.count_nonzero(self.mask))


def evaluate(query: Query, segments: Sequence[Segment], *, is_ranked: bool) -> list[SegmentHits]:
    """Return what answers a query; it counts first, because a score depends on all segments."""
    found = [Matching(segment) for segment in segments]
    weighing = Weighing(query, found) if is_ranked else None
    masks = ((matching, matching.answering(query)) for matching in found)
    return [_hits(matching, mask, weighing) for matching, mask in masks if mask.any()]


def _hits(matching: Matching, mask: Bools, weighing: Weighing | None) -> SegmentHits:
    where: Where = _ALL if np.count_nonzero(mask) * _MANY > len(mask) else np.flatnonzero(mask)
    if weighing is None:
        return SegmentHits(matching.segment, mask, where, np.empty(0, SCORE))
    return SegmentHits(
        matching.segment, mask, where, _of_found(weighing.scores(matching, where), mask[where])
    )


def _of_found(scores: Floats, is_found: Bools) -> Floats:
    """Return the scores of what is found, -1 for the rest; a branch for each entry would take far longer."""
    found = is_found.astype(SCORE)
    return scores * found + (found - 1)
