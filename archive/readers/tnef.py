"""Read TNEF (winmail.dat), the envelope in which Outlook sends attachments to other programs."""

import struct
from collections.abc import Iterator
from typing import Final

from archive.read_document import MOST_MEMBERS, Member, Page, ReadDocument
from archive.readers.errors import BrokenFileError, OversizedFileError
from archive.readers.member_name import member_name
from archive.readers.text_encoding import decoded

_MEDIA_TYPE: Final = "application/ms-tnef"
_HEAD: Final = 6
_RECORD: Final = struct.Struct("<BII")
_CHECKSUM: Final = 2
_BEGINS, _TITLE, _DATA, _PROPERTIES = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
_LONG_NAMES: Final = ((b"\x1f\x00\x07\x37", "utf-16-le"), (b"\x1e\x00\x07\x37", None))
"""Property 0x3707, the whole name, as letters of two bytes and of one."""


def read_tnef(data: bytes, name: str) -> ReadDocument:
    """Read the attachments in an envelope; the words of the mail stand in the mail itself.

    Raises:
        BrokenFileError: when it is cut short.
        OversizedFileError: above 200 attachments.
    """
    files: list[dict[int, bytes]] = []
    try:
        for code, content in _records(data):
            if code == _BEGINS:
                files.append({})
            elif files:
                files[-1][code] = content
    except struct.error as error:
        raise BrokenFileError(name, "tnef", "records") from error
    if len(files) > MOST_MEMBERS:
        raise OversizedFileError(name, "tnef", "attachments")
    members = tuple(
        Member(name=member_name(_name(file), otherwise=f"{number}"), data=file[_DATA])
        for number, file in enumerate(files, start=1)
        if _DATA in file
    )
    return ReadDocument(
        format="tnef",
        media_type=_MEDIA_TYPE,
        pages=(Page(),),
        members=members,
        is_document=False,
        unread="embedded" if len(members) < len(files) else None,
    )


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    position = _HEAD
    while position < len(data):
        _, code, length = _RECORD.unpack_from(data, position)
        position += _RECORD.size
        if position + length > len(data):
            raise struct.error
        yield code, data[position : position + length]
        position += length + _CHECKSUM


def _name(file: dict[int, bytes]) -> str:
    properties = file.get(_PROPERTIES, b"")
    for mark, encoding in _LONG_NAMES:
        place = properties.find(mark)
        if place >= 0 and place + 12 <= len(properties):
            (length,) = struct.unpack_from("<I", properties, place + 8)
            long_name = properties[place + 12 : place + 12 + length]
            text = long_name.decode(encoding, "replace") if encoding else decoded(long_name) or ""
            return text.rstrip("\0")
    title = file.get(_TITLE, b"").rstrip(b"\0")
    return decoded(title) or title.decode("latin-1")
