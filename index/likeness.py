"""Makes of a document the query for documents about the same: its words that tell it from others."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from index.analyzer import BARE, Form, forms_as_meant, has_marks
from index.entry_keys import IDENTITY
from index.query import AnyOf, Clause, Keys, Query, Titled, Word
from model.record_id import RecordId

REACH: Final = 20_000
"""Letters of the text that are looked at: what follows are annexes."""
_CANDIDATES: Final = 120
"""Words whose frequency in the index is asked for."""
_TELLING: Final = 24
_LEAST_SHARE: Final = 1 / 3
"""Of its telling words, what another document must have to be like it."""
_SUBJECT_SHARE: Final = 3 / 4
"""Of the words of its subject, what another subject must have to be about the same."""
_LEAST_SUBJECT: Final = 3
"""Fewer words, *Báo cáo*, are no subject of their own."""
_SHORTEST: Final = 2
_SUBJECT_WEIGHT: Final = 3


def like(record_id: RecordId, subject: str, text: str, entries_with: Callable[[Form], int]) -> Query:
    """Return the query for documents like one, itself left out; without a clause when nothing tells it.

    ``entries_with`` counts the entries that hold a word.
    """
    often = Counter(_words(text[:REACH]))
    for form in _words(subject):
        often[form] += _SUBJECT_WEIGHT
    counted = [(form, times, entries_with(form)) for form, times in often.most_common(_CANDIDATES)]
    shared = [(form, times, entries) for form, times, entries in counted if entries > 1]
    most = max((entries for _, _, entries in shared), default=0)
    shared.sort(key=lambda one: (-(1 + math.log(one[1])) * math.log((most + 1) / one[2]), one[0]))
    telling = _some([_word(form) for form, _, _ in shared[:_TELLING]], _LEAST_SHARE)
    itself = Keys(scores=((f"{IDENTITY}{record_id}", 0.0),))
    same = _same_subject(subject)
    if not telling and not same:
        return Query()
    return Query(
        clauses=(AnyOf(parts=(*telling, *same)),),
        excluded=(itself,),
        pairs=_pairs(subject),
        favoured=same * _SUBJECT_WEIGHT,
    )


def _same_subject(subject: str) -> tuple[Clause, ...]:
    """Return what finds subjects with most of the same words, whatever the text below them."""
    words = [Titled(words=(_word(form),)) for form in dict.fromkeys(_words(subject))]
    return _some(words, _SUBJECT_SHARE) if len(words) >= _LEAST_SUBJECT else ()


def _some(parts: Sequence[Clause], share: float) -> tuple[Clause, ...]:
    return (AnyOf(parts=tuple(parts), least=max(1, round(len(parts) * share))),) if parts else ()


def _pairs(subject: str) -> tuple[str, ...]:
    """Return the neighbouring words of a subject, in which few documents are alike by chance."""
    beside = (f"{one.folded} {other.folded}" for one, other in pairwise(_words(subject)))
    return tuple(dict.fromkeys(beside))[:_CANDIDATES]


def _words(text: str) -> list[Form]:
    return [
        form for form in forms_as_meant(text) if len(form.folded) >= _SHORTEST and not form.folded.isdigit()
    ]


def _word(form: Form) -> Word:
    exact = form.exact.removeprefix(BARE)
    return Word(exact=exact, folded=form.folded, is_loose=not has_marks(exact))
