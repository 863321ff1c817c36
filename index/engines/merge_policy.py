"""Says which segments are worth merging: each entry is then copied only a few times in its life."""

from collections import defaultdict
from collections.abc import Sequence
from math import log
from typing import Final

from index.engines.segment import Segment

FACTOR: Final = 8
"""So many segments of one class of size become one of the next."""
_DELETED_SHARE: Final = 0.3
"""A segment with more deleted entries is copied without them."""


def due(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Return the segments to be merged next, the smallest first; empty when nothing is due."""
    classes: dict[int, list[Segment]] = defaultdict(list)
    for segment in segments:
        classes[int(log(max(1, segment.living), FACTOR) + 1e-9)].append(segment)
    for _, members in sorted(classes.items()):
        if len(members) >= FACTOR:
            return tuple(members)
    holed = (one for one in segments if one.living < len(one.data) * (1 - _DELETED_SHARE))
    return tuple(sorted(holed, key=lambda one: one.living))[:1]
