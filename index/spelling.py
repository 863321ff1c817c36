"""Suggests another spelling for words that no document holds: ``báo cáp`` may mean ``báo cáo``."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import Final, Protocol

from index.analyzer import BARE, Syllable, has_marks, syllables, twin_of
from index.analyzer import Form as Spelling
from index.engine import Form
from index.organ_names import longest_organ, other_names
from index.places import is_place, longest_place
from index.query_terms import has_vowel
from index.query_words import operators_folded
from model.vietnamese import fold

_LETTERS: Final = {"a": "aăâ", "d": "dđ", "e": "eê", "o": "oôơ", "u": "uư"}
_TONES: Final = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_MARKED_VOWELS: Final = "ăâêôơ"
_VOWELS = re.compile("(?<=q)u|(?<=g)i(?=[aăâeêioôơuưy])|(?P<core>[aăâeêioôơuưy]+)")
_SHORTEST: Final = 2
_SHORT: Final = 4
"""Syllables of fewer letters are a slip away from a dozen others."""
_MOST_VARIANTS: Final = 216
"""A garbled word may have more; no syllable has."""
_MOST_CANDIDATES: Final = 8
_MOST_PARTED: Final = 2
_LONGEST_PARTED: Final = 14
"""Letters of two syllables; none has more than seven."""
_MOST_LOOKED_AT: Final = 64
"""Whoever types more words pasted a text."""
_MOST_UNKNOWN: Final = 3
"""Words of a query that may be wrong; where more are, it is another language or no words at all."""


class Dictionary(Protocol):
    """The part of an engine that knows the words of the index."""

    def frequency(self, form: Form, term: str) -> int:
        """Return in how many entries a syllable stands."""

    def similar_words(self, folded: str) -> tuple[tuple[str, int], ...]:
        """Return the folded syllables a slip away, most frequent first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A query in another spelling.

    ``beside`` are the pairs of each word that was changed with its neighbours: who finds them in the index
    knows that they belong there. ``likelihood`` is 2 where only marks were changed, 1 where letters of long
    words were, 0 where those of a short word or an abbreviation were.
    """

    text: str
    beside: tuple[str, ...]
    likelihood: int


def suggestions(text: str, words: Dictionary, *, bare_counts: bool = True) -> Iterator[Suggestion]:
    """Yield the query with its unknown words in spellings that occur, likelier ones first.

    Words that occur stay as they are, and so do names, so nothing is yielded when all do. ``bare_counts``:
    a word with diacritics occurs in a text that was typed without.
    """
    found = list(islice(syllables(text), _MOST_LOOKED_AT + 1))
    if len(found) > _MOST_LOOKED_AT:
        return
    is_accented = any(has_marks(one.exact) for one in found)
    named = _named(found)
    odd = [
        at for at, one in enumerate(found) if at not in named and _is_odd(one, words, bare_counts=bare_counts)
    ]
    if not odd or len(odd) > _MOST_UNKNOWN:
        return
    likelier = [_likelier(found[at], words, is_accented=is_accented) for at in odd]
    if all(likelier):
        for rank in range(max(map(len, likelier))):
            better = [candidates[min(rank, len(candidates) - 1)] for candidates in likelier]
            yield _suggestion(text, found, dict(zip(odd, better, strict=True)))


def spelled(exact: str) -> str:
    """Return a syllable as it is written, its tone mark moved from its end to the vowel where it belongs."""
    tone = exact[-1] if exact and exact[-1] in _TONES else ""
    letters = exact.removesuffix(tone)
    at = _place_of_tone(letters)
    if not tone or at is None:
        return unicodedata.normalize("NFC", exact)
    return unicodedata.normalize("NFC", f"{letters[: at + 1]}{tone}{letters[at + 1 :]}")


def _named(found: list[Syllable]) -> frozenset[int]:
    """Return which syllables belong to names that the registries spell so: no document has to hold them."""
    longest = max(longest_place(), longest_organ())
    runs = (
        range(at, end) for at in range(len(found)) for end in range(at + 1, min(at + longest, len(found)) + 1)
    )
    return frozenset(at for run in runs if _is_name([found[at] for at in run]) for at in run)


def _is_name(run: list[Syllable]) -> bool:
    folded = tuple(one.folded for one in run)
    return is_place(folded, tuple(one.exact for one in run)) or bool(other_names(folded))


def _suggestion(text: str, found: list[Syllable], better: dict[int, str]) -> Suggestion:
    shown = [better.get(at, text[one.start : one.end]) for at, one in enumerate(found)]
    pairs = (
        f"{shown[at]} {shown[at + 1]}" for at in range(len(shown) - 1) if at in better or at + 1 in better
    )
    parted = (spelling for spelling in better.values() if " " in spelling)
    return Suggestion(
        text=_replaced(text, [(found[at], spelling) for at, spelling in better.items()]),
        beside=(*pairs, *parted),
        likelihood=min(_likelihood(found[at].folded, spelling) for at, spelling in better.items()),
    )


def _likelihood(folded: str, spelling: str) -> int:
    if fold(spelling) == folded:
        return 2
    return int(len(folded) >= _SHORT and has_vowel(folded))


def _is_odd(one: Syllable, words: Dictionary, *, bare_counts: bool) -> bool:
    if one.folded.isdigit() or len(one.folded) < _SHORTEST or one.folded in operators_folded():
        return False
    form = Spelling(one.exact, one.folded)
    twin = twin_of(form)
    return not any(_occurs(known, words, bare_counts=bare_counts) for known in (form, twin) if known)


def _occurs(form: Spelling, words: Dictionary, *, bare_counts: bool) -> bool:
    if not has_marks(form.exact):
        return words.frequency("folded", form.folded) > 0
    spellings = (form.exact, BARE + form.folded) if bare_counts else (form.exact,)
    return any(words.frequency("exact", exact) for exact in spellings)


def _likelier(one: Syllable, words: Dictionary, *, is_accented: bool) -> list[str]:
    """Return what may have been meant: another mark on the same letters first, then other letters."""
    near = [folded for folded, _ in words.similar_words(one.folded) if not folded.isdigit()]
    near.sort(key=lambda folded: folded[0] != one.folded[0])  # the first letter is seldom the wrong one
    same = [one.folded] if words.frequency("folded", one.folded) else []
    likely = [*same, *(() if same else _parted(one.folded, words)), *near][:_MOST_CANDIDATES]
    return [_in_full(folded, words) for folded in likely] if is_accented else likely


def _parted(folded: str, words: Dictionary) -> list[str]:
    """Return two syllables that may have been run together, the likeliest first: ``bao cao``."""
    halves = [(folded[:at], folded[at:]) for at in range(_SHORTEST, len(folded) - _SHORTEST + 1)]
    known = {
        f"{one} {other}": min(words.frequency("folded", one), words.frequency("folded", other))
        for one, other in halves
        if len(folded) <= _LONGEST_PARTED and has_vowel(one) and has_vowel(other)
    }
    return sorted(filter(known.__getitem__, known), key=known.__getitem__, reverse=True)[:_MOST_PARTED]


def _in_full(folded: str, words: Dictionary) -> str:
    return " ".join(spelled(_commonest(part, words)) for part in folded.split())


def _commonest(folded: str, words: Dictionary) -> str:
    """Return the form of a folded syllable that most documents have."""
    variants = list(_variants(folded))
    return max(variants, key=lambda exact: words.frequency("exact", exact), default=folded)


def _variants(folded: str) -> Iterator[str]:
    """Yield the forms that diacritics can give to a folded syllable."""
    choices = [_LETTERS.get(letter, letter) for letter in folded]
    count = len(_TONES)
    for letters in choices:
        count *= len(letters)
    if count > _MOST_VARIANTS:
        yield folded
        return
    for chosen in product(*choices):
        yield from (f"{''.join(chosen)}{tone}" for tone in _TONES)


def _place_of_tone(letters: str) -> int | None:
    """Return which letter bears the tone mark: the marked vowel, else by what follows the vowels."""
    core = next((match for match in _VOWELS.finditer(letters) if match["core"]), None)
    if core is None:
        return None
    start, vowels = core.start(), core[0]
    marked = [at for at, letter in enumerate(vowels) if letter in _MARKED_VOWELS]
    if marked:
        return start + marked[-1]
    if "ư" in vowels:
        return start + vowels.index("ư")
    is_closed = core.end() < len(letters)
    return start + (min(len(vowels) - 1, 1) if is_closed or len(vowels) > len("oa") else 0)


def _replaced(text: str, better: list[tuple[Syllable, str]]) -> str:
    for one, spelling in reversed(better):
        written = spelling.upper() if text[one.start : one.end].isupper() else spelling
        text = f"{text[: one.start]}{written}{text[one.end :]}"
    return text
