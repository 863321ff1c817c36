"""Cuts text into syllables and gives each its two forms: as written, and without diacritics.

Every engine gets its terms from here and only from here, so that a document and a query meet whatever their
Unicode form, case, kind of Đ or place of the tone mark. No syllable is left out: *an*, *to*, *may* and *y*
are words.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from model.vietnamese import fold, nfc

LONGEST_SYLLABLE: Final = 64
"""Terms are cut here; only garbage is longer."""
BARE: Final = "~"
"""Begins the exact form of a syllable in a text that was typed without diacritics."""

_BARE_SHARE: Final = 0.1
"""Three of four Vietnamese syllables have diacritics; below this share the text was typed without."""

_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300\u0301\u0303\u0309\u0323"
_TONES: Final = frozenset((_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT))
# Combining marks and invisible characters inside a word must not split it.
_SYLLABLE = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f\u00ad\u200b\ufeff])*")


class Syllable(NamedTuple):
    """One syllable of a text: its forms, and where it stands in the original spelling."""

    exact: str
    folded: str
    start: int
    end: int


def syllables(text: str) -> Iterator[Syllable]:
    """Yield the syllables, numbers and abbreviations of a text in any Unicode form."""
    for match in _SYLLABLE.finditer(text):
        exact, folded = forms(match[0])
        yield Syllable(exact, folded, match.start(), match.end())


def syllables_as_meant(text: str) -> list[Syllable]:
    """Return the syllables of a document's text, marked as bare where it was typed without diacritics.

    Only there can *bao* stand for *báo*: among diacritics *bao* is another word.
    """
    found = list(syllables(text))
    if not _is_bare(found):
        return found
    return [one._replace(exact=BARE + one.folded) for one in found]


@lru_cache(maxsize=1 << 16)
def forms(word: str) -> tuple[str, str]:
    """Return the exact and the folded form of one word.

    The exact form carries its tone mark at the end, so that it does not matter over which vowel the mark was
    typed: ``hoà`` and ``hòa``, ``uỷ`` and ``ủy`` have one exact form. Without
    diacritics the two forms are equal.
    """
    lower = nfc(word).lower()
    letters = unicodedata.normalize("NFD", lower)
    tones = "".join(letter for letter in letters if letter in _TONES)
    toneless = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
    return (toneless + tones)[:LONGEST_SYLLABLE], fold(lower)[:LONGEST_SYLLABLE]


def has_marks(exact: str) -> bool:
    """Tell whether an exact form has a tone or vowel mark; đ alone, as in BGDĐT, does not count."""
    return any(unicodedata.combining(letter) for letter in unicodedata.normalize("NFD", exact))


def _is_bare(found: list[Syllable]) -> bool:
    words = [one for one in found if not one.folded.isdigit()]
    accented = sum(one.exact != one.folded for one in words)
    return bool(words) and accented < len(words) * _BARE_SHARE
