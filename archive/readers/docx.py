"""Read DOCX: paragraphs, tables, text boxes and running heads, straight from the package's XML."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from archive.read_document import Line, Page, ReadDocument
from archive.readers.docx_body import lines_of
from archive.readers.errors import BrokenFileError, EncryptedFileError, OversizedFileError
from model.vietnamese import nfc

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LARGEST = 32 * 2**20
"""All parts that are read, unpacked; the longest law of the country takes a tenth of this."""
_MOST_PARTS = 10_000
_MAIN_PART = "word/document.xml"
_MARGIN_PARTS = ("word/header", "word/footer")
_PROPERTIES = "docProps/core.xml"


def read_docx(data: bytes, name: str) -> ReadDocument:
    """Read a DOCX.

    Raises:
        BrokenFileError: when the package or its XML is damaged, or declares a DTD.
        OversizedFileError: when its parts unpack to more than 32 MiB.
        EncryptedFileError: when its members are encrypted.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return _read_package(_Package(package, name))
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise BrokenFileError(name, "docx", "package") from error


class _Package:
    """The package with its guards: a part is measured before it is unpacked, and parsed without entities."""

    def __init__(self, package: zipfile.ZipFile, name: str) -> None:
        self._package = package
        self._sizes = {info.filename: info.file_size for info in package.infolist()[:_MOST_PARTS]}
        self._name = name
        self._left = _LARGEST

    def parts(self) -> Iterator[str]:
        yield from sorted(self._sizes)

    def main_part(self) -> str:
        """Return the part that holds the text: named in the relations, nearly always the usual one."""
        if _MAIN_PART in self._sizes:
            return _MAIN_PART
        for relation in self.parse("_rels/.rels"):
            if str(relation.get("Type")).endswith("/officeDocument"):
                return str(relation.get("Target")).removeprefix("/")
        raise BrokenFileError(self._name, "docx", _MAIN_PART)

    def parse(self, part: str) -> etree._Element:
        size = self._sizes.get(part)
        if size is None:
            raise BrokenFileError(self._name, "docx", part)
        self._left -= size
        if self._left < 0:
            raise OversizedFileError(self._name, "docx", part)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(self._unpack(part), parser)
        except (etree.XMLSyntaxError, zlib.error) as error:
            raise BrokenFileError(self._name, "docx", part) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise BrokenFileError(self._name, "docx", part)
        return root

    def _unpack(self, part: str) -> bytes:
        try:
            return self._package.read(part)
        except RuntimeError as error:  # what zipfile raises for a member under a password
            raise EncryptedFileError(self._name, "docx") from error


def _read_package(package: _Package) -> ReadDocument:
    body = package.parse(package.main_part())
    margins = [
        line
        for part in package.parts()
        if part.startswith(_MARGIN_PARTS) and part.endswith(".xml")
        for line in lines_of(package.parse(part))
    ]
    return ReadDocument(
        format="docx",
        media_type=MEDIA_TYPE,
        pages=(Page(lines=tuple(lines_of(body))),),
        margins=tuple(_with_text(margins)),
        metadata=_metadata(package),
    )


def _with_text(lines: list[Line]) -> Iterator[Line]:
    return (line for line in lines if line.text.strip())


def _metadata(package: _Package) -> dict[str, str]:
    if _PROPERTIES not in package.parts():
        return {}
    properties = package.parse(_PROPERTIES)
    return {
        etree.QName(entry).localname: nfc(entry.text)
        for entry in properties.iterchildren("{*}*")
        if entry.text and entry.text.strip()
    }
