"""The two columns of a letterhead, whether a table, tabs, frames or nothing at all divides them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from generator.checks.observed import Area, Observed, SeenParagraph, SeenRun
from generator.checks.patterns import pattern

_LEFT_ENDS: Final = 0.46
"""A line whose middle lies left of this share of the text's width stands in the left column."""
_RIGHT_BEGINS: Final = 0.54
_WHOLE: Final = 0.85
"""A line with more room than this share stands in no column."""


class Side(StrEnum):
    """Where a line stands."""

    LEFT = "left"
    RIGHT = "right"
    WHOLE = "whole"
    UNKNOWN = "unknown"
    """In a text without positions."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or the part of one that belongs to one column."""

    paragraph: SeenParagraph
    side: Side

    @property
    def text(self) -> str:
        """Its words."""
        return self.paragraph.text


def lines_in_columns(paragraphs: Iterable[SeenParagraph], observed: Observed) -> Iterator[Line]:
    """Yield the lines; one that holds both columns of a letterhead is parted."""
    for paragraph in paragraphs:
        width = _text_width(paragraph, observed)
        cut = _cut(paragraph)
        if cut is None:
            yield Line(paragraph, _side(paragraph, width))
        else:
            yield Line(_part(paragraph, 0, cut, (0.0, 0.5), width), Side.LEFT)
            yield Line(_part(paragraph, cut, len(paragraph.raw), (0.5, 1.0), width), Side.RIGHT)


def side_of(paragraph: SeenParagraph, observed: Observed) -> Side:
    """Return the column that a line stands in."""
    return _side(paragraph, _text_width(paragraph, observed))


def _text_width(paragraph: SeenParagraph, observed: Observed) -> float | None:
    if not observed.sections:
        return None
    return observed.sections[min(paragraph.place.section, len(observed.sections) - 1)].text_width_mm


def _side(paragraph: SeenParagraph, width: float | None) -> Side:
    middle, room = paragraph.place.middle_mm, paragraph.place.width_mm
    if width is None or middle is None or room is None:
        return Side.UNKNOWN
    if room > _WHOLE * width:
        return Side.WHOLE
    if middle < _LEFT_ENDS * width:
        return Side.LEFT
    return Side.RIGHT if middle > _RIGHT_BEGINS * width else Side.WHOLE


def _cut(paragraph: SeenParagraph) -> int | None:
    """Return where the right column begins in a line that also has a left one."""
    if paragraph.place.area not in {Area.BODY, Area.FRAME} or not paragraph.text:
        return None
    raw = paragraph.raw
    listed = pattern("signature", "right_begins").match(raw)
    if listed is not None:
        return listed.end()
    match = pattern("letterhead", "right_begins").search(raw, len(raw) - len(raw.lstrip()) + 1)
    if match is None or not raw[match.start() - 1].isspace():
        return None
    return match.start()


def _part(
    paragraph: SeenParagraph, start: int, end: int, shares: tuple[float, float], width: float | None
) -> SeenParagraph:
    edges = (None, None) if width is None else (shares[0] * width, shares[1] * width)
    place = (
        paragraph.place if width is None else replace(paragraph.place, left_mm=edges[0], right_mm=edges[1])
    )
    runs = tuple(_runs_between(paragraph.runs, start, end))
    return replace(
        paragraph,
        runs=runs,
        place=place,
        alignment=None,
        rules=paragraph.rules if start else (),
        numbering="",
    )


def _runs_between(runs: tuple[SeenRun, ...], start: int, end: int) -> Iterator[SeenRun]:
    position = 0
    for run in runs:
        text = run.text[max(start - position, 0) : max(end - position, 0)]
        position += len(run.text)
        if text:
            yield replace(run, text=text)
