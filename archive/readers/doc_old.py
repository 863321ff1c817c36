"""The text of Word 6 and Word 95: one byte a letter, in whatever alphabet its fonts had.

The file is laid out as that of Word 97 (``doc_text``), all in one stream, with other numbers for the changes.
Fonts are not followed: most of them come from styles. The alphabet is told from the words.
"""

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from archive.readers.doc_properties import Look, Stretches, TableMarks, of_characters
from archive.readers.doc_text import MOST_CHARACTERS, Paragraph, Parts, Run
from archive.readers.errors import BrokenFileError, OversizedFileError, UnsupportedFormatError
from archive.readers.text_encoding import decoded

_TEXT, _LENGTHS, _TABLES = 0x18, 0x34, 0x58
_CHARACTERS, _PARAGRAPHS, _PIECES = 12, 13, 33
_FLAGS: Final = 0x0A
_IN_PIECES: Final = 0x0004
_TWO_BYTES: Final = 0x1000
"""Letters of two bytes, which Word 95 wrote in the Far East alone."""
_PAGE: Final = 512
_MARKS: Final = re.compile("[\r\x07\x0c]")
_SIZES: Final = {
    **dict.fromkeys((2, 16, 17, 18, 19, 21, 22, *range(26, 29), *range(30, 37), *range(38, 44)), 2),
    **dict.fromkeys((*range(45, 50), 69, 72, 80, 93, 96, 97, 99, 101), 2),
    **dict.fromkeys((3, 12, 15, 23, 52, 68, 73, 74, 81, 82, 103, 105), 0),
    20: 4, 70: 4, 95: 3, 83: -1,
}  # fmt: skip
"""Bytes behind a change: one for those not named, 0 where the first byte says how many, -1 for none."""
_IN_TABLE, _ENDS_ROW = 24, 25
_DELETED, _BOLD, _ITALIC, _HIDDEN, _SIZE = 65, 85, 86, 92, 99
_CAPITALS: Final = frozenset({90, 91})
_BEGIN, _END = "\x1c", "\x1d"
"""Around what prints in capitals, until its letters are known; they count as blanks."""
_IN_CAPITALS: Final = re.compile(f"{_BEGIN}([^{_END}\n]*){_END}?")
_WINDOWS: Final = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}
"""Quotes and dashes, which stand at these places in every alphabet of Windows."""


@dataclass(frozen=True, slots=True)
class OldText:
    """The text of a file, a byte of it as the letter of Latin-1, and what it takes to look it up."""

    parts: Parts
    text: str
    _places: tuple[tuple[int, int, int], ...]
    """Pieces: where each begins and ends in the text, and begins in the file."""
    _characters: Stretches
    _paragraphs: Stretches

    def paragraphs(self, start: int, end: int) -> Iterator[Paragraph]:
        """Yield the paragraphs between two places of the text."""
        while start < end:
            found = _MARKS.search(self.text, start, end)
            stop, mark = (end, "\r") if found is None else (found.start(), found[0])
            last = min(stop + 1, end)
            runs = tuple(self._runs(start, stop))
            yield Paragraph(start, last, runs, mark, self._table_marks(last - 1))
            start = last

    def _runs(self, start: int, end: int) -> Iterator[Run]:
        while start < end:
            place, piece_end = self._place(start)
            until, listed = self._characters.at(place)
            stop = min(end, piece_end, start + max(until - place, 1))
            found = dict(_changes(listed))
            is_capital = any(found.get(code, b"\0") != b"\0" for code in _CAPITALS)
            text = self.text[start:stop]
            yield Run(f"{_BEGIN}{text}{_END}" if is_capital else text, _look(found))
            start = stop

    def _place(self, at: int) -> tuple[int, int]:
        """Return where a letter stands in the file, and where its piece ends in the text."""
        start, end, first = self._places[bisect_right(self._places, at, key=itemgetter(0)) - 1]
        return first + at - start, end

    def _table_marks(self, at: int) -> TableMarks:
        _, listed = self._paragraphs.at(self._place(at)[0])
        found = dict(_changes(listed))
        return TableMarks(found.get(_IN_TABLE) == b"\1", found.get(_ENDS_ROW) == b"\1")


def read_old_text(stream: bytes, name: str) -> OldText:
    """Read the tables that lead to the text of a file of Word 6 or 95.

    Raises:
        BrokenFileError: when they are not there.
        OversizedFileError: above 16 million characters.
        UnsupportedFormatError: when its letters have two bytes.
        struct.error: when they are cut short.
    """
    parts = Parts(*struct.unpack_from("<8I", stream, _LENGTHS))
    (flags,) = struct.unpack_from("<H", stream, _FLAGS)
    (first,) = struct.unpack_from("<I", stream, _TEXT)
    if flags & _TWO_BYTES:
        raise UnsupportedFormatError(name, "doc-before-97")
    length = sum(getattr(parts, slot) for slot in parts.__slots__)
    places = _pieces(_table(stream, _PIECES)) if flags & _IN_PIECES else ((0, length, first),)
    if not places or places[0][0] or any(start > end for start, end, _ in places):
        raise BrokenFileError(name, "doc", "piece table")
    if places[-1][1] > MOST_CHARACTERS:
        raise OversizedFileError(name, "doc", "text")
    text = b"".join(stream[first : first + end - start] for start, end, first in places)
    if length > min(len(text), places[-1][1]):
        raise BrokenFileError(name, "doc", "piece table")
    characters = [one for page in _pages(stream, _CHARACTERS) for one in of_characters(page)]
    paragraphs = [one for page in _pages(stream, _PARAGRAPHS) for one in _of_paragraphs(page)]
    return OldText(parts, text.decode("latin-1"), places, Stretches(characters), Stretches(paragraphs))


def in_unicode(text: str) -> str:
    """Return lines of such a text as letters, in the alphabet in which most words are Vietnamese."""
    data = text.encode("latin-1", "replace")
    shown = decoded(data)
    if shown is None or shown.count("\n") != text.count("\n"):
        shown = data.decode("cp1252", "replace")
    shown = shown.translate(_WINDOWS)
    return _IN_CAPITALS.sub(lambda found: found[1].upper(), shown)


def _table(stream: bytes, number: int) -> bytes:
    start, length = struct.unpack_from("<2I", stream, _TABLES + 8 * number)
    return stream[start : start + length]


def _pieces(data: bytes) -> tuple[tuple[int, int, int], ...]:
    position = 0
    while position < len(data) and data[position] == 1:
        position += 3 + struct.unpack_from("<H", data, position + 1)[0]
    table = data[position + 5 :]
    count = (len(table) - 4) // 12
    edges = struct.unpack_from(f"<{count + 1}I", table)
    starts = (struct.unpack_from("<I", table, 4 * (count + 1) + 8 * index + 2)[0] for index in range(count))
    return tuple(zip(edges, edges[1:], starts, strict=False))


def _pages(stream: bytes, number: int) -> Iterator[bytes]:
    table = _table(stream, number)
    count = (len(table) - 4) // 6
    for index in range(count):
        (page,) = struct.unpack_from("<H", table, 4 * (count + 1) + 2 * index)
        found = stream[page * _PAGE : (page + 1) * _PAGE]
        if len(found) == _PAGE:
            yield found


def _of_paragraphs(page: bytes) -> Iterator[tuple[int, int, bytes]]:
    count = min(page[-1], (_PAGE - 5) // 11)
    edges = struct.unpack_from(f"<{count + 1}I", page)
    for index in range(count):
        offset = 2 * page[4 * (count + 1) + 7 * index]
        length = 2 * page[offset] if offset else 0
        yield edges[index], edges[index + 1], page[offset + 1 :][:length][2:]


def _changes(data: bytes) -> Iterator[tuple[int, bytes]]:
    position = 0
    while position < len(data):
        code = data[position]
        size = _SIZES.get(code, 1)
        position += 1
        if size == 0:
            size = data[position] + 1 if position < len(data) else 0
        yield code, data[position : position + max(size, 0)]
        position += max(size, 0)


def _look(found: dict[int, bytes]) -> Look:
    def is_on(code: int) -> bool:
        return found.get(code, b"\0")[:1] not in {b"\0", b""}

    (size,) = struct.unpack("<H", found[_SIZE]) if len(found.get(_SIZE, b"")) == 2 else (20,)  # noqa: PLR2004 - it is a number of two bytes
    return Look(
        bold=is_on(_BOLD), italic=is_on(_ITALIC), deleted=is_on(_DELETED), hidden=is_on(_HIDDEN), size=size
    )
