"""A legal register as a workbook: the words of its cover, then its table."""

import io
from typing import Final, cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from model.register_sheet import RegisterSheet
from web.plain_text import printable

_THIN: Final = Side(style="thin", color="000000")
_BORDER: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_FACE: Final = "Times New Roman"
_LETTERS: Final = 160
"""Letters of the whole width, shared by the columns."""
_LONGEST: Final = 32_767
"""Letters that a cell of a workbook can hold."""


def register_xlsx(sheet: RegisterSheet) -> bytes:
    """Return the workbook. No text in it is a formula, whatever it begins with."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = sheet.title.capitalize()[:31]
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    above = (sheet.parent or "", sheet.agency, sheet.title, *(" ".join(line) for line in sheet.cover))
    for row, text in enumerate(above, start=1):
        cell = _put(page.cell(row, 1), text.strip())
        cell.font = Font(name=_FACE, bold=text in {sheet.agency, sheet.title})
        cell.alignment = Alignment(wrap_text=False)
    head = len(above) + 2
    numbers = tuple(f"({number})" for number in range(1, len(sheet.heads) + 1))
    for row, texts in enumerate((sheet.heads, numbers, *sheet.rows), start=head):
        for column, text in enumerate(texts, start=1):
            cell = _put(page.cell(row, column), text)
            cell.border = _BORDER
            cell.font = Font(name=_FACE, bold=row == head, italic=row == head + 1)
    _put(page.cell(head + 2 + len(sheet.rows), 1), sheet.closing).alignment = Alignment(wrap_text=False)
    for column, share in enumerate(sheet.shares, start=1):
        page.column_dimensions[get_column_letter(column)].width = share * _LETTERS
    page.print_title_rows = f"{head}:{head + 1}"
    page.freeze_panes = f"A{head + 2}"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _put(at: object, text: str) -> Cell:
    """Write a text, marked as one, so that it never becomes a formula."""
    cell = cast("Cell", at)  # no cell is merged
    cell.value = printable(text)[:_LONGEST]
    cell.data_type = "s"
    cell.quotePrefix = True
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell
