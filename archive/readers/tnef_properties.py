"""The properties of a mail or a file in an envelope of Outlook ([MS-OXTNEF] 2.1.3.4)."""

import struct
from typing import Final

from archive.readers.text_encoding import decoded

_NAMED: Final = 0x8000
_BY_TEXT: Final = 1
_SEVERAL: Final = 0x1000
_SIZES: Final = {
    0x02: 4,
    0x03: 4,
    0x04: 4,
    0x0A: 4,
    0x0B: 4,
    0x05: 8,
    0x06: 8,
    0x07: 8,
    0x14: 8,
    0x40: 8,
    0x48: 16,
}
"""Bytes of values that are no texts, by type."""
_NARROW, _WIDE = 0x1E, 0x1F
_OBJECT: Final = 0x0D
_INTERFACE: Final = 16
"""Bytes that say of which kind an object is, before what it holds."""
_MOST: Final = 10_000


def properties(data: bytes) -> dict[int, str | bytes]:
    """Return texts and bytes by their number.

    Raises:
        struct.error: when it is cut short, or longer than that of any mail.
    """
    found: dict[int, str | bytes] = {}
    if not data:
        return found
    (count,) = struct.unpack_from("<I", data)
    position = 4
    if count > _MOST:
        raise struct.error
    for _ in range(count):
        kind, number = struct.unpack_from("<2H", data, position)
        position = _after_name(data, position + 4) if number >= _NAMED else position + 4
        several, kind = kind & _SEVERAL, kind & ~_SEVERAL
        size = _SIZES.get(kind)
        many = 1
        if several or size is None:
            (many,) = struct.unpack_from("<I", data, position)
            position += 4
        if size is not None:
            position += size * many
            continue
        for _ in range(many):
            value, position = _value(data, position)
            found.setdefault(number, _letters(value, kind))
    return found


def _after_name(data: bytes, position: int) -> int:
    kind, length = struct.unpack_from("<2I", data, position + 16)
    if kind != _BY_TEXT:
        return position + 24
    return position + 24 + int(length) + -int(length) % 4


def _value(data: bytes, position: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from("<I", data, position)
    position += 4
    if position + length > len(data):
        raise struct.error
    return data[position : position + length], position + length + -length % 4


def _letters(value: bytes, kind: int) -> str | bytes:
    if kind == _WIDE:
        return value.decode("utf-16-le", "replace").rstrip("\0")
    if kind == _NARROW:
        plain = value.rstrip(b"\0")
        return decoded(plain) or plain.decode("latin-1")
    return value[_INTERFACE:] if kind == _OBJECT else value
