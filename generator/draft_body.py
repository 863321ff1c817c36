"""The body of a draft: plain paragraphs, bold and italic between stars, tables between pipes."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Final

from model.dispatch import Alignment, Paragraph, Run, Table

TableFault = Callable[[str, int, tuple[str, ...]], Exception]
"""Makes the error of a table from its code, the number of the line (from 0) and facts."""

_ITEM = re.compile(r"\s*(?:[-–+•]|\d{1,3}(?:\.\d{1,3})*[.)]|[a-zđ][.)]|[IVX]+\.)\s")
_STARS = re.compile(r"(\*{1,3})(?![\s*)])(.+?)(?<!\s)\1(?!\*)")
_RULER = re.compile(r":?-+:?")
_ESCAPED_STAR: Final = "\x00"
_ESCAPED_PIPE: Final = "\x01"
_BOLD_STARS: Final = 2


def read_body(text: str, fault: TableFault) -> tuple[Paragraph | Table, ...]:
    """Return the parts of a body.

    A blank line ends a paragraph, and so does a line that begins with numbering or a dash. A star or pipe
    after a backslash stands for itself.

    Raises:
        Exception: what ``fault`` returns, for a table without ruler or with a row of another length.
    """
    return tuple(_parts(text, fault))


def _parts(text: str, fault: TableFault) -> Iterator[Paragraph | Table]:
    numbered = list(enumerate(text.split("\n")))
    for kind, group in groupby(numbered, lambda entry: _kind(entry[1])):
        if kind == "table":
            yield _table(tuple(group), fault)
        elif kind == "text":
            yield from (
                Paragraph(read_runs(paragraph)) for paragraph in _paragraphs(line for _, line in group)
            )


def _kind(line: str) -> str:
    bare = line.strip()
    if not bare:
        return "blank"
    return "table" if bare.startswith("|") else "text"


def _paragraphs(lines: Iterator[str]) -> Iterator[str]:
    joined: list[str] = []
    for line in lines:
        if joined and _ITEM.match(line):
            yield " ".join(joined)
            joined = []
        joined.append(line.strip())
    yield " ".join(joined)


def read_runs(text: str) -> tuple[Run, ...]:
    """Return a text as runs: two stars on both sides make it bold, one italic, three both."""
    return tuple(_runs(text.replace(r"\*", _ESCAPED_STAR), bold=False, italic=False))


def _runs(text: str, *, bold: bool, italic: bool) -> Iterator[Run]:
    position = 0
    for match in _STARS.finditer(text):
        yield from _plain(text[position : match.start()], bold=bold, italic=italic)
        stars = len(match[1])
        yield from _runs(match[2], bold=bold or stars >= _BOLD_STARS, italic=italic or stars != _BOLD_STARS)
        position = match.end()
    yield from _plain(text[position:], bold=bold, italic=italic)


def _plain(text: str, *, bold: bool, italic: bool) -> Iterator[Run]:
    if text:
        yield Run(text.replace(_ESCAPED_STAR, "*"), bold=bold, italic=italic)


def _table(lines: tuple[tuple[int, str], ...], fault: TableFault) -> Table:
    rows = [(number, _cells(line)) for number, line in lines]
    number, heading = rows[0]
    if len(rows) == 1 or not all(_RULER.fullmatch(cell) for cell in rows[1][1]):
        raise fault("table-no-ruler", number, ())
    for number, row in rows[1:]:
        if len(row) != len(heading):
            raise fault("table-ragged", number, (str(len(row)), str(len(heading))))
    return Table(
        heading=tuple(Paragraph(read_runs(cell)) for cell in heading),
        rows=tuple(tuple(Paragraph(read_runs(cell)) for cell in row) for _, row in rows[2:]),
        alignments=tuple(_alignment(cell) for cell in rows[1][1]),
    )


def _cells(line: str) -> list[str]:
    bare = line.strip().replace(r"\|", _ESCAPED_PIPE).removeprefix("|").removesuffix("|")
    return [cell.strip().replace(_ESCAPED_PIPE, "|") for cell in bare.split("|")]


def _alignment(ruler: str) -> Alignment:
    if ruler.endswith(":"):
        return Alignment.CENTRE if ruler.startswith(":") else Alignment.RIGHT
    return Alignment.LEFT
