"""The zip container of a Word file, written the same way every time; what never changes is deflated once."""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_VERSION: Final = 20
_UTF8_NAMES: Final = 0x800
_DEFLATED: Final = 8
_TIME: Final = 0
_DATE: Final = 1 << 5 | 1
"""The first day that a zip can name, 1980-01-01: an entry has no time of its own."""
_LEVEL: Final = 6
_RAW: Final = -15
_LOCAL: Final = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL: Final = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END: Final = struct.Struct("<4sHHHHIIH")


@dataclass(frozen=True, slots=True)
class ZipPart:
    """An entry ready to be written: its name, checksum, length before deflating and deflated bytes."""

    name: bytes
    checksum: int
    length: int
    deflated: bytes

    @classmethod
    def of(cls, name: str, content: bytes) -> "ZipPart":
        """Deflate a part."""
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW)
        deflated = packer.compress(content) + packer.flush()
        return cls(name.encode(), zlib.crc32(content), len(content), deflated)


def write_zip(parts: Iterable[ZipPart]) -> bytes:
    """Return a zip of the parts in their order."""
    written: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for part in parts:
        common = (_UTF8_NAMES, _DEFLATED, _TIME, _DATE, part.checksum, len(part.deflated), part.length)
        head = _LOCAL.pack(b"PK\3\4", _VERSION, *common, len(part.name), 0)
        written += (head, part.name, part.deflated)
        directory.append(
            _CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *common, len(part.name), 0, 0, 0, 0, 0, offset)
        )
        directory.append(part.name)
        offset += len(head) + len(part.name) + len(part.deflated)
    listed = b"".join(directory)
    count = len(directory) // 2
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(listed), offset, 0)
    return b"".join((*written, listed, end))
