"""Which registered body and which province the letterhead speaks of (records.md 6.9)."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from archive.recognition.organs import Issuer
from archive.recognition.patterns import words
from model.identification import Identification, Reading
from model.organ import Organ, find_organ
from model.province import Province, provinces_in, provinces_on, successor
from model.vietnamese import fold

_MERGER = date(2025, 7, 1)
_COMMUNE = re.compile(
    r"(?<!\bthị )\b(?:xã|phường|thị trấn|đặc khu)\s+(.+?)(?=,|\s[-–]\s|\s+(?:huyện|tỉnh|thành phố)\b|$)",
    re.IGNORECASE,
)
"""A commune, with its name."""
_BEFORE_MERGER = _MERGER - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sender:
    """Ids of the registries of organs and provinces."""

    organ_id: Reading[str] | None = None
    province_id: Reading[str] | None = None


def read_sender(issuer: Issuer, place: Reading[str] | None, day: date | None) -> Sender:
    """Look the issuer up as it stood on the document's day; without a day the era is unknown.

    The letterhead decides; the place line confirms it, or names the province of a body that names none.
    """
    if issuer.organ is None or day is None:
        return Sender()
    named = _province(issuer, place, day)
    organ = _registered(issuer, day, None if named is None else named.value)
    if organ is None:
        return Sender(None, named)
    confidence = 0.95 if named is None else named.confidence
    organ_id = Reading(value=organ.id, confidence=confidence, evidence=issuer.organ.evidence)
    if organ.province_id is None:
        return Sender(organ_id, None)
    if named is not None and named.value == organ.province_id:
        return Sender(organ_id, named)
    return Sender(organ_id, Reading(value=organ.province_id, confidence=0.9, evidence=issuer.organ.evidence))


def resolved_on(found: Identification, day: date) -> Identification:
    """Return a document without a date with its issuer as the registries know it on the day it arrived."""
    if found.date is not None or found.organ_id is not None or found.organ is None:
        return found
    sender = read_sender(Issuer(found.organ, found.parent_organ), found.place, day)
    return replace(found, organ_id=sender.organ_id, province_id=found.province_id or sender.province_id)


def _registered(issuer: Issuer, day: date, province_id: str | None) -> Organ | None:
    if issuer.organ is None:
        return None
    parent = None if issuer.parent is None else issuer.parent.value
    return find_organ(issuer.organ.value, day=day, parent=parent, province_id=province_id)


def _province(issuer: Issuer, place: Reading[str] | None, day: date) -> Reading[str] | None:
    in_place = None if place is None or _is_own_commune(place, issuer) else _only(place.value, day)
    for reading in (issuer.organ, issuer.parent):
        if reading is None:
            continue
        unit = _only(reading.value, day)
        if unit is not None:
            agrees = in_place is not None and in_place.id == unit.id
            return Reading(value=unit.id, confidence=0.98 if agrees else 0.9, evidence=reading.evidence)
        heir = _heir(reading.value, day)
        if heir is not None:
            return Reading(value=heir.id, confidence=0.7, evidence=reading.evidence)
    if in_place is None or place is None or not _is_local(issuer):
        return None
    return Reading(value=in_place.id, confidence=0.6, evidence=place.evidence)


def _only(text: str, day: date) -> Province | None:
    """Return the one province a text names; none when it names several."""
    found = provinces_in(_COMMUNE.sub(" ", text), day)
    return found[0] if len(set(found)) == 1 else None


def _is_own_commune(place: Reading[str], issuer: Issuer) -> bool:
    """Whether the place is the commune that issued it, which may be called like a province elsewhere."""
    communes = _COMMUNE.finditer("" if issuer.organ is None else issuer.organ.value)
    return any(fold(commune[1]) == fold(place.value) for commune in communes)


def _heir(text: str, day: date) -> Province | None:
    """Return the successor when old stationery names a province that exists no more (R-51)."""
    if day < _MERGER:
        return None
    old = _only(text, _BEFORE_MERGER)
    return None if old is None or old in provinces_on(day) else successor(old)


def _is_local(issuer: Issuer) -> bool:
    names = [fold(reading.value) for reading in (issuer.organ, issuer.parent) if reading is not None]
    return any(name.startswith(head + " ") for name in names for head in words("organ", "local_heads"))
