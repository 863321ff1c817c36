"""Names and titles printed in capitals, in the spelling of a sentence (decree 30/2020, appendix II)."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import chain

from archive.recognition.passage import fold_in_place
from archive.recognition.patterns import words
from model.province import BOTH_SIDES_OF_THE_MERGER, provinces_on
from model.vietnamese import fold

_WORD = re.compile(r"[^\W\d_]+\.?")
_VOWEL = re.compile("[aeiouy]")
"""What every syllable has; capitals without one are an abbreviation (``HĐND``, ``TNHH``)."""
_KEEPS_ITS_CASE = re.compile(r"[\d/&]")


def organ_name(text: str) -> str:
    """Return the name of a body printed in capitals as it is written: ``Cục Thuế tỉnh Phú Yên``.

    Text that is not in capitals comes back as it is.
    """
    if not text.isupper():
        return text
    folded = fold_in_place(text)
    areas = [match for match in _areas().finditer(folded) if _is_area(text[slice(*match.span(1))])]
    inner = _inner_words(folded, areas)
    capitals = (_first_words(folded) | _named_after(folded, areas)) - inner | _places_in(folded)
    return _WORD.sub(lambda word: _cased(word, folded, is_name=word.start() in capitals), text)


def sentence(text: str) -> str:
    """Return a title printed in capitals as a sentence; codes and figures keep their letters."""
    if not text.isupper():
        return text
    cased = (word if _keeps_its_case(word) else word.lower() for word in text.split(" "))
    joined = _with_names(" ".join(cased), fold_in_place(text))
    return joined[:1].upper() + joined[1:]


def _keeps_its_case(word: str) -> bool:
    """Whether a word is a code, a figure or an abbreviation."""
    plain = fold(word).strip('()[],.;:“”"')
    is_abbreviation = plain in words("organ", "kept_capitals") or _VOWEL.search(plain) is None
    return is_abbreviation or _KEEPS_ITS_CASE.search(word) is not None


def _with_names(cased: str, folded: str) -> str:
    """Return the sentence with the names of places and of the highest bodies as they are written."""
    begins = _places_in(folded) | {match.start() for match in _high_bodies().finditer(folded)}
    named = _WORD.sub(
        lambda word: word[0][:1].upper() + word[0][1:] if word.start() in begins else word[0], cased
    )
    return named.replace("-TTG", "-TTg")


@cache
def _high_bodies() -> re.Pattern[str]:
    return _any_of(words("organ", "high_bodies"))


def _cased(word: re.Match[str], folded: str, *, is_name: bool) -> str:
    plain = folded[word.start() : word.end()]
    if plain in words("organ", "kept_capitals") or _VOWEL.search(plain) is None:
        return word[0]
    return word[0].capitalize() if is_name else word[0].lower()


def _first_words(folded: str) -> set[int]:
    """Return where the name of a body and the names of its fields begin."""
    nouns = {match.start() for match in _nouns().finditer(folded)}
    return {0} | nouns | {match.end() for match in _before_name().finditer(folded)}


def _is_area(word: str) -> bool:
    """Whether a word is one for an area: quận, not quân or quản; diacritics may be lost altogether."""
    plain = word.lower().rstrip(".")
    return plain.isascii() or plain in words("organ", "areas_as_written")


def _inner_words(folded: str, areas: list[re.Match[str]]) -> set[int]:
    """Return the words inside common nouns (``ủy ban nhân dân``), and the words for kinds of areas."""
    inner = chain.from_iterable(range(match.start() + 1, match.end()) for match in _nouns().finditer(folded))
    return {*inner, *chain.from_iterable(range(*match.span(1)) for match in areas)}


def _named_after(folded: str, areas: list[re.Match[str]]) -> set[int]:
    """Return the words behind the word for an area, or for its committee: its name."""
    committees = (match.span(1) for match in _committees().finditer(folded))
    return _words_in(folded, chain((match.span(2) for match in areas), committees))


def _places_in(folded: str) -> set[int]:
    return _words_in(folded, (match.span() for match in _places().finditer(folded)))


def _words_in(folded: str, spans: Iterable[tuple[int, int]]) -> set[int]:
    return {word.start() for span in spans for word in _WORD.finditer(folded, *span)}


@cache
def _nouns() -> re.Pattern[str]:
    return _any_of(words("organ", "common_nouns"))


@cache
def _before_name() -> re.Pattern[str]:
    leading = (*words("organ", "capital_after"), *words("organ", "common_nouns"), "va")
    return re.compile(rf"{_any_of(leading).pattern}\s+|[-–,]\s*")


@cache
def _areas() -> re.Pattern[str]:
    word = rf"(?!{_nouns().pattern})({_any_of(words('organ', 'area_words')).pattern})"
    return re.compile(rf"{word}\s*(?<=[\s.])(.+?)(?=\s+(?:va|tinh|thanh pho)\s|,|$)")


@cache
def _committees() -> re.Pattern[str]:
    return re.compile(rf"{_any_of(words('organ', 'committees')).pattern}\s+(.+)")


@cache
def _places() -> re.Pattern[str]:
    units = chain.from_iterable(provinces_on(day) for day in BOTH_SIDES_OF_THE_MERGER)
    return _any_of(("viet nam", *(fold(unit.name) for unit in units)))


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
