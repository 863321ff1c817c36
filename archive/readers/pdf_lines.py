"""Put the words of a page into lines, and part a line where a wide gap divides two columns.

Words of a text layer that were set one behind the other on one baseline stay together: their boxes differ in
height with their letters, and what stands beside them in another column must not pull them apart.
"""

from collections.abc import Iterator
from itertools import chain, pairwise
from operator import itemgetter

from archive.read_document import Line, Word
from archive.readers.pdf_words import PlacedWord

_SAME_LINE = 0.5
"""Middles closer than this share of the smaller height stand on one line."""
_SAME_BASELINE = 0.1
"""The same for the lower edges of words set one behind the other: those of one type are equal."""
_COLUMN_GAP = 2.2
"""A gap wider than this many heights parts columns; justified text stays below one."""


def lines_of(words: list[PlacedWord]) -> Iterator[Line]:
    """Return the lines from top to bottom, the columns of one height from left to right."""
    for row in _rows(_runs(words)):
        for segment in _segments(sorted(row, key=lambda word: word.box[0])):
            yield _line(segment)


def _rows(runs: list[list[PlacedWord]]) -> Iterator[list[PlacedWord]]:
    row: list[list[PlacedWord]] = []
    first_middle = first_height = 0.0
    for middle, height, run in sorted(map(_measured, runs), key=itemgetter(0)):
        if row and middle - first_middle > _SAME_LINE * min(height, first_height):
            yield list(chain.from_iterable(row))
            row = []
        if not row:
            first_middle, first_height = middle, height
        row.append(run)
    if row:
        yield list(chain.from_iterable(row))


def _runs(words: list[PlacedWord]) -> list[list[PlacedWord]]:
    """Return the words in the pieces in which they were set; each alone where a picture was read."""
    runs: list[list[PlacedWord]] = []
    for word in words:
        if runs and _follows(runs[-1][-1], word):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _follows(left: PlacedWord, right: PlacedWord) -> bool:
    if left.confidence is not None or right.confidence is not None:
        return False
    height = max(left.height, right.height)
    is_level = abs(left.box[3] - right.box[3]) < _SAME_BASELINE * height
    return is_level and 0 <= right.box[0] - left.box[2] <= _COLUMN_GAP * height


def _measured(run: list[PlacedWord]) -> tuple[float, float, list[PlacedWord]]:
    """Return the middle and the height of a run with it."""
    top, bottom = min(word.box[1] for word in run), max(word.box[3] for word in run)
    return (top + bottom) / 2, bottom - top, run


def _segments(row: list[PlacedWord]) -> Iterator[list[PlacedWord]]:
    segment = row[:1]
    for left, right in pairwise(row):
        if right.box[0] - left.box[2] > _COLUMN_GAP * max(left.height, right.height):
            yield segment
            segment = []
        segment.append(right)
    yield segment


def _line(words: list[PlacedWord]) -> Line:
    lefts, tops, rights, bottoms = zip(*(word.box for word in words), strict=True)
    return Line(
        text=" ".join(word.text for word in words),
        words=tuple(Word(text=word.text, box=word.box, confidence=word.confidence) for word in words),
        box=(min(lefts), min(tops), max(rights), max(bottoms)),
        bold=2 * sum(word.bold for word in words) > len(words),
        italic=2 * sum(word.italic for word in words) > len(words),
        size=round(words[0].size, 1),
    )
