"""The table of answers as CSV, for other programs: per item the answer as typed, its value and its source."""

import csv
import io
import re
from collections.abc import Iterator

from model.collection import CollectedCell, CollectedRow, Collection
from web import collected
from web.collection_texts import COLUMNS
from web.plain_text import printable

_FORMULA = re.compile(r"\s*[=+\-@|%]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def csv_table(collection: Collection) -> bytes:
    """Return the table in UTF-8 with a mark at its start, by which spreadsheets know the encoding.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(_headings(collection))
    writer.writerows([_harmless(value) for value in _row(row)] for row in collection.rows)
    return buffer.getvalue().encode("utf-8-sig")


def _headings(collection: Collection) -> Iterator[str]:
    yield COLUMNS["organ_id"]
    yield from (COLUMNS[name] for name in ("addressee", "state", "arrived_on", "documents", "days_late"))
    yield COLUMNS["missing_items"]
    for item in collection.form.fields:
        yield collected.item_heading(item)
        yield f"{item.code} {COLUMNS['value']}"
        yield f"{item.code} {COLUMNS['source']}"


def _row(row: CollectedRow) -> Iterator[str]:
    yield row.standing.addressee.organ_id
    yield from collected.standing(row).values()
    for cell in row.cells:
        yield from _cell(cell)


def _cell(cell: CollectedCell) -> tuple[str, str, str]:
    return collected.shown(cell), collected.value(cell) or "", "; ".join(collected.notes(cell))


def _harmless(text: str) -> str:
    plain = printable(text)
    is_formula = _FORMULA.match(plain) is not None and _NUMBER.fullmatch(plain) is None
    return f"'{plain}" if is_formula else plain
