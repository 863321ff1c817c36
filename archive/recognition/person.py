"""The name of a person at the end of a line."""

import re

from archive.recognition.patterns import words
from model.vietnamese import collapse, fold

_FEWEST, _MOST = 2, 5
"""Syllables of a person's name."""
_SYLLABLE = re.compile(r"[^\W\d_]+")
_SIGNED = re.compile(r"[\s(–—-]*(?:đã|Đã|ĐÃ) (?:ký|KÝ)\W*$")
"""What a copy says in place of the signature."""
_PLACES = frozenset({"ho chi minh"})
"""Names of persons that stand in documents as names of places."""
_VIETNAMESE = re.compile(
    r"(?:[bcdghklmnpqrstvx]|ch|gh|gi|kh|ng|ngh|nh|ph|qu|th|tr)?[aeiouy]{1,3}(?:[cmnpt]|ch|ng|nh)?"
)
"""A folded syllable; a name in plain letters that has another was misread."""


def person(text: str) -> str | None:
    """Return the person whose name ends the line: capitalised syllables, the first a family name."""
    syllables = collapse(_SIGNED.sub("", text)).split(" ")
    for count in range(min(_MOST, len(syllables)), _FEWEST - 1, -1):
        name = syllables[-count:]
        if fold(name[0]) in words("people", "surnames") and all(map(_is_name_syllable, name)):
            if _is_misread(name):
                return None
            before = syllables[:-count]
            return " ".join(name) if not before or not before[-1][-1:].isalpha() else None
    return None


def _is_name_syllable(text: str) -> bool:
    return _SYLLABLE.fullmatch(text) is not None and text[0].isupper() and text[1:].islower()


def _is_misread(name: list[str]) -> bool:
    text = " ".join(name)
    if fold(text) in _PLACES:
        return True
    return text.isascii() and not all(_VIETNAMESE.fullmatch(fold(syllable)) for syllable in name)
