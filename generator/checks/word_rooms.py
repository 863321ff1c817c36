"""How much room the paragraphs of a Word file have: text area, cells and frames."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from generator.checks.observed import Area, CellPlace
from generator.checks.word_drawings import Drawing
from generator.checks.word_file import WORD
from generator.checks.word_properties import TWIP_MM, number, value
from generator.checks.word_styles import Styles

_PADDING_MM: Final = 1.9
"""Left and right of the text in a cell where neither table nor style says it."""
_SIDES: Final = ("top", "bottom", "left", "right", "start", "end", "insideH", "insideV")
_LINED_SIDES: Final = 3
"""A table with lines on that many of its sides shows data; one or two are drawn under a letterhead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The edges of a column of text, in millimetres from the left edge of the text area."""

    left: float
    right: float
    area: Area
    cell: CellPlace | None = None
    table_style: str | None = None


@dataclass(frozen=True, slots=True)
class CellRoom:
    """A cell and its room."""

    element: etree._Element
    room: Room


def cells(table: etree._Element, serial: int, room: Room, styles: Styles) -> Iterator[CellRoom]:
    """Yield the cells of a table row by row, each with its room."""
    properties = table.find(f"{WORD}tblPr")
    style = value(None if properties is None else properties.find(f"{WORD}tblStyle")) or styles.default_table
    chain = [*([] if properties is None else [properties]), *styles.table_chain(style)]
    grid = [number(column, "w") or 0.0 for column in table.iterfind(f"{WORD}tblGrid/{WORD}gridCol")]
    edges = _edges([width * TWIP_MM for width in grid], chain, room)
    padding = _padding(chain)
    bordered = _is_bordered(table, chain)
    for row_number, row in enumerate(_own(table, "tr")):
        column = int(number(row.find(f"{WORD}trPr/{WORD}gridBefore")) or 0)
        for cell in _own(row, "tc"):
            span = int(number(cell.find(f"{WORD}tcPr/{WORD}gridSpan")) or 1)
            left = edges[min(column, len(edges) - 1)] + padding
            right = edges[min(column + span, len(edges) - 1)] - padding
            place = CellPlace(
                table=serial, row=row_number, column=column, columns=max(len(grid), 1), bordered=bordered
            )
            yield CellRoom(cell, Room(left=left, right=right, area=Area.CELL, cell=place, table_style=style))
            column += span


def text_box(drawing: Drawing, room: Room, left_margin: float | None) -> Room:
    """Return the room in a text box; where the file does not say its place, the one around it."""
    if drawing.width_mm is not None and drawing.is_centred:
        start = (room.left + room.right - drawing.width_mm) / 2
        return Room(left=start, right=start + drawing.width_mm, area=Area.FRAME)
    if drawing.width_mm is None or drawing.left_mm is None:
        return replace(room, area=Area.FRAME, cell=None, table_style=None)
    left = drawing.left_mm - (left_margin or 0.0) if drawing.from_page else room.left + drawing.left_mm
    return Room(left=left, right=left + drawing.width_mm, area=Area.FRAME)


def frame(properties: etree._Element | None, room: Room, left_margin: float | None) -> Room:
    """Return the room of a paragraph in a positioned frame (``w:framePr``), else the room itself."""
    found = None if properties is None else properties.find(f"{WORD}framePr")
    if found is None:
        return room
    width, left = number(found, "w"), number(found, "x")
    if width is None or left is None:
        return replace(room, area=Area.FRAME)
    start = left * TWIP_MM - ((left_margin or 0.0) if value(found, "hAnchor") == "page" else 0.0)
    return Room(left=start, right=start + width * TWIP_MM, area=Area.FRAME)


def _own(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or cells of a row, also those in content controls and insertions."""
    for child in parent.iterchildren(f"{WORD}*"):
        name = child.tag.removeprefix(WORD)
        if name == tag:
            yield child
        elif name in {"sdt", "sdtContent", "ins", "customXml"}:
            yield from _own(child, tag)


def _edges(widths: list[float], chain: list[etree._Element], room: Room) -> list[float]:
    indent, alignment = _first(chain, "tblInd"), value(_first(chain, "jc"))
    left = room.left + (number(indent, "w") or 0.0) * TWIP_MM
    if alignment == "center":
        left = (room.left + room.right - sum(widths)) / 2
    elif alignment in {"right", "end"}:
        left = room.right - sum(widths)
    edges = [left]
    for width in widths:
        edges.append(edges[-1] + width)
    return edges if widths else [room.left, room.right]


def _padding(chain: list[etree._Element]) -> float:
    margins = _first(chain, "tblCellMar")
    if margins is None:
        return _PADDING_MM
    side = margins.find(f"{WORD}left")
    found = number(side if side is not None else margins.find(f"{WORD}start"), "w")
    return _PADDING_MM if found is None else found * TWIP_MM


def _is_bordered(table: etree._Element, chain: list[etree._Element]) -> bool:
    groups = [_first(chain, "tblBorders"), *table.iterfind(f"{WORD}tr/{WORD}tc/{WORD}tcPr/{WORD}tcBorders")]
    lined = {
        side
        for borders in groups
        if borders is not None
        for side in _SIDES
        if (value(borders.find(WORD + side)) or "nil") not in {"nil", "none"}
    }
    return len(lined) >= _LINED_SIDES


def _first(chain: list[etree._Element], tag: str) -> etree._Element | None:
    found = (properties.find(WORD + tag) for properties in chain)
    return next((element for element in found if element is not None), None)
