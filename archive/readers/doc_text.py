"""The text of old Word files, put together from its pieces, with the look of each run ([MS-DOC] 2.4)."""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from archive.readers.doc_properties import (
    Changes,
    Look,
    Stretches,
    TableMarks,
    changed,
    changes,
    read_stretches,
    table_marks,
)
from archive.readers.doc_styles import Styles, read_fonts, read_styles
from archive.readers.errors import BrokenFileError, OversizedFileError
from archive.readers.legacy_letters import in_font

_TABLES: Final = 0x9A
"""Where the list of places in the table stream begins."""
_STYLES, _CHARACTERS, _PARAGRAPHS, _FONTS, _PIECES = 1, 12, 13, 15, 33
_BOX_ANCHORS, _BOXES = 40, 56
_LENGTHS: Final = 0x4C
_ONE_BYTE: Final = 0x40000000
_CHANGES_TO_COME: Final = 0x01
MOST_CHARACTERS: Final = 16 * 2**20
_PARAGRAPH_ENDS: Final = "\r\x07\x0c"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look, as letters in Unicode."""

    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``start`` and ``end`` count the characters of the whole text, its mark included."""

    start: int
    end: int
    runs: tuple[Run, ...]
    mark: str
    table: TableMarks


@dataclass(frozen=True, slots=True)
class Parts:
    """How many characters each part of the text has, in the order in which they follow each other."""

    main: int
    notes: int
    margins: int
    macros: int
    comments: int
    end_notes: int
    boxes: int
    margin_boxes: int

    def span(self, name: str) -> tuple[int, int]:
        """Return where a part begins and ends."""
        start = 0
        for slot in self.__slots__:
            length = getattr(self, slot)
            if slot == name:
                return start, start + length
            start += length
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    place: int
    width: int


@dataclass(slots=True)
class DocText:
    """The text of a file, with what it takes to look it up."""

    parts: Parts
    _stream: bytes
    _table: bytes
    _pieces: list[_Piece]
    _characters: Stretches
    _paragraphs: Stretches
    _styles: Styles
    _fonts: list[str]
    _of_characters: dict[int, Changes]
    _looks: dict[tuple[int, bytes], Look] = field(default_factory=dict)

    def paragraphs(self, start: int, end: int) -> Iterator[Paragraph]:
        """Yield the paragraphs between two places of the text."""
        begun, pieces = start, list[tuple[str, bytes]]()
        for at, place, text, listed in self._stretches(start, end):
            rest, offset = text, 0
            while (cut := _first_end(rest)) >= 0:
                pieces.append((rest[:cut], listed))
                offset += cut + 1
                mark_place = place + (offset - 1) * (1 if len(text) == 0 else self._width(at))
                yield self._paragraph(begun, at + offset, pieces, rest[cut], mark_place)
                begun, pieces, rest = at + offset, [], rest[cut + 1 :]
            pieces.append((rest, listed))
        if any(text for text, _ in pieces):
            yield self._paragraph(begun, end, pieces, "\r", -1)

    def boxes(self) -> Iterator[tuple[int, int, int]]:
        """Yield where each text box begins and ends, and the place it hangs at, -1 if that is unknown."""
        anchors = dict(self._anchors())
        data = self._at(_BOXES)
        count = (len(data) - 4) // 26
        first = self.parts.span("boxes")[0]
        for index in range(max(count - 1, 0)):  # the last one is a guard
            start, end = struct.unpack_from("<2I", data, 4 * index)
            (shape,) = struct.unpack_from("<I", data, 4 * (count + 1) + 22 * index + 14)
            yield first + start, first + end, anchors.get(shape, -1)

    def _anchors(self) -> Iterator[tuple[int, int]]:
        data = self._at(_BOX_ANCHORS)
        count = (len(data) - 4) // 30
        for index in range(max(count, 0)):
            (place,) = struct.unpack_from("<I", data, 4 * index)
            (shape,) = struct.unpack_from("<I", data, 4 * (count + 1) + 26 * index)
            yield shape, place

    def _at(self, number: int) -> bytes:
        return _table_at(self._stream, self._table, number)

    def _width(self, at: int) -> int:
        return self._pieces[max(bisect_right(self._pieces, at, key=lambda one: one.start) - 1, 0)].width

    def _stretches(self, start: int, end: int) -> Iterator[tuple[int, int, str, bytes]]:
        """Yield runs of equal changes: place in the text, place in the file, characters, changes."""
        for piece in self._pieces:
            at, last = max(piece.start, start), min(piece.end, end)
            while at < last:
                place = piece.place + (at - piece.start) * piece.width
                until, listed = self._characters.at(place)
                length = min(last - at, max(-(-(until - place) // piece.width), 1))
                raw = self._stream[place : place + length * piece.width]
                yield at, place, raw.decode("cp1252" if piece.width == 1 else "utf-16-le", "replace"), listed
                at += length

    def _paragraph(
        self, start: int, end: int, pieces: list[tuple[str, bytes]], mark: str, place: int
    ) -> Paragraph:
        _, described = self._paragraphs.at(place) if place >= 0 else (0, b"")
        style = struct.unpack_from("<H", described)[0] if len(described) > 1 else 0
        runs = tuple(self._run(text, listed, style) for text, listed in pieces if text)
        return Paragraph(start, end, runs, mark, table_marks(tuple(changes(described[2:]))))

    def _run(self, text: str, listed: bytes, style: int) -> Run:
        key = style, listed
        if key not in self._looks:
            base = self._styles.look(style)
            self._looks[key] = changed(base, tuple(changes(listed)), self._of_characters)
        look = self._looks[key]
        font = self._fonts[look.font] if look.font < len(self._fonts) else ""
        return Run(in_font(text, font), look)


def _first_end(text: str) -> int:
    found = (text.find(mark) for mark in _PARAGRAPH_ENDS)
    return min((place for place in found if place >= 0), default=-1)


def read_text(stream: bytes, table: bytes, name: str) -> DocText:
    """Read the tables that lead to the text of a file of Word 97 or later.

    Raises:
        BrokenFileError: when they are not there.
        OversizedFileError: above 16 million characters.
    """
    try:
        parts = Parts(*struct.unpack_from("<8I", stream, _LENGTHS))
        pieces = list(_pieces(_table_at(stream, table, _PIECES)))
    except struct.error as error:
        raise BrokenFileError(name, "doc", "piece table") from error
    if not pieces:
        raise BrokenFileError(name, "doc", "piece table")
    if pieces[-1].end > MOST_CHARACTERS:
        raise OversizedFileError(name, "doc", "text")
    styles = read_styles(_table_at(stream, table, _STYLES))
    return DocText(
        parts,
        stream,
        table,
        pieces,
        read_stretches(stream, _table_at(stream, table, _CHARACTERS), paragraphs=False),
        read_stretches(stream, _table_at(stream, table, _PARAGRAPHS), paragraphs=True),
        styles,
        read_fonts(_table_at(stream, table, _FONTS)),
        styles.characters(),
    )


def _table_at(stream: bytes, table: bytes, number: int) -> bytes:
    start, length = struct.unpack_from("<2I", stream, _TABLES + 8 * number)
    return table[start : start + length]


def _pieces(data: bytes) -> Iterator[_Piece]:
    position = 0
    while position < len(data) and data[position] == _CHANGES_TO_COME:
        position += 3 + struct.unpack_from("<H", data, position + 1)[0]
    plc = data[position + 5 :]
    count = (len(plc) - 4) // 12
    edges = struct.unpack_from(f"<{count + 1}I", plc)
    for index in range(count):
        (place,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * index + 2)
        is_narrow = bool(place & _ONE_BYTE)
        place &= _ONE_BYTE - 1
        if edges[index] < edges[index + 1]:
            start = place // 2 if is_narrow else place
            yield _Piece(edges[index], edges[index + 1], start, 1 if is_narrow else 2)
