"""The properties of text in old Word files: lists of changes to a default ([MS-DOC] 2.2.5, 2.6)."""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

_PAGE: Final = 512
_OPERAND_SIZES: Final = (1, 1, 2, 4, 2, 2, 0, 3)
"""Bytes by the top three bits of a change; 0 where the operand begins with its own length."""
_TABLE_DEFINITION: Final = 0xD608
"""Its length takes two bytes, and counts one more than there are."""
_FLAGS: Final = {
    0x0835: "bold",
    0x0836: "italic",
    0x083A: "capital",
    0x083B: "capital",
    0x0800: "deleted",
    0x083C: "hidden",
}
_TOGGLED: Final = frozenset({128, 129})
"""As the style has it, and its opposite."""
_FONT: Final = 0x4A4F
_OTHER_FONT: Final = 0x4A51
"""The font of letters beyond ASCII, in which the Vietnamese of legacy fonts stands."""
_SIZE: Final = 0x4A43
_STYLE: Final = 0x4A30
_IN_TABLE: Final = 0x2416
_ROW_END: Final = 0x2417


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How characters look, as far as it matters to what they say."""

    bold: bool = False
    italic: bool = False
    capital: bool = False
    deleted: bool = False
    hidden: bool = False
    size: int = 20
    """In half points."""
    font: int = 0
    """Number in the table of fonts."""


Changes = tuple[tuple[int, bytes], ...]


def changes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the changes of a list, each with its operand; a list that is cut short ends there."""
    position = 0
    while position + 3 <= len(data):
        (code,) = struct.unpack_from("<H", data, position)
        position += 2
        size = _OPERAND_SIZES[code >> 13]
        if code == _TABLE_DEFINITION and position + 2 <= len(data):
            size = struct.unpack_from("<H", data, position)[0] + 1
        elif not size:
            size = data[position] + 1
        yield code, data[position : position + size]
        position += size


def changed(look: Look, listed: Changes, styles: dict[int, Changes]) -> Look:
    """Return a look after the changes of a list; ``styles`` are those of styles of characters."""
    start = look
    for code, operand in listed:
        if code == _STYLE and len(operand) > 1:
            (style,) = struct.unpack_from("<H", operand)
            plain = tuple(one for one in styles.get(style, ()) if one[0] != _STYLE)
            look = changed(look, plain, {})
        else:
            look = _with(look, code, operand, start)
    return look


def _with(look: Look, code: int, operand: bytes, start: Look) -> Look:
    if code in _FLAGS and operand:
        return _with_flag(look, _FLAGS[code], operand[0], start)
    if len(operand) < 2:  # noqa: PLR2004 - fonts and sizes are numbers of two bytes
        return look
    (number,) = struct.unpack_from("<H", operand)
    if code in {_FONT, _OTHER_FONT}:
        return replace(look, font=number)
    return replace(look, size=number) if code == _SIZE else look


def _with_flag(look: Look, name: str, value: int, start: Look) -> Look:
    is_on = bool(getattr(start, name)) != bool(value & 1) if value in _TOGGLED else bool(value)
    match name:
        case "bold":
            return replace(look, bold=is_on)
        case "italic":
            return replace(look, italic=is_on)
        case "capital":
            return replace(look, capital=is_on)
        case "deleted":
            return replace(look, deleted=is_on)
        case _:
            return replace(look, hidden=is_on)


@dataclass(frozen=True, slots=True)
class TableMarks:
    """What a paragraph is to a table."""

    is_inside: bool = False
    ends_row: bool = False


def table_marks(listed: Changes) -> TableMarks:
    """Return what the changes of a paragraph say of tables."""
    on = {code for code, operand in listed if code in {_IN_TABLE, _ROW_END} and operand[:1] == b"\x01"}
    return TableMarks(_IN_TABLE in on, _ROW_END in on)


class Stretches:
    """Stretches of the file with the changes of each, found by the place of a character."""

    def __init__(self, found: list[tuple[int, int, bytes]]) -> None:
        self._found = sorted(found, key=lambda stretch: stretch[:2])
        self._starts = [start for start, _, _ in self._found]

    def at(self, place: int) -> tuple[int, bytes]:
        """Return where the stretch of a place ends, and its changes; none where no stretch covers it."""
        index = bisect_right(self._starts, place) - 1
        if index >= 0 and place < self._found[index][1]:
            return self._found[index][1:]
        following = self._starts[index + 1] if index + 1 < len(self._starts) else 2**32
        return following, b""


def read_stretches(text: bytes, plc: bytes, *, paragraphs: bool) -> Stretches:
    """Read the pages of changes that a table of pages names (PlcBteChpx, PlcBtePapx)."""
    count = (len(plc) - 4) // 8
    numbers = struct.unpack_from(f"<{count}I", plc, 4 * (count + 1)) if count > 0 else ()
    found: list[tuple[int, int, bytes]] = []
    for number in numbers:
        page = text[(number & 0x3FFFFF) * _PAGE :][:_PAGE]
        if len(page) == _PAGE:
            found += _of_paragraphs(page) if paragraphs else of_characters(page)
    return Stretches(found)


def of_characters(page: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield the stretches of characters that a page of changes tells of."""
    count = min(page[-1], (_PAGE - 5) // 5)
    edges = struct.unpack_from(f"<{count + 1}I", page)
    for index in range(count):
        offset = 2 * page[4 * (count + 1) + index]
        yield edges[index], edges[index + 1], page[offset + 1 :][: page[offset]] if offset else b""


def _of_paragraphs(page: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield stretches whose changes begin with two bytes, the number of the paragraph's style."""
    count = min(page[-1], (_PAGE - 5) // 17)
    edges = struct.unpack_from(f"<{count + 1}I", page)
    for index in range(count):
        offset = 2 * page[4 * (count + 1) + 13 * index]
        listed = b""
        if offset:
            size = page[offset]
            start = offset + 1
            length = 2 * size - 1
            if not size and start < _PAGE:
                length = 2 * page[start]
                start += 1
            listed = page[start:][:length]
        yield edges[index], edges[index + 1], listed
