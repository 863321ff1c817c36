"""The attachments of an edXML packet, taken out as its sender had them (records.md 1.3)."""

import base64
import binascii
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePath
from typing import Final

from lxml import etree

from archive.read_document import MOST_MEMBER_BYTES, MOST_MEMBERS, Member, MemberRole
from archive.readers.detection import detect_format
from archive.readers.errors import BrokenFileError, CrowdedFileError, OversizedFileError
from archive.readers.member_name import member_name

_DOCUMENTS: Final = frozenset({"pdf", "doc", "docx", "odt", "rtf", "jpeg", "png", "tiff"})
_MOST_RATIO: Final = 100
_UNDER_PASSWORD: Final = 0x1


def attachments(root: etree._Element, name: str) -> tuple[Member, ...]:
    """Return the attachments that lie in the packet; the first that may be a document is the document.

    Raises:
        BrokenFileError: when one is no base64.
        OversizedFileError: above 200 attachments, or 512 MiB of them.
    """
    found = list(root.iter("{*}Attachment"))
    if len(found) > MOST_MEMBERS:
        raise CrowdedFileError(name, len(found), MOST_MEMBERS)
    names = list(_referenced(root))
    return with_roles((_name(one, number, names), _decoded(one, name)) for number, one in enumerate(found))


def with_roles(files: Iterator[tuple[str, bytes]]) -> tuple[Member, ...]:
    """Return files as members of a packet: the first that may be a document is what the others belong to."""
    members: list[Member] = []
    has_document = False
    for number, (given, packed) in enumerate(files, start=1):
        data = _out_of_envelope(packed, given)
        is_first = not has_document and detect_format(data, name=given) in _DOCUMENTS
        has_document = has_document or is_first
        role = MemberRole.DOCUMENT if is_first else MemberRole.ATTACHMENT
        members.append(Member(name=member_name(given, otherwise=f"{number}"), data=data, role=role))
    return tuple(members)


def _referenced(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield id and name of each attachment as the manifest has them."""
    for reference in root.iter("{*}Reference"):
        yield _id(reference), _text(reference, "AttachmentName")


def _name(attachment: etree._Element, number: int, names: list[tuple[str, str]]) -> str:
    """Return an attachment's name: its own, that of the reference of its id, or that in its place."""
    if own := _text(attachment, "AttachmentName"):
        return own
    by_id = next((name for id_, name in names if id_ and id_ == _id(attachment)), "")
    return by_id or (names[number][1] if number < len(names) else "")


def _decoded(attachment: etree._Element, name: str) -> bytes:
    content = attachment.find("{*}ContentTransferEncoded")
    text = "" if content is None else content.text or ""
    if len(text) > MOST_MEMBER_BYTES:
        raise OversizedFileError(name, "edxml", "attachment")
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise BrokenFileError(name, "edxml", "attachment") from error


def _out_of_envelope(data: bytes, name: str) -> bytes:
    """Return a file without the ZIP that the sending library puts around most kinds of files."""
    ending = PurePath(name).suffix.lower()
    if ending == ".zip" or detect_format(data) != "zip":
        return data
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) != 1 or not _is_envelope(entries[0], ending):
                return data
            with archive.open(entries[0]) as stream:
                inner = stream.read(entries[0].file_size + 1)
            return inner if len(inner) == entries[0].file_size else data
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError):
        return data


def _is_envelope(entry: zipfile.ZipInfo, ending: str) -> bool:
    return (
        PurePath(entry.filename).suffix.lower() == ending
        and not entry.flag_bits & _UNDER_PASSWORD
        and entry.file_size <= min(MOST_MEMBER_BYTES, _MOST_RATIO * max(entry.compress_size, 1024))
    )


def _id(element: etree._Element) -> str:
    return _text(element, "ContentId").removeprefix("cid:").lower()


def _text(parent: etree._Element, name: str) -> str:
    found = parent.find(f"{{*}}{name}")
    return "" if found is None else (found.text or "").strip()
