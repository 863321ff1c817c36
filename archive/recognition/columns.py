"""The two columns of a letterhead, where the format tells places: cells of a table, or boxes on a page."""

from collections.abc import Callable
from operator import attrgetter

from archive.recognition.passage import Passage
from archive.recognition.patterns import pattern
from model.vietnamese import collapse

_SLACK = 3.0
"""Millimetres by which a line may hang out of its column."""

Columns = tuple[list[Passage], list[Passage]]


def part_columns(passages: list[Passage], name: Passage) -> Columns | None:
    """Return the left column and the right one that holds the national name; the right one as one passage.

    None where only the text itself shows the columns.
    """
    if name.cell is not None and name.cell.column > 0:
        return _by_cells(passages, name)
    if any(_runs_through(passage, name) for passage in passages):
        return None
    if name.box is not None and any(_is_left(passage, name) for passage in passages):
        return _by_boxes(passages, name)
    return None


def _runs_through(passage: Passage, name: Passage) -> bool:
    """Whether the motto stands in one line with what is beside it: such columns are parted by one blank."""
    motto = pattern("header", "motto").search(passage.folded)
    if motto is None or passage.box is None or name.box is None:
        return False
    return motto.start() > 0 and passage.box[0] < name.box[0] - _SLACK


def _by_cells(passages: list[Passage], name: Passage) -> Columns | None:
    if name.cell is None:
        return None
    left: list[Passage] = []
    right: list[Passage] = []
    for passage in passages:
        cell = passage.cell
        in_table = cell is not None and cell.table == name.cell.table
        if cell is not None and in_table and cell.column >= name.cell.column:
            right.append(passage)
        elif in_table or right:
            left.append(passage)
        elif cell is None or cell.table < name.cell.table:
            left.clear()  # what stands above the table of the letterhead is a stamp or a banner
    return left, _as_one(right)


def _by_boxes(passages: list[Passage], name: Passage) -> Columns:
    left = [passage for passage in passages if _is_left(passage, name)]
    right = [passage for passage in passages if not _is_left(passage, name)]
    return left, _as_one(right)


def _is_left(passage: Passage, name: Passage) -> bool:
    if passage.box is None or name.box is None or passage.page != name.page:
        return True
    middle = (passage.box[0] + passage.box[2]) / 2
    return middle < name.box[0] - _SLACK


def _as_one(passages: list[Passage]) -> list[Passage]:
    """Join a column: its lines break where the column is narrow, in the middle of a date too."""
    if not passages:
        return []
    first = passages[0]
    boxes = [passage.box for passage in passages if passage.box is not None]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True) if boxes else ((), (), (), ())
    box = (min(lefts), min(tops), max(rights), max(bottoms)) if boxes else None
    return [
        Passage(
            collapse(" ".join(passage.text for passage in passages)),
            page=first.page,
            box=box,
            cell=first.cell,
            again=_joined(passages, attrgetter("again")),
            darkened=_joined(passages, attrgetter("darkened")),
            sure=min(
                (passage.sure for passage in passages if passage.again and passage.sure is not None),
                default=first.sure,
            ),
        )
    ]


def _joined(passages: list[Passage], looks: Callable[[Passage], tuple[str, ...]]) -> tuple[str, ...]:
    """Return what each further look made of a column; a line that it did not look at has its text."""
    count = max(len(looks(passage)) for passage in passages)
    padded = [(*looks(passage), *[passage.text] * (count - len(looks(passage)))) for passage in passages]
    return tuple(collapse(" ".join(texts)) for texts in zip(*padded, strict=True))
