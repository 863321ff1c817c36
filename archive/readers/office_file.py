"""Read an office file with all that lies inside it: documents as objects, and scans as its pages."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from archive.read_document import ReadDocument
from archive.readers.by_format import reader_of
from archive.readers.doc import open_doc
from archive.readers.docx import open_docx
from archive.readers.embedded import Embedded, Opened
from archive.readers.errors import OversizedFileError, ReadError
from archive.readers.ocr import is_available
from archive.readers.odt import open_odt
from archive.readers.office_package import Allowance
from archive.readers.pictures import MOST_PICTURES
from archive.readers.ppt import open_ppt
from archive.readers.pptx import open_pptx
from archive.readers.rtf import open_rtf
from archive.readers.xlsx import open_xlsx
from model.identification import TextSource

Opener = Callable[[bytes, str, Allowance], Opened]

_OPENERS: Final[dict[str, Opener]] = {
    "doc": lambda data, name, _: open_doc(data, name),
    "docx": open_docx,
    **{one: partial(open_odt, format_=one) for one in ("odt", "ods", "odp")},
    "ppt": lambda data, name, _: open_ppt(data, name),
    "pptx": open_pptx,
    "rtf": lambda data, name, _: open_rtf(data, name),
    "xlsx": open_xlsx,
}
_PLAIN: Final = frozenset({"html", "mht", "pdf", "txt", "xls", "jpeg", "png", "tiff", "gif", "bmp", "webp"})
"""Other formats of documents that are looked into inside an office file."""
_DEEPEST: Final = 2
"""A sheet in a document in a document; deeper than that nobody looks."""
_MOST_EMBEDDED: Final = 50


def read_office(data: bytes, name: str, *, format_: str) -> ReadDocument:
    """Read a file of a format; documents inside become children.

    What cannot be looked into is named in ``unread``. All that a file unpacks to is measured together.

    Raises:
        BrokenFileError: when the file is damaged, or its XML declares a DTD.
        EncryptedFileError: when it opens only with a password.
        OversizedFileError: when it unpacks to more than 32 MiB, or holds more than 50 documents.
        UnsupportedFormatError: when it was written by a program too old to be read.
    """
    return _Reading(name).read(data, format_, depth=0)


class _Reading:
    """The reading of one file, with what it may still unpack."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._allowance = Allowance()
        self._left = _MOST_EMBEDDED

    def read(self, data: bytes, format_: str, *, depth: int) -> ReadDocument:
        return self._whole(_OPENERS[format_](data, self._name, self._allowance), depth)

    def _whole(self, opened: Opened, depth: int) -> ReadDocument:
        """Return a document with those inside it."""
        self._left -= len(opened.embedded) + len(opened.children)
        if self._left < 0:
            raise OversizedFileError(self._name, opened.document.format, "embedded documents")
        whole: tuple[Embedded | Opened, ...] = (*opened.children, *opened.embedded)
        inner = [self._inner(one, depth + 1) for one in whole]
        is_unread = any(one is None or one.unread for one in inner)
        document = replace(
            opened.document,
            children=tuple(one for one in inner if one is not None),
            unread="embedded" if is_unread else opened.document.unread,
        )
        return _with_pictures(document, opened.pictures, self._name) if opened.pictures else document

    def _inner(self, embedded: Embedded | Opened, depth: int) -> ReadDocument | None:
        """Read a document inside another one, None where that is impossible."""
        if depth > _DEEPEST:
            return None
        if isinstance(embedded, Opened):
            return self._whole(embedded, depth)
        try:
            if embedded.format in _OPENERS:
                return self.read(embedded.data, embedded.format, depth=depth)
            if embedded.format not in _PLAIN:
                return None
            document = reader_of(embedded.format)(embedded.data, embedded.name or self._name)
        except OversizedFileError:
            raise
        except ReadError:
            return None
        return None if document.members else document


def _with_pictures(document: ReadDocument, pictures: tuple[bytes, ...], name: str) -> ReadDocument:
    """Take the pictures for the pages of a document that has hardly any text."""
    unread = replace(document, unread=document.unread or f"{document.format}-image")
    if not is_available() or len(pictures) > MOST_PICTURES:
        return unread
    try:
        # Whatever the bytes turn out to be, they stand where a picture does.
        shown = [page for one in pictures for page in reader_of("png")(one, name).pages]
    except ReadError:
        return unread
    first = replace(
        shown[0], lines=(*(line for line in document.lines if line.text.strip()), *shown[0].lines)
    )
    pages = tuple(replace(page, number=number) for number, page in enumerate((first, *shown[1:]), start=1))
    return replace(document, pages=pages, text_source=TextSource.OCR, is_in_order=False)
