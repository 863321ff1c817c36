"""Pieces of ink on a page: what hangs together."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Run = tuple[int, int, int]
"""Marked spots side by side: their row, the first column, and the column behind the last."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Marked spots that touch each other, if by a corner; rows and columns count from 0."""

    runs: tuple[Run, ...]
    """From top to bottom."""

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom, the last two just outside."""
        _, firsts, lasts = zip(*self.runs, strict=True)
        return min(firsts), self.runs[0][0], max(lasts), self.runs[-1][0] + 1

    @property
    def ink(self) -> int:
        """How many spots it has."""
        return sum(last - first for _, first, last in self.runs)

    def blot_out(self, mask: Mask) -> None:
        """Unmark its spots."""
        for row, first, last in self.runs:
            mask[row, first:last] = False


def pieces(mask: Mask) -> list[Piece]:
    """Return the pieces that the marked spots make."""
    runs = list(_runs(mask))
    parents = list(range(len(runs)))
    for upper, lower in _touching(runs):
        parents[_root(parents, lower)] = _root(parents, upper)
    members: dict[int, list[Run]] = defaultdict(list)
    for index, run in enumerate(runs):
        members[_root(parents, index)].append(run)
    return [Piece(tuple(group)) for group in members.values()]


def _runs(mask: Mask) -> Iterator[Run]:
    edges = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(edges == 1)
    _, ends = np.nonzero(edges == -1)
    yield from zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True)


def _touching(runs: list[Run]) -> Iterator[tuple[int, int]]:
    """Yield the indices of two runs in rows next to each other that touch."""
    above: list[int] = []
    row_above = -1
    for row, indices in groupby(range(len(runs)), key=lambda index: runs[index][0]):
        current = list(indices)
        if row == row_above + 1:
            yield from _pairs(runs, above, current)
        above, row_above = current, row


def _pairs(runs: list[Run], above: list[int], current: list[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for lower in current:
        _, first, last = runs[lower]
        while start < len(above) and runs[above[start]][2] < first:
            start += 1
        for upper in above[start:]:
            if runs[upper][1] > last:
                break
            yield upper, lower


def _root(parents: list[int], index: int) -> int:
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index
