"""The text of a draft: paragraphs, headings, bold and italic between stars, tables between pipes."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Final

from generator.draft_headings import (
    HeadingError,
    article_number,
    division,
    is_division,
    landscape_mark,
    opens_paragraph,
    run_in,
)
from model.dispatch import Alignment, Heading, Landscape, Paragraph, Part, Run, Table, UprightPart
from model.vietnamese import fold

BodyFault = Callable[[str, int, tuple[str, ...]], Exception]
"""Makes the error of a body from its code, the number of the line (from 0) and facts."""
_Line = tuple[int, str]

_ITEM = re.compile(r"\s*(?:[-–+•]|\d{1,3}(?:\.\d{1,3})*[.)]|[a-zđ][.)]|[IVX]+\.)\s")
_STARS = re.compile(r"(\*{1,3})(?![\s*)])(.+?)(?<!\s)\1(?!\*)")
_RULER = re.compile(r":?-+:?")
_ESCAPED_STAR: Final = "\x00"
_ESCAPED_PIPE: Final = "\x01"
_BOLD_STARS: Final = 2
_MOST_COLUMNS: Final = 30
"""As many as have room for a letter and some white on an upright page."""


def read_body(text: str, fault: BodyFault) -> tuple[Part, ...]:
    """Return the parts of a body.

    A blank line ends a paragraph, and so does a line that begins with numbering, a dash or a heading. A star
    or pipe after a backslash stands for itself. Turned pages are opened and closed by lines of their own.

    Raises:
        Exception: what ``fault`` returns, for a table without ruler, too wide or with a row of another
            length, for a heading without title or with numerals of the wrong sort, for turned pages within
            others.
    """
    return tuple(_sections(list(enumerate(text.split("\n"))), fault))


def _sections(lines: list[_Line], fault: BodyFault) -> Iterator[Part]:
    """Yield the parts, those between the marks of turned pages as one."""
    opens, closes = (fold(landscape_mark(name)) for name in ("opens", "closes"))
    gathered: list[_Line] = []
    is_turned = False
    for number, line in lines:
        mark = fold(line.strip())
        if mark not in {opens, closes}:
            if (
                line.strip() or not gathered or not is_division(gathered[-1][1])
            ):  # a title may stand further down
                gathered.append((number, line))
            continue
        if is_turned is (mark == opens):
            raise fault("landscape-unpaired", number, (line.strip(),))
        yield from _section(gathered, fault, is_turned=is_turned)
        gathered, is_turned = [], not is_turned
    yield from _section(gathered, fault, is_turned=is_turned)


def _section(lines: list[_Line], fault: BodyFault, *, is_turned: bool) -> Iterator[Part]:
    parts = tuple(_headed(list(_parts(lines, fault))))
    if is_turned:
        yield Landscape(parts)
    else:
        yield from parts


def _headed(parts: list[UprightPart]) -> Iterator[UprightPart]:
    """Yield the parts with the paragraphs that are headings as such."""
    for place, part in enumerate(parts):
        if not isinstance(part, Paragraph):
            yield part
            continue
        following = parts[place + 1] if place + 1 < len(parts) else None
        is_last = following is None or article_number(following) is not None or isinstance(following, Heading)
        yield run_in(part, last=is_last)


def _parts(lines: list[_Line], fault: BodyFault) -> Iterator[UprightPart]:
    for kind, group in groupby(lines, lambda entry: _kind(entry[1])):
        if kind == "table":
            yield _table(tuple(group), fault)
        elif kind == "text":
            yield from (_paragraph(paragraph, fault) for paragraph in _paragraphs(group))


def _kind(line: str) -> str:
    bare = line.strip()
    if not bare:
        return "blank"
    return "table" if bare.startswith("|") else "text"


def _paragraphs(lines: Iterator[_Line]) -> Iterator[tuple[_Line, ...]]:
    """Yield the lines of each paragraph."""
    joined: list[_Line] = []
    for number, line in lines:
        if joined and (_ITEM.match(line) or opens_paragraph(line)):
            yield tuple(joined)
            joined = []
        joined.append((number, line.strip()))
    yield tuple(joined)


def _paragraph(lines: tuple[_Line, ...], fault: BodyFault) -> UprightPart:
    texts = tuple(line for _, line in lines)
    try:
        heading = division(texts)
    except HeadingError as error:
        raise fault(error.code, lines[0][0], error.facts) from error
    return heading or Paragraph(read_runs(" ".join(texts)))


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


def _table(lines: tuple[_Line, ...], fault: BodyFault) -> Table:
    rows = [(number, _cells(line)) for number, line in lines]
    number, heading = rows[0]
    if len(rows) == 1 or not all(_RULER.fullmatch(cell) for cell in rows[1][1]):
        raise fault("table-no-ruler", number, ())
    if len(heading) > _MOST_COLUMNS:
        raise fault("table-too-wide", number, (str(len(heading)), str(_MOST_COLUMNS)))
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
