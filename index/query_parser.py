"""Reads what a clerk typed. Nothing she types is an error: what has no meaning as syntax is read as words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import islice, pairwise
from typing import Final

from index.analyzer import Syllable, has_marks, syllables
from index.query import Clause, CodeTerm, Phrase, Query, Word
from model.document_code import DocumentCode, find_codes
from model.province import provinces_on
from model.vietnamese import nfc

MOST_WORDS: Final = 64
"""Further words of an endless query are not looked for."""

_ERAS: Final = (date(2025, 6, 30), date(2025, 7, 1))
"""The last day of the 63 provinces and the first of the 34: clerks look for both."""

_QUOTES = re.compile('["“”„«»]')
# Syllables joined by these signs were typed as one thing: BGDĐT-KHTC, 23/3/2017, TP.HCM, GD&ĐT.
_JOINED = re.compile(r"[-/.&_]+")


def parse_query(text: str) -> Query:
    """Read words, "phrases" and codes; all of them are required, and what is typed twice counts once."""
    clauses = tuple(dict.fromkeys(_clauses(_beginning(nfc(text)))))
    query = Query(clauses=clauses, pairs=_pairs(clauses))
    is_accented = any(has_marks(word.exact) for word in query.words)
    return query.with_words(_take_as_typed) if is_accented else query


def _beginning(text: str) -> str:
    words = list(islice(syllables(text), MOST_WORDS + 1))
    return text if len(words) <= MOST_WORDS else text[: words[-1].start]


def _clauses(text: str) -> Iterator[Clause]:
    parts = _QUOTES.split(text)
    last = len(parts) - 1
    for number, part in enumerate(parts):
        is_quoted = number % 2 == 1 and number < last
        yield from _quoted(part) if is_quoted else _unquoted(part)


def _quoted(text: str) -> Iterator[Clause]:
    codes = find_codes(_upper(text.strip()))
    if len(codes) == 1 and _is_whole(codes[0].code) and codes[0].written == _upper(text.strip()):
        yield CodeTerm.of(codes[0].code)
    else:
        yield from _together(syllables(text))


def _unquoted(text: str) -> Iterator[Clause]:
    """Yield the codes of the text, and its words around them."""
    rest_from = 0
    for found in find_codes(_upper(text)):
        if _is_whole(found.code):
            yield from _words(text[rest_from : found.start])
            yield CodeTerm.of(found.code)
            rest_from = found.end
    yield from _words(text[rest_from:])


def _is_whole(code: DocumentCode) -> bool:
    """Tell a whole code from the beginning of one: ``1616/BGDĐT`` lacks the unit and becomes a phrase."""
    return code.year is not None or code.party or re.search("[-.]", code.symbol) is not None


def _words(text: str) -> Iterator[Clause]:
    joined: list[list[Syllable]] = []
    for syllable in syllables(text):
        if joined and _JOINED.fullmatch(text[joined[-1][-1].end : syllable.start]):
            joined[-1].append(syllable)
        else:
            joined.append([syllable])
    clauses = [clause for group in joined for clause in _together(group)]
    return _with_province_names(clauses)


def _together(group: Iterable[Syllable]) -> Iterator[Clause]:
    words = tuple(_word(syllable) for syllable in group)
    if len(words) > 1:
        yield Phrase(words=words)
    else:
        yield from words


def _word(syllable: Syllable) -> Word:
    exact, folded, *_ = syllable
    return Word(exact=exact, folded=folded, is_loose=exact == folded)


def _with_province_names(clauses: list[Clause]) -> Iterator[Clause]:
    """Put the syllables of a province's name together: *Hà Nam* is not in *Hà Nội, Việt Nam*."""
    at = 0
    while at < len(clauses):
        words = tuple(_leading_words(clauses[at : at + _longest_name()]))
        length = _length_of_name(words)
        yield Phrase(words=words[:length]) if length else clauses[at]
        at += length or 1


def _leading_words(clauses: list[Clause]) -> Iterator[Word]:
    for clause in clauses:
        if not isinstance(clause, Word):
            return
        yield clause


def _length_of_name(words: tuple[Word, ...]) -> int:
    folded = tuple(word.folded for word in words)
    lengths = range(len(folded), 1, -1)
    return next((length for length in lengths if folded[:length] in _province_names()), 0)


@cache
def _province_names() -> frozenset[tuple[str, ...]]:
    provinces = (province for day in _ERAS for province in provinces_on(day))
    names = (tuple(syllable.folded for syllable in syllables(province.name)) for province in provinces)
    return frozenset(name for name in names if len(name) > 1)


@cache
def _longest_name() -> int:
    return max(map(len, _province_names()))


def _pairs(clauses: tuple[Clause, ...]) -> tuple[str, ...]:
    words = Query(clauses=clauses).words
    return tuple(dict.fromkeys(f"{first.folded} {second.folded}" for first, second in pairwise(words)))


def _take_as_typed(word: Word) -> Word:
    """Return a word of someone who types diacritics: a plain *y* is then a *y*."""
    return replace(word, is_loose=False)


def _upper(text: str) -> str:
    """Return the text in capitals, letter for letter, so that offsets stay: codes are written in capitals."""
    return "".join(upper if len(upper := letter.upper()) == 1 else letter for letter in text)
