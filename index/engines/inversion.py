"""Turns the terms of entries, entry by entry, into postings, term by term: a whole batch at once."""

from array import array
from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

import numpy as np

from index.engines.array_file import Array
from index.engines.packed import Ints
from index.engines.postings import Postings, field_arrays

T = TypeVar("T", bound=Hashable)

_SORTED_AT_ONCE = 1 << 16


class _Vocabulary(dict[T, int]):
    """Numbers terms in the order they are met."""

    def __missing__(self, term: T) -> int:
        number = self[term] = len(self)
        return number


class Inverter(Generic[T]):
    """Gathers one field. ``spelled`` gives the bytes of a term, None for one that only keeps others apart."""

    def __init__(self, name: str, spelled: Callable[[T], bytes | None], *, with_places: bool = False) -> None:
        self._name, self._spelled, self._with_places = name, spelled, with_places
        self._vocabulary: _Vocabulary[T] = _Vocabulary()
        self._terms, self._lengths = array("I"), array("I")

    def add(self, terms: Iterable[T]) -> None:
        """Add the terms of the next entry, in order."""
        before = len(self._terms)
        self._terms.extend(map(self._vocabulary.__getitem__, terms))
        self._lengths.append(len(self._terms) - before)

    def arrays(self) -> dict[str, Array]:
        """Return what is written to a file."""
        spellings = [self._spelled(term) for term in self._vocabulary]
        terms = sorted({spelling for spelling in spellings if spelling is not None})
        ranks = {spelling: rank for rank, spelling in enumerate(terms)}
        rank_of = np.array([-1 if one is None else ranks[one] for one in spellings], np.int64)
        numbers = np.frombuffer(self._terms, np.uint32)
        lengths = np.frombuffer(self._lengths, np.uint32).astype(np.int64)
        inverted = _inverted(rank_of[numbers], lengths, len(terms), with_places=self._with_places)
        return field_arrays(self._name, [(terms, inverted)]) | {f"{self._name}.lengths": _narrow(lengths)}


def _inverted(ranks: Ints, lengths: Ints, terms: int, *, with_places: bool) -> Postings:
    entries = np.repeat(np.arange(len(lengths)), lengths)
    places = np.arange(len(ranks)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    order = _stable_order(ranks, terms)
    ranks, entries, places = ranks[order], entries[order], places[order]
    is_first = (np.diff(ranks, prepend=-1) != 0) | (np.diff(entries, prepend=-1) != 0)
    firsts = np.flatnonzero(is_first)
    return Postings(
        starts=np.searchsorted(ranks[firsts], np.arange(terms + 1)),
        entries=entries[firsts],
        times=np.diff(firsts, append=len(ranks)),
        places=_steps(places, firsts) if with_places else None,
    )


def _steps(places: Ints, firsts: Ints) -> Ints:
    steps = np.diff(places, prepend=0)
    steps[firsts] = places[firsts]
    return steps


def _stable_order(ranks: Ints, terms: int) -> Ints:
    """Return the order of the ranks, those below zero left out; numpy sorts 16 bits by far the fastest."""
    present = np.flatnonzero(ranks >= 0)
    kept = ranks[present]
    order = np.argsort((kept % _SORTED_AT_ONCE).astype(np.uint16), kind="stable")
    if terms > _SORTED_AT_ONCE:
        upper = (kept[order] // _SORTED_AT_ONCE).astype(np.uint16)
        order = order[np.argsort(upper, kind="stable")]
    sorted_order: Ints = present[order]
    return sorted_order


def _narrow(lengths: Ints) -> Array:
    return lengths.astype(np.uint16 if not lengths.size or lengths.max() < _SORTED_AT_ONCE else np.uint32)
