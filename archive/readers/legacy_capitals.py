"""Capitals in text of TCVN3 without its fonts.

The alphabet has one code for a vowel with a tone, small and capital; which of them it is only the font
says: `MËT` in .VnTimeH prints MẬT, and reads "MậT" once the font is lost.
"""

import re
from collections.abc import Iterator
from typing import Final

_COLUMNS: Final = re.compile(r"(\t+|\||\s{3,})")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SMALL, _CAPITAL = re.compile("[a-z]"), re.compile("[A-Z]")
_FEWEST_CAPITALS: Final = 2
_LONGEST: Final = 60
"""Letters of a heading; lines of running text have more."""
_ENDS: Final = (".", ";", ":")
_OF_HEADING: Final = re.compile(r"[^\W\d_][^,;:!?<>=]*[^\W_.]\.?")


def with_capitals(text: str) -> str:
    """Return the text of a file, its headings and stamps in capitals where they were set in capitals."""
    return "\n".join(_lines(text.split("\n")))


def _lines(lines: list[str]) -> Iterator[str]:
    before = ""
    for line in lines:
        is_open = not before.strip() or before.rstrip().endswith(_ENDS) or before.isupper()
        shown = "".join(_column(column, may_be_small=is_open) for column in _COLUMNS.split(line))
        yield shown
        before = shown


def _column(column: str, *, may_be_small: bool) -> str:
    if column.isascii():
        return column
    if len(_CAPITAL.findall(column)) >= _FEWEST_CAPITALS and not _SMALL.search(column):
        return column.upper()
    if may_be_small and column.islower() and _is_heading(column.strip()):
        return column.upper()
    return _WORD.sub(lambda word: _word(word[0]), column)


def _is_heading(column: str) -> bool:
    """Whether small letters alone may be the capitals of a font that has no others."""
    return len(column) <= _LONGEST and _OF_HEADING.fullmatch(column) is not None


def _word(word: str) -> str:
    is_capital = _CAPITAL.search(word, 1) is not None and not _SMALL.search(word)
    return word.upper() if is_capital else word
