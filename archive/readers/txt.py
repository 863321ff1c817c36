"""Read plain text in any encoding in which Vietnamese is written; form feeds break pages."""

from archive.read_document import Line, Page, ReadDocument
from archive.readers.errors import OversizedFileError, UnsupportedFormatError
from archive.readers.text_encoding import decoded
from model.vietnamese import nfc

_LARGEST = 32 * 2**20
"""No document a person reads is longer; a log or a database dump is."""


def read_txt(data: bytes, name: str) -> ReadDocument:
    """Read plain text.

    Raises:
        OversizedFileError: above 32 MiB.
        UnsupportedFormatError: when it is in no encoding in which Vietnamese is written.
    """
    if len(data) > _LARGEST:
        raise OversizedFileError(name, "txt", "text")
    text = decoded(data)
    if text is None:
        raise UnsupportedFormatError(name, "text-legacy")
    sheets = nfc(text.replace("\r\n", "\n").replace("\r", "\n")).split("\f")
    paged = len(sheets) > 1
    pages = tuple(_page(sheet, number if paged else None) for number, sheet in enumerate(sheets, 1))
    return ReadDocument(format="txt", media_type="text/plain", pages=pages)


def _page(text: str, number: int | None) -> Page:
    return Page(number=number, lines=tuple(Line(text=line.rstrip()) for line in text.split("\n")))
