"""The day by which a dispatch wants its answer."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from model.data_file import read_data
from model.vietnamese import collapse, nfc

_LITERAL_ALONE = 12
"""Letters that may stand around a deadline for the text to be nothing but the deadline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The words that set it and the last day that is in time (``trước ngày D`` gives the day before D)."""

    literal: str
    due_on: date

    def days_late(self, arrived_on: date) -> int:
        """Return by how many days something that arrived on that day is late, 0 when it is in time."""
        return max(0, (arrived_on - self.due_on).days)


def find_deadline(text: str, *, year: int) -> Deadline | None:
    """Return the first deadline that a text sets, None when it sets none.

    A date without its year is in ``year``. ``trước ngày`` sets a deadline only in a sentence that asks for
    something, or when it is the whole text.
    """
    for match in _grammar().finditer(nfc(text)):
        due_on = _due_on(match, year)
        if due_on is not None and _is_asked(match):
            return Deadline(literal=collapse(match[0]), due_on=due_on)
    return None


def _due_on(match: re.Match[str], year: int) -> date | None:
    month = match["long_month"] or match["month"]
    written_year = match["long_year"] or match["year"]
    try:
        named = date(int(written_year or year), int(month), int(match["day"]))
    except ValueError:
        return None
    return named - timedelta(days=1) if match["excluding"] and not match["hour"] else named


def _is_asked(match: re.Match[str]) -> bool:
    data = read_data("deadlines")
    if re.search(data["not_asked"], _before(match), re.IGNORECASE):
        return False
    if re.match(data["certain"], match[0], re.IGNORECASE):
        return True
    if len(match.string.strip()) - len(match[0]) <= _LITERAL_ALONE:
        return True
    return re.search(data["request"], _sentence_around(match), re.IGNORECASE) is not None


def _sentence_around(match: re.Match[str]) -> str:
    after = _sentence_end().split(match.string[match.end() :])[0]
    return f"{_before(match)}{match[0]}{after}"


def _before(match: re.Match[str]) -> str:
    return _sentence_end().split(match.string[: match.start()])[-1]


@cache
def _sentence_end() -> re.Pattern[str]:
    return re.compile(read_data("deadlines")["sentence_end"])


@cache
def _grammar() -> re.Pattern[str]:
    data = read_data("deadlines")
    words = rf"(?:(?P<excluding>{data['excluding']})|(?P<including>{data['including']}))"
    return re.compile(
        rf"\b{words}\s+(?P<hour>{data['hour']})?{data['weekday']}?{data['date']}", re.IGNORECASE
    )
