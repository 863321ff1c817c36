"""What an index knows of words and values: how frequent they are, and which are alike."""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from index.analyzer import forms
from index.engine import Form
from index.engines.postings import Field
from index.engines.segment import Segment
from index.engines.terms import BETWEEN_FORMS, encoded, spelled

_MOST_ALIKE: Final = 20


def frequency(segments: Iterable[Segment], form: Form, term: str) -> int:
    """Return how many living entries hold a syllable in their content."""
    if form == "folded":
        return _of_run(segments, encoded(term) + BETWEEN_FORMS)
    exact = spelled(forms(term)._replace(exact=term))
    return 0 if exact is None else sum(_living(one, *_content(one).run_of_term(exact)) for one in segments)


def similar_words(segments: Sequence[Segment], folded: str) -> tuple[tuple[str, int], ...]:
    """Return the folded words a slip away with their frequency: fewest slips first, then most frequent."""
    near: dict[bytes, int] = {}
    for segment in segments:
        near |= segment.data.vocabulary.near(encoded(folded))
    counted = ((slips, -_of_run(segments, word + BETWEEN_FORMS), word) for word, slips in near.items())
    alike = sorted(one for one in counted if one[1] < 0)[:_MOST_ALIKE]
    return tuple((word.decode(), -negative) for _, negative, word in alike)


def column_values(segments: Iterable[Segment], name: str) -> tuple[str, ...]:
    """Return the values of a column among the living entries, in order."""
    values: set[str] = set()
    for segment in segments:
        living = segment.of_living(np.arange(len(segment.data)))
        values.update(value for value, _ in segment.data.column(name).counted(living))
    return tuple(sorted(values - {""}))


def _of_run(segments: Iterable[Segment], prefix: bytes) -> int:
    return sum(_living(one, *_content(one).run_of(prefix)) for one in segments)


def _content(segment: Segment) -> Field:
    return segment.data.fields["content"]


def _living(segment: Segment, begin: int, end: int) -> int:
    if end - begin == 1 and segment.alive is None:
        return int(_content(segment).sizes(begin, end)[0])
    return len(np.unique(segment.of_living(_content(segment).entries(begin, end))))
