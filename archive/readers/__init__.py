"""Readers, one file per format: bytes in, lines with their place out."""

from archive.read_document import ReadDocument
from archive.readers.by_format import FORMATS, reader_of
from archive.readers.detection import detect_format
from archive.readers.errors import EmptyFileError, EncryptedFileError, UnsupportedFormatError

_MAY_BE_DATA = frozenset({"ods", "xls", "xlsx", "zip"})
"""What an office may also have put into its inbox as data, to be kept as it is."""
READABLE = FORMATS - _MAY_BE_DATA
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
    if format_ not in FORMATS:
        raise UnsupportedFormatError(name, format_)
    return reader_of(format_)(data, name)
