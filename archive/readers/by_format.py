"""The reader of each format, imported with the first file of that format: most runs of a command meet one."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Final

from archive.read_document import ReadDocument

Reader = Callable[[bytes, str], ReadDocument]

OFFICE_FORMATS: Final = frozenset({"doc", "docx", "odp", "ods", "odt", "ppt", "pptx", "rtf", "xlsx"})
"""Formats of office files, which may hold others of them."""
_PLACES: Final = {
    "edxml": ("edxml", "read_edxml"),
    "eml": ("eml", "read_eml"),
    "html": ("html_page", "read_html"),
    "mht": ("mht", "read_mht"),
    "msg": ("msg", "read_msg"),
    "pdf": ("pdf", "read_pdf"),
    "tnef": ("tnef", "read_tnef"),
    "text-legacy": ("txt", "read_txt"),
    "txt": ("txt", "read_txt"),
    "xls": ("xls", "read_xls"),
    "zip": ("zip_archive", "read_zip"),
    **dict.fromkeys(("jpeg", "png", "tiff", "gif", "bmp", "webp"), ("scan", "read_image")),
    **dict.fromkeys(OFFICE_FORMATS, ("office_file", "read_office")),
}
"""The module below this package, and the function in it."""
FORMATS: Final = frozenset(_PLACES)


def reader_of(format_: str) -> Reader:
    """Return the reader of one of ``FORMATS``."""
    module, name = _PLACES[format_]
    reader: Callable[..., ReadDocument] = getattr(import_module(f"archive.readers.{module}"), name)
    return partial(reader, format_=format_) if format_ in OFFICE_FORMATS else reader
