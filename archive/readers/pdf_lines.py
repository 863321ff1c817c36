"""Put the words of a page into lines, and part a line where a wide gap divides two columns."""

from collections.abc import Iterator
from itertools import pairwise

from archive.read_document import Line, Word
from archive.readers.pdf_words import PlacedWord

_SAME_LINE = 0.5
"""Middles closer than this share of the smaller height stand on one line."""
_COLUMN_GAP = 2.2
"""A gap wider than this many heights parts columns; justified text stays below one."""


def lines_of(words: list[PlacedWord]) -> Iterator[Line]:
    """Return the lines from top to bottom, the columns of one height from left to right."""
    for row in _rows(words):
        for segment in _segments(sorted(row, key=lambda word: word.box[0])):
            yield _line(segment)


def _rows(words: list[PlacedWord]) -> Iterator[list[PlacedWord]]:
    row: list[PlacedWord] = []
    for word in sorted(words, key=lambda word: word.middle):
        if row and word.middle - row[0].middle > _SAME_LINE * min(word.height, row[0].height):
            yield row
            row = []
        row.append(word)
    if row:
        yield row


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
