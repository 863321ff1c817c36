"""Read DOCX: paragraphs, tables, text boxes and running heads, straight from the package's XML."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from lxml import etree

from archive.read_document import Line, Page, ReadDocument
from archive.readers.docx_body import lines_of
from archive.readers.docx_embedded import embedded_documents
from archive.readers.docx_package import Allowance, Package
from archive.readers.errors import BrokenFileError, EncryptedFileError
from archive.readers.text_layer import TextLayer, judge
from model.vietnamese import nfc

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MARGIN_PARTS = ("word/header", "word/footer")
_PICTURES = "word/media/"
_PROPERTIES = "docProps/core.xml"
_PICTURE = "docx-image"
_EMBEDDED = "embedded"


def read_docx(data: bytes, name: str) -> ReadDocument:
    """Read a DOCX; the Word documents embedded in it are its children.

    Raises:
        BrokenFileError: when the package or its XML is damaged, or declares a DTD.
        OversizedFileError: when its parts unpack to more than 32 MiB.
        EncryptedFileError: when its members are encrypted.
    """
    allowance = Allowance()
    document, embedded = _read(data, name, allowance)
    inner = [_embedded(format_, part, name, allowance) for format_, part in embedded]
    children = tuple(child for child in inner if child is not None)
    is_unread = len(children) < len(inner) or any(child.unread for child in children)
    return replace(document, children=children, unread=_EMBEDDED if is_unread else document.unread)


def _embedded(format_: str, data: bytes, name: str, allowance: Allowance) -> ReadDocument | None:
    """Read an embedded document, None if that is impossible; those embedded in it in turn stay unread."""
    if format_ != "docx":
        return None
    try:
        document, embedded = _read(data, name, allowance)
    except (BrokenFileError, EncryptedFileError):
        return None
    return replace(document, unread=_EMBEDDED) if embedded else document


def _read(data: bytes, name: str, allowance: Allowance) -> tuple[ReadDocument, list[tuple[str, bytes]]]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as opened:
            package = Package(opened, name, allowance)
            return _read_package(package), list(embedded_documents(package))
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise BrokenFileError(name, "docx", "package") from error


def _read_package(package: Package) -> ReadDocument:
    lines = tuple(lines_of(package.parse(package.main_part())))
    margins = [
        line
        for part in package.parts()
        if part.startswith(_MARGIN_PARTS) and part.endswith(".xml")
        for line in lines_of(package.parse(part))
    ]
    return ReadDocument(
        format="docx",
        media_type=MEDIA_TYPE,
        pages=(Page(lines=lines),),
        margins=tuple(_with_text(margins)),
        metadata=_metadata(package),
        unread=_PICTURE if _is_picture(lines, package) else None,
    )


def _is_picture(lines: tuple[Line, ...], package: Package) -> bool:
    """Tell a scan that was put into a Word file."""
    has_pictures = any(part.startswith(_PICTURES) for part in package.parts())
    return has_pictures and judge("\n".join(line.text for line in lines)) is TextLayer.ABSENT


def _with_text(lines: list[Line]) -> Iterator[Line]:
    return (line for line in lines if line.text.strip())


def _metadata(package: Package) -> dict[str, str]:
    if _PROPERTIES not in package.parts():
        return {}
    properties = package.parse(_PROPERTIES)
    return {
        etree.QName(entry).localname: nfc(entry.text)
        for entry in properties.iterchildren("{*}*")
        if entry.text and entry.text.strip()
    }
