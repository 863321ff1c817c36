"""Readers, one file per format: bytes in, lines with their place out."""

from collections.abc import Callable

from archive.read_document import ReadDocument
from archive.readers.detection import detect_format
from archive.readers.edxml import read_edxml
from archive.readers.eml import read_eml
from archive.readers.errors import EmptyFileError, EncryptedFileError, UnsupportedFormatError
from archive.readers.html_page import read_html
from archive.readers.mht import read_mht
from archive.readers.msg import read_msg
from archive.readers.office_file import OFFICE_FORMATS, read_office
from archive.readers.pdf import read_pdf
from archive.readers.rtf import read_rtf
from archive.readers.scan import read_image
from archive.readers.tnef import read_tnef
from archive.readers.txt import read_txt
from archive.readers.xls import read_xls
from archive.readers.zip_archive import read_zip

_READERS: dict[str, Callable[[bytes, str], ReadDocument]] = {
    "edxml": read_edxml,
    "eml": read_eml,
    "html": read_html,
    "mht": read_mht,
    "msg": read_msg,
    "pdf": read_pdf,
    "rtf": read_rtf,
    "tnef": read_tnef,
    "text-legacy": read_txt,
    "txt": read_txt,
    "xls": read_xls,
    "zip": read_zip,
    **{format_: read_office(format_) for format_ in OFFICE_FORMATS},
    **dict.fromkeys(("jpeg", "png", "tiff", "gif", "bmp"), read_image),
}

_MAY_BE_DATA = frozenset({"ods", "xls", "xlsx", "zip"})
"""What an office may also have put into its inbox as data, to be kept as it is."""
READABLE = frozenset(_READERS) - _MAY_BE_DATA
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
