"""Read plain text: UTF-8, or UTF-16 with its byte order mark; form feeds break pages."""

from archive.read_document import Line, Page, ReadDocument
from archive.readers.errors import BrokenFileError, OversizedFileError
from model.vietnamese import nfc

_LARGEST = 32 * 2**20
"""No document a person reads is longer; a log or a database dump is."""
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_txt(data: bytes, name: str) -> ReadDocument:
    """Read plain text.

    Raises:
        BrokenFileError: when the byte order mark promises an encoding that the bytes do not keep.
        OversizedFileError: above 32 MiB.
    """
    if len(data) > _LARGEST:
        raise OversizedFileError(name, "txt", "text")
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BrokenFileError(name, "txt", encoding) from error
    sheets = nfc(text.replace("\r\n", "\n").replace("\r", "\n")).split("\f")
    paged = len(sheets) > 1
    pages = tuple(_page(sheet, number if paged else None) for number, sheet in enumerate(sheets, 1))
    return ReadDocument(format="txt", media_type="text/plain", pages=pages)


def _page(text: str, number: int | None) -> Page:
    return Page(number=number, lines=tuple(Line(text=line.rstrip()) for line in text.split("\n")))
