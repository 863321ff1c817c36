"""What lies inside an RTF: documents as objects of OLE 1 ([MS-OLEDS] 2.2.5), and pictures of pages."""

import struct
from collections.abc import Iterable, Iterator
from typing import Final

from archive.readers.embedded import Embedded, document_in, unpacked
from archive.readers.pictures import SMALLEST

_EMBEDDED: Final = 2
_PACKAGE: Final = b"Package"


def objects_in(payloads: Iterable[bytes], name: str) -> Iterator[Embedded]:
    """Yield the documents that objects hold; what cannot be told is of the format ``ole``."""
    for data in payloads:
        try:
            kind, content = _content(data)
        except struct.error:
            yield Embedded(format="ole", data=b"")
            continue
        if content is None:
            continue
        if kind == _PACKAGE:
            yield unpacked(struct.pack("<I", len(content)) + content)
        elif (found := document_in(content, name, format_="rtf")) is not None:
            yield found


def _content(data: bytes) -> tuple[bytes, bytes | None]:
    """Return the program of an object and its contents; a link has none."""
    _, kind = struct.unpack_from("<2I", data)
    position, texts = 8, []
    for _ in range(3):
        (length,) = struct.unpack_from("<I", data, position)
        texts.append(data[position + 4 : position + 4 + length].rstrip(b"\0"))
        position += 4 + length
    if kind != _EMBEDDED:
        return texts[0], None
    (size,) = struct.unpack_from("<I", data, position)
    if position + 4 + size > len(data):
        raise struct.error
    return texts[0], data[position + 4 : position + 4 + size]


def pages_in(payloads: Iterable[bytes]) -> tuple[bytes, ...]:
    """Return the pictures that are large enough to be pages."""
    return tuple(data for data in payloads if len(data) >= SMALLEST)
