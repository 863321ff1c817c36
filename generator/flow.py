"""Blocks of lines flowing over pages: what stays together, what may part, where each block comes to stand."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final, Self

from generator.typesetting import Line

_WIDOWS: Final = 2
"""Fewest lines of a paragraph that stand alone at the foot or head of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Lines under one another; ``x`` is the distance from the left margin, lengths in points."""

    lines: tuple[Line, ...]
    x: float = 0.0

    @property
    def height(self) -> float:
        """The height of all lines with the room between them."""
        return sum(line.before + line.height for line in self.lines)

    def fitting(self, room: float) -> int:
        """Return how many lines fit."""
        used = 0.0
        for count, line in enumerate(self.lines):
            used += line.before + line.height
            if used > room:
                return count
        return len(self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The drawn lines of a table row: x of the verticals, and the padding above and below its text."""

    verticals: tuple[float, ...]
    padding: float
    thickness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph (one column, may part between lines) or a row (parts only when no page can hold it)."""

    columns: tuple[Column, ...]
    before: float = 0.0
    keep_next: bool = False
    """Stand whole on the page of the next block, as LibreOffice takes the mark in a Word file."""
    grid: Grid | None = None
    heading: tuple["Block", ...] = ()
    """Rows drawn again when this row begins a page."""
    is_row: bool = False

    @property
    def height(self) -> float:
        """The height without the room before."""
        return max((column.height for column in self.columns), default=0.0) + self._padding

    @property
    def _padding(self) -> float:
        return 2 * self.grid.padding + self.grid.thickness if self.grid else 0.0

    @property
    def least_height(self) -> float:
        """The height of what has to stand together at its beginning."""
        lines = self.columns[0].lines
        if self.is_row or self.keep_next or len(lines) < 2 * _WIDOWS:
            return self.height
        return sum(line.before + line.height for line in lines[:_WIDOWS])

    def least_height_on(self, page: float) -> float:
        """Return the same on pages of a height: of a row that none can hold, its shortest column."""
        if self.height <= page or not self.is_row:
            return self.least_height
        shortest = min(column.height for column in self.columns) + self._padding
        return shortest if shortest <= page else 0.0

    def part(self, room: float) -> tuple[Self, Self] | None:
        """Part a paragraph so that at least two lines stand on either side, or return None."""
        count = len(self.columns[0].lines)
        head = min(self.columns[0].fitting(room), count - _WIDOWS)
        if self.is_row or self.keep_next or head < _WIDOWS:
            return None
        return self._cut((head,))

    def part_anyhow(self, room: float) -> tuple[Self, Self] | None:
        """Part what no page can hold after the last lines that fit, or return None when not one does."""
        heads = tuple(column.fitting(room - self._padding) for column in self.columns)
        whole = all(head == len(column.lines) for head, column in zip(heads, self.columns, strict=True))
        return None if whole or not any(heads) else self._cut(heads)

    def _cut(self, heads: tuple[int, ...]) -> tuple[Self, Self]:
        pairs = tuple(zip(self.columns, heads, strict=True))
        first = tuple(replace(column, lines=column.lines[:head]) for column, head in pairs)
        rest = tuple(replace(column, lines=column.lines[head:]) for column, head in pairs)
        return (
            replace(self, columns=first, keep_next=False),
            replace(self, columns=rest, before=0.0),
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """A block on a page, ``top`` points under the top margin."""

    block: Block
    top: float


class _Waiting:
    """The blocks still to be placed, fetched only as far as they are looked at."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._fetched: deque[Block] = deque()
        self._coming = iter(blocks)

    def next(self) -> Block | None:
        """Take the next block, or None at the end."""
        return self._fetched.popleft() if self._fetched else next(self._coming, None)

    def put_back(self, *blocks: Block) -> None:
        """Put blocks before all others."""
        self._fetched.extendleft(reversed(blocks))

    def followers(self) -> Iterator[Block]:
        """Look at the blocks in order without taking them."""
        yield from tuple(self._fetched)
        for block in self._coming:
            self._fetched.append(block)
            yield block


@dataclass(slots=True)
class _Sheet:
    """The page that is being filled; ``full_room`` is that of the pages after it."""

    room: float
    full_room: float
    begins_spaced: bool = False
    placed: list[Placed] = field(default_factory=list)
    used: float = 0.0

    def left(self, block: Block) -> float:
        """Return the room for a block."""
        return self.room - self.used - self._before(block)

    def is_fresh(self, block: Block) -> bool:
        """Whether a new page could not give the block more room than this one."""
        return all(placed.block in block.heading for placed in self.placed)

    def place(self, block: Block) -> None:
        before = self._before(block)
        self.placed.append(Placed(block, self.used + before))
        self.used += before + block.height

    def _before(self, block: Block) -> float:
        return block.before if self.placed or self.begins_spaced else 0.0


def paginate(
    blocks: Iterable[Block], room: float, *, first_room: float | None = None, spaced: bool = False
) -> Iterator[tuple[Placed, ...]]:
    """Lay blocks on pages whose text is ``room`` points high; no page begins with the room before a block.

    Blocks are taken as the pages fill, so a text of any length needs the memory of a page.

    Args:
        blocks: what is laid, in order.
        room: the height of the text.
        first_room: that of the first page, when something at its foot takes some.
        spaced: whether the first page does begin with the room before its first block, as it does in word
            processors after the end of a section.
    """
    waiting = _Waiting(blocks)
    sheet = _Sheet(room if first_room is None else first_room, room, begins_spaced=spaced)
    while (block := waiting.next()) is not None:
        if _place(block, waiting, sheet):
            continue
        yield tuple(sheet.placed)
        sheet = _Sheet(room, room)
    yield tuple(sheet.placed)


def _place(block: Block, waiting: _Waiting, sheet: _Sheet) -> bool:
    """Place a block or its beginning; return False when the page is full and the rest waits."""
    fresh, left = sheet.is_fresh(block), sheet.left(block)
    if block.height + _kept_with(block, waiting, sheet.full_room) <= left:
        sheet.place(block)
        return True
    parts = block.part(left)
    if parts is None and (fresh or block.least_height_on(sheet.full_room) <= left < block.height):
        parts = block.part_anyhow(left)
    if parts is not None:
        sheet.place(parts[0])
        waiting.put_back(*block.heading, parts[1])
        return False
    if fresh:
        sheet.place(block)
        return True
    waiting.put_back(*block.heading, block)
    return False


def _kept_with(block: Block, waiting: _Waiting, room: float) -> float:
    """Return the height that must follow on the same page; nothing when no page could hold it."""
    if not block.keep_next:
        return 0.0
    needed = 0.0
    for follower in waiting.followers():
        needed += follower.before + follower.least_height_on(room)
        if not follower.keep_next:
            break
    return needed if needed + block.least_height <= room else 0.0
