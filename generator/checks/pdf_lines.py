"""Words and strokes of a PDF page, put together into lines as the checker sees them."""

from collections.abc import Iterator
from typing import Final

from generator.checks.observed import Area, CellPlace, DrawnAs, Place, RuleLine, SeenParagraph, SeenRun
from generator.checks.patterns import pattern
from generator.checks.pdf_letters import PlacedWord
from generator.checks.pdf_strokes import Stroke

_GAP_MM: Final = 7.0
"""Words farther apart than this on one line stand in two columns."""
_UNDER_MM: Final = 7.0
"""A line belongs to the text above it when it is drawn no lower than this."""
_TABLE_LINES: Final = 3
_TALLEST_ROW_MM: Final = 50.0
_TABLES: Final = 1000
"""More tables than any page has, to number those of all pages."""
_OVER_MM: Final = 1.5
"""How far a line may reach into the box of the text above it."""


def rows(words: list[PlacedWord]) -> Iterator[list[PlacedWord]]:
    """Yield the words line by line, from the top and from the left; columns part a line."""
    row: list[PlacedWord] = []
    for word in sorted(words, key=lambda one: (one.middle, one.left)):
        if row and word.middle > row[0].bottom - (row[0].bottom - row[0].top) / 4:
            yield from _columns(row)
            row = []
        row.append(word)
    if row:
        yield from _columns(row)


def _columns(row: list[PlacedWord]) -> Iterator[list[PlacedWord]]:
    row.sort(key=lambda word: word.left)
    start = 0
    for count in range(1, len(row)):
        is_apart = row[count].left - row[count - 1].right > _GAP_MM and not _is_open(row[start:count])
        if is_apart or _begins_right_column(row[start:], count - start):
            yield row[start:count]
            start = count
    yield row[start:]


def _is_open(row: list[PlacedWord]) -> bool:
    """Whether the words leave room for a number or a day that is not written yet."""
    return pattern("typing", "open_end").search(" ".join(word.text for word in row)) is not None


def _begins_right_column(row: list[PlacedWord], count: int) -> bool:
    """Whether the words from here on are what the right column of a letterhead begins with."""
    rest = " ".join(word.text for word in row[count:])
    match = pattern("letterhead", "right_begins").match(" " + rest, 1)
    return match is not None and row[count].left - row[count - 1].right > 1.0


def lines_of(
    words: list[PlacedWord], strokes: list[Stroke], *, page: int, margin: float
) -> list[SeenParagraph]:
    """Return the lines of a page; ``margin`` is how far its text begins from the left edge of the paper."""
    found = list(rows(words))
    grid = _grid(strokes)
    owned: dict[int, list[Stroke]] = {}
    for stroke in strokes:
        above = [count for count, row in enumerate(found) if _is_under(stroke, row)]
        if above:
            owned.setdefault(max(above, key=lambda count: found[count][0].bottom), []).append(stroke)
    return [
        _line(row, owned.get(index, []), grid, page=page, index=index, margin=margin)
        for index, row in enumerate(found)
    ]


def _is_under(stroke: Stroke, row: list[PlacedWord]) -> bool:
    overlaps = stroke.left < row[-1].right and stroke.right > row[0].left
    return overlaps and row[0].bottom - _OVER_MM < stroke.top < row[0].bottom + _UNDER_MM


def _grid(strokes: list[Stroke]) -> list[tuple[float, float]]:
    """Return from where to where tables reach: several lines of one place and length, close together."""
    alike: dict[tuple[int, int], list[float]] = {}
    for stroke in strokes:
        alike.setdefault((round(stroke.left), round(stroke.length)), []).append(stroke.top)
    groups = [group for tops in alike.values() for group in _close(sorted(tops))]
    return [(group[0], group[-1]) for group in groups if len(set(map(round, group))) >= _TABLE_LINES]


def _close(tops: list[float]) -> Iterator[list[float]]:
    start = 0
    for count in range(1, len(tops)):
        if tops[count] - tops[count - 1] > _TALLEST_ROW_MM:
            yield tops[start:count]
            start = count
    yield tops[start:]


def _line(
    words: list[PlacedWord],
    strokes: list[Stroke],
    grid: list[tuple[float, float]],
    *,
    page: int,
    index: int,
    margin: float,
) -> SeenParagraph:
    left, right = words[0].left, max(word.right for word in words)
    top, bottom = min(word.top for word in words), max(word.bottom for word in words)
    inside = (count for count, (first, last) in enumerate(grid) if first < top and bottom < last + _OVER_MM)
    table = next(inside, None)
    return SeenParagraph(
        runs=tuple(_runs(words)),
        place=Place(
            area=Area.BODY if table is None else Area.CELL,
            cell=None
            if table is None
            else CellPlace(table=page * _TABLES + table, row=index, column=0, columns=1, bordered=True),
            part=f"page{page}",
            index=index,
            page=page,
            left_mm=left - margin,
            right_mm=right - margin,
            top_mm=top,
            bottom_mm=bottom,
        ),
        rules=tuple(
            RuleLine(
                drawn_as=DrawnAs.PICTURE if stroke.is_picture else DrawnAs.DRAWING, length_mm=stroke.length
            )
            for stroke in strokes
        ),
    )


def _runs(words: list[PlacedWord]) -> Iterator[SeenRun]:
    for count, word in enumerate(words):
        blank = "" if count == len(words) - 1 else " "
        yield SeenRun(
            text=word.text + blank,
            font=word.font,
            size_pt=word.size_pt,
            bold=word.bold,
            italic=word.italic,
            colour=word.colour,
            start=count,
        )
