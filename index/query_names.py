"""Finds the names of provinces and organs among the words of a query, and what else they are called."""

from collections.abc import Iterator

from index.analyzer import forms_of
from index.organ_names import heir_note, longest_organ, other_names
from index.places import longest_place, place_of
from index.query import AnyOf, Clause, Keys, Phrase, Word
from model.search import Places

_OTHER_NAME = 0.5
"""What a name counts that was not typed but means the same."""


def with_names(clauses: list[Clause], places: Places) -> list[Clause]:
    """Put the syllables of names together (*Hà Nam* is not in *Hà Nội, Việt Nam*) with their other names."""
    read: list[Clause] = []
    at = 0
    while at < len(clauses):
        named, length = _name_at(clauses[at:], places) or (clauses[at], 1)
        read.append(named)
        at += length
    return read


def _name_at(clauses: list[Clause], places: Places) -> tuple[Clause, int] | None:
    """Return the longest name at the beginning, and of how many clauses it consists."""
    for words, length in reversed(list(_runs(clauses))):
        named = _place(words, places) or _organ(words)
        if named is not None:
            return named, length
    return None


def _runs(clauses: list[Clause]) -> Iterator[tuple[tuple[Word, ...], int]]:
    """Yield the words of the first clause, of the first two, and so on, as far as a name may reach."""
    words: tuple[Word, ...] = ()
    for length, clause in enumerate(clauses, start=1):
        if not isinstance(clause, Word | Phrase):
            return
        words += clause.words if isinstance(clause, Phrase) else (clause,)
        if len(words) > max(longest_place(), longest_organ()):
            return
        yield words, length


def _place(words: tuple[Word, ...], places: Places) -> Clause | None:
    place = place_of(tuple(word.folded for word in words), tuple(word.exact for word in words))
    if place is None:
        return None
    keys = Keys(scores=tuple((key, 0.0) for key in place.keys(places)))
    others = (name for name in place.names if _folded(name) != tuple(word.folded for word in words))
    parts = (_as_typed(words), *map(_named, others), *([keys] if keys.scores else ()))
    return AnyOf(parts=parts, share=_OTHER_NAME, note=place.note(places))


def _organ(words: tuple[Word, ...]) -> Clause | None:
    folded = tuple(word.folded for word in words)
    others = other_names(folded)
    if not others:
        return None
    return AnyOf(parts=(_as_typed(words), *map(_named, others)), share=_OTHER_NAME, note=heir_note(folded))


def _as_typed(words: tuple[Word, ...]) -> Clause:
    return Phrase(words=words) if len(words) > 1 else words[0]


def _named(name: str) -> Clause:
    """Return a name out of a registry; whether it has diacritics there says nothing about the texts."""
    return _as_typed(
        tuple(Word(exact=form.exact, folded=form.folded, is_loose=True) for form in forms_of(name))
    )


def _folded(name: str) -> tuple[str, ...]:
    return tuple(form.folded for form in forms_of(name))
