"""The provinces of Vietnam: 63 until 30 June 2025, 34 since, each with its dates, names and succession."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, cached_property
from typing import Any, Final

from model.data_file import read_data
from model.vietnamese import collapse, fold

_NO_LETTER = re.compile(r"[\W_]+")
BOTH_SIDES_OF_THE_MERGER: Final = (date(2025, 6, 30), date(2025, 7, 1))
"""The last day of the 63 provinces and the first of the 34: who asks on both knows every name."""


class ProvinceType(StrEnum):
    """The two types of unit of the first level."""

    PROVINCE = "tinh"
    CITY = "thanh-pho"


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """One unit in one era: a province that kept its name but absorbed others is a new row (``p34-...``)."""

    id: str
    name: str
    code: str
    """Two digits of the Statistics Office, meaningful only together with the era."""
    identifier: str | None
    """Level-1 identifier of its committee (``H22``); no list for the new era has been published."""
    valid_from: date | None
    valid_to: date | None
    """Last day of validity; None while valid."""
    city_since: date | None
    own_label: str | None
    successor_id: str | None
    continues: bool
    """Whether the successor is this unit, enlarged or renamed, and not another that absorbed it."""
    aliases: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    """Cities whose names stand in place lines."""

    def is_valid_on(self, day: date) -> bool:
        """Whether the unit existed on that day; the years before our data count with the oldest row."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )

    def type_on(self, day: date) -> ProvinceType:
        """Return what the unit was on that day; several became cities in 2025 and 2026."""
        is_city = self.city_since is not None and self.city_since <= day
        return ProvinceType.CITY if is_city else ProvinceType.PROVINCE

    def label_on(self, day: date) -> str:
        """Return the name with its type as printed on that day: ``tỉnh Lạng Sơn``, ``thành phố Huế``."""
        data = read_data("provinces")
        word = data["city_word"] if self.type_on(day) is ProvinceType.CITY else data["province_word"]
        return self.own_label or f"{word} {self.name}"


class UnknownProvinceError(KeyError):
    """No province has the id."""

    def __init__(self, province_id: str) -> None:
        super().__init__(province_id)
        self.province_id = province_id


def province(province_id: str) -> Province:
    """Return the province of an id such as ``p63-ha-giang``.

    Raises:
        UnknownProvinceError: for an id that is not in the data.
    """
    try:
        return _provinces()[province_id]
    except KeyError:
        raise UnknownProvinceError(province_id) from None


def provinces_on(day: date) -> tuple[Province, ...]:
    """Return the units of that day by code: 63 until 30 June 2025, 34 since."""
    return _era(day).units


def successor(old: Province) -> Province:
    """Return the unit that carries on today; one of the present is its own successor."""
    return province(old.successor_id) if old.successor_id else old


def predecessors(new: Province) -> tuple[Province, ...]:
    """Return the former units that a present one consists of, the one it continues first."""
    formers = (old for old in _provinces().values() if old.successor_id == new.id)
    return tuple(sorted(formers, key=lambda old: not old.continues))


def find_province(name: str, day: date) -> Province | None:
    """Return the unit of that day called so, with or without diacritics or type, or with an alias.

    A city's name stands for its province, but ``thành phố Lạng Sơn``, a district-level body, gives None.
    """
    bare, wants_city = _without_type(_key(name))
    found = _era(day).names.get(bare.replace(" ", ""))
    if found is None or (wants_city and found.type_on(day) is not ProvinceType.CITY):
        return None
    return found


def provinces_in(text: str, day: date) -> tuple[Province, ...]:
    """Return the units of that day that a letterhead or place line mentions, each once, in order.

    A mention begins with a capital letter; one syllable needs its diacritics (``Vinh`` is not ``Vĩnh``).
    Longer names win: ``Vĩnh Long`` does not hold the city of Vinh.
    """
    era = _era(day)
    matches = era.mentions.finditer("".join(fold(letter)[:1] or " " for letter in text))
    named = (_mentioned(text[match.start() : match.end()], era) for match in matches)
    return tuple(dict.fromkeys(unit for unit in named if unit is not None))


class _Era:
    """The units of a time without change, with the look-ups over them."""

    def __init__(self, units: tuple[Province, ...]) -> None:
        self.units = units

    @cached_property
    def names(self) -> dict[str, Province]:
        return {_compact(spelling): unit for unit in self.units for spelling in _spellings(unit)}

    @cached_property
    def single_words(self) -> dict[str, str]:
        """Names of one syllable in lower case, by their folded form."""
        spellings = (spelling for unit in self.units for spelling in _spellings(unit))
        return {fold(spelling): spelling.casefold() for spelling in spellings if " " not in _key(spelling)}

    @cached_property
    def mentions(self) -> re.Pattern[str]:
        keys = {_key(spelling) for unit in self.units for spelling in _spellings(unit)}
        longest_first = sorted(
            {*keys, *read_data("provinces")["namesakes"]}, key=lambda key: (-len(key), key)
        )
        alternatives = "|".join(key.replace(" ", r"[\W_]{0,3}") for key in longest_first)
        return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")


def _mentioned(written: str, era: _Era) -> Province | None:
    """Return the unit that a match of the mentions means; a namesake means none."""
    unit = era.names.get(_compact(written))
    if unit is None or not written[0].isupper():
        return None
    exact = era.single_words.get(_compact(written))
    return unit if exact in {None, written.casefold()} else None


def _spellings(unit: Province) -> tuple[str, ...]:
    formers = (city for old in predecessors(unit) for city in old.cities)
    return (unit.name, *unit.aliases, *unit.cities, *formers)


def _key(name: str) -> str:
    return collapse(_NO_LETTER.sub(" ", fold(name)))


def _without_type(key: str) -> tuple[str, bool]:
    """Return the name without its type and whether the type was that of a city."""
    data = read_data("provinces")
    for prefix in data["city_prefixes"]:
        if key.startswith(f"{prefix} "):
            return key.removeprefix(f"{prefix} "), True
    for prefix in data["province_prefixes"]:
        key = key.removeprefix(f"{prefix} ")
    return key, False


def _compact(name: str) -> str:
    return _key(name).replace(" ", "")


def _era(day: date) -> _Era:
    starts = _starts()
    return _era_from(starts[bisect_right(starts, day) - 1])


@cache
def _starts() -> tuple[date, ...]:
    """Return the days on which some unit began, oldest first."""
    return tuple(sorted({unit.valid_from or date.min for unit in _provinces().values()}))


@cache
def _era_from(start: date) -> _Era:
    units = (unit for unit in _provinces().values() if unit.is_valid_on(start))
    return _Era(tuple(sorted(units, key=lambda unit: unit.code)))


@cache
def _provinces() -> dict[str, Province]:
    data = read_data("provinces")
    old = [_province_of(row, "p63", valid_to=data["reform"] - timedelta(days=1)) for row in data["old"]]
    new = [_province_of(row, "p34", valid_from=data["reform"]) for row in data["new"]]
    return {unit.id: unit for unit in (*old, *new)}


def _province_of(
    row: dict[str, Any], era: str, *, valid_from: date | None = None, valid_to: date | None = None
) -> Province:
    slug, heir, city = _key(row["name"]).replace(" ", "-"), row.get("successor"), row.get("city")
    return Province(
        id=f"{era}-{slug}",
        name=row["name"],
        code=row["code"],
        identifier=row.get("identifier"),
        valid_from=row.get("valid_from", valid_from),
        valid_to=row.get("valid_to", valid_to),
        city_since=date.min if city is True else city,
        own_label=row.get("label"),
        successor_id=f"p34-{heir}" if heir else None,
        continues=row.get("continues", slug == heir),
        aliases=tuple(row.get("aliases", ())),
        cities=tuple(row.get("cities", ())),
    )
