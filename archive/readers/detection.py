"""Tell a file's format from its bytes; its name says nothing reliable."""

import re
import zipfile
from io import BytesIO

_SIGNATURES = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"{\\rtf", "rtf"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", "encrypted-office"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("PowerPoint Document", "ppt"),
    ("__substg1.0_", "msg"),
)
_ZIP_MEMBERS = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_PDF_WITHIN = 1024
"""Readers accept rubbish before %PDF up to this many bytes (PDF 32000 annex H.3.4.1)."""
_MAIL_HEADER = re.compile(
    rb"\A(?:(?:Received|Return-Path|Delivered-To|From|To|Date|Subject|Message-ID|MIME-Version)"
    rb":[^\n]*\n(?:[ \t][^\n]*\n)*){2}",
    re.IGNORECASE,
)
_MARKUP = re.compile(rb"\A\s*<(\?xml|!doctype\s+html|html|[a-z:]*edxml)\b", re.IGNORECASE)
_NEVER_IN_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def detect_format(data: bytes) -> str:
    """Return the short name of the format: ``docx``, ``pdf``, ``txt``, ``doc``, ``jpeg``, ``zip`` and so on.

    ``text-legacy`` is text in none of the Unicode encodings, ``empty`` a file without bytes. A file cut short
    is still named by what it set out to be.
    """
    if not data:
        return "empty"
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    if data.startswith(b"PK"):
        return _kind_of_zip(data)
    if data.startswith(_OLE):
        return _kind_of_ole(data)
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return name
    return _kind_of_markup(data) or _kind_of_text(data)


def member_names(data: bytes) -> tuple[str, ...]:
    """Return the names of the members of a zip, none for anything else."""
    if not data.startswith(b"PK"):
        return ()
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return tuple(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        return ()


def _kind_of_zip(data: bytes) -> str:
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
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return kind
    return "ole"


def _kind_of_markup(data: bytes) -> str | None:
    markup = _MARKUP.match(data)
    if markup is None:
        return "eml" if _MAIL_HEADER.match(data) else None
    if b"edxml" in data[:_PDF_WITHIN].lower():
        return "edxml"
    return "xml" if markup[1].lower() == b"?xml" else "html"


def _kind_of_text(data: bytes) -> str:
    if data.startswith(_BYTE_ORDER_MARKS):
        return "txt"
    if _NEVER_IN_TEXT.search(data):
        return "binary"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "text-legacy"
    return "txt"
