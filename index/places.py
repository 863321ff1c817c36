"""The names of provinces in a query, old and new, and the documents that they mean."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from index.analyzer import forms_of
from model.province import (
    Province,
    ProvinceType,
    predecessors,
    province,
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
    """The units that one name means, one per era at most.

    A province that is in no list of units any more has a name of its own, its last year, and as units those
    on whose ground it lay.
    """

    units: tuple[Province, ...]
    former_name: str | None = None
    until: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names under which its texts are found."""
        if self.former_name is not None:
            return (self.former_name,)
        return tuple(dict.fromkeys(unit.name for unit in self.units))

    def keys(self, places: Places) -> tuple[str, ...]:
        """Return the keys of the documents that its provinces filed, or those before and after them."""
        named = () if self.former_name is not None and places is Places.NAMED else self.units
        ids = dict.fromkeys(unit.id for unit in (*named, *self._related(places)))
        return tuple(f"{PROVINCE}{unit_id}" for unit_id in ids)

    def note(self, places: Places) -> Reason | None:
        """Return what the name finds besides, or leaves out, unless the switch was set on purpose."""
        if places is not Places.HEIRS:
            return None
        heirs = tuple(dict.fromkeys(successor(unit).name for unit in self.units))
        if self.former_name is not None:
            found = dict.fromkeys((*(unit.name for unit in self.units), *heirs))
            return Reason(
                "query-place-former",
                (self.former_name, str(self.until), ", ".join(heirs), ", ".join(found)),
            )
        if not any(heir in self.names for heir in heirs):
            return Reason("query-place-heir", (self.names[0], ", ".join(heirs)))
        absorbed = [old.name for unit in self.units for old in predecessors(unit) if not old.continues]
        return Reason("query-place-formers", (self.names[-1], ", ".join(absorbed))) if absorbed else None

    def _related(self, places: Places) -> Iterator[Province]:
        if places is not Places.NAMED:
            yield from map(successor, self.units)
        if places is Places.ALL:
            for unit in self.units:
                yield from predecessors(unit)


def place_of(syllables: tuple[str, ...], exact: tuple[str, ...]) -> Place | None:
    """Return the provinces called so; a name of one syllable needs its diacritics (``hue`` is none)."""
    if len(syllables) > 1 or exact in _single_names():
        return _places().get(syllables)
    return _places().get(_run_together().get(syllables[0], ()))


def is_place(syllables: tuple[str, ...], exact: tuple[str, ...]) -> bool:
    """Tell whether a province or one of its cities is called so."""
    return place_of(syllables, exact) is not None or exact in _cities()


def label(unit: Province) -> str:
    """Return the name of a province, with its last month where it is no more: ``Hà Giang (đến 6/2025)``.

    One that went on, enlarged or renamed, bears its present name all the time: it is counted once.
    """
    last = None if unit.continues else unit.valid_to
    name = successor(unit).name if unit.continues else unit.name
    return name if last is None else f"{name} (đến {last.month}/{last.year})"


@cache
def longest_place() -> int:
    """Return the number of syllables of the longest name."""
    return max(map(len, _places()))


@cache
def _places() -> dict[tuple[str, ...], Place]:
    """Return the places by their folded names; a former province's may be a unit's alias too."""
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for unit, name in _named():
        found.setdefault(_folded(name), {})[unit.id] = None
    present = {name: Place(units=tuple(map(province, ids))) for name, ids in found.items()}
    return present | dict(_formers())


def _formers() -> Iterator[tuple[tuple[str, ...], Place]]:
    data = tomllib.loads((files("index") / "former_provinces.toml").read_text(encoding="utf-8"))
    for row in data["former"]:
        units = tuple(province(f"p63-{part}") for part in row["parts"])
        place = Place(units=units, former_name=row["name"], until=row["until"])
        for name in (row["name"], *row.get("aliases", ())):
            yield _folded(name), place


@cache
def _run_together() -> dict[str, tuple[str, ...]]:
    """Return the names of several syllables by what they are when typed as one: ``daklak``."""
    return {"".join(name): name for name in _places() if len(name) > 1}


@cache
def _single_names() -> frozenset[tuple[str, ...]]:
    names = (tuple(form.exact for form in forms_of(name)) for _, name in _named())
    return frozenset(name for name in names if len(name) == 1)


@cache
def _cities() -> frozenset[tuple[str, ...]]:
    cities = (city for day in _ERAS for unit in provinces_on(day) for city in unit.cities)
    return frozenset(tuple(form.exact for form in forms_of(city)) for city in cities)


def _folded(name: str) -> tuple[str, ...]:
    return tuple(form.folded for form in forms_of(name))


def _named() -> Iterator[tuple[Province, str]]:
    for day in _ERAS:
        for unit in provinces_on(day):
            for name in (unit.name, *unit.aliases):
                yield unit, name
                if unit.type_on(day) is ProvinceType.CITY:
                    yield unit, f"TP {name}"
