"""Read PPT, slides of PowerPoint 97 to 2003: their words, from the records of the file ([MS-PPT] 2.3)."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from archive.read_document import Line, Page, ReadDocument
from archive.readers.doc_drawings import PROPERTIES, words_of_shape
from archive.readers.embedded import Embedded, Opened, document_in
from archive.readers.errors import BrokenFileError, EncryptedFileError, OversizedFileError
from archive.readers.legacy_letters import mended
from archive.readers.ole_file import OleFile, open_ole
from archive.readers.pasted import pasted_in, with_stamps
from archive.readers.pictures import SMALLEST_STAMP, pictures_in
from archive.readers.text_layer import is_bare
from model.vietnamese import nfc

_MEDIA_TYPE: Final = "application/vnd.ms-powerpoint"
_STREAM, _USER, _PICTURES = "PowerPoint Document", "Current User", "Pictures"
_ENCRYPTED: Final = struct.pack("<I", 0xF3D1C4DF)
_HEAD: Final = struct.Struct("<2HI")
_CONTAINER: Final = 0xF
_TABLE_STYLES: Final = 0x0428
"""A package of PowerPoint 2007 that calls itself a container of records."""
_DEEPEST: Final = 40
_OBJECT, _MASTER, _NOTE = 0x1011, 0x03F8, 0x0FBA
_TEXTS: Final = {0x0FA0: "utf-16-le", 0x0FA8: "latin-1", _NOTE: "utf-16-le"}
"""Texts in two bytes a letter and in one; what stands in heads, feet and comments, and names."""
_BEGINNINGS: Final = frozenset({0x03EE, 0x03F0, 0x03F3, _MASTER, 0x0FC9})
"""Slides, pages of notes, outlines of slides, masters."""
_PACKED: Final = 1
_LARGEST_OBJECT: Final = 32 * 2**20
_PARAGRAPHS: Final = str.maketrans({"\r": "\n", "\v": "\n"})


@dataclass(frozen=True, slots=True)
class _Record:
    kind: int
    instance: int
    data: bytes


def open_ppt(data: bytes, name: str) -> Opened:
    """Read slides, and return them with the documents embedded in them; each slide is a first page.

    What was changed or deleted is often still in the file, and is read with the rest.

    Raises:
        BrokenFileError: when the file or its records are damaged.
        EncryptedFileError: when it opens only with a password.
        OversizedFileError: when an object in it unpacks to more than 32 MiB.
    """
    with open_ole(data, name, "ppt") as ole:
        if ole.has(_USER) and _ENCRYPTED in ole.read(_USER):
            raise EncryptedFileError(name, "ppt")
        try:
            records = list(_records(memoryview(ole.read(_STREAM)), name))
            embedded = tuple(_embedded(records, name))
        except (struct.error, zlib.error) as error:
            raise BrokenFileError(name, "ppt", "records") from error
        return _opened(ole, records, embedded)


def _opened(ole: OleFile, records: list[_Record], embedded: tuple[Embedded, ...]) -> Opened:
    slides, masters = _slides(records)
    document = ReadDocument(
        format="ppt",
        media_type=_MEDIA_TYPE,
        pages=tuple(Page(lines=lines) for lines in slides) or (Page(),),
        margins=masters,
    )
    drawn = ole.read(_PICTURES) if ole.has(_PICTURES) else b""
    if is_bare(line.text for line in document.lines):
        return Opened(document, embedded=embedded, pictures=tuple(pictures_in(drawn)))
    return Opened(with_stamps(document, pasted_in(pictures_in(drawn, SMALLEST_STAMP))), embedded=embedded)


def _records(data: memoryview, name: str, depth: int = 0) -> Iterator[_Record]:
    """Yield the records in order, each container before what is in it."""
    if depth > _DEEPEST:
        raise BrokenFileError(name, "ppt", "records")
    at = 0
    while at + _HEAD.size <= len(data):
        head, kind, size = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        if at + size > len(data):
            raise BrokenFileError(name, "ppt", "records")
        is_container = head & 0xF == _CONTAINER and kind != _TABLE_STYLES
        yield _Record(kind, head >> 4, b"" if is_container else bytes(data[at : at + size]))
        if is_container:
            yield from _records(data[at : at + size], name, depth + 1)
        at += size


def _slides(records: list[_Record]) -> tuple[list[tuple[Line, ...]], tuple[Line, ...]]:
    """Return the lines of each slide, and those of what stands behind the slides."""
    groups = _groups(records)
    whole = mended("\n".join(text for _, texts in groups for text in texts))
    left = iter(whole.split("\n"))
    slides: list[tuple[Line, ...]] = []
    masters: list[Line] = []
    for is_master, texts in groups:
        lines = tuple(Line(text=nfc(text).rstrip()) for text in islice(left, len(texts)))
        if is_master:
            masters += lines
        else:
            slides.append(lines)
    return slides, tuple(line for line in masters if line.text)


def _groups(records: list[_Record]) -> list[tuple[bool, list[str]]]:
    """Return the texts of each slide or page of notes, and whether it is a master."""
    groups: list[tuple[bool, list[str]]] = [(False, [])]
    for record in records:
        if record.kind in _BEGINNINGS:
            groups.append((record.kind == _MASTER, []))
        if record.kind == _NOTE:
            groups += [(True, _texts(record)), (groups[-1][0], [])]
        else:
            groups[-1][1].extend(_texts(record))
    return [group for group in groups if group[1]]


def _texts(record: _Record) -> list[str]:
    if record.kind in PROPERTIES:
        return list(words_of_shape(record.data, record.instance))
    if record.kind not in _TEXTS:
        return []
    text = record.data.decode(_TEXTS[record.kind], "replace")
    return text.translate(_PARAGRAPHS).split("\n")


def _embedded(records: list[_Record], name: str) -> Iterator[Embedded]:
    """Yield the documents that objects hold; programs (macros) are stored as objects too, and are one."""
    for record in records:
        if record.kind == _OBJECT:
            found = document_in(_unpacked(record, name), name, format_="ppt")
            if found is not None:
                yield found


def _unpacked(record: _Record, name: str) -> bytes:
    if record.instance != _PACKED:
        return record.data
    data = zlib.decompressobj().decompress(record.data[4:], _LARGEST_OBJECT + 1)
    if len(data) > _LARGEST_OBJECT:
        raise OversizedFileError(name, "ppt", "embedded documents")
    return data
