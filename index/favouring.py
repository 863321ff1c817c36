"""Says which entries answer a row of words better, though it does not ask for them by a field.

Whoever types *luật thanh tra* means a law, *qđ 1166* a decision of that number, a full name the documents
that its bearer signed, and the name of a province alone what was filed there.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from index.analyzer import Form, forms_of
from index.code_keys import NUMBER, number_key
from index.entry_keys import KIND, NAME, NAME_FOLDED
from index.places import PROVINCE
from index.query import AllOf, AnyOf, Clause, Keys, Word, words_of
from index.query_codes import kinds_called
from model.document_kind import DocumentKind, kind_by_name

_KIND_SCORE: Final = 4.0
"""About what the words of a kind would be worth in a subject: kind and subject are read as one title."""
_NUMBERED_SCORE: Final = 20.0
_SIGNED_SCORE: Final = 10.0
_FILED_SCORE: Final = 10.0

_LONGEST_KIND: Final = 5
_NAME_LENGTHS: Final = range(2, 6)
_MOST_WORDS: Final = 8
"""Words among which names are looked for; who types more remembers a title."""


def favoured(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Return what stands above other answers to the same clauses."""
    words = tuple(chain.from_iterable(map(words_of, clauses)))
    return (*_kinds(words), *_signers(words[:_MOST_WORDS]), *_place(clauses))


def _kinds(words: Sequence[Word]) -> Iterator[Clause]:
    """Yield the kind that the words begin with, and with the number behind it."""
    kinds, length = _kinds_first(words)
    rest = [word for word in words[length:] if word.folded != "so"]
    if not kinds or not rest:
        return
    kind = Keys(scores=tuple((f"{KIND}{one}", _KIND_SCORE) for one in kinds))
    yield kind
    if rest[0].folded.isdigit():
        number = Keys(scores=((f"{NUMBER}{number_key(rest[0].folded)}", _NUMBERED_SCORE),))
        yield AllOf(parts=(kind, number))


def _kinds_first(words: Sequence[Word]) -> tuple[tuple[DocumentKind, ...], int]:
    for length in range(min(_LONGEST_KIND, len(words)), 0, -1):
        kind = _kind_named(words[:length])
        if kind is not None:
            return (kind,), length
    return (kinds_called(words[0].exact), 1) if words else ((), 0)


def _kind_named(words: Sequence[Word]) -> DocumentKind | None:
    """Return the kind of this name; typed with other diacritics, *quyết đỉnh*, it is another word."""
    kind = kind_by_name(" ".join(word.folded for word in words))
    if kind is None or all(word.is_plain for word in words):
        return kind
    return kind if _exact(forms_of(kind.label)) == _exact(words) else None


def _signers(words: Sequence[Word]) -> Iterator[Clause]:
    """Yield the names that may stand among the words; *văn hóa* is nobody called *Văn Hòa*."""
    runs = [
        words[at : at + length]
        for at in range(len(words))
        for length in _NAME_LENGTHS
        if at + length <= len(words)
    ]
    if runs:
        yield Keys(scores=tuple(dict.fromkeys((_name_key(run), _SIGNED_SCORE) for run in runs)))


def _name_key(run: Sequence[Word]) -> str:
    return f"{NAME_FOLDED if all(word.is_plain for word in run) else NAME}{_exact(run)}"


def _exact(words: Sequence[Word | Form]) -> str:
    return " ".join(word.exact for word in words)


def _place(clauses: tuple[Clause, ...]) -> Iterator[Clause]:
    """Yield what was filed in the place that is all of a query."""
    if len(clauses) == 1 and isinstance(clauses[0], AnyOf):
        for part in clauses[0].parts:
            if isinstance(part, Keys) and all(key.startswith(PROVINCE) for key, _ in part.scores):
                yield Keys(scores=tuple((key, _FILED_SCORE) for key, _ in part.scores))
