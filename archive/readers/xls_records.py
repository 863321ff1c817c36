"""What stands beside the cells of an old workbook: running heads and text boxes ([MS-XLS] 2.4)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_HEAD, _FOOT, _BOX, _CONTINUED = 0x14, 0x15, 0x1B6, 0x3C
_BEGINNING: Final = 0x809
_WITH_TWO_BYTES: Final = 0x600
"""The version of files whose letters may have two bytes: Excel 97."""
_LENGTH_IN_BOX: Final = 10


@dataclass(slots=True)
class Beside:
    """Texts of a workbook that are in no cell."""

    margins: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)


def beside_cells(stream: bytes) -> Beside:
    """Return the running heads and text boxes of all sheets; a stream that is cut short ends there.

    Workbooks from before Excel 97 have none that are found.
    """
    found = Beside()
    records = _records(stream)
    code, data = next(records, (0, b""))
    if code != _BEGINNING or data[:2] != struct.pack("<H", _WITH_TWO_BYTES):
        return found
    missing = 0
    for code, data in records:
        if code == _CONTINUED and missing:
            found.boxes[-1] += (letters := _letters(data)[:missing])
            missing -= len(letters)
            continue
        missing = 0
        if code in {_HEAD, _FOOT} and len(data) > 3:  # noqa: PLR2004 - two bytes of length, one of kind
            found.margins.append(_letters(data[2:]))
        elif code == _BOX and len(data) >= _LENGTH_IN_BOX + 2:
            (missing,) = struct.unpack_from("<H", data, _LENGTH_IN_BOX)
            found.boxes.append("")
    return found


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    position = 0
    while position + 4 <= len(stream):
        code, length = struct.unpack_from("<2H", stream, position)
        yield code, stream[position + 4 : position + 4 + length]
        position += 4 + length


def _letters(data: bytes) -> str:
    """Return letters behind a byte that says whether each has one byte or two."""
    return data[1:].decode("utf-16-le" if data[:1] == b"\1" else "latin-1", "replace")
