"""The table of answers as a workbook: answers, tables of single items, sources, data files."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from model.collection import CollectedCell, Collection, GivenAnswer
from model.reply_form import FieldType, FormField
from web import collected
from web.collection_texts import COLUMNS, CURRENT, CUT, ON, SHEETS, SUPERSEDED, TITLE
from web.plain_text import printable
from web.texts import board_head, day, reason_sentence

_LONGEST: Final = 32_767
"""Letters that a cell of a workbook can hold."""
_HEADING_ROW: Final = 5
_TITLE_SIZE, _TEXT_SIZE = 14, 11
_WIDTHS: Final = {
    "number": 5,
    "addressee": 42,
    "state": 14,
    "arrived_on": 12,
    "documents": 22,
    "days_late": 9,
}
_TEXT_WIDTH: Final = 26
_COMMENT_SIZE: Final = (360, 120)
_THIN: Final = Side(style="thin", color="999999")
_BORDER: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_SHADE: Final = PatternFill("solid", fgColor="E8EDF3")
_DOUBT: Final = PatternFill("solid", fgColor="FFF2CC")
_STANDING: Final = ("addressee", "state", "arrived_on", "documents", "days_late", "missing_items")
"""The columns of ``collected.standing``, in its order."""

_Value = str | int | Decimal | date | None


def xlsx_table(collection: Collection) -> bytes:
    """Return the workbook. No text in it is a formula, whatever it begins with."""
    book = Workbook()
    answers = book.worksheets[0]
    answers.title = SHEETS["answers"]
    _fill_answers(answers, collection)
    for number, item in enumerate(collection.form.fields):
        if item.type is FieldType.TABLE:
            _fill_own_table(book.create_sheet(item.code), collection, number, item)
    _fill_sources(book.create_sheet(SHEETS["sources"]), collection)
    if collection.data:
        _fill_data(book.create_sheet(SHEETS["data"]), collection)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _fill_answers(sheet: Worksheet, collection: Collection) -> None:
    names = ("number", *_STANDING)
    _title(sheet, collection)
    items = [collected.item_heading(item) for item in collection.form.fields]
    _head(sheet, (*(COLUMNS[name] for name in names), *items), row=_HEADING_ROW)
    for number, row in enumerate(collection.rows, start=1):
        at = _HEADING_ROW + number
        values: tuple[_Value, ...] = (number, *collected.standing(row).values())
        for column, value in enumerate(values, start=1):
            _put(sheet, at, column, value).border = _BORDER
        answers = zip(collection.form.fields, row.cells, strict=True)
        for column, (item, answer) in enumerate(answers, start=len(names) + 1):
            _put_answer(sheet, at, column, item, answer)
    for column, name in enumerate(names, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, _TEXT_WIDTH)
    sheet.freeze_panes = f"C{_HEADING_ROW + 1}"


def _title(sheet: Worksheet, collection: Collection) -> None:
    board = collection.board
    texts = (TITLE.format(board.code, board.subject), ON.format(day(board.on)), board_head(board))
    for row, text in enumerate(texts, start=1):
        cell = _put(sheet, row, 1, text)
        cell.alignment = Alignment(wrap_text=False)
        cell.font = Font(bold=row == 1, size=_TITLE_SIZE if row == 1 else _TEXT_SIZE)


def _put_answer(sheet: Worksheet, row: int, column: int, item: FormField, cell: CollectedCell) -> None:
    value = _typed(item, cell)
    put = _put(sheet, row, column, value)
    put.border = _BORDER
    if isinstance(value, date):
        put.number_format = "dd/mm/yyyy"
    notes = "\n".join(map(printable, collected.notes(cell)))
    if notes:
        put.comment = Comment(notes, "vanthu", width=_COMMENT_SIZE[0], height=_COMMENT_SIZE[1])
    if any(given.answer.problem for given in cell.current):
        put.fill = _DOUBT


def _typed(item: FormField, cell: CollectedCell) -> _Value:
    """Return a number or a date as such, a choice as it was offered, all else as it was typed."""
    value = collected.value(cell)
    if value is not None and item.type is FieldType.NUMBER:
        return Decimal(value)
    if value is not None and item.type is FieldType.DATE:
        return date.fromisoformat(value)
    if value is not None and item.type is FieldType.CHOICE:
        return value
    return collected.shown(cell)


def _fill_own_table(sheet: Worksheet, collection: Collection, number: int, item: FormField) -> None:
    _head(sheet, (COLUMNS["addressee"], COLUMNS["row"], *item.columns))
    lines = (
        (row.standing.addressee.name, *cells)
        for row in collection.rows
        for given in row.cells[number].current
        for cells in given.answer.rows
    )
    _list(sheet, lines)


def _fill_sources(sheet: Worksheet, collection: Collection) -> None:
    names = ("addressee", "item", "text", "value", "source", "problem", "standing", "record")
    _head(sheet, [COLUMNS[name] for name in names])
    lines = (
        (row.standing.addressee.name, cell.item, *_source(given, standing))
        for row in collection.rows
        for cell in row.cells
        for standing, all_ in ((CURRENT, cell.current), (SUPERSEDED, cell.superseded))
        for given in all_
    )
    _list(sheet, lines)


def _source(given: GivenAnswer, standing: str) -> tuple[str, ...]:
    problem = given.answer.problem
    return (
        given.answer.text,
        given.answer.value or "",
        collected.place(given),
        reason_sentence(problem) if problem else "",
        standing,
        str(given.record),
    )


def _fill_data(sheet: Worksheet, collection: Collection) -> None:
    names = ("addressee", "module", "school_year", "file", "size", "sha256", "record")
    _head(sheet, [COLUMNS[name] for name in names])
    lines = (
        (
            row.addressee.name,
            file.module or "",
            file.school_year or "",
            file.name,
            file.size,
            file.sha256,
            str(file.record),
        )
        for row, file in collection.data
    )
    _list(sheet, lines)


def _head(sheet: Worksheet, headings: Sequence[str], *, row: int = 1) -> None:
    for column, text in enumerate(headings, start=1):
        cell = _put(sheet, row, column, text)
        cell.font, cell.fill, cell.border = Font(bold=True), _SHADE, _BORDER
        sheet.column_dimensions[get_column_letter(column)].width = _TEXT_WIDTH
    if row == 1:
        sheet.freeze_panes = "A2"


def _list(sheet: Worksheet, lines: Iterable[Sequence[_Value]]) -> None:
    for row, values in enumerate(lines, start=2):
        for column, value in enumerate(values, start=1):
            _put(sheet, row, column, value).border = _BORDER


def _put(sheet: Worksheet, row: int, column: int, value: _Value) -> Cell:
    """Write a value into a cell; a text is marked as one, so that it never becomes a formula."""
    cell = cast("Cell", sheet.cell(row, column))  # no cell is merged
    if isinstance(value, str):
        text = printable(value)
        cell.value = text if len(text) <= _LONGEST else text[: _LONGEST - len(CUT)] + CUT
        cell.data_type = "s"
        cell.quotePrefix = True
    else:
        cell.value = value
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell
