"""A legal register as a workbook: the words of its cover, then its table."""

import io
from collections.abc import Iterable, Iterator
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

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
    """Return the workbook, written row by row. No text in it is a formula, whatever it begins with."""
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet.title.capitalize()[:31])
    above = (sheet.parent or "", sheet.agency, sheet.title, *(" ".join(line) for line in sheet.cover))
    _lay_out(page, sheet, head=len(above) + 2)
    plain, bold = (_pattern(page, Font(name=_FACE, bold=is_bold)) for is_bold in (False, True))
    for text in above:
        page.append(_written(bold if text in {sheet.agency, sheet.title} else plain, (text.strip(),)))
    page.append(())
    page.append(_written(_pattern(page, Font(name=_FACE, bold=True), is_line=True), sheet.heads))
    numbers = tuple(f"({number})" for number in range(1, len(sheet.heads) + 1))
    page.append(_written(_pattern(page, Font(name=_FACE, italic=True), is_line=True), numbers))
    line = _pattern(page, Font(name=_FACE), is_line=True)
    for row in sheet.rows:
        page.append(_written(line, row))
    page.append(_written(plain, (sheet.closing,)))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _lay_out(page: Any, sheet: RegisterSheet, *, head: int) -> None:  # noqa: ANN401 - the types of openpyxl know no such sheet
    """Say how wide the columns are and how they are printed; ``head`` is the row of their heads."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for column, share in enumerate(sheet.shares, start=1):
        page.column_dimensions[get_column_letter(column)].width = share * _LETTERS
    page.print_title_rows = f"{head}:{head + 1}"
    page.freeze_panes = f"A{head + 2}"


def _pattern(page: Any, font: Font, *, is_line: bool = False) -> Cell:  # noqa: ANN401 - as above
    """Return a cell to be written with many texts: a style for each would take most of the time."""
    cell = Cell(page, row=1, column=1)
    cell.font = font
    cell.quotePrefix = True
    cell.alignment = Alignment(vertical="top" if is_line else None, wrap_text=is_line)
    if is_line:
        cell.border = _BORDER
    return cell


def _written(pattern: Cell, texts: Iterable[str]) -> Iterator[Cell]:
    """Yield the pattern with each text, marked as one, so that it never becomes a formula."""
    for text in texts:
        pattern.value = printable(text)[:_LONGEST]
        pattern.data_type = "s"
        yield pattern
