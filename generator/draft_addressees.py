"""Whom a draft addresses: who is expected to answer, and that they exist on its day."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from generator.draft_source import Field, Fields
from generator.errors import DraftInvalidError
from model.organ import (
    Organ,
    UnknownOrganError,
    expand_group,
    former_organ,
    heir_on,
    is_former_district,
    organ,
)
from model.record import Addressee
from model.vietnamese import collapse, fold

_ALL_REGISTERED: Final = ("so ", "bo ")
"""Folded beginnings of names that the registry holds all of: one that it does not know is a slip."""


def read_expected(fields: Fields, day: date, *, also_unnamed: bool) -> tuple[Addressee, ...]:
    """Return who is expected to answer: whom ``theo_doi`` names, else whom the addressee lines mean.

    The latter only where the kind expects answers (``also_unnamed``). Whom the registry of organs does not
    know (a school, a commune) is expected by name.
    """
    named = fields.get("theo_doi")
    if named is not None:
        expected = [one for name in named.lines() for one in _named(named, name, day)]
    elif also_unnamed:
        expected = [one for line in fields.need("kinh_gui").lines() for one in _meant(line, day)]
    else:
        expected = []
    return tuple({one.organ_id: one for one in expected}.values())


def refuse_abolished(field: Field, day: date) -> None:
    """Refuse to address a body that no longer exists on the day, naming the one that carries on.

    Raises:
        DraftInvalidError: for the first such line.
    """
    for name in map(_bare, field.lines()):
        if expand_group(name, day):
            continue
        if is_former_district(name, day):
            raise field.error("addressee-district", name)
        former = former_organ(name, day)
        if former is not None:
            raise _abolished(field, former, name, day)


def _abolished(field: Field, former: Organ, name: str, day: date) -> DraftInvalidError:
    ended = f"{former.valid_to:%d/%m/%Y}" if former.valid_to else ""
    heir = heir_on(former, day)
    return (
        field.error("addressee-succeeded", name, ended, heir.full_name)
        if heir
        else field.error("addressee-abolished", name, ended)
    )


def _named(field: Field, name: str, day: date) -> Iterator[Addressee]:
    try:
        found: tuple[Organ, ...] = (organ(name, day),)
    except UnknownOrganError:
        found = expand_group(name, day)
    if not found and fold(name).startswith(_ALL_REGISTERED):
        raise field.error("organ-unknown", name, f"{day:%d/%m/%Y}")
    yield from map(_addressee, found) if found else (Addressee.by_name(collapse(name)),)


def _meant(line: str, day: date) -> Iterator[Addressee]:
    name = _bare(line)
    found = expand_group(name, day)
    yield from map(_addressee, found) if found else (Addressee.by_name(name),)


def _bare(line: str) -> str:
    return collapse(line.removeprefix("-").strip(" ;."))


def _addressee(body: Organ) -> Addressee:
    return Addressee(organ_id=body.id, name=body.full_name, province_id=body.province_id)
