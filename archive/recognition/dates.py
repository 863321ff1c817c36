"""The date of the document, from the date line of its letterhead."""

import re

from archive.recognition.passage import Passage
from archive.recognition.patterns import pattern
from model.identification import Reading
from model.partial_date import PartialDate


def read_date(dates: tuple[Passage, ...]) -> Reading[PartialDate] | None:
    """Return the date; only year and month when the day cannot be read, None when the month cannot."""
    for rule, confidence in (("long", 0.98), ("short", 0.8)):
        for passage in dates:
            match = pattern("date", rule).search(passage.folded)
            value = None if match is None else _value(match)
            if match is not None and value is not None:
                sure = confidence if value.is_whole else 0.5
                return Reading(value=value, confidence=sure, evidence=passage.evidence(f"date-{rule}"))
    return None


def _value(match: re.Match[str]) -> PartialDate | None:
    month, year = int(match["month"]), int(match["year"])
    day = 0 if match.groupdict().get("junk", "").strip() else int(match["day"] or 0)
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None
