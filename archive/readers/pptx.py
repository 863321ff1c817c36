"""Read PPTX: the words of each slide, of its tables and drawings, and the notes, from the package's XML."""

import re
from typing import Final

from archive.read_document import Page, ReadDocument
from archive.readers.docx import metadata
from archive.readers.docx_embedded import embedded_documents
from archive.readers.drawn_text import DrawnText
from archive.readers.embedded import Opened
from archive.readers.errors import BrokenFileError
from archive.readers.office_package import Allowance, Package, open_package
from archive.readers.office_pictures import pasted_anywhere
from archive.readers.pasted import with_stamps
from archive.readers.text_layer import is_bare

_MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_SLIDE: Final = re.compile(r"ppt/slides/[^/]+\.xml")
_BESIDE: Final = re.compile(r"ppt/(?:notesSlides|diagrams/data|comments|charts)[^/]*(?:/[^/]+)?\.xml")
"""Notes, and words of drawings and charts that are kept apart from the slide that shows them."""
_BEHIND: Final = re.compile(r"ppt/(?:slideMasters|slideLayouts)/[^/]+\.xml")
_THEME: Final = re.compile(r"ppt/theme/[^/]+\.xml")
_PICTURES: Final = re.compile("ppt/media/")
_PROPERTIES, _MACROS = "docProps/core.xml", "ppt/vbaProject.bin"
_NUMBER: Final = re.compile(r"\d+")


def open_pptx(data: bytes, name: str, allowance: Allowance) -> Opened:
    """Read slides, and return them with the documents embedded in them; each slide is a first page.

    Raises:
        BrokenFileError: when the package or its XML is damaged, or declares a DTD, or has no slides.
        OversizedFileError: when its parts unpack to more than is allowed.
        EncryptedFileError: when its members are encrypted.
    """
    with open_package(data, name, "pptx", allowance) as package:
        document = _read(package)
        pictures = _in_order(package, _PICTURES)
        has_no_text = is_bare(line.text for line in document.lines)
        if not has_no_text:
            document = with_stamps(document, pasted_anywhere(package))
        return Opened(
            document,
            embedded=tuple(embedded_documents(package)),
            pictures=tuple(map(package.unpack, pictures)) if has_no_text else (),
        )


def _read(package: Package) -> ReadDocument:
    slides, beside = _in_order(package, _SLIDE), _in_order(package, _BESIDE)
    if not slides:
        raise BrokenFileError(package.name, "pptx", "ppt/slides")
    walk = DrawnText(_usual_font(package))
    pages = [tuple(walk.lines(package.parse(part))) for part in (*slides, *beside)]
    behind = [line for part in _in_order(package, _BEHIND) for line in walk.own_lines(package.parse(part))]
    macros = {"macros": "present"} if package.has(_MACROS) else {}
    return ReadDocument(
        format="pptx",
        media_type=_MEDIA_TYPE,
        pages=tuple(Page(lines=lines) for lines in pages),
        margins=tuple(line for line in behind if line.text.strip()),
        metadata=metadata(package, _PROPERTIES) | macros,
    )


def _in_order(package: Package, pattern: re.Pattern[str]) -> list[str]:
    """Return the parts of a kind, the tenth behind the ninth."""
    parts = (part for part in package.parts() if pattern.match(part))
    return sorted(parts, key=lambda part: [int(number) for number in _NUMBER.findall(part)])


def _usual_font(package: Package) -> str:
    """Return the font of text that names none."""
    for part in _in_order(package, _THEME)[:1]:
        font = next(package.parse(part).iterfind(".//{*}minorFont/{*}latin"), None)
        return "" if font is None else str(font.get("typeface", ""))
    return ""
