"""Tell a file's format from its bytes; its name says little that is reliable."""

import re
import zipfile
from io import BytesIO

from archive.readers.coded_text import coded_format
from archive.readers.errors import ReadError
from archive.readers.ole_file import open_ole
from archive.readers.text_encoding import wide_encodings

_SIGNATURES = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"II\\*\x00", "tiff"),
    (b"MM\x00\\*", "tiff"),
    (b"GIF8", "gif"),
    # Its size, then four zeros: the two letters alone begin the name of many a form.
    (b"BM.{4}\x00{4}", "bmp"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"\x78\x9f\x3e\x22", "tnef"),
    (b"RIFF.{4}WEBP", "webp"),
    (b".{4}ftyp(?:hei[cfms]|hev[cms]|mif1|msf1)", "heic"),
    (b".{4}ftypavi[fs]", "avif"),
    (b".{4}ftyp", "mp4"),
    (b"\x7fELF", "exe"),
    # It is text but for pictures, which may stand in it byte by byte.
    (rb"\{\\rtf", "rtf"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", "encrypted-office"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
    ("__substg1.0_", "msg"),
    ("\x01Ole10Native", "ole-package"),
    ("Equation Native", "equation"),
)
_ZIP_MEMBERS = (
    ("word/", "docx"),
    ("xl/workbook.bin", "xlsb"),
    ("xl/", "xlsx"),
    ("ppt/", "pptx"),
    ("visio/", "vsdx"),
)
_OPEN_DOCUMENTS = (
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument.presentation", "odp"),
    (b"application/vnd.oasis.opendocument.", "opendocument"),
)
_OPEN_DOCUMENT_WITHIN = 200
"""The kind of an OpenDocument stands in its first member, unpacked."""
_PDF_WITHIN = 1024
"""Readers accept rubbish before %PDF up to this many bytes (PDF 32000 annex H.3.4.1)."""
_PROGRAM_START, _PROGRAM_HEAD = 0x3C, 0x40
"""Where a program for Windows says at which byte its own header begins, and where its old header ends."""
_OF_TEXT = bytes(byte for byte in range(256) if byte in b"\t\n\v\f\r\x1b" or byte >= ord(" "))
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def detect_format(data: bytes, *, name: str = "") -> str:
    """Return the short name of the format: ``docx``, ``pdf``, ``txt``, ``doc``, ``jpeg``, ``zip`` and so on.

    ``text-legacy`` is text in none of the Unicode encodings, ``encoded`` text that codes something else,
    ``empty`` a file without bytes. A file cut short is still named by what it set out to be. ``name`` counts
    only where it says that what looks like plain text is a mail or a page of the web.
    """
    if not data:
        return "empty"
    if data.startswith(_ZIP):
        return _kind_of_zip(data)
    if data.startswith(_OLE):
        return _kind_of_ole(data)
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    signed = (format_ for signature, format_ in _SIGNATURES if re.match(signature, data, re.DOTALL))
    return next(signed, None) or ("exe" if _is_program(data) else _kind_of_text(data, name))


def member_names(data: bytes) -> tuple[str, ...]:
    """Return the names of the members of a zip, none for anything else."""
    if not data.startswith(_ZIP):
        return ()
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return tuple(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        return ()


def _is_program(data: bytes) -> bool:
    """Whether it is a program for Windows: the two letters alone may begin a text."""
    start = int.from_bytes(data[_PROGRAM_START:_PROGRAM_HEAD], "little")
    return data.startswith(b"MZ") and len(data) >= _PROGRAM_HEAD and data[start : start + 4] == b"PE\0\0"


def _kind_of_zip(data: bytes) -> str:
    head = data[:_OPEN_DOCUMENT_WITHIN]
    if open_document := next((kind for mark, kind in _OPEN_DOCUMENTS if mark in head), None):
        return open_document
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = "\n".join(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        # Without its directory a package still shows the names before each member.
        names = data.decode("latin-1")
    if "[Content_Types].xml" in names:
        for folder, kind in _ZIP_MEMBERS:
            if folder in names:
                return kind
    return "zip"


def _kind_of_ole(data: bytes) -> str:
    streams = _root_streams(data)
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data if streams is None else _is_among(stream, streams):
            return kind
    return "ole"


def _root_streams(data: bytes) -> list[str] | None:
    """Return the names at the top of a compound file: further down lie those of what is inside it.

    None for a file whose directory cannot be read.
    """
    try:
        with open_ole(data, "", "ole") as ole:
            return sorted({path[0] for path in ole.streams})
    except ReadError:
        return None


def _is_among(stream: str, streams: list[str]) -> bool:
    """Whether there is a stream; names count in any case, as Windows has it."""
    wanted, names = stream.lower(), map(str.lower, streams)
    return any(name.startswith(wanted) if wanted.endswith("_") else name == wanted for name in names)


def _kind_of_text(data: bytes, name: str) -> str:
    encoding = next((encoding for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark)), None)
    encoding = encoding or next(wide_encodings(data), None)
    text = data if encoding is None else data.decode(encoding, errors="replace").encode()
    if text.translate(None, _OF_TEXT):
        return "binary"
    if coded := coded_format(text, name):
        return coded
    return "txt" if encoding is not None or _is_utf8(text) else "text-legacy"


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
