"""Divide the rows of a document's tables by the header rows of a reply form."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from archive.forms.grid import GridRow
from model.reply_form import FieldType, FormField, ReplyForm, answer_heading
from model.vietnamese import collapse, fold

_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The rows under one header: of the table of answers, or of the table that ``item`` has for itself.

    ``columns`` are those of code and answer, or of the row's name and the item's columns.
    """

    heading: GridRow
    item: FormField | None
    columns: tuple[int, ...]
    rows: list[GridRow] = field(default_factory=list)

    def goes_on_in(self, row: GridRow) -> bool:
        """Whether a row without header belongs here: in the same table, or in its part on the next page."""
        last = self.rows[-1] if self.rows else self.heading
        if row.table == last.table:
            return True
        return (
            row.page is not None
            and last.page is not None
            and row.page > last.page
            and row.width == last.width
        )


def divide(rows: Iterable[GridRow], form: ReplyForm) -> tuple[list[Section], list[GridRow]]:
    """Return the sections in reading order, and the rows that stand under no header of the form."""
    sections: list[Section] = []
    loose: list[GridRow] = []
    current: Section | None = None
    for row in rows:
        begun = _answers_begun_by(row) or _table_begun_by(row, form)
        if begun is not None:
            current = begun
            sections.append(begun)
        elif current is not None and current.goes_on_in(row):
            current.rows.append(row)
        else:
            current = None
            loose.append(row)
    return sections, loose


def code_in(text: str) -> str:
    """Return a cell as the code of an item may be typed there: in capitals, without blanks or stops."""
    return _NO_LETTER.sub("", text).upper()


def _answers_begun_by(row: GridRow) -> Section | None:
    """Return the section of answers that the row is the header of; its columns may have moved."""
    columns = [_column_of(heading, row) for heading in answer_heading()]
    code, answer = columns[0], columns[-1]
    if code is None or answer is None:
        return None
    return Section(heading=row, item=None, columns=(code, answer))


def _table_begun_by(row: GridRow, form: ReplyForm) -> Section | None:
    first = min(row.cells, default=0)
    item = form.field(code_in(row.text(first)))
    if item is None or item.type is not FieldType.TABLE:
        return None
    # A heading that somebody reworded is taken by its place.
    columns = (_column_of(name, row) for name in item.columns)
    placed = (first + number if column is None else column for number, column in enumerate(columns, start=1))
    return Section(heading=row, item=item, columns=(first, *placed))


def _column_of(heading: str, row: GridRow) -> int | None:
    wanted = _bare(heading)
    return next((column for column, cell in row.cells.items() if _bare(cell.text) == wanted), None)


def _bare(text: str) -> str:
    return collapse(_NO_LETTER.sub(" ", fold(text)))
