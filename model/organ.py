"""The organs of the state that send and answer dispatches, each with its names and dates."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from itertools import chain
from typing import Any, Final, Self

from model.data_file import read_data
from model.province import Province, find_province, province, provinces_on, successor
from model.vietnamese import collapse, fold

_NATIONAL: Final = ("national", "ministry", "agency")
_PROVINCIAL: Final = ("province", "department", "tax", "branch")
_NO_LETTER = re.compile(r"[\W_]+")
_AND = re.compile(r"\bva\b")


class OrganLevel(StrEnum):
    """Where an organ stands."""

    NATIONAL = "trung-uong"
    MINISTRY = "bo"
    AGENCY = "co-quan-trung-uong"
    PROVINCE = "tinh"
    DEPARTMENT = "so"


@dataclass(frozen=True, slots=True, kw_only=True)
class Organ:
    """A body under one name: ``bgddt``, or ``sgddt@p34-lang-son`` for one of a province."""

    id: str
    name: str
    """As in the letterhead; a department's does not name its province."""
    full_name: str
    """As in a list of addressees, with the province as it was called on the day asked for."""
    abbreviations: tuple[str, ...]
    """The first is the one printed in codes."""
    level: OrganLevel
    parent_id: str | None = None
    province_id: str | None = None
    identifier: str | None = None
    """Level-1 identifier (``G03``), where one is published."""
    valid_from: date | None = None
    valid_to: date | None = None
    """Last day under this name; None while valid."""
    aliases: tuple[str, ...] = ()
    heir: str | None = None
    """Of one that is no more: which organ, or which kind of the province, took over its work."""

    def is_valid_on(self, day: date) -> bool:
        """Whether the organ existed under this name on that day."""
        return _is_within(day, self.valid_from, self.valid_to)


class UnknownOrganError(KeyError):
    """No organ has the id."""

    def __init__(self, organ_id: str) -> None:
        super().__init__(organ_id)
        self.organ_id = organ_id


def organ(organ_id: str, day: date | None = None) -> Organ:
    """Return the organ of an id, with its names of that day, by default its last ones.

    Raises:
        UnknownOrganError: for an id that is not in the data.
    """
    kind_id, _, province_id = organ_id.partition("@")
    try:
        return _kinds()[kind_id].of(province(province_id), day) if province_id else _national()[organ_id]
    except KeyError:
        raise UnknownOrganError(organ_id) from None


@lru_cache(maxsize=16)
def organs_on(day: date) -> tuple[Organ, ...]:
    """Return every organ of that day: the national ones, then those of each province."""
    national = (body for body in _national().values() if body.is_valid_on(day))
    provincial = (_organs_of(kind, day) for kind in _kinds().values() if kind.is_valid_on(day))
    return tuple(chain(national, *provincial))


def find_organ(
    name: str, *, day: date, parent: str | None = None, province_id: str | None = None
) -> Organ | None:
    """Return the organ of that day called so: in any case, with or without diacritics, or abbreviated.

    The province is taken from the name itself, from the parent named above it in the letterhead, or from
    ``province_id``. None when the name is unknown, when the province is, and when name and parent contradict.
    """
    key = _key(name)
    found = _national_names(day).get(key)
    if found is not None:
        return found
    for kind, rest in _kinds_beginning(key):
        if kind.is_valid_on(day):
            return _provincial(kind, rest, day=day, parent=parent, province_id=province_id)
    return None


def former_organ(name: str, day: date) -> Organ | None:
    """Return the organ that bore a name before the day and has it no longer; None for any other name."""
    for last in sorted(_last_days(), reverse=True):
        if last < day:
            former = find_organ(name, day=last)
            if former is not None:
                return former if find_organ(name, day=day) is None else None
    return None


def is_former_district(name: str, day: date) -> bool:
    """Whether a name is that of a body of the district level, which there is no longer on the day."""
    data = read_data("organs")["district"]
    return day >= data["until"] and re.match(data["body"], _key(name)) is not None


def heir_on(former: Organ, day: date) -> Organ | None:
    """Return the organ of that day which carries on the work of a former one, None when nothing tells."""
    kind_id, _, province_id = former.id.partition("@")
    heir_id = former.heir or kind_id
    if province_id:
        unit = province(province_id)
        heir_id = f"{heir_id}@{(unit if unit.is_valid_on(day) else successor(unit)).id}"
    try:
        found = organ(heir_id, day)
    except UnknownOrganError:
        return None
    return found if found.is_valid_on(day) else None


def expand_group(text: str, day: date) -> tuple[Organ, ...]:
    """Return the organs that an addressee line means on that day.

    ``Sở giáo dục và đào tạo các tỉnh, thành phố`` gives one per province, the name of one organ that
    organ, anything else nothing.
    """
    kind = _group_kind(_key(text), day)
    if kind is not None:
        return _organs_of(kind, day)
    single = find_organ(text, day=day)
    return () if single is None else (single,)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """What the organs of one kind have in common in all provinces."""

    id: str
    name: str
    full_name: str
    abbreviations: tuple[str, ...]
    level: OrganLevel
    parent: str | None
    joined: bool
    generic: bool
    valid_from: date | None
    valid_to: date | None
    heir: str | None

    @classmethod
    def from_row(cls, row: dict[str, Any], table: dict[str, Any]) -> Self:
        return cls(
            id=row["id"],
            name=row["name"],
            full_name=row.get("full_name", row["name"]),
            abbreviations=tuple(row["abbreviations"]),
            level=OrganLevel(table["level"]),
            parent=row.get("parent", table.get("parent")),
            joined=row.get("joined", False),
            generic=row.get("generic", False),
            valid_from=row.get("from"),
            valid_to=row.get("to"),
            heir=row.get("heir"),
        )

    def is_valid_on(self, day: date) -> bool:
        return _is_within(day, self.valid_from, self.valid_to)

    def of(self, unit: Province, day: date | None = None) -> Organ:
        """Return the organ of this kind in a province, as it was called on that day."""
        valid_from = max(filter(None, (self.valid_from, unit.valid_from)), default=None)
        valid_to = min(filter(None, (self.valid_to, unit.valid_to)), default=None)
        full_name = f"{self.full_name} {unit.label_on(day or valid_to or date.max)}"
        return Organ(
            id=f"{self.id}@{unit.id}",
            name=full_name if self.joined else self.name,
            full_name=full_name,
            abbreviations=self.abbreviations,
            level=self.level,
            parent_id=self._parent_id(unit),
            province_id=unit.id,
            identifier=unit.identifier if self.id == "ubnd" else None,
            valid_from=valid_from,
            valid_to=valid_to,
            heir=self.heir,
        )

    def _parent_id(self, unit: Province) -> str | None:
        return f"{self.parent}@{unit.id}" if self.parent in _kinds() else self.parent


def _provincial(
    kind: _Kind, rest: str, *, day: date, parent: str | None, province_id: str | None
) -> Organ | None:
    """Return the organ of a kind in the province that the name, the parent or the caller tells."""
    above = find_organ(parent, day=day) if parent else None
    if rest:
        unit = find_province(rest, day)
    elif above is not None and above.province_id is not None:
        unit = province(above.province_id)
    else:
        unit = province(province_id) if province_id and not kind.generic else None
    if unit is None or not unit.is_valid_on(day):
        return None
    found = kind.of(unit, day)
    return found if above is None or above.id == found.parent_id else None


def _group_kind(key: str, day: date) -> _Kind | None:
    """Return the kind of organ of which those of all provinces are addressed."""
    data = read_data("organs")["group"]
    leading = re.match(data["leading"], key)
    bare = key[leading.end() :] if leading else key
    for kind, rest in _kinds_beginning(bare):
        trailing = re.fullmatch(data["trailing"], rest)
        is_all = trailing is not None and ((leading is not None and leading["all"]) or trailing["where"])
        if is_all and kind.is_valid_on(day):
            return kind
    return None


def _organs_of(kind: _Kind, day: date) -> tuple[Organ, ...]:
    return tuple(kind.of(unit, day) for unit in provinces_on(day))


def _kinds_beginning(key: str) -> list[tuple[_Kind, str]]:
    """Return the kinds whose name begins the key, longest name first, each with the rest of the key."""
    return [
        (kind, key[len(name) :].strip()) for name, kind in _kind_names() if f"{key} ".startswith(f"{name} ")
    ]


def _is_within(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def _key(name: str) -> str:
    """Return a name folded, with its abbreviations written out."""
    plain = collapse(_AND.sub(" ", _NO_LETTER.sub(" ", fold(name))))
    return _abbreviated().sub(lambda match: str(read_data("organs")["expansions"][match[0]]), plain)


@cache
def _abbreviated() -> re.Pattern[str]:
    longest_first = sorted(read_data("organs")["expansions"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b")


@cache
def _kinds() -> dict[str, _Kind]:
    tables = (read_data("organs")[name] for name in _PROVINCIAL)
    return {row["id"]: _Kind.from_row(row, table) for table in tables for row in table["organs"]}


@cache
def _last_days() -> frozenset[date]:
    """Return the days after which some organ was no more."""
    last_of_63 = read_data("provinces")["reform"] - timedelta(days=1)
    kinds = (kind.valid_to for kind in _kinds().values())
    national = (body.valid_to for body in _national().values())
    units = (unit.valid_to for unit in (*provinces_on(date.min), *provinces_on(last_of_63)))
    return frozenset(filter(None, (*kinds, *national, *units)))


@cache
def _kind_names() -> tuple[tuple[str, _Kind], ...]:
    names = ((_key(name), kind) for kind in _kinds().values() for name in (kind.name, kind.full_name))
    abbreviated = ((_key(kind.abbreviations[0]), kind) for kind in _kinds().values())
    return tuple(sorted({*names, *abbreviated}, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _national() -> dict[str, Organ]:
    tables = (read_data("organs")[name] for name in _NATIONAL)
    return {row["id"]: _national_of(row, table) for table in tables for row in table["organs"]}


def _national_of(row: dict[str, Any], table: dict[str, Any]) -> Organ:
    return Organ(
        id=row["id"],
        name=row["name"],
        full_name=row["name"],
        abbreviations=tuple(row["abbreviations"]),
        level=OrganLevel(table["level"]),
        parent_id=row.get("parent", table.get("parent")),
        identifier=row.get("identifier"),
        valid_from=row.get("from"),
        valid_to=row.get("to"),
        aliases=tuple(row.get("aliases", ())),
        heir=row.get("heir"),
    )


@lru_cache(maxsize=16)
def _national_names(day: date) -> dict[str, Organ]:
    valid = (body for body in _national().values() if body.is_valid_on(day))
    return {
        _key(spelling): body for body in valid for spelling in (body.name, *body.aliases, *body.abbreviations)
    }
