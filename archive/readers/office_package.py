"""The package of an office document with guards: what unpacks too large or has entities is refused."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from archive.readers.errors import BrokenFileError, EncryptedFileError, OversizedFileError

_LARGEST = 32 * 2**20
"""All parts that are read, unpacked; the longest law of the country takes a tenth of this."""
_LARGEST_PICTURE = 8 * 2**20
_MOST_PARTS = 10_000


@dataclass(slots=True)
class Allowance:
    """How many bytes may still be unpacked, for a document and those embedded in it together."""

    left: int = _LARGEST


class Package:
    """An open package; a part is measured before it is unpacked, and parsed without entities.

    Raises:
        OversizedFileError: when it has more than 10 000 parts.
    """

    def __init__(self, package: zipfile.ZipFile, name: str, format_: str, allowance: Allowance) -> None:
        members = package.infolist()
        if len(members) > _MOST_PARTS:
            raise OversizedFileError(name, format_, "parts")
        self.name = name
        self.format = format_
        self.allowance = allowance
        self._package = package
        self._sizes = {member.filename: member.file_size for member in members}

    def parts(self) -> Iterator[str]:
        """Return the names of all parts, sorted."""
        yield from sorted(self._sizes)

    def has(self, part: str) -> bool:
        """Whether there is a part of this name."""
        return part in self._sizes

    def main_part(self, usual: str) -> str:
        """Return the part that holds the text: named in the relations, nearly always the usual one.

        Raises:
            BrokenFileError: when there is none.
        """
        if usual in self._sizes:
            return usual
        for relation in self.parse("_rels/.rels"):
            if str(relation.get("Type")).endswith("/officeDocument"):
                return str(relation.get("Target")).removeprefix("/")
        raise BrokenFileError(self.name, self.format, usual)

    def parse(self, part: str) -> etree._Element:
        """Return the root of a part's XML.

        Raises:
            BrokenFileError: when it is missing, no XML, or declares a DTD; and as ``unpack`` does.
        """
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(self.unpack(part), parser)
        except etree.XMLSyntaxError as error:
            raise BrokenFileError(self.name, self.format, part) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise BrokenFileError(self.name, self.format, part)
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
            raise BrokenFileError(self.name, self.format, part)
        self.allowance.left -= size
        if self.allowance.left < 0:
            raise OversizedFileError(self.name, self.format, part)
        try:
            return self._package.read(part)
        except zlib.error as error:
            raise BrokenFileError(self.name, self.format, part) from error
        except RuntimeError as error:  # what zipfile raises for a member under a password
            raise EncryptedFileError(self.name, self.format) from error

    def picture(self, part: str) -> bytes | None:
        """Return a picture to be looked at and let go, None if it is missing, damaged or above 8 MiB."""
        if self._sizes.get(part, _LARGEST) > _LARGEST_PICTURE:
            return None
        try:
            return self._package.read(part)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, OSError):
            return None


@contextmanager
def open_package(data: bytes, name: str, format_: str, allowance: Allowance) -> Iterator[Package]:
    """Open a package; damage that shows while it is read is a broken file.

    Raises:
        BrokenFileError: when the package is damaged.
        OversizedFileError: when it has more than 10 000 parts.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            yield Package(archive, name, format_, allowance)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise BrokenFileError(name, format_, "package") from error
