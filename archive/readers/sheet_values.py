"""What numbers, dates and running heads of a sheet look like on paper."""

import re
from datetime import datetime, timedelta
from typing import Final

from model.vietnamese import nfc

_DATE_FORMATS: Final = frozenset(map(str, (*range(14, 18), 22, *range(27, 37), *range(50, 59))))
"""Numbers that programs know by themselves for formats with a date (ECMA-376 18.8.30)."""
_NO_PATTERN: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_MARGIN_CODE: Final = re.compile(r"&(?:\"[^\"]*\"|[LCRA-Z]|\d+)")
_BEGINNING: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - a day on paper has no time zone
_LAST_DAY: Final = 2_958_465
"""31/12/9999."""


def is_date(number_format: str, pattern: str) -> bool:
    """Whether a format shows a number as a date."""
    if not pattern:
        return number_format in _DATE_FORMATS
    letters = _NO_PATTERN.sub("", pattern).lower()
    return "y" in letters or ("d" in letters and "m" in letters)


def days(value: str) -> str:
    """Return the date that a number of days since 1900 stands for, as it is written in Vietnam."""
    try:
        count = float(value)
    except ValueError:
        return value
    if not 1 <= count <= _LAST_DAY:
        return number(value)
    return f"{_BEGINNING + timedelta(days=int(count)):%d/%m/%Y}"


def number(value: str) -> str:
    """Return a number without the digits that only its storing as a fraction of two added."""
    try:
        plain = float(value)
    except ValueError:
        return value
    return f"{plain:.0f}" if plain.is_integer() and abs(plain) < 1e15 else f"{plain:.12g}"  # noqa: PLR2004 - so many digits a number keeps


def plain_margin(text: str) -> str:
    """Return a running head without the codes for its look and its place."""
    return _MARGIN_CODE.sub(" ", nfc(text))
