"""Tables of a page that are drawn with rules: which words stand in which cell."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archive.read_document import Box, Line, Page, Word

_TOUCHING_MM = 0.8
"""Rules this near meet; borders of neighbouring cells are drawn side by side."""
_SHORTEST_MM = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledCell:
    """The words between four rules; ``box`` encloses the words."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledTable:
    """The cells with words, per row by column from 0; ``width`` is the number of columns."""

    width: int
    rows: tuple[Mapping[int, RuledCell], ...]


def ruled_tables(page: Page) -> Iterator[RuledTable]:
    """Yield the tables of a page from top to bottom. Tables side by side are one."""
    for group in _stacked([rule for rule in page.rules if _length(rule) >= _SHORTEST_MM]):
        rules = _Rules.of(group)
        if rules is not None:
            yield RuledTable(width=len(rules.lefts) - 1, rows=rules.rows(page.lines))


@dataclass(frozen=True, slots=True)
class _Rules:
    """The borders of a table: ``rises`` run from top to bottom, ``runs`` from left to right."""

    rises: tuple[Box, ...]
    runs: tuple[Box, ...]
    lefts: tuple[float, ...]
    tops: tuple[float, ...]

    @classmethod
    def of(cls, rules: list[Box]) -> "_Rules | None":
        rises = tuple(rule for rule in rules if _is_upright(rule))
        runs = tuple(rule for rule in rules if not _is_upright(rule))
        lefts = _positions([_middle(rule, 0) for rule in rises])
        tops = _positions([_middle(rule, 1) for rule in runs])
        return cls(rises, runs, lefts, tops) if len(lefts) > 1 and len(tops) > 1 else None

    def rows(self, lines: tuple[Line, ...]) -> tuple[dict[int, RuledCell], ...]:
        """Return the words of the lines by row and column; a merged cell has the numbers of its first."""
        found: list[dict[int, list[list[Word]]]] = [{} for _ in self.tops]
        for line in lines:
            for (row, column), words in self._parted(line).items():
                found[row].setdefault(column, []).append(words)
        return tuple({column: _cell(parts) for column, parts in sorted(row.items())} for row in found)

    def _parted(self, line: Line) -> dict[tuple[int, int], list[Word]]:
        parts: dict[tuple[int, int], list[Word]] = {}
        for word in line.words:
            place = self._place(_middle(word.box, 0), _middle(word.box, 1))
            if place is not None:
                parts.setdefault(place, []).append(word)
        return parts

    def _place(self, x: float, y: float) -> tuple[int, int] | None:
        """Return row and column of a point: of the nearest rules above it and left of it that reach it."""
        if x > self.lefts[-1] or y > self.tops[-1]:
            return None
        above = [_middle(run, 1) for run in self.runs if _reaches(run, 0, x) and _middle(run, 1) <= y]
        before = [_middle(rise, 0) for rise in self.rises if _reaches(rise, 1, y) and _middle(rise, 0) <= x]
        if not above or not before:
            return None
        return bisect_right(self.tops, max(above)) - 1, bisect_right(self.lefts, max(before)) - 1


def _stacked(rules: list[Box]) -> Iterator[list[Box]]:
    """Yield the groups of rules without a gap between them from top to bottom."""
    group: list[Box] = []
    bottom = 0.0
    for rule in sorted(rules, key=lambda rule: rule[1]):
        if group and rule[1] > bottom + _TOUCHING_MM:
            yield group
            group = []
        bottom = max(bottom, rule[3]) if group else rule[3]
        group.append(rule)
    if group:
        yield group


def _positions(values: list[float]) -> tuple[float, ...]:
    """Return the values in order, those of one border as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _TOUCHING_MM:
            found.append(value)
    return tuple(found)


def _reaches(rule: Box, axis: int, value: float) -> bool:
    return rule[axis] - _TOUCHING_MM <= value <= rule[axis + 2] + _TOUCHING_MM


def _cell(lines: list[list[Word]]) -> RuledCell:
    lefts, tops, rights, bottoms = zip(*(word.box for words in lines for word in words), strict=True)
    return RuledCell(
        text=" ".join(word.text for words in lines for word in words),
        box=(min(lefts), min(tops), max(rights), max(bottoms)),
    )


def _is_upright(rule: Box) -> bool:
    return rule[3] - rule[1] > rule[2] - rule[0]


def _length(rule: Box) -> float:
    return max(rule[2] - rule[0], rule[3] - rule[1])


def _middle(box: Box, axis: int) -> float:
    return (box[axis] + box[axis + 2]) / 2
