"""Reads the value of a field in a query: ``số:1616``, ``tỉnh:Hà Giang``, ``từ:3/2017``."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Final

from index.analyzer import Syllable, folded_letters, syllables
from index.code_keys import ANSWERED, ANSWERED_NUMBER, NUMBER, OWN, PART, asking_for, number_key, parts
from index.entry_keys import ARRIVAL, DIRECTION, ORGAN, SIGNER
from index.organ_names import heir_note, longest_organ, other_names
from index.places import Place, longest_place, place_of
from index.query import AllOf, AnyOf, Clause, DateRange, Keys, Titled
from index.query_codes import find_code, kind_keys, kinds_called
from index.query_dates import FoundDate, read_date
from index.query_terms import together, word_of
from index.query_words import Field, date_words, directions
from model.document_kind import kind_by_name
from model.search import Places

_LONGEST_KIND: Final = 5
_NUMBER = re.compile(r"\s*(?P<number>\d{1,8}[A-Za-z]?)(?P<symbol>\s?[/-]\s?[^\W\d][^\s,;]*)?(?!\w)")
_YEAR = re.compile(r"\s*(?:/|năm\s)\s*(?P<year>(?:19|20)\d\d)(?!\w)")
_SYMBOL = re.compile(r"\s*(?P<symbol>[^\W\d_][^\s,;]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What a field asks for, and where in the text its value ends."""

    clause: Clause
    end: int


def read_field(field: Field, text: str, places: Places) -> Value | None:
    """Return what a field followed by a text asks for; None where the text is no value of it."""
    return _readers()[field](text) if field is not Field.PROVINCE else _province(text, places)


@cache
def _readers() -> dict[Field, Callable[[str], Value | None]]:
    return {
        Field.NUMBER: partial(_code, role=OWN),
        Field.ANSWERS: partial(_code, role=ANSWERED),
        Field.SYMBOL: _symbol,
        Field.ARRIVAL: _arrival,
        Field.SINCE: partial(_date, span=lambda found: DateRange(first=found.first)),
        Field.UNTIL: partial(_date, span=lambda found: DateRange(last=found.last)),
        Field.DATED: partial(_date, span=lambda found: found.range),
        Field.ORGAN: _organ,
        Field.KIND: _kind,
        Field.SUBJECT: _subject,
        Field.SIGNER: _signer,
        Field.DIRECTION: _direction,
    }


def _code(text: str, *, role: str) -> Value | None:
    """Read a whole code, or a number with what else is known of the code."""
    whole = find_code(text)
    if whole is not None:
        return Value(clause=asking_for(role, whole[0]), end=whole[1])
    match = _NUMBER.match(text)
    if match is None:
        return _symbol(text) if role == OWN else None
    numbered = f"{NUMBER if role == OWN else ANSWERED_NUMBER}{number_key(match['number'])}"
    symbol = parts(match["symbol"] or "") if role == OWN else ()
    year = _YEAR.match(text, match.end())
    asked = [_key(numbered), *(_key(f"{PART}{part}") for part in symbol)]
    if year:
        asked.append(DateRange.of_year(int(year["year"])))
    return Value(clause=_all(asked), end=year.end() if year else match.end())


def _symbol(text: str) -> Value | None:
    match = _SYMBOL.match(text)
    found = parts(match["symbol"]) if match else ()
    if match is None or not found:
        return None
    return Value(clause=_all([_key(f"{PART}{part}") for part in found]), end=match.end())


def _arrival(text: str) -> Value | None:
    match = _NUMBER.match(text)
    if match is None or match["symbol"] or not match["number"].isdigit():
        return None
    return Value(clause=_key(f"{ARRIVAL}{int(match['number'])}"), end=match.end())


def _date(text: str, *, span: Callable[[FoundDate], DateRange]) -> Value | None:
    folded = folded_letters(text)
    start = date_words().match(folded)
    tries = (0, start.end()) if start else (0,)
    for at in tries:
        found = read_date(folded[at:].lstrip())
        if found is not None:
            blanks = len(folded[at:]) - len(folded[at:].lstrip())
            return Value(clause=span(found), end=at + blanks + found.end)
    return None


def _organ(text: str) -> Value | None:
    """Read the whole text as words of an organ's name; a name at its beginning stands for its other names."""
    found = list(syllables(text))
    if not found:
        return None
    folded = tuple(syllable.folded for syllable in found)
    for length in range(min(len(folded), longest_organ()), 0, -1):
        names = other_names(folded[:length])
        if names:
            spelled = [folded[:length], *(_folded(name) for name in names)]
            called = AnyOf(
                parts=tuple(_all_words(ORGAN, name) for name in spelled), note=heir_note(folded[:length])
            )
            rest = [_key(f"{ORGAN}{word}") for word in folded[length:]]
            return Value(clause=_all([called, *rest]), end=len(text))
    return Value(clause=_all_words(ORGAN, folded), end=len(text))


def _province(text: str, places: Places) -> Value | None:
    for run in _beginnings(text, longest_place() + 2):
        for words in (run, run[1:], run[2:]):  # behind "tỉnh" or "thành phố"
            place = words and place_of(
                tuple(word.folded for word in words), tuple(word.exact for word in words)
            )
            if place and (words is run or run[0].folded in {"tinh", "thanh", "tp"}):
                return Value(clause=_filed_in(place, run, places), end=run[-1].end)
    return None


def _filed_in(place: Place, named: list[Syllable], places: Places) -> Clause:
    """Return what finds the documents of a place; one that is in no list of units stands in texts only."""
    scores = tuple((key, 0.0) for key in place.keys(places))
    asked: Clause = Keys(scores=scores) if scores else next(together(named))
    note = place.note(places)
    return asked if note is None else AnyOf(parts=(asked,), note=note)


def _kind(text: str) -> Value | None:
    for run in _beginnings(text, _LONGEST_KIND):
        name = text[run[0].start : run[-1].end]
        named = kind_by_name(name)
        kinds = kinds_called(name) if named is None else (named,)
        if kinds:
            return Value(clause=kind_keys(kinds), end=run[-1].end)
    return None


def _subject(text: str) -> Value | None:
    words = tuple(map(word_of, syllables(text)))
    return Value(clause=Titled(words=words), end=len(text)) if words else None


def _signer(text: str) -> Value | None:
    words = tuple(syllable.folded for syllable in syllables(text))
    return Value(clause=_all_words(SIGNER, words), end=len(text)) if words else None


def _direction(text: str) -> Value | None:
    for run in _beginnings(text, 3):
        direction = directions().get(" ".join(word.folded for word in run))
        if direction is not None:
            return Value(clause=_key(f"{DIRECTION}{direction}"), end=run[-1].end)
    return None


def _beginnings(text: str, longest: int) -> Iterator[list[Syllable]]:
    """Yield the words that a text begins with, the longest run first."""
    found = list(syllables(text))[:longest]
    return (found[:length] for length in range(len(found), 0, -1))


def _folded(name: str) -> tuple[str, ...]:
    return tuple(syllable.folded for syllable in syllables(name))


def _all_words(role: str, words: tuple[str, ...]) -> Clause:
    return _all([_key(f"{role}{word}") for word in dict.fromkeys(words)])


def _all(clauses: list[Clause]) -> Clause:
    return clauses[0] if len(clauses) == 1 else AllOf(parts=tuple(clauses))


def _key(key: str) -> Clause:
    return Keys(scores=((key, 0.0),))
