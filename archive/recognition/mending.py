"""Names that a machine misread, mended where another line of the letterhead says what they must be."""

from dataclasses import replace
from difflib import SequenceMatcher

from archive.recognition.organs import Issuer
from archive.recognition.patterns import words
from model.identification import Reading
from model.province import BOTH_SIDES_OF_THE_MERGER, find_province
from model.vietnamese import fold

_MISREAD = 0.8
"""Likeness of two names that differ in a letter; ``Hà Nam`` and ``Hà Nội`` are less alike."""


def mended(issuer: Issuer, place: Reading[str] | None) -> Issuer:
    """Return the issuer, the place in its name as the date line spells it where one letter differs."""
    if issuer.organ is None or place is None:
        return issuer
    name = issuer.organ.value
    begin = _area_begins(name)
    area = name[begin:]
    is_committee = fold(area).startswith("uy ")  # of the Party: Tỉnh ủy, Thành ủy
    if not begin or is_committee or _is_province(area) or not _is_province(place.value):
        return issuer
    if SequenceMatcher(None, fold(area), fold(place.value)).ratio() < _MISREAD:
        return issuer
    evidence = replace(issuer.organ.evidence, rule="letterhead-mended-by-place")
    return replace(issuer, organ=Reading(value=name[:begin] + place.value, confidence=0.8, evidence=evidence))


def _is_province(name: str) -> bool:
    return any(find_province(name, day) is not None for day in BOTH_SIDES_OF_THE_MERGER)


def _area_begins(name: str) -> int:
    """Return the offset behind the last word for a kind of area; 0 without one."""
    folded = f" {fold(name)} "
    areas = (f" {area} " for area in words("organ", "area_words"))
    return max((folded.rfind(area) + len(area) - 1 for area in areas if area in folded), default=0)
