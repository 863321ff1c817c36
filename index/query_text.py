"""Reads the words of a query that stand after no field: codes, dates, names, beginnings and plain words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from index.analyzer import Form, Syllable, folded_letters, forms, has_marks, syllables, twin_of
from index.code_keys import NUMBER, asking, asking_like, number_key
from index.query import AllOf, AnyOf, Clause, DateRange, Keys, Phrase, Prefix, Word
from index.query_dates import find_dates, read_date
from index.query_names import with_names
from model.data_file import read_data
from model.document_code import DocumentCode, find_codes
from model.document_kind import kind_abbreviations
from model.search import Places
from model.vietnamese import fold

_SHORTEST_BEGINNING: Final = 2
_MOST_TOKENS: Final = 5
# Syllables joined by these signs were typed as one thing: BGDĐT-KHTC, 23/3/2017, TP.HCM, GD&ĐT.
_JOINED = re.compile(r"[-/.&_]+")
_BEGINNING = re.compile(rf"(?<!\w)([^\W_]{{{_SHORTEST_BEGINNING},}})\*+(?!\w)")
_TWIN_SHARE: Final = 0.5
_VOWEL = re.compile("[aeiouy]")
_NUMBER_OF_YEAR = re.compile(
    r"(?<!thang )(?<!quy )(?<![\w/.-])(?:so\s+)?(?P<number>\d{1,8}[a-z]?)(?:\s?/\s?|\s+nam\s+)"
    r"(?P<year>(?:19|20)\d\d)(?![\w/-])"
)
_PART: Final = r"[^\W_]{1,12}"
_SLIPPED = re.compile(
    r"(?<![\w/.-])(?P<number>(?=[OoIl|]{0,7}\d)[\dOoIl|]{1,8}[a-z]?)(?P<sign>\s?[/|]\s?|\s+|-)"
    r"(?:(?P<year>(?:19|20)\d\d)\s?/\s?)?"
    rf"(?P<symbol>{_PART}(?:(?:\s?[-./&]\s?|\s){_PART}){{1,{_MOST_TOKENS}}})"
)
_TOKENS = re.compile(_PART)

Span = tuple[int, int, Clause]


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
    codes = find_codes(_upper(text.strip()))
    if len(codes) == 1 and _is_whole(codes[0].code) and codes[0].written == _upper(text.strip()):
        return (asking(codes[0].code),)
    return tuple(together(syllables(text)))


def has_lone_star(text: str) -> bool:
    """Tell whether a star stands behind nothing that a word could begin with."""
    return "*" in _BEGINNING.sub("", text)


def find_code(text: str) -> tuple[DocumentCode, int] | None:
    """Return the whole code that a text begins with and where it ends, None where there is none."""
    found = next(iter(find_codes(_upper(text))), None)
    if found is None or text[: found.start].strip() or not _is_whole(found.code):
        return None
    return found.code, found.end


def together(group: Iterable[Syllable]) -> Iterator[Clause]:
    """Yield syllables as a phrase, or as the only word."""
    words = tuple(map(word_of, group))
    if len(words) > 1:
        yield Phrase(words=words)
    else:
        yield from words


def word_of(syllable: Syllable) -> Word:
    """Return a syllable as it is looked for: without diacritics, or an abbreviation, in any form."""
    exact, folded, *_ = syllable
    is_abbreviation = not has_marks(exact) and not _VOWEL.search(folded)
    return Word(exact=exact, folded=folded, is_loose=exact == folded or is_abbreviation)


def _spans(text: str) -> list[Span]:
    """Return what is not plain words, in order; where two overlap, what was looked for first counts."""
    taken: list[Span] = []
    for find in (_codes, _numbers_of_years, _dates, _beginnings, _slipped_codes):
        for span in find(text):
            if all(span[1] <= start or end <= span[0] for start, end, _ in taken):
                taken.append(span)
    return sorted(taken, key=lambda span: span[0])


def _codes(text: str) -> Iterator[Span]:
    for found in find_codes(_upper(text)):
        if _is_whole(found.code):
            yield found.start, found.end, asking(found.code)


def _numbers_of_years(text: str) -> Iterator[Span]:
    """Yield the numbers with a year: ``1616/2014``, ``số 1616 năm 2014``; ``3/2014`` may be a month too."""
    for match in _NUMBER_OF_YEAR.finditer(folded_letters(text)):
        year = int(match["year"])
        numbered = AllOf(
            parts=(
                Keys(scores=((f"{NUMBER}{number_key(match['number'])}", 1.0),)),
                DateRange.of_year(year),
            )
        )
        typed, dated = _typed(text, match), read_date(match[0])
        if dated is None:
            yield match.start(), match.end(), AnyOf(parts=(typed, numbered))
        else:
            yield match.start(), match.end(), AnyOf(parts=(*dated.clause(typed).parts, numbered))


def _dates(text: str) -> Iterator[Span]:
    for found in find_dates(folded_letters(text)):
        phrase = next(together(syllables(text[found.start : found.end])))
        yield found.start, found.end, found.clause(phrase)


def _beginnings(text: str) -> Iterator[Span]:
    for match in _BEGINNING.finditer(text):
        yield match.start(), match.end(), Prefix(folded=forms(match[1]).folded)


def _slipped_codes(text: str) -> Iterator[Span]:
    """Yield codes with slips: without signs, or a letter for a digit; they may be plain words as well."""
    for match in _SLIPPED.finditer(text):
        tokens = list(_abbreviations(match))
        if len(tokens) > 1 and ("/" in match["sign"] or fold(tokens[0][0]) in _first_tokens()):
            end = tokens[-1].end()
            year = f"{match['year']}/" if match["year"] else ""
            like = asking_like(f"{match['number']}/{year}{''.join(token[0] for token in tokens)}")
            plain = tuple(map(word_of, syllables(text[match.start() : end])))
            yield match.start(), end, AnyOf(parts=(AllOf(parts=plain), like))


def _abbreviations(match: re.Match[str]) -> Iterator[re.Match[str]]:
    """Yield the tokens of a symbol up to the first that is a word."""
    for token in _TOKENS.finditer(match.string, match.start("symbol"), match.end("symbol")):
        if not token[0].isupper() and _VOWEL.search(fold(token[0])) and fold(token[0]) not in _first_tokens():
            return
        yield token


@cache
def _first_tokens() -> frozenset[str]:
    """Return the folded abbreviations of organs and kinds."""
    tables = (table for table in read_data("organs").values() if "organs" in table)
    organs = (row["abbreviations"][0] for table in tables for row in table["organs"])
    return frozenset(map(fold, (*organs, *kind_abbreviations())))


def _is_whole(code: DocumentCode) -> bool:
    """Tell a whole code from the beginning of one: ``1616/BGDĐT`` lacks the unit and becomes a phrase."""
    return code.year is not None or code.party or re.search("[-.]", code.symbol) is not None


def _typed(text: str, match: re.Match[str]) -> Clause:
    return next(together(syllables(text[match.start() : match.end()])))


def _words(text: str, places: Places) -> list[Clause]:
    joined: list[list[Syllable]] = []
    for syllable in syllables(text):
        if joined and _JOINED.fullmatch(text[joined[-1][-1].end : syllable.start]):
            joined[-1].append(syllable)
        else:
            joined.append([syllable])
    clauses = with_names([clause for group in joined for clause in together(group)], places)
    return list(map(_with_twin, clauses))


def _with_twin(clause: Clause) -> Clause:
    """Return a word that has a twin in both spellings."""
    twin = twin_of(Form(clause.exact, clause.folded)) if isinstance(clause, Word) else None
    if twin is None or not isinstance(clause, Word):
        return clause
    return AnyOf(parts=(clause, replace(clause, **twin._asdict())), share=_TWIN_SHARE)


def _upper(text: str) -> str:
    """Return the text in capitals, letter for letter, so that offsets stay: codes are written in capitals."""
    return "".join(upper if len(upper := letter.upper()) == 1 else letter for letter in text)
