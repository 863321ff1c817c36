"""Reading a Word template within limits: what is larger, stranger or reaches out of its file is refused."""

import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from posixpath import normpath
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

_MOST_ENTRIES: Final = 200
_LARGEST_WHOLE: Final = 32 << 20
_RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_HYPERLINK: Final = "/hyperlink"
_MACROS: Final = "vbaProject"
_UNREADABLE: Final = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
_PARSER: Final = etree.XMLParser(
    resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
)


class WordArchiveError(Exception):
    """The file cannot serve as a template; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordArchive:
    """The parts of a Word file by name, in the order of their names, and which of them play a role."""

    parts: dict[str, bytes]
    document: str
    properties: str | None

    @property
    def related(self) -> dict[str, str]:
        """The parts that the document refers to: type of relation (its last word) by name."""
        return {name: kind for name, kind in _targets(self.parts, self.document) if name in self.parts}


def read_word_archive(content: bytes, *, largest: int = _LARGEST_WHOLE) -> WordArchive:
    """Read a Word file of at most ``largest`` bytes unpacked, a quarter of them in one part.

    Raises:
        WordArchiveError: when it is damaged, too large, holds macros, or refers to anything outside.
    """
    parts = _parts(content, largest)
    if any(_MACROS in name for name in parts):
        raise WordArchiveError("holds macros")
    for name in parts:
        if name.endswith(".rels"):
            _refuse_outside(name, parts[name])
    roles = {kind: name for name, kind in _targets(parts, "")}
    document = roles.get("officeDocument", "")
    if document not in parts:
        raise WordArchiveError("is no Word file")
    return WordArchive(parts=parts, document=document, properties=roles.get("core-properties"))


def parse(name: str, content: bytes) -> etree._Element:
    """Parse a part; comments and processing instructions are left out.

    Raises:
        WordArchiveError: when it is no XML, or declares entities.
    """
    try:
        root = etree.fromstring(content, _PARSER)
    except etree.XMLSyntaxError as error:
        raise WordArchiveError(f"{name} is damaged: {error}") from error
    if root.getroottree().docinfo.doctype:
        raise WordArchiveError(f"{name} declares a document type")
    return root


def _parts(content: bytes, largest: int) -> dict[str, bytes]:
    try:
        with ZipFile(BytesIO(content)) as package:
            entries = [entry for entry in package.infolist() if not entry.is_dir()]
            if len(entries) > _MOST_ENTRIES:
                raise WordArchiveError(f"has {len(entries)} parts")
            return _read(package, sorted(entries, key=lambda entry: entry.filename), largest)
    except _UNREADABLE as error:
        raise WordArchiveError(f"cannot be read: {error}") from error


def _read(package: ZipFile, entries: list[ZipInfo], largest: int) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    room = largest
    for entry in entries:
        limit = min(room, largest // 4)
        with package.open(entry) as opened:
            parts[entry.filename] = opened.read(limit + 1)
        if len(parts[entry.filename]) > limit:
            raise WordArchiveError(f"{entry.filename} is too large")
        room -= len(parts[entry.filename])
    return parts


def _refuse_outside(name: str, content: bytes) -> None:
    for relation in parse(name, content).iter(_RELATIONSHIP):
        outside = relation.get("TargetMode") == "External"
        if outside and not str(relation.get("Type")).endswith(_HYPERLINK):
            raise WordArchiveError(f"{name} refers to {relation.get('Target')}")


def _targets(parts: dict[str, bytes], source: str) -> list[tuple[str, str]]:
    """Return name and kind of every part that a part, or the whole package, refers to."""
    path = PurePosixPath(source)
    listed = str(path.parent / "_rels" / f"{path.name}.rels") if source else "_rels/.rels"
    if listed not in parts:
        return []
    return [
        (resolved(path.parent, relation.get("Target", "")), relation.get("Type", "").rpartition("/")[2])
        for relation in parse(listed, parts[listed]).iter(_RELATIONSHIP)
        if relation.get("TargetMode") != "External"
    ]


def resolved(folder: PurePosixPath, target: str) -> str:
    """Return the name of the part that a relation of a folder means."""
    if target.startswith("/"):
        return target.removeprefix("/")
    return normpath(folder / target)
