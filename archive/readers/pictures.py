"""Find the pictures that lie inside other files, by how pictures begin."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

_BEGINNINGS: Final = re.compile(rb"\xff\xd8\xff[\xdb\xe0-\xef]|\x89PNG\r\n\x1a\n")
_LARGEST: Final = 64 * 2**20
SMALLEST: Final = 20_000
"""Bytes; the picture of a page has more, an emblem or a line less."""
SMALLEST_STAMP: Final = 100
"""Bytes."""
MOST_PICTURES: Final = 40


def pictures_in(data: bytes, smallest: int = SMALLEST) -> Iterator[bytes]:
    """Yield the pictures of a size, usually of pages, each with what follows up to the next one."""
    starts = [found.start() for found in _BEGINNINGS.finditer(data)]
    large = ((start, end) for start, end in pairwise([*starts, len(data)]) if end - start >= smallest)
    for _, (start, end) in zip(range(MOST_PICTURES), large, strict=False):
        yield data[start : min(end, start + _LARGEST)]
