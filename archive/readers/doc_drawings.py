"""The words that drawings of an old Word file show: decorated letters above all ([MS-ODRAW] 2.2)."""

import struct
from collections.abc import Iterator
from typing import Final

_PLACE: Final = 0x22A
"""Where the head of the file says where in the table stream the drawings lie (``fcDggInfo``)."""
_TYPES: Final = range(0xF000, 0xF200)
PROPERTIES: Final = (0xF00B, 0xF121, 0xF122)
_CONTAINER: Final = 0xF
_WORDS: Final = 0x00C0
"""The property ``gtextUNICODE``."""
_NUMBER: Final = 0x3FFF
_IS_LONG: Final = 0x8000
_HEAD: Final = 8
_PROPERTY: Final = 6


def words_of_drawings(stream: bytes, table: bytes) -> Iterator[str]:
    """Yield the words that shapes of a file of Word 97 or later show, as typed.

    Raises:
        struct.error: when the file ends too early.
    """
    begin, length = struct.unpack_from("<2I", stream, _PLACE)
    drawings = table[begin : begin + length]
    at = 0
    while at + _HEAD <= len(drawings):
        kind, record, size = struct.unpack_from("<2HI", drawings, at)
        if (
            record not in _TYPES
        ):  # one byte before each drawing says whether it is of the text or of the heads
            at += 1
        elif kind & 0xF == _CONTAINER:
            at += _HEAD
        else:
            if record in PROPERTIES:
                yield from words_of_shape(drawings[at + _HEAD : at + _HEAD + size], kind >> 4)
            at += _HEAD + size


def words_of_shape(data: bytes, count: int) -> Iterator[str]:
    """Yield the words among the properties of one shape; long values follow behind all of them, in order."""
    long_at = _PROPERTY * count
    for number in range(min(count, len(data) // _PROPERTY)):
        named, value = struct.unpack_from("<HI", data, _PROPERTY * number)
        if named & _IS_LONG:
            if named & _NUMBER == _WORDS:
                yield data[long_at : long_at + value].decode("utf-16-le", "replace").rstrip("\0")
            long_at += value
