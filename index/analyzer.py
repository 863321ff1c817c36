"""Cuts text into syllables and gives each its two forms: as written, and without diacritics.

Every engine gets its terms from here and only from here, so that a document and a query meet whatever their
Unicode form, case, kind of Đ or place of the tone mark. No syllable is left out: *an*, *to*, *may* and *y*
are words.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from typing import Final, NamedTuple

from model.vietnamese import fold, nfc

LONGEST_SYLLABLE: Final = 64
"""Terms are cut here; only garbage is longer."""
BARE: Final = "~"
"""Begins the exact form of a syllable in a text that was typed without diacritics."""

_MOST_KNOWN: Final = 1 << 17
"""Words and pieces whose forms are kept; numbers would fill it without end."""
_BARE_SHARE: Final = 0.1
"""Three of four Vietnamese syllables have diacritics; below this share the text was typed without."""

_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300\u0301\u0303\u0309\u0323"
_TONES: Final = frozenset((_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT))
_TWINS = re.compile("(?:[hklmst]|qu)[iy]")
_SWAPPED: Final = str.maketrans("iy", "yi")
# Combining marks and invisible characters inside a word must not split it.
_SYLLABLE = re.compile("[^\\W_]+(?:[\u0300-\u036f\u00ad\u200b\ufeff]+[^\\W_]*)*")


class Form(NamedTuple):
    """The two forms of a syllable."""

    exact: str
    folded: str


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


def forms_of(text: str) -> list[Form]:
    """Return the forms of the syllables of a text, several times faster than ``syllables``."""
    return list(chain.from_iterable(map(_known.__getitem__, text.split())))


def forms_as_meant(text: str) -> list[Form]:
    """Return the forms of a document's text, marked as bare where it was typed without diacritics.

    Only there can *bao* stand for *báo*: among diacritics *bao* is another word.
    """
    found = forms_of(text)
    return [Form(BARE + form.folded, form.folded) for form in found] if _is_bare(found) else found


class _Known(dict[str, tuple[Form, ...]]):
    """The forms of what was met so far between blanks: some thousands of pieces make up most texts."""

    def __missing__(self, piece: str) -> tuple[Form, ...]:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        found = self[piece] = tuple(map(forms, _SYLLABLE.findall(piece)))
        return found


_known: Final = _Known()


@lru_cache(maxsize=_MOST_KNOWN)
def forms(word: str) -> Form:
    """Return the exact and the folded form of one word.

    The exact form carries its tone mark at the end, so that it does not matter over which vowel the mark was
    typed: ``hoà`` and ``hòa``, ``uỷ`` and ``ủy`` have one exact form. Without
    diacritics the two forms are equal.
    """
    if word.isascii():  # numbers above all: each is met once, and there is no end of them
        plain = word.lower()[:LONGEST_SYLLABLE]
        return Form(plain, plain)
    lower = nfc(word).lower()
    letters = unicodedata.normalize("NFD", lower)
    tones = "".join(letter for letter in letters if letter in _TONES)
    toneless = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
    return Form((toneless + tones)[:LONGEST_SYLLABLE], fold(lower)[:LONGEST_SYLLABLE])


def twin_of(form: Form) -> Form | None:
    """Return the other spelling of a syllable that is written with *i* or with *y*: *kĩ*, *kỹ*."""
    if not _TWINS.fullmatch(form.folded):
        return None
    return Form(form.exact.translate(_SWAPPED), form.folded.translate(_SWAPPED))


def folded_letters(text: str) -> str:
    """Return the text folded letter for letter, so that places in it are places in the text."""
    return "".join(fold(letter)[:1] or " " for letter in text)


def has_marks(exact: str) -> bool:
    """Tell whether an exact form has a tone or vowel mark; đ alone, as in BGDĐT, does not count."""
    return any(unicodedata.combining(letter) for letter in unicodedata.normalize("NFD", exact))


class Spans:
    """Where the syllables of a text stand, in the order of ``forms_of``; found only where asked for."""

    def __init__(self, text: str) -> None:
        self._pieces = text.replace("\n", " ").split(" ")
        self._until = list(accumulate(len(_known[piece]) for piece in self._pieces))
        self._ends = list(accumulate(len(piece) + 1 for piece in self._pieces))
        self._inside: dict[int, list[tuple[int, int]]] = {}

    def __getitem__(self, at: int) -> tuple[int, int]:
        """Return where a syllable begins and ends."""
        number = bisect_right(self._until, at)
        if number not in self._inside:
            self._inside[number] = [match.span() for match in _SYLLABLE.finditer(self._pieces[number])]
        begin = self._ends[number] - len(self._pieces[number]) - 1
        first, last = self._inside[number][at - self._until[number]]  # counted from the end of the piece
        return begin + first, begin + last


def _is_bare(found: Sequence[Form]) -> bool:
    accented, limit = 0, len(found) * _BARE_SHARE
    for one in found:
        accented += one.exact != one.folded
        if accented >= limit:  # settled after some syllables, since numbers only lower the share
            return False
    words = sum(not one.folded.isdigit() for one in found)
    return accented < words * _BARE_SHARE
