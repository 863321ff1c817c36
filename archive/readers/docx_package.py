"""The package of a Word document with its guards: what unpacks too large or declares entities is refused."""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from archive.readers.errors import BrokenFileError, EncryptedFileError, OversizedFileError

_LARGEST = 32 * 2**20
"""All parts that are read, unpacked; the longest law of the country takes a tenth of this."""
_MOST_PARTS = 10_000
_MAIN_PART = "word/document.xml"


@dataclass(slots=True)
class Allowance:
    """How many bytes may still be unpacked, for a document and those embedded in it together."""

    left: int = _LARGEST


class Package:
    """An open package; a part is measured before it is unpacked, and parsed without entities.

    Raises:
        OversizedFileError: when it has more than 10 000 parts.
    """

    def __init__(self, package: zipfile.ZipFile, name: str, allowance: Allowance) -> None:
        members = package.infolist()
        if len(members) > _MOST_PARTS:
            raise OversizedFileError(name, "docx", "parts")
        self.name = name
        self.allowance = allowance
        self._package = package
        self._sizes = {member.filename: member.file_size for member in members}

    def parts(self) -> Iterator[str]:
        """Return the names of all parts, sorted."""
        yield from sorted(self._sizes)

    def main_part(self) -> str:
        """Return the part that holds the text: named in the relations, nearly always the usual one.

        Raises:
            BrokenFileError: when there is none.
        """
        if _MAIN_PART in self._sizes:
            return _MAIN_PART
        for relation in self.parse("_rels/.rels"):
            if str(relation.get("Type")).endswith("/officeDocument"):
                return str(relation.get("Target")).removeprefix("/")
        raise BrokenFileError(self.name, "docx", _MAIN_PART)

    def parse(self, part: str) -> etree._Element:
        """Return the root of a part's XML.

        Raises:
            BrokenFileError: when it is missing, no XML, or declares a DTD; and as ``unpack`` does.
        """
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(self.unpack(part), parser)
        except etree.XMLSyntaxError as error:
            raise BrokenFileError(self.name, "docx", part) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise BrokenFileError(self.name, "docx", part)
        return root

    def unpack(self, part: str) -> bytes:
        """Return the bytes of a part.

        Raises:
            BrokenFileError: when it is missing or damaged.
            OversizedFileError: when the parts read so far unpack to more than 32 MiB.
            EncryptedFileError: when it is under a password.
        """
        size = self._sizes.get(part)
        if size is None:
            raise BrokenFileError(self.name, "docx", part)
        self.allowance.left -= size
        if self.allowance.left < 0:
            raise OversizedFileError(self.name, "docx", part)
        try:
            return self._package.read(part)
        except zlib.error as error:
            raise BrokenFileError(self.name, "docx", part) from error
        except RuntimeError as error:  # what zipfile raises for a member under a password
            raise EncryptedFileError(self.name, "docx") from error
