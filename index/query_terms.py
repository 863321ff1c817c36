"""The words of a query as they are looked for, alone or one after the other."""

import re
from collections.abc import Iterable, Iterator

from index.analyzer import Syllable, has_marks
from index.query import Clause, Phrase, Word

_VOWEL = re.compile("[aeiouy]")


def has_vowel(folded: str) -> bool:
    """Tell whether a folded syllable can be spoken; an abbreviation often cannot."""
    return _VOWEL.search(folded) is not None


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
    is_abbreviation = not has_marks(exact) and not has_vowel(folded)
    return Word(exact=exact, folded=folded, is_loose=exact == folded or is_abbreviation)
