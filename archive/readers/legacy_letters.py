"""Turn Vietnamese from before Unicode into Unicode: by the name of its font, or by how its words look.

Such text comes as the signs that Latin-1 has for its bytes.
"""

import re
import tomllib
import unicodedata
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from archive.readers.legacy_capitals import with_capitals

_CAPITALS_FONT: Final = re.compile(r"\.vn.*h", re.IGNORECASE)
"""Of the ABC fonts, those whose name ends in H print small letters as capitals."""
_OF_WORD: Final = r"[^\s!-/:-@\[-`{-~]"
_WORD: Final = re.compile(rf"(?<!{_OF_WORD}){_OF_WORD}*[^\x00-\x7f\s]{_OF_WORD}*")
"""A word with at least one sign beyond ASCII; what stands for a letter may be any such sign."""
_SYLLABLE: Final = re.compile(
    r"(?:ngh?|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
    r"(?:iêu|yêu|oai|oao|oay|oeo|uây|uôi|uya|uyê|uyu|ươi|ươu|[aâ][iuy]|a[ou]|eo|êu|i[aêu]|yê|o[aăei]|[ôơ]i"
    r"|u[aâêiôơy]|ư[aiơu]|[aăâeêioôơuưy])(?:ng|nh|ch|[cmnpt])?"
)
_TONES: Final = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_FEWEST_WORDS: Final = 3
_SIGN_IN_WORD: Final = re.compile(r"[¡-¿][a-z]|[a-z][¡-¿]", re.IGNORECASE)
_SURE: Final = 0.75
_AT_MOST_BEFORE: Final = 0.5
_SAMPLE: Final = 20_000
"""So many characters tell an encoding."""
OPTIONAL_HYPHEN: Final = "\x1f"
"""What office programs write for the hyphen that shows where a line ends, and for its sign in Latin-1."""
_SIGN_OF_HYPHEN: Final = "\xad"
"""In TCVN3 the letter ư."""
_SYMBOLS: Final = {0xF000 + byte: byte for byte in range(0x20, 0x100)}
"""Where Word keeps the signs of fonts that declare no alphabet."""


class LegacyLetters(StrEnum):
    """A way of writing Vietnamese from before Unicode."""

    TCVN3 = "tcvn3"
    VNI = "vni"


def letters_of_font(name: str) -> LegacyLetters | None:
    """Return how a font of this name writes Vietnamese, None for Unicode and for fonts of no interest."""
    small = name.lower()
    return next((one for one in LegacyLetters if small.startswith(tuple(_table()[one]["fonts"]))), None)


def in_font(text: str, font: str) -> str:
    """Return the letters that a text shows in a font."""
    letters = letters_of_font(font)
    text = text.replace(OPTIONAL_HYPHEN, _SIGN_OF_HYPHEN if letters is LegacyLetters.TCVN3 else "")
    if letters is None:
        return text
    unicode = to_unicode(text.translate(_SYMBOLS), letters)
    return unicode.upper() if _CAPITALS_FONT.fullmatch(font) else unicode


def to_unicode(text: str, letters: LegacyLetters) -> str:
    """Return a text whose signs stand for other letters in Unicode."""
    if text.isascii():
        return text
    single = _single(letters)
    if letters is LegacyLetters.TCVN3:
        return text.translate(single)
    return _signs().sub(lambda found: _composed(found) if found[2] else single[ord(found[0])], text)


def mended(text: str) -> str:
    """Return text in Unicode, also where a program took the signs of a legacy font for the letters."""
    sample = text[:_SAMPLE]
    if sample.isascii() or likeness(sample) > _AT_MOST_BEFORE or not _has_words(sample):
        return text
    best = max(LegacyLetters, key=lambda letters: likeness(to_unicode(sample, letters)))
    return without_font(text, best) if likeness(to_unicode(sample, best)) >= _SURE else text


def without_font(text: str, letters: LegacyLetters) -> str:
    """Return a text in Unicode of which nobody knows the fonts; a single line, a name, stays as it is."""
    unicode = to_unicode(text, letters)
    return with_capitals(unicode) if letters is LegacyLetters.TCVN3 and "\n" in text else unicode


def likeness(text: str) -> float:
    """Return which share of the words that have diacritics are Vietnamese syllables; 1 without any."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).lower())
    return sum(map(_is_syllable, words)) / len(words) if words else 1


def _has_words(text: str) -> bool:
    """Whether there is enough to judge by: some words, or one with a sign that stands in no word."""
    return len(_WORD.findall(text)) >= _FEWEST_WORDS or _SIGN_IN_WORD.search(text) is not None


def _is_syllable(word: str) -> bool:
    bare, tones = _TONES.subn("", unicodedata.normalize("NFD", word))
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)) is not None


@cache
def _table() -> dict[str, dict[str, Any]]:
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _single(letters: LegacyLetters) -> dict[int, str]:
    table = _table()[letters]
    found = dict(zip(table["signs"], table["letters"], strict=True))
    found |= {twin: found[sign] for twin, sign in table["twins"].items() if sign in found}
    if letters is LegacyLetters.VNI:
        found |= {sign.upper(): letter.upper() for sign, letter in found.items()}
    return {ord(sign): letter for sign, letter in found.items()}


@cache
def _marks() -> dict[str, str]:
    marks: dict[str, str] = _table()[LegacyLetters.VNI]["marks"]
    return marks | {sign.upper(): mark for sign, mark in marks.items()}


@cache
def _signs() -> re.Pattern[str]:
    """Return the pattern of what VNI writes otherwise: vowels with a mark behind, and single signs."""
    single = "".join(map(chr, _single(LegacyLetters.VNI)))
    return re.compile(f"([AEOUYaeouyÔÖôö])([{''.join(_marks())}])|[{single}]")


def _composed(found: re.Match[str]) -> str:
    vowel = found[1].translate({ord("ô"): "ơ", ord("Ô"): "Ơ", ord("ö"): "ư", ord("Ö"): "Ư"})
    return unicodedata.normalize("NFC", vowel + _marks()[found[2]])
