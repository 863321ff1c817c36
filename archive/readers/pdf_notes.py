"""What the annotations of a PDF page say, drawn or not: notes, stamps by name, fields of forms."""

import ctypes
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Final

import pypdfium2
from pypdfium2 import raw

from archive.read_document import Line
from model.vietnamese import nfc

_MOST: Final = 500
"""Annotations of a page that are asked; forms have a hundred fields."""
_MOST_BYTES: Final = 2**20
"""Of what one of them says; a longer text is no stamp."""
_EMPTY: Final = 2
"""Bytes of a text without letters."""
_TEXTS: Final = (b"Contents", b"V", b"Subj")
_NAME: Final = b"Name"
_STAMPS: Final = {"topsecret": "TUYỆT MẬT", "confidential": "Mật"}
"""What the ready-made stamps of PDF programs are called, by what an office would stamp."""


def notes(page: pypdfium2.PdfPage) -> Iterator[Line]:
    """Yield the lines of what the annotations of a page say, drawn on it or not."""
    for index in islice(range(raw.FPDFPage_GetAnnotCount(page)), _MOST):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if annotation:
            try:
                yield from _lines(annotation)
            finally:
                raw.FPDFPage_CloseAnnot(annotation)


def _lines(annotation: raw.FPDF_ANNOTATION) -> Iterator[Line]:
    for key in _TEXTS:
        for line in _text(annotation, key).splitlines():
            if line.strip():
                yield Line(text=line)
    named = _text(annotation, _NAME).lower()
    yield from (Line(text=said) for stamp, said in _STAMPS.items() if stamp in named)


def _text(annotation: raw.FPDF_ANNOTATION, key: bytes) -> str:
    length = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if not _EMPTY < length <= _MOST_BYTES:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    with suppress(UnicodeDecodeError):
        return nfc(buffer.raw.decode("utf-16-le").rstrip("\0"))
    return ""
