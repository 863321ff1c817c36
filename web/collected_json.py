"""The table of answers as JSON objects, under the names that docs/answers.md promises."""

import json
from collections.abc import Iterator

from model.answer import AnswerPlace
from model.collection import CollectedCell, CollectedRow, Collection, DataFile, GivenAnswer
from model.reply_form import FormField
from web import json_lines
from web.json_lines import Fields


def json_table(collection: Collection) -> bytes:
    """Return the table as one document: its head, the items, the rows."""
    head = json_lines.board_end(collection.board)
    items = [_item(item) for item in collection.form.fields]
    table = head | {"items": items, "rows": [_row(row) for row in collection.rows]}
    return json.dumps(table, ensure_ascii=False, indent=1).encode() + b"\n"


def lines(collection: Collection) -> Iterator[Fields]:
    """Yield a line for each addressee, then the head of the table."""
    yield from map(_row, collection.rows)
    yield json_lines.board_end(collection.board) | {"items": [_item(item) for item in collection.form.fields]}


def _item(item: FormField) -> Fields:
    return {"code": item.code, "label": item.label, "type": str(item.type), "required": item.required}


def _row(row: CollectedRow) -> Fields:
    return json_lines.board_row(row.standing) | {"answers": {cell.item: _cell(cell) for cell in row.cells}}


def _cell(cell: CollectedCell) -> Fields:
    return {
        "current": [_answer(given) for given in cell.current],
        "superseded": [_answer(given) for given in cell.superseded],
        "files": [_file(file) for file in cell.data],
    }


def _answer(given: GivenAnswer) -> Fields:
    answer = given.answer
    return {
        "text": answer.text,
        "value": answer.value,
        "rows": [list(row) for row in answer.rows],
        "problem": json_lines.reason(answer.problem),
        "record": str(given.record),
        "full_code": None if given.code is None else str(given.code),
        "file": given.file_name,
        "place": None if answer.place is None else _place(answer.place),
    }


def _place(place: AnswerPlace) -> Fields:
    return {
        "page": place.page,
        "table": place.table,
        "row": place.row,
        "column": place.column,
        "box": None if place.box is None else [round(edge, 1) for edge in place.box],
    }


def _file(file: DataFile) -> Fields:
    return {
        "name": file.name,
        "module": file.module,
        "school_year": file.school_year,
        "size": file.size,
        "sha256": file.sha256,
        "record": str(file.record),
    }
