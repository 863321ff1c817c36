"""Read XLS, the workbook of Excel 97 to 2003, and older ones."""

import struct
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from typing import Final

import xlrd  # type: ignore[import-untyped]  # it publishes no types

from archive.read_document import Cell, Line, Page, ReadDocument
from archive.readers.embedded import object_in
from archive.readers.errors import BrokenFileError, EncryptedFileError, OversizedFileError
from archive.readers.legacy_letters import in_font
from archive.readers.ole_file import open_ole
from archive.readers.sheet_values import days, number, plain_margin
from archive.readers.xls_records import beside_cells
from model.vietnamese import nfc

_MEDIA_TYPE: Final = "application/vnd.ms-excel"
_OLE: Final = b"\xd0\xcf\x11\xe0"
_STREAMS: Final = ("Workbook", "Book")
_OBJECT: Final = "MBD"
"""How the storages of embedded objects are called."""
_LARGEST: Final = 64 * 2**20
_MOST_CELLS: Final = 1_000_000
_FAILURES: Final = (
    AssertionError, AttributeError, EOFError, IndexError, LookupError, MemoryError, NotImplementedError,
    OverflowError, RecursionError, TypeError, UnicodeError, ValueError, struct.error, xlrd.XLRDError,
    xlrd.compdoc.CompDocError, xlrd.formula.FormulaError,
)  # fmt: skip
"""What the library raises for damaged files."""


def read_xls(data: bytes, name: str) -> ReadDocument:
    """Read a workbook; each sheet is a table, and a sheet's name stands as a line above it.

    Raises:
        BrokenFileError: when it is damaged.
        EncryptedFileError: when it opens only with a password.
        OversizedFileError: above 64 MiB, or a million cells.
    """
    if len(data) > _LARGEST:
        raise OversizedFileError(name, "xls", "workbook")
    if not data.startswith(_OLE):
        return _read(data, name)
    # The library's own way into the file follows a chain of sectors that leads back to itself for ever.
    with open_ole(data, name, "xls") as ole:
        stream = next((one for one in _STREAMS if ole.has(one)), _STREAMS[0])
        document = _read(ole.read(stream), name)
        inner = [path for path in ole.storages_in() if path[0].startswith(_OBJECT)]
        has_documents = any(object_in(ole.below(*path)) is not None for path in inner)
        return replace(
            document,
            metadata={"macros": "present"} if ole.has_macros else {},
            unread="embedded" if has_documents else None,
        )


def _read(stream: bytes, name: str) -> ReadDocument:
    try:
        book = xlrd.open_workbook(file_contents=stream, logfile=StringIO(), formatting_info=True)
        pages = tuple(_page(book, index, name) for index in range(book.nsheets))
    except _FAILURES as error:
        if "ncrypted" in str(error):
            raise EncryptedFileError(name, "xls") from error
        raise BrokenFileError(name, "xls", "workbook") from error
    beside = beside_cells(stream)
    drawn = tuple(Line(text=line) for text in beside.boxes for line in nfc(text).split("\n") if line.strip())
    return ReadDocument(
        format="xls",
        media_type=_MEDIA_TYPE,
        pages=(*pages, Page(lines=drawn)) if drawn else pages,
        margins=tuple(Line(text=plain_margin(text)) for text in beside.margins),
    )


def _page(book: xlrd.Book, index: int, name: str) -> Page:
    sheet = book.sheet_by_index(index)
    if sheet.nrows * sheet.ncols > _MOST_CELLS:
        raise OversizedFileError(name, "xls", "cells")
    return Page(lines=(Line(text=nfc(sheet.name)), *_rows(book, sheet, index)))


def _rows(book: xlrd.Book, sheet: xlrd.sheet.Sheet, table: int) -> Iterator[Line]:
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            for text in nfc(_text(book, sheet, row, column)).split("\n"):
                if text.strip():
                    yield Line(text=text.rstrip(), cell=Cell(table, row, column))


def _text(book: xlrd.Book, sheet: xlrd.sheet.Sheet, row: int, column: int) -> str:
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    match kind:
        case xlrd.XL_CELL_TEXT:
            return in_font(str(value), _font(book, sheet, row, column))
        case xlrd.XL_CELL_DATE:
            since_1904 = 1462 * book.datemode  # days between the two beginnings that Excel knows
            return days(str(float(value) + since_1904))
        case xlrd.XL_CELL_NUMBER:
            return number(str(value))
        case xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if value else "FALSE"
        case _:
            return ""


def _font(book: xlrd.Book, sheet: xlrd.sheet.Sheet, row: int, column: int) -> str:
    style = book.xf_list[sheet.cell_xf_index(row, column)]
    return str(book.font_list[style.font_index].name)
