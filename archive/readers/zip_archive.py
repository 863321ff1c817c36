"""Read ZIP: its members with their names, within limits that hold whatever the archive says of itself."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import Final

from archive.read_document import MOST_MEMBER_BYTES, MOST_MEMBERS, Member, ReadDocument
from archive.readers.errors import BrokenFileError, CrowdedFileError, EncryptedFileError, OversizedFileError
from archive.readers.member_name import member_name
from archive.readers.text_encoding import decoded

_MEDIA_TYPE: Final = "application/zip"
_IN_UTF8: Final = 0x800
_UNDER_PASSWORD: Final = 0x1
_MOST_RATIO: Final = 100
"""Times by which a member may grow (records.md 1.3); only what is worth packing counts."""
_WORTH_PACKING: Final = 2**20
_LEFTOVERS: Final = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
_FOR_MACS: Final = "__MACOSX/"


def read_zip(data: bytes, name: str) -> ReadDocument:
    """Read an archive; it has no words of its own.

    Raises:
        BrokenFileError: when it is damaged, or packed in a way that nobody uses.
        EncryptedFileError: when a member is under a password.
        OversizedFileError: above 200 members or 512 MiB, or when a member grows a hundredfold.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = tuple(_members(archive, name))
    except (
        zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError, IndexError,
    ) as error:  # fmt: skip
        raise BrokenFileError(name, "zip", "archive") from error
    return ReadDocument(format="zip", media_type=_MEDIA_TYPE, pages=(), members=members, is_document=False)


def _members(archive: zipfile.ZipFile, name: str) -> Iterator[Member]:
    wanted = [entry for entry in archive.infolist() if not _is_leftover(entry)]
    if len(wanted) > MOST_MEMBERS:
        raise CrowdedFileError(name, len(wanted), MOST_MEMBERS)
    left = MOST_MEMBER_BYTES
    for number, entry in enumerate(wanted, start=1):
        if entry.flag_bits & _UNDER_PASSWORD:
            raise EncryptedFileError(name, "zip")
        data = _unpacked(archive, entry, name, left)
        left -= len(data)
        yield Member(name=member_name(_name(entry), otherwise=f"{number}"), data=data)


def _is_leftover(entry: zipfile.ZipInfo) -> bool:
    is_unseen = PurePosixPath(entry.filename).name.lower() in _LEFTOVERS
    return entry.is_dir() or is_unseen or entry.filename.startswith(_FOR_MACS)


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, left: int) -> bytes:
    """Return a member's bytes; what it says of its size is not believed."""
    most = left
    if entry.file_size > _WORTH_PACKING:
        most = min(left, _MOST_RATIO * entry.compress_size)
    if entry.file_size > most:
        raise OversizedFileError(name, "zip", "member")
    with archive.open(entry) as stream:
        data = stream.read(min(entry.file_size, most) + 1)
    if len(data) > most:
        raise OversizedFileError(name, "zip", "member")
    return data


def _name(entry: zipfile.ZipInfo) -> str:
    """Return the name in the encoding of the program that packed it, which only new programs tell."""
    if entry.flag_bits & _IN_UTF8 or entry.orig_filename.isascii():
        return entry.filename
    try:
        return decoded(entry.orig_filename.encode("cp437")) or entry.filename
    except UnicodeEncodeError:
        return entry.filename
