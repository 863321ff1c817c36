"""Plain text for a terminal: aligned tables and lists, and nothing in them that could command the terminal.

``width`` is the number of columns of the terminal, None where the text goes into a file or another program:
then nothing is wrapped.
"""

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_GAP: Final = "  "
_NARROWEST: Final = 12
"""No column is wrapped to less than so many cells."""


def printable(text: str) -> str:
    """Return the text on one line with control characters, and bytes that are no text, made visible.

    A file's name or subject could otherwise move the cursor, or show one name for another.
    """
    blanks = "".join(" " if letter.isspace() else letter for letter in text)
    return "".join(letter if letter.isprintable() else _escaped(letter) for letter in blanks).strip()


def marked(text: str, marks: Iterable[tuple[int, int]]) -> str:
    """Return a snippet on one line with its hits in bold."""
    parts, end = [], 0
    for start, stop in marks:
        parts += [_kept(text[end:start]), _BOLD, _kept(text[start:stop]), _PLAIN]
        end = stop
    return "".join((*parts, _kept(text[end:]))).strip()


def cells(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(_cells(letter) for letter in text)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, width: int | None) -> Iterator[str]:
    """Yield the lines of a table, columns aligned; a column without any content is left out."""
    body = [[printable(value) for value in row] for row in rows]
    filled = [index for index in range(len(heads)) if any(row[index] for row in body)]
    shown = [[row[index] for index in filled] for row in ([*map(printable, heads)], *body)]
    widths = _fitted([max(map(cells, column)) for column in zip(*shown, strict=True)], width)
    ruler = ["─" * one for one in widths]
    for row in (shown[0], ruler, *shown[1:]):
        yield from _lines(row, widths)


def fields(values: Mapping[str, str | None], *, width: int | None) -> Iterator[str]:
    """Yield one line per label with a value, the values aligned."""
    known = {label: printable(value) for label, value in values.items() if value}
    indent = max(map(cells, known), default=0) + len(_GAP)
    for label, value in known.items():
        head, *rest = _wrapped(value, None if width is None else max(_NARROWEST, width - indent))
        yield _padded(label, indent) + head
        yield from (" " * indent + line for line in rest)


def _lines(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    wrapped = [_wrapped(value, width) for value, width in zip(row, widths, strict=True)]
    for number in range(max(map(len, wrapped), default=0)):
        parts = (column[number] if number < len(column) else "" for column in wrapped)
        yield _GAP.join(map(_padded, parts, widths)).rstrip()


def _fitted(widths: list[int], width: int | None) -> list[int]:
    """Narrow the widest columns until the table fits, as far as it can."""
    fitted = list(widths)
    excess = 0 if width is None else sum(fitted) + len(_GAP) * (len(fitted) - 1) - width
    while excess > 0 and max(fitted) > _NARROWEST:
        fitted[fitted.index(max(fitted))] -= 1
        excess -= 1
    return fitted


def _wrapped(value: str, width: int | None) -> list[str]:
    if width is None or cells(value) <= width:
        return [value]
    return textwrap.wrap(value, width, break_on_hyphens=False) or [""]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))


def _kept(text: str) -> str:
    """Return a part of a line; unlike ``printable`` the blanks at its ends stay."""
    inner = printable(text)
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and inner else ""
    return before + inner + after


def _cells(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1


def _escaped(letter: str) -> str:
    return letter.encode("unicode_escape").decode("ascii")
