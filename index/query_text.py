"""Reads the words of a query that stand after no field: codes, dates, names, beginnings and plain words."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from index.analyzer import Form, Syllable, folded_letters, forms, syllables, twin_of
from index.code_keys import asking
from index.query import AnyOf, Clause, Prefix, Word
from index.query_codes import (
    Span,
    find_begun_codes,
    find_kinds,
    find_numbers_of_years,
    find_slipped_codes,
    find_unparted_codes,
    find_whole_codes,
    is_whole,
    upper,
)
from index.query_dates import find_dates, find_periods
from index.query_names import with_names
from index.query_terms import together
from model.document_code import find_codes
from model.search import Places

_SHORTEST_BEGINNING: Final = 2
# Syllables joined by these signs were typed as one thing: BGDĐT-KHTC, 23/3/2017, TP.HCM, GD&ĐT.
_JOINED = re.compile(r"[-/.&_]+")
_DECIMAL = re.compile(r"\d+,\d{1,3}")
_BEGINNING = re.compile(rf"(?<!\w)([^\W_]{{{_SHORTEST_BEGINNING},}})\*+(?!\w)")
_TWIN_SHARE: Final = 0.5


def read_text(text: str, places: Places) -> tuple[Clause, ...]:
    """Return the clauses of some words."""
    clauses: list[Clause] = []
    rest_from = 0
    for start, end, clause in _spans(text):
        clauses += _words(text[rest_from:start], places)
        clauses.append(clause)
        rest_from = end
    return (*clauses, *_words(text[rest_from:], places))


def read_quoted(text: str) -> tuple[Clause, ...]:
    """Return the clause of words in quotes: a whole code, or words one after the other."""
    written = upper(text.strip())
    codes = find_codes(written)
    if len(codes) == 1 and is_whole(codes[0].code) and codes[0].written == written:
        return (asking(codes[0].code),)
    return tuple(together(syllables(text)))


def has_lone_star(text: str) -> bool:
    """Tell whether a star stands behind nothing that a word could begin with."""
    return "*" in _BEGINNING.sub("", text)


def _spans(text: str) -> list[Span]:
    """Return what is not plain words, in order; where two overlap, what was looked for first counts."""
    taken: list[Span] = []
    for find in _FINDERS:
        for span in find(text):
            if all(span[1] <= start or end <= span[0] for start, end, _ in taken):
                taken.append(span)
    return sorted(taken, key=lambda span: span[0])


def _periods(text: str) -> Iterator[Span]:
    """Yield the periods in words: ``từ 2017 đến 2018``."""
    for found in find_periods(folded_letters(text)):
        phrase = next(together(syllables(text[found.start : found.end])))
        yield found.start, found.end, AnyOf(parts=(phrase, found.range), share=0.5)


def _dates(text: str) -> Iterator[Span]:
    for found in find_dates(folded_letters(text)):
        phrase = next(together(syllables(text[found.start : found.end])))
        yield found.start, found.end, found.clause(phrase)


def _beginnings(text: str) -> Iterator[Span]:
    for match in _BEGINNING.finditer(text):
        yield match.start(), match.end(), Prefix(folded=forms(match[1]).folded)


_FINDERS: Final = (
    find_whole_codes,
    _periods,
    find_numbers_of_years,
    _dates,
    _beginnings,
    find_slipped_codes,
    find_begun_codes,
    find_unparted_codes,
    find_kinds,
)
"""What finds more than plain words; where two overlap, the one that stands first here counts."""


def _words(text: str, places: Places) -> list[Clause]:
    joined: list[list[Syllable]] = []
    for syllable in syllables(text):
        if joined and _is_joined(text, joined[-1][-1], syllable):
            joined[-1].append(syllable)
        else:
            joined.append([syllable])
    clauses = with_names([clause for group in joined for clause in together(group)], places)
    return list(map(_with_twin, clauses))


def _is_joined(text: str, one: Syllable, other: Syllable) -> bool:
    """Tell whether two syllables were typed as one thing; a comma joins the parts of a number: ``12,5%``."""
    if _JOINED.fullmatch(text[one.end : other.start]):
        return True
    return _DECIMAL.fullmatch(text[one.start : other.end]) is not None


def _with_twin(clause: Clause) -> Clause:
    """Return a word that has a twin in both spellings."""
    twin = twin_of(Form(clause.exact, clause.folded)) if isinstance(clause, Word) else None
    if twin is None or not isinstance(clause, Word):
        return clause
    return AnyOf(parts=(clause, replace(clause, **twin._asdict())), share=_TWIN_SHARE)
