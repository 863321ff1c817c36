"""The names of provinces in a query, old and new, and the documents that they mean."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from index.analyzer import forms_of
from model.province import (
    Province,
    ProvinceType,
    predecessors,
    province,
    provinces_in,
    provinces_on,
    successor,
)
from model.reason import Reason
from model.search import Places

PROVINCE: Final = "tinh="
"""Begins the key that holds the id of a record's province."""

_ERAS: Final = (date(2024, 12, 31), date(2025, 6, 30), date.max)
"""Days of the 63 provinces, before and after Huế changed its name, and of the 34: clerks look for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The units that one name means, one per era at most."""

    units: tuple[Province, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names under which its texts are found."""
        return tuple(dict.fromkeys(unit.name for unit in self.units))

    def keys(self, places: Places) -> tuple[str, ...]:
        """Return the keys of the documents that its provinces filed, or those before and after them."""
        ids = dict.fromkeys(unit.id for unit in (*self.units, *self._related(places)))
        return tuple(f"{PROVINCE}{unit_id}" for unit_id in ids)

    @property
    def heir(self) -> Province | None:
        """The present province of another name that carries on, None where the name is still in use."""
        heirs = [successor(unit) for unit in self.units]
        return heirs[0] if all(heir.name not in self.names for heir in heirs) else None

    def _related(self, places: Places) -> Iterator[Province]:
        if places is not Places.NAMED:
            yield from map(successor, self.units)
        if places is Places.ALL:
            for unit in self.units:
                yield from predecessors(unit)


def place_of(syllables: tuple[str, ...], exact: tuple[str, ...]) -> Place | None:
    """Return the provinces called so; a name of one syllable needs its diacritics (``Vinh`` is none)."""
    if len(syllables) == 1 and exact not in _single_names():
        return None
    ids = _ids_by_name().get(syllables)
    return Place(units=tuple(map(province, ids))) if ids else None


def label(unit: Province) -> str:
    """Return the name of a province, with its last month where it is no more: ``Hà Giang (đến 6/2025)``."""
    last = unit.valid_to
    return unit.name if last is None else f"{unit.name} (đến {last.month}/{last.year})"


@cache
def longest_place() -> int:
    """Return the number of syllables of the longest name."""
    return max(map(len, _ids_by_name()))


@cache
def _ids_by_name() -> dict[tuple[str, ...], tuple[str, ...]]:
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for unit, name in _named():
        folded = tuple(form.folded for form in forms_of(name))
        found.setdefault(folded, {})[unit.id] = None
    return {name: tuple(ids) for name, ids in found.items()}


@cache
def _single_names() -> frozenset[tuple[str, ...]]:
    names = (tuple(form.exact for form in forms_of(name)) for _, name in _named())
    return frozenset(name for name in names if len(name) == 1)


def _named() -> Iterator[tuple[Province, str]]:
    for day in _ERAS:
        for unit in provinces_on(day):
            for name in (unit.name, *unit.aliases):
                yield unit, name
                if unit.type_on(day) is ProvinceType.CITY:
                    yield unit, f"TP {name}"


def succession_named(text: str) -> tuple[Reason, ...]:
    """Return for each province that a text names who carries on its work, or which others it took over."""
    found = (unit for day in _ERAS for unit in provinces_in(text.title(), day))
    return tuple(dict.fromkeys(note for unit in found for note in _succession(unit)))


def _succession(unit: Province) -> Iterator[Reason]:
    heir = Place(units=(unit,)).heir
    formers = [former.name for former in predecessors(unit) if not former.continues]
    if heir is not None and not unit.continues:
        yield Reason("query-place-heir", (unit.name, heir.name))
    elif formers:
        yield Reason("query-place-formers", (unit.name, ", ".join(formers)))
