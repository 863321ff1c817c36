"""The date of the document, from the date line of its letterhead."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from archive.recognition.passage import Passage, fold_in_place
from archive.recognition.patterns import pattern
from model.identification import Reading
from model.partial_date import PartialDate

_SURE = 0.85
"""Confidence in the least sure word of the line from which on a day is print."""
_STROKES = re.compile(r"[il1|\]\[!jt]")
_DIGIT_SHAPES = str.maketrans({"o": "0", "l": "1", "i": "1", "|": "1", "]": "1", "[": "1", "s": "5"})
_ELEVEN = 2
_MONTHS = range(1, 13)
_ALONE = 3


def read_date(dates: tuple[Passage, ...]) -> Reading[PartialDate] | None:
    """Return the date; only year and month when the day cannot be read, None when the month cannot."""
    for passage in dates:
        if passage.sure is not None and (found := _from_picture(passage)) is not None:
            return found
    for rule, confidence in (("long", 0.98), ("short", 0.8)):
        for passage in (passage for passage in dates if passage.sure is None):
            match = pattern("date", rule).search(passage.folded)
            value = None if match is None else _value(match)
            if match is not None and value is not None:
                sure = confidence if value.is_whole else 0.5
                return Reading(value=value, confidence=sure, evidence=passage.evidence(f"date-{rule}"))
    return None


def _value(match: re.Match[str]) -> PartialDate | None:
    month, year = int(match["month"]), int(match["year"])
    day = 0 if match.groupdict().get("junk", "").strip() else int(match["day"] or 0)
    return _date(year, month, day)


def _date(year: int, month: int, day: int) -> PartialDate | None:
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Look:
    """What one look at the picture of the line saw; 0 where it saw no number."""

    day: int
    month: int
    year: int
    has_zero: bool
    """Whether a zero stands before a month of one figure."""


def _from_picture(passage: Passage) -> Reading[PartialDate] | None:
    """Return the date that the looks at a picture agree on: the day only where it is print."""
    looks = [_look(text) for text in (passage.text, *passage.again)]
    month, months = _best(look.month if look else 0 for look in looks)
    if month < _ALONE and months < len(looks):
        # Print puts a zero before 1 and 2: one alone is what is left of another, unless every look sees it.
        alone = [look for look in looks if look and look.month == month and not look.has_zero]
        month = 0 if alone else month
    year, years = _best(look.year if look else 0 for look in looks)
    if not month or not year:
        return None
    is_print = _is_print(passage, looks)
    value = _date(year, month, looks[0].day if is_print and looks[0] else 0)
    if value is None:
        return None
    agreed = min(months, years) > 1 or not passage.again
    confidence = 0.95 if is_print and agreed else 0.92 if agreed else 0.6
    rule = "date-printed" if value.is_whole else "date-day-by-hand"
    return Reading(value=value, confidence=confidence, evidence=passage.evidence(rule))


def _is_print(passage: Passage, looks: list[_Look | None]) -> bool:
    """Whether the day is printed: print is read the same each time, or without a doubt at once."""
    first, *further = looks
    if first is None or not first.day:
        return False
    if any(look is not None and look.day not in {0, first.day} for look in further):
        return False
    is_sure = passage.sure is not None and passage.sure >= _SURE
    return is_sure or any(look is not None and look.day == first.day for look in further)


def _look(text: str) -> _Look | None:
    match = pattern("date", "pictured").search(fold_in_place(text))
    if match is None:
        return None
    year = match["year"]
    return _Look(
        day=_number(match["day"] or ""),
        month=_month(match["month"]),
        year=int(year) if len(year) == len("2017") else 0,
        has_zero=len(match["month"].strip(" .,_")) > 1,
    )


def _number(text: str) -> int:
    """Return a day of two figures, as print has it; one figure alone is what is left of a pen's two."""
    bare = re.sub(r"\W+$|^\W+", "", text)
    return int(bare) if re.fullmatch(r"\d{2}", bare) else 0


def _month(text: str) -> int:
    """Return a month also from strokes: one below 3 has a zero before it, so two strokes are 11."""
    bare = re.sub(r"[\s.,_]", "", text)
    if re.fullmatch(r"\d{1,2}", bare):
        month = int(bare)
    elif bare and len(bare) <= _ELEVEN + 1 and all(map(_STROKES.fullmatch, bare)):
        month = 11 if len(bare) >= _ELEVEN else 0
    else:
        shaped = bare.translate(_DIGIT_SHAPES)
        month = int(shaped) if re.fullmatch(r"[01]\d", shaped) else 0
    return month if month in _MONTHS else 0


def _best(values: Iterable[int]) -> tuple[int, int]:
    """Return what the first look saw, or else most others, and how many did; zeros do not count.

    Print as it stands is read better than print made larger.
    """
    first, *further = values
    counts = Counter(value for value in (first, *further) if value)
    if first:
        return first, counts[first]
    return counts.most_common(1)[0] if counts else (0, 0)
