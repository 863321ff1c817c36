"""Which pages of a long document are recognised from their pictures."""

from typing import Final

MOST_PAGES: Final = 40
"""Pages of one document that are recognised; of a longer one the first and the last few."""
LAST_PAGES: Final = 3


def wanted_pages(count: int) -> frozenset[int]:
    """Return which pages of a document of so many are recognised, counted from 0."""
    if count <= MOST_PAGES:
        return frozenset(range(count))
    return frozenset(range(MOST_PAGES - LAST_PAGES)) | frozenset(range(count - LAST_PAGES, count))
