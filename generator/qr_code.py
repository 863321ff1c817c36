"""The QR code of a reply mark: its squares for the PDF, the same as a picture for Word."""

import struct
import zlib
from functools import lru_cache
from typing import Final

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

Squares = tuple[tuple[bool, ...], ...]
"""Rows from the top, dark squares true."""

_VERSION: Final = 2
"""25 squares a side; at 25 mm read from every scan that was measured, also at 150 dpi."""
_PIXELS: Final = 12
"""Pixels of a square: 300 dpi at 1 mm."""


@lru_cache(maxsize=16)
def qr_squares(text: str) -> Squares:
    """Return a code of version 2, level M: room for 38 capital letters, digits and hyphens."""
    code = QRCode(_VERSION, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    return tuple(tuple(bool(square) for square in row) for row in code.modules)


def png(squares: Squares) -> bytes:
    """Return the squares as a picture of two colours without margin."""
    side = len(squares) * _PIXELS
    rows = b"".join((b"\x00" + _packed(row)) * _PIXELS for row in squares)
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _packed(row: tuple[bool, ...]) -> bytes:
    """Return a row of pixels, eight to a byte, light ones set."""
    bits = "".join(("0" if dark else "1") * _PIXELS for dark in row)
    padded = bits + "0" * (-len(bits) % 8)
    return int(padded, 2).to_bytes(len(padded) // 8)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
