"""A list of found documents as a workbook: what was asked, then one row per document."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Final, cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from model.partial_date import PartialDate
from model.search import SearchHit, SearchPage
from web.plain_text import printable
from web.search_texts import DIRECTIONS, SHEET_HEADS, SHEET_QUERY, SHEET_TITLE, SHEET_TOTAL, ending
from web.texts import day

MOST_ROWS: Final = 100_000
"""Documents of one list: more makes a workbook that no one can open."""

_HEAD_ROW: Final = 5
_WIDTHS: Final = (6, 18, 13, 24, 14, 38, 20, 16, 70, 14)
_LONGEST: Final = 32_767
"""Letters that a cell of a workbook can hold."""
_THIN: Final = Side(style="thin", color="999999")
_BORDER: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)

_Value = str | int | datetime | None


def search_xlsx(page: SearchPage, query: str, *, at: datetime) -> bytes:
    """Return the workbook. No text in it is a formula, whatever it begins with."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET_TITLE
    made_at = f"{at:%H:%M}, {day(at.date())}"
    above = (SHEET_TITLE, SHEET_QUERY.format(query), SHEET_TOTAL.format(page.total, made_at))
    for row, text in enumerate(above, start=1):
        _put(sheet.cell(row, 1), text).font = Font(bold=row == 1)
    for row, values in enumerate((SHEET_HEADS, *_rows(page.hits)), start=_HEAD_ROW):
        for column, value in enumerate(values, start=1):
            cell = _put(sheet.cell(row, column), value)
            cell.border = _BORDER
            cell.font = Font(bold=row == _HEAD_ROW)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"A{_HEAD_ROW + 1}"
    sheet.auto_filter.ref = f"A{_HEAD_ROW}:{get_column_letter(len(SHEET_HEADS))}{_HEAD_ROW + len(page.hits)}"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _rows(hits: Sequence[SearchHit]) -> list[tuple[_Value, ...]]:
    return [
        (
            *(number, hit.id, DIRECTIONS[hit.direction], hit.full_code, _date(hit.date)),
            *(hit.organ, hit.province, hit.type, hit.subject),
            hit.standing and ending(hit.standing),
        )
        for number, hit in enumerate(hits, start=1)
    ]


def _date(iso: str | None) -> _Value:
    """Return a whole date as one that the workbook can sort by, a month as text."""
    if iso is None:
        return None
    dated = PartialDate.from_iso(iso)
    return day(dated) if dated.exact is None else datetime(dated.year, dated.month, dated.day)  # noqa: DTZ001 - a cell has no zone


def _put(at: object, value: _Value) -> Cell:
    """Write a value; a text is marked as one, so that it never becomes a formula."""
    cell = cast("Cell", at)  # no cell is merged
    if isinstance(value, str):
        cell.value = printable(value)[:_LONGEST]
        cell.data_type = "s"
        cell.quotePrefix = True
    else:
        cell.value = value
        if isinstance(value, datetime):
            cell.number_format = "dd/mm/yyyy"
    return cell
