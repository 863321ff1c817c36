"""Read DOCX: paragraphs, tables, text boxes and running heads, straight from the package's XML."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from archive.read_document import Line, Page, ReadDocument
from archive.readers.docx_body import lines_of
from archive.readers.docx_embedded import embedded_documents
from archive.readers.docx_fonts import StyleFonts, may_be_legacy
from archive.readers.drawn_text import DrawnText
from archive.readers.embedded import Opened
from archive.readers.office_package import Allowance, Package, open_package
from archive.readers.office_pictures import pasted_in_parts
from archive.readers.pasted import with_stamps
from archive.readers.text_layer import is_bare
from model.vietnamese import nfc

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAIN_PART: Final = "word/document.xml"
_STYLES: Final = "word/styles.xml"
_MARGIN_PARTS: Final = ("word/header", "word/footer")
_NOTES: Final = ("word/footnotes.xml", "word/endnotes.xml")
_PICTURES: Final = "word/media/"
_DIAGRAMS: Final = "word/diagrams/data"
_PROPERTIES: Final = "docProps/core.xml"
_MACROS: Final = "word/vbaProject.bin"
_NUMBER: Final = re.compile(r"\d+")


def open_docx(data: bytes, name: str, allowance: Allowance) -> Opened:
    """Read a DOCX, and return it with the documents embedded in it; programs in it are named, never run.

    Raises:
        BrokenFileError: when the package or its XML is damaged, or declares a DTD.
        OversizedFileError: when its parts unpack to more than is allowed.
        EncryptedFileError: when its members are encrypted.
    """
    with open_package(data, name, "docx", allowance) as package:
        document = _read(package)
        has_no_text = is_bare(line.text for line in document.lines)
        pictures = tuple(map(package.unpack, _pictures(package))) if has_no_text else ()
        if not pictures:
            shown = (*_margin_parts(package), package.main_part(_MAIN_PART))
            document = with_stamps(document, pasted_in_parts(package, *shown))
        return Opened(document, embedded=tuple(embedded_documents(package)), pictures=pictures)


def _read(package: Package) -> ReadDocument:
    fonts = _fonts(package)
    margins = [line for part in _margin_parts(package) for line in lines_of(package.parse(part), fonts)]
    text = [*lines_of(package.parse(package.main_part(_MAIN_PART)), fonts)]
    notes = [line for part in _NOTES if package.has(part) for line in lines_of(package.parse(part), fonts)]
    return ReadDocument(
        format="docx",
        media_type=MEDIA_TYPE,
        pages=(Page(lines=(*text, *_with_text(notes), *_drawn(package))),),
        margins=tuple(_with_text(margins)),
        metadata=metadata(package, _PROPERTIES) | ({"macros": "present"} if package.has(_MACROS) else {}),
    )


def _margin_parts(package: Package) -> Iterator[str]:
    parts = package.parts()
    return (part for part in parts if part.startswith(_MARGIN_PARTS) and part.endswith(".xml"))


def _drawn(package: Package) -> Iterator[Line]:
    """Yield the words of diagrams, which stand apart from the text that shows them."""
    for part in package.parts():
        if part.startswith(_DIAGRAMS):
            yield from DrawnText().lines(package.parse(part))


def _fonts(package: Package) -> StyleFonts:
    if not package.has(_STYLES) or not may_be_legacy(package.unpack(_STYLES)):
        return StyleFonts()
    return StyleFonts(package.parse(_STYLES))


def _pictures(package: Package) -> list[str]:
    """Return the parts with pictures in the order in which they were put in."""
    parts = (part for part in package.parts() if part.startswith(_PICTURES))
    return sorted(parts, key=lambda part: [int(number) for number in _NUMBER.findall(part)])


def _with_text(lines: list[Line]) -> Iterator[Line]:
    return (line for line in lines if line.text.strip())


def metadata(package: Package, part: str) -> dict[str, str]:
    """Return what an office document says of itself in a part with one element per fact."""
    if not package.has(part):
        return {}
    return {
        etree.QName(entry).localname: nfc(entry.text)
        for entry in package.parse(part).iterchildren("{*}*")
        if entry.text and entry.text.strip()
    }
