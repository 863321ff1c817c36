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
_ONE = re.compile(r"[il1|\]\[!{}/\\?†‡4]")
"""What a hand's 1 at the head of a month is taken for: its upstroke makes it a 4, too."""
_ROUND = re.compile(r"[o0]")
_CITED_YEAR = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](20\d\d)\b")
_FURTHEST = 1
"""Years that a day cited in a document lies ahead of it at most."""
_DIGIT_SHAPES = str.maketrans({"o": "0", "l": "1", "i": "1", "|": "1", "]": "1", "[": "1", "s": "5"})
_ELEVEN = 2
_MONTHS = range(1, 13)
_ALONE = 3


def read_date(dates: tuple[Passage, ...], passages: Iterable[Passage] = ()) -> Reading[PartialDate] | None:
    """Return the date; only year and month when the day cannot be read, None when the month cannot.

    ``passages`` are those of the whole document: what the banner of a signature and cited dates say helps to
    read what a pen wrote.
    """
    for passage in dates:
        if passage.sure is not None and (found := _from_picture(passage, passages)) is not None:
            return found
    for rule, confidence in (("long", 0.98), ("short", 0.8)):
        for passage in (passage for passage in dates if passage.sure is None):
            match = pattern("date", rule).search(passage.folded)
            value = None if match is None else _value(match)
            if value is not None and not value.is_whole and (drawn := _drawn(passage, value)) is not None:
                return drawn
            if match is not None and value is not None:
                sure = confidence if value.is_whole else 0.5
                return Reading(value=value, confidence=sure, evidence=passage.evidence(f"date-{rule}"))
    return None


def _drawn(passage: Passage, blank: PartialDate) -> Reading[PartialDate] | None:
    """Return the day that every look at the picture of a line saw whose text leaves it blank."""
    seen = {
        _value(match)
        for match in map(pattern("date", "long").search, map(fold_in_place, passage.again))
        if match
    }
    if len(seen) != 1 or not passage.again:
        return None
    [value] = seen
    if value is None or not value.is_whole or (value.year, value.month) != (blank.year, blank.month):
        return None
    return Reading(value=value, confidence=0.9, evidence=passage.evidence("date-drawn"))


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
    is_shaped: bool
    """Whether the month was told from the shape of its figures alone."""
    has_blank_day: bool
    """Whether nothing at all stands where the day belongs."""


def _from_picture(passage: Passage, passages: Iterable[Passage]) -> Reading[PartialDate] | None:
    """Return the date that the looks at a picture agree on: the day only where it is print."""
    looks = [_look(text) for text in (passage.text, *passage.again)]
    dark = [_look(text) for text in passage.darkened]
    year, years = _agreed(look.year if look else 0 for look in dark) or _best(
        look.year if look else 0 for look in looks
    )
    if not year or (years == 1 and passage.again and (dark or _cites_far_year(passages, year))):
        return None  # pale ink made dark does not bear out what one look alone saw
    month, months = _month_in_dark(dark, looks) or _month_of(looks)
    if not month:
        return _by_signature(passage, passages, year)
    is_print = _is_print(passage, looks)
    value = _date(year, month, looks[0].day if is_print and looks[0] else 0)
    if value is None:
        return None
    agreed = min(months, years) > 1 or not passage.again
    is_shaped = all(look.is_shaped for look in looks if look and look.month == month)
    confidence = 0.6 if not agreed else 0.8 if is_shaped else 0.95 if is_print else 0.92
    rule = "date-printed" if value.is_whole else "date-day-by-hand"
    return Reading(value=value, confidence=confidence, evidence=passage.evidence(rule))


def _month_in_dark(dark: list[_Look | None], looks: list[_Look | None]) -> tuple[int, int] | None:
    """Return the month that all looks at ink made dark saw: no figure before a lone 1 or 2 is too pale there.

    A pen's may still stand apart from it, so such a month needs another look that saw it.
    """
    agreed = _agreed(look.month if look else 0 for look in dark)
    if agreed is None or agreed[0] >= _ALONE:
        return agreed
    return agreed if any(look is not None and look.month == agreed[0] for look in looks) else None


def _month_of(looks: list[_Look | None]) -> tuple[int, int]:
    """Return the month and how many looks saw it."""
    month, months = _best(look.month if look else 0 for look in looks)
    if month < _ALONE and months < len(looks):
        # Print puts a zero before 1 and 2: one alone is what is left of another, unless every look sees it.
        alone = [look for look in looks if look and look.month == month and not look.has_zero]
        return (0, 0) if alone else (month, months)
    is_shaped = all(look.is_shaped for look in looks if look and look.month == month)
    return (0, 0) if is_shaped and months == 1 < len(looks) else (month, months)


def _by_signature(passage: Passage, passages: Iterable[Passage], year: int) -> Reading[PartialDate] | None:
    """Return the month in which the document was signed electronically, where the year is the one read."""
    signed = (pattern("date", "signed").search(line.folded) for line in passages)
    months = {_value(match) for match in signed if match is not None and int(match["year"]) == year}
    found = {(value.year, value.month) for value in months if value is not None}
    if len(found) != 1:
        return None
    [(year, month)] = found
    evidence = passage.evidence("date-month-by-signature")
    return Reading(value=PartialDate(year, month, 0), confidence=0.8, evidence=evidence)


def _cites_far_year(passages: Iterable[Passage], year: int) -> bool:
    cited = (int(found) for passage in passages for found in _CITED_YEAR.findall(passage.folded))
    return max(cited, default=0) > year + _FURTHEST


def _is_print(passage: Passage, looks: list[_Look | None]) -> bool:
    """Whether the day is printed: print is read the same each time, or without a doubt at once."""
    first, *further = looks
    if first is None or not first.day:
        return False
    if any(look is not None and look.has_blank_day for look in further):
        return False  # black ink alone has none: a pen or a stamp put it there in colour
    if any(look is not None and look.day not in {0, first.day} for look in further):
        return False
    is_sure = passage.sure is not None and passage.sure >= _SURE
    return is_sure or any(look is not None and look.day == first.day for look in further)


def _look(text: str) -> _Look | None:
    match = pattern("date", "pictured").search(fold_in_place(text))
    if match is None:
        return None
    year = match["year"].replace(" ", "")
    return _Look(
        day=_number(match["day"] or ""),
        month=_month(match["month"]),
        year=int(year) if re.fullmatch(r"(?:19|20)\d\d", year) else 0,
        has_zero=len(match["month"].strip(" .,_")) > 1,
        is_shaped=re.fullmatch(r"\d{1,2}", _bare(match["month"])) is None or not _month(match["month"]),
        has_blank_day=match["day"] is not None and not any(map(str.isalnum, match["day"])),
    )


def _number(text: str) -> int:
    """Return a day of two figures, as print has it; one figure alone is what is left of a pen's two."""
    bare = re.sub(r"\W+$|^\W+", "", text)
    return int(bare) if re.fullmatch(r"\d{2}", bare) else 0


def _month(text: str) -> int:
    """Return a month also from strokes: one below 3 has a zero before it, so two strokes are 11."""
    bare = _bare(text)
    if re.fullmatch(r"\d{1,2}", bare) and int(bare) in _MONTHS:
        return int(bare)
    if bare and len(bare) <= _ELEVEN + 1 and all(map(_STROKES.fullmatch, bare)):
        return 11 if len(bare) >= _ELEVEN else 0
    shaped = bare.translate(_DIGIT_SHAPES)
    month = int(shaped) if re.fullmatch(r"[01]\d", shaped) else 0
    return month if month in _MONTHS else _two_figures(bare)


def _two_figures(bare: str) -> int:
    """Return 10, 11 or 12 where the second figure is plain and the first one not round, thus no zero."""
    first, second = bare[:1], bare[1:]
    if len(bare) != _ELEVEN or _ROUND.fullmatch(first):
        return 0
    if _ROUND.fullmatch(second):
        return 10
    if _ONE.fullmatch(first) is None:
        return 0
    return 12 if second == "2" else 11 if _STROKES.fullmatch(second) else 0


def _bare(text: str) -> str:
    return re.sub(r"[\s.,_'`]", "", text)


def _agreed(values: Iterable[int]) -> tuple[int, int] | None:
    """Return what all looks at ink made dark saw, and how many there were; None unless they agree."""
    seen = list(values)
    return (seen[0], len(seen)) if seen and seen[0] and len(set(seen)) == 1 else None


def _best(values: Iterable[int]) -> tuple[int, int]:
    """Return what the first look saw, or else most others, and how many did; zeros do not count.

    Print as it stands is read better than print made larger.
    """
    first, *further = values
    counts = Counter(value for value in (first, *further) if value)
    if first:
        return first, counts[first]
    return counts.most_common(1)[0] if counts else (0, 0)
