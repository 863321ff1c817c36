"""Readers, one file per format: bytes in, lines with their place out."""

from collections.abc import Callable

from archive.read_document import ReadDocument
from archive.readers.detection import detect_format
from archive.readers.docx import read_docx
from archive.readers.errors import EmptyFileError, EncryptedFileError, UnsupportedFormatError
from archive.readers.pdf import read_pdf
from archive.readers.scan import read_image
from archive.readers.txt import read_txt

_READERS: dict[str, Callable[[bytes, str], ReadDocument]] = {
    "docx": read_docx,
    "pdf": read_pdf,
    "txt": read_txt,
    **dict.fromkeys(("jpeg", "png", "tiff", "gif", "bmp"), read_image),
}

READABLE = frozenset(_READERS)
"""The formats that are read as documents."""


def read(data: bytes, *, name: str) -> ReadDocument:
    """Read a file of any format that has a reader, told from its bytes.

    ``name`` is for messages, and believed where it calls a text a mail or a page of the web.

    Raises:
        ReadError: one of its classes in ``archive.readers.errors``, nothing else.
    """
    format_ = detect_format(data, name=name)
    if format_ == "empty":
        raise EmptyFileError(name)
    if format_ == "encrypted-office":
        raise EncryptedFileError(name, format_)
    reader = _READERS.get(format_)
    if reader is None:
        raise UnsupportedFormatError(name, format_)
    return reader(data, name)
