"""The words of mails that are in rich text only: RTF, packed as Outlook packs it ([MS-OXRTFCP])."""

import struct
from typing import Final

from archive.readers.errors import BrokenFileError, OversizedFileError
from archive.readers.rtf import open_rtf

_HEAD: Final = struct.Struct("<4I")
_PACKED, _PLAIN = 0x75465A4C, 0x414C454D
_DICTIONARY: Final = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
"""What a packed text may point back to from its first letter on."""
_WINDOW: Final = 4096
_SHORTEST: Final = 2
_LARGEST: Final = 64 * 2**20


def words_of(packed: bytes, name: str) -> str | None:
    """Return the words of a rich text, None where there is more in it than words.

    Raises:
        BrokenFileError: when it is damaged.
        OversizedFileError: above 64 MiB.
    """
    opened = open_rtf(unpacked(packed, name), name)
    return None if opened.embedded or opened.pictures else opened.document.text


def unpacked(packed: bytes, name: str) -> bytes:
    """Return the RTF.

    Raises:
        BrokenFileError: when it is damaged.
        OversizedFileError: above 64 MiB.
    """
    if len(packed) < _HEAD.size:
        raise BrokenFileError(name, "rtf", "compressed")
    _, size, kind, _ = _HEAD.unpack_from(packed)
    if size > _LARGEST:
        raise OversizedFileError(name, "rtf", "text")
    content = packed[_HEAD.size :]
    if kind == _PLAIN:
        return content[:size]
    if kind != _PACKED:
        raise BrokenFileError(name, "rtf", "compressed")
    try:
        return _unpacked(content, size)
    except IndexError as error:
        raise BrokenFileError(name, "rtf", "compressed") from error


def _unpacked(content: bytes, size: int) -> bytes:
    """Follow the packed text: eight flags in a byte say which of the next are letters, which point back."""
    whole = bytearray(_DICTIONARY)
    position = 0
    while len(whole) < len(_DICTIONARY) + size:
        flags = content[position]
        position += 1
        for bit in range(8):
            if not flags >> bit & 1:
                whole.append(content[position])
                position += 1
                continue
            pointer = content[position] << 8 | content[position + 1]
            position += 2
            distance = (len(whole) - (pointer >> 4)) % _WINDOW
            if not distance:  # it points at where it stands: the end
                return bytes(whole[len(_DICTIONARY) :])
            _repeat(whole, distance, (pointer & 0xF) + _SHORTEST)
    return bytes(whole[len(_DICTIONARY) :][:size])


def _repeat(whole: bytearray, distance: int, length: int) -> None:
    for _ in range(length):
        # The window begins as blanks where nothing was written yet.
        whole.append(whole[-distance] if distance <= len(whole) else ord(" "))
