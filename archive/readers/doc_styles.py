"""The fonts and styles that an old Word file names ([MS-DOC] 2.9.271, 2.9.286)."""

import struct
from dataclasses import dataclass, field
from typing import Final

from archive.readers.doc_properties import Changes, Look, changed, changes

_PARAGRAPH: Final = 1
_CHARACTERS: Final = 2
_NO_STYLE: Final = 0xFFF
_DEEPEST: Final = 12
"""Styles rest on each other; Word allows 11."""


@dataclass(frozen=True, slots=True)
class _Style:
    kind: int
    base: int
    of_characters: Changes


@dataclass(slots=True)
class Styles:
    """The look that each style gives to text."""

    default: Look = field(default_factory=Look)
    _styles: dict[int, _Style] = field(default_factory=dict)
    _looks: dict[int, Look] = field(default_factory=dict)

    def look(self, style: int) -> Look:
        """Return the look of a paragraph's style."""
        if style not in self._looks:
            self._looks[style] = self._worked_out(style, _DEEPEST)
        return self._looks[style]

    def characters(self) -> dict[int, Changes]:
        """Return the changes that each style of characters makes."""
        return {
            number: style.of_characters for number, style in self._styles.items() if style.kind == _CHARACTERS
        }

    def _worked_out(self, number: int, depth: int) -> Look:
        style = self._styles.get(number)
        if style is None or style.kind != _PARAGRAPH or not depth:
            return self.default
        base = self.default if style.base == _NO_STYLE else self._worked_out(style.base, depth - 1)
        return changed(base, style.of_characters, {})


def read_styles(data: bytes) -> Styles:
    """Read the table of styles; of a damaged one what stands before the damage."""
    if len(data) < 20:  # noqa: PLR2004 - two of its length, eighteen of its head
        return Styles()
    head_size, count, base_size = struct.unpack_from("<3H", data)
    (font,) = struct.unpack_from("<H", data, 14)
    position = 2 + head_size
    styles: dict[int, _Style] = {}
    for number in range(count):
        if position + 2 > len(data):
            break
        (size,) = struct.unpack_from("<H", data, position)
        if size:
            styles[number] = _style(data[position + 2 : position + 2 + size], base_size)
        position += 2 + size
    return Styles(Look(font=font), styles)


def _style(data: bytes, base_size: int) -> _Style:
    if len(data) < base_size + 2:
        return _Style(0, _NO_STYLE, ())
    kind_and_base, counts = struct.unpack_from("<2H", data, 2)
    (name_length,) = struct.unpack_from("<H", data, base_size)
    position = base_size + 2 + 2 * (name_length + 1)
    kind = kind_and_base & 0xF
    wanted = {_PARAGRAPH: 1, _CHARACTERS: 0}.get(kind)
    listed: Changes = ()
    for index in range(counts & 0xF):
        position += position & 1
        if position + 2 > len(data):
            break
        (size,) = struct.unpack_from("<H", data, position)
        if index == wanted:
            listed = tuple(changes(data[position + 2 : position + 2 + size]))
        position += 2 + size
    return _Style(kind, kind_and_base >> 4, listed)


def read_fonts(data: bytes) -> list[str]:
    """Read the names of the fonts, in the order of their numbers."""
    if len(data) < 4:  # noqa: PLR2004 - count and size of what else each holds
        return []
    (count,) = struct.unpack_from("<H", data)
    position, names = 4, []
    for _ in range(count):
        if position >= len(data):
            break
        size = data[position]
        entry = data[position + 1 : position + 1 + size]
        names.append(entry[39:].decode("utf-16-le", "replace").partition("\0")[0])
        position += 1 + size
    return names
