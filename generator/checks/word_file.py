"""The package of a Word file as the checker opens it: bounded, without entities, parts by their relations."""

import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Final

from lxml import etree

from generator.checks.errors import DocumentUnreadableError

_LARGEST: Final = 64 * 2**20
"""All parts that are read, unpacked."""
_MOST_PARTS: Final = 10_000
_STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points to: the last word of the relation's type, and the target part."""

    kind: str
    target: str


class WordFile:
    """An open Word file.

    Raises:
        DocumentUnreadableError: when it is no Word file, damaged, under a password, or unpacks too large.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._left = _LARGEST
        try:
            self._package = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise DocumentUnreadableError(name, detail="package") from error
        self._sizes = {member.filename: member.file_size for member in self._package.infolist()}
        if len(self._sizes) > _MOST_PARTS:
            raise DocumentUnreadableError(name, detail="too many parts")

    @property
    def main_part(self) -> str:
        """The part that holds the text."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument":
                return relation.target
        return "word/document.xml"

    @property
    def is_signed(self) -> bool:
        """Whether a digital signature lies in the package: any change would break it."""
        return any(name.startswith("_xmlsignatures/") for name in self._sizes)

    def relations(self, part: str) -> dict[str, Relation]:
        """Return the relations of a part by their ids; none where they are not stored."""
        folder, _, file = part.rpartition("/")
        path = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        if path not in self._sizes:
            return {}
        return {
            str(entry.get("Id")): Relation(
                str(entry.get("Type")).rpartition("/")[2], _target(part, str(entry.get("Target")))
            )
            for entry in self.parse(path)
            if entry.get("TargetMode") != "External"
        }

    def related(self, part: str, kind: str) -> etree._Element | None:
        """Return the root of the part of this kind that a part points to, None without one."""
        for relation in self.relations(part).values():
            if relation.kind == kind and relation.target in self._sizes:
                return self.parse(relation.target)
        return None

    def parse(self, part: str) -> etree._Element:
        """Return the root of a part in the transitional namespace.

        Raises:
            DocumentUnreadableError: when it is missing, no XML, or declares a DTD.
        """
        data = self.unpack(part).replace(_STRICT.encode(), WORD[1:-1].encode())
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise DocumentUnreadableError(self.name, detail=part) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise DocumentUnreadableError(self.name, detail=part)
        return root

    def unpack(self, part: str) -> bytes:
        """Return the bytes of a part.

        Raises:
            DocumentUnreadableError: when it is missing, damaged, encrypted, or too much was unpacked.
        """
        self._left -= self._sizes.get(part, _LARGEST + 1)
        if self._left < 0:
            raise DocumentUnreadableError(self.name, detail=part)
        try:
            return self._package.read(part)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
            raise DocumentUnreadableError(self.name, detail=part) from error

    def has(self, part: str) -> bool:
        """Whether the package holds the part."""
        return part in self._sizes


def _target(part: str, target: str) -> str:
    return target[1:] if target.startswith("/") else normpath(join(dirname(part), target))
