"""The answering body as author of its own document: letterhead, place and signature block of its level."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from generator.template_files import template_file
from model.dispatch import Issuer
from model.organ import Organ, OrganLevel, UnknownOrganError, organ
from model.province import Province, province
from model.record import Addressee

_FILE: Final = "phieu-tra-loi/senders.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """What only the answering body's own document says of it."""

    full_name: str
    issuer: Issuer
    place: str
    capacity_lines: tuple[str, ...]
    title: str
    report_to: str | None = None
    """The superior that gets a copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """How the bodies of one level sign and name themselves."""

    parent: bool = False
    split: bool = False
    collective: bool = False
    report_to_parent: bool = False
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unregistered:
    """The same for bodies known only by how their names begin."""

    begins: str
    symbol: str
    title: str
    class_words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Senders:
    national_seat: str
    on_behalf: str
    any_title: str
    named_after_people: tuple[str, ...]
    level: dict[OrganLevel, _Rules]
    title: dict[str, str]
    unregistered: tuple[_Unregistered, ...]


def sender_of(addressee: Addressee, day: date) -> Sender:
    """Return an addressee as the author of a document of that day."""
    try:
        known = organ(addressee.organ_id, day)
    except UnknownOrganError:
        return _unregistered(addressee, day)
    return _registered(known, day)


def _registered(body: Organ, day: date) -> Sender:
    rules = _senders().level[body.level]
    home = province(body.province_id) if body.province_id else None
    above = organ(body.parent_id, day) if rules.parent and body.parent_id else None
    parent = _parent_name(above, day) if above else None
    label = home.label_on(day) if home else ""
    name = body.name.removesuffix(label).rstrip() if rules.split else _own_name(body, above)
    title = _senders().title.get(body.id.partition("@")[0]) or rules.title or _senders().any_title
    return Sender(
        full_name=body.full_name,
        issuer=Issuer(
            name_lines=(name, label) if rules.split else (name,),
            parent_name=parent,
            symbol=body.abbreviations[0],
            organ_id=body.id,
        ),
        place=_place(home, day),
        capacity_lines=(_senders().on_behalf.format(body=name),) if rules.collective else (),
        title=title,
        report_to=parent if rules.report_to_parent else None,
    )


def _own_name(body: Organ, above: Organ | None) -> str:
    """Return the issuer's line, which names the province when the line above does not."""
    is_local = above is None or above.province_id is not None
    return body.name if is_local else body.full_name


def _parent_name(parent: Organ, day: date) -> str | None:
    """Return the superior as the letterhead of its inferior abbreviates it: ``UBND tỉnh Lâm Đồng``."""
    if parent.level is OrganLevel.NATIONAL:
        return None
    if parent.province_id is None:
        return parent.name
    return f"{parent.abbreviations[0]} {province(parent.province_id).label_on(day)}"


def _place(home: Province | None, day: date) -> str:
    """Return the place line's name: the class word stays before the name of a person (II-4a)."""
    if home is None:
        return _senders().national_seat
    if home.name in _senders().named_after_people:
        label = home.label_on(day)
        return label[:1].upper() + label[1:]
    return home.name


def _unregistered(addressee: Addressee, day: date) -> Sender:
    """Return what the name alone tells: of a committee its unit, of another body nothing."""
    home = province(addressee.province_id) if addressee.province_id else None
    for rules in _senders().unregistered:
        if addressee.name.startswith(f"{rules.begins} "):
            unit = addressee.name.removeprefix(rules.begins).strip()
            return Sender(
                full_name=addressee.name,
                issuer=Issuer(name_lines=(rules.begins, unit), symbol=rules.symbol),
                place=_bare(unit, rules.class_words),
                capacity_lines=(_senders().on_behalf.format(body=rules.begins),),
                title=rules.title,
            )
    return Sender(
        full_name=addressee.name,
        issuer=Issuer(name_lines=(addressee.name,), symbol=""),
        place=_place(home, day),
        capacity_lines=(),
        title=_senders().any_title,
    )


def _bare(unit: str, class_words: tuple[str, ...]) -> str:
    """Return the name of a unit without its class word, which stays before a number."""
    for word in class_words:
        name = unit.removeprefix(f"{word} ")
        if name != unit and not name[:1].isdigit():
            return name
    return unit[:1].upper() + unit[1:]


@cache
def _senders() -> _Senders:
    path: Path = template_file(_FILE)
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _Senders)
