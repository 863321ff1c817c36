"""Finds dates as clerks write them in a query, each with the days that it may mean."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from index.analyzer import Form, forms
from index.query import AnyOf, Clause, DateRange, Phrase, Word

_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_MONTH: Final = r"(?P<month>\d{1,2})"
_DAY: Final = r"(?P<day>\d{1,2})"
_QUARTERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_SHAPES: Final = (
    rf"(?:ngay\s+)?{_DAY}(?P<sign>[/.-]){_MONTH}(?P=sign)(?P<short>\d\d)",
    rf"(?:ngay\s+)?{_DAY}\s?(?P<sign>[/.-])\s?{_MONTH}\s?(?P=sign)\s?{_YEAR}",
    rf"(?:ngay\s+)?{_DAY}\s+thang\s+{_MONTH}\s+nam\s+{_YEAR}",
    rf"{_YEAR}-{_MONTH}-{_DAY}",
    rf"(?:thang\s+)?{_MONTH}\s?[/.-]\s?{_YEAR}",
    rf"thang\s+{_MONTH}\s+nam\s+{_YEAR}",
    rf"{_YEAR}-{_MONTH}",
    rf"quy\s+(?P<quarter>iv|i{{1,3}}|[1-4])\s*(?:/|nam\s)\s*{_YEAR}",
    rf"nam\s+{_YEAR}",
)
"""Over folded letters, the fuller shapes first."""
_PRESENT_CENTURY: Final = 80
"""Below it a year of two digits is one of this century."""
_FROM = re.compile(r"(?<!\w)tu\s+(?=\w*\s*\d)")
_TO = re.compile(r"\s+(?:den|toi)\s+(?:het\s+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPeriod:
    """A period in a query, *từ 2017 đến 2018*."""

    start: int
    end: int
    range: DateRange


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date in a query; ``first`` and ``last`` are the days that it spans."""

    start: int
    end: int
    first: date
    last: date
    wordings: tuple[tuple[str, ...], ...]
    """How texts write the same date, as syllables."""

    @property
    def range(self) -> DateRange:
        """The documents of these days."""
        return DateRange(first=self.first, last=self.last)

    def clause(self, typed: Clause) -> AnyOf:
        """Return what finds the date in a text, as typed first, or as the date of the document."""
        wordings = (Phrase(words=tuple(map(_plain_word, wording))) for wording in self.wordings)
        return AnyOf(parts=tuple(dict.fromkeys((typed, *wordings, self.range))), share=0.5)


def find_dates(folded: str) -> Iterator[FoundDate]:
    """Yield the dates in a folded text; a year alone needs its word, ``nam 2017``."""
    end = 0
    for match in _sorted_matches(folded):
        found = _found(match) if match.start() >= end else None
        if found is not None:
            end = found.end
            yield found


def find_periods(folded: str) -> Iterator[FoundPeriod]:
    """Yield the periods in a folded text; it does not matter which of the two days is named first."""
    for start in _FROM.finditer(folded):
        first = read_date(folded[start.end() :])
        between = None if first is None else _TO.match(folded, start.end() + first.end)
        last = None if between is None else read_date(folded[between.end() :])
        if first and between and last:
            ends = (first.first, first.last, last.first, last.last)
            yield FoundPeriod(
                start=start.start(),
                end=between.end() + last.end,
                range=DateRange(first=min(ends), last=max(ends)),
            )


def read_date(folded: str) -> FoundDate | None:
    """Return the date that a folded text begins with; here a year alone is one too."""
    for pattern in (*_patterns(), re.compile(rf"{_YEAR}(?!\w)")):
        match = pattern.match(folded)
        found = None if match is None else _found(match)
        if found is not None:
            return found
    return None


def _sorted_matches(folded: str) -> list[re.Match[str]]:
    """Return the matches by place, at one place the longest first."""
    matches: Iterable[re.Match[str]] = (
        match for pattern in _patterns() for match in pattern.finditer(folded)
    )
    return sorted(matches, key=lambda match: (match.start(), -match.end()))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?<![\w/.-]){shape}(?!\w|[/.-]\w)") for shape in _SHAPES)


def _found(match: re.Match[str]) -> FoundDate | None:
    """Return the date of a match, None where the calendar does not have it."""
    parts = match.groupdict()
    year, month, day = (int(parts.get(name) or 0) for name in ("year", "month", "day"))
    if parts.get("short"):
        short = int(parts["short"])
        year = short + (2000 if short < _PRESENT_CENTURY else 1900)
    quarter = parts.get("quarter")
    try:
        if quarter:
            number = _QUARTERS.get(quarter) or int(quarter)
            first, last = date(year, number * 3 - 2, 1), _last_day(year, number * 3)
        else:
            first = date(year, month or 1, day or 1)
            last = first if day else _last_day(year, month or 12)
    except ValueError:
        return None
    wordings = () if quarter else tuple(_wordings(year, month, day))
    return FoundDate(start=match.start(), end=match.end(), first=first, last=last, wordings=wordings)


def _last_day(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _wordings(year: int, month: int, day: int) -> Iterator[tuple[str, ...]]:
    months = dict.fromkeys((str(month), f"{month:02d}"))
    days = dict.fromkeys((str(day), f"{day:02d}"))
    if day:
        yield from ((one, two, str(year)) for one in days for two in months)
        yield from ((one, "tháng", two, "năm", str(year)) for one in days for two in months)
    elif month:
        yield from ((two, str(year)) for two in months)
        yield from (("tháng", two, "năm", str(year)) for two in months)


def _plain_word(syllable: str) -> Word:
    form: Form = forms(syllable)
    return Word(exact=form.exact, folded=form.folded, is_loose=True)
