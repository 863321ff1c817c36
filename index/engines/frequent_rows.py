"""Rows of the frequent terms: how often each entry of a segment holds the term, one byte for each entry.

Half of all entries hold the most frequent syllables. Their rows are searched and weighed as they lie in the
file; nothing is unpacked. A syllable with several forms has one row more, for all of them together: so a word
typed without diacritics reads as little as one typed with them.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby, pairwise
from typing import Final

import numpy as np

from index.engines.array_file import Array
from index.engines.postings import Field, Run
from index.engines.terms import BETWEEN_FORMS

_FREQUENT: Final = 6
"""A term is frequent that one of so many entries holds."""
_SMALLEST: Final = 1000
"""Entries from which on a segment has rows: whoever files one document must not pay for them."""


def row_arrays(name: str, written: Mapping[str, Array], entries: int) -> dict[str, Array]:
    """Return the rows of a field of so many entries, whose other arrays are given."""
    field = Field(written, name)
    runs = list(_frequent(field, entries)) if entries >= _SMALLEST else []
    rows = np.empty((len(runs), entries), np.uint8)
    for row, run in zip(rows, runs, strict=True):
        row[:] = field.times_of(run, entries).row(entries)
    return {f"{name}.rows": rows.reshape(-1), f"{name}.rows.runs": np.array(runs, np.uint32).reshape(-1)}


def _frequent(field: Field, entries: int) -> Iterator[Run]:
    """Yield the frequent terms, and the forms of each syllable that together are frequent."""
    sizes, least = field.sizes(0, len(field)), entries / _FREQUENT
    single = np.flatnonzero(sizes >= least).tolist()
    yield from ((number, number + 1) for number in single)
    stems = (term.partition(BETWEEN_FORMS)[0] for term in field.terms())
    counts = [len(list(forms)) for _, forms in groupby(stems)]
    borders = np.cumsum([0, *counts]).tolist()
    for begin, end in pairwise(borders):
        if end - begin > 1 and sizes[begin:end].sum() >= least:
            yield begin, end
