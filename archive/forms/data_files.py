"""What a data file holds, by the row of the form that names it or by its own name."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from model.collection import DataFile
from model.record import FileRole, Record, StoredFile
from model.reply_form import FormField
from model.vietnamese import collapse, fold, plain_dashes

_CENTURY = 2000
_YEARS_IN_CENTURY = 100


def data_files(record: Record, item: FormField) -> tuple[DataFile, ...]:
    """Return the data files of a record, with module and school year as far as they are known."""
    rows = [row for answer in record.answers if answer.code == item.code for row in answer.rows]
    kept = (file for file in record.files if file.role is FileRole.DATA)
    return tuple(_described(file, record, item, rows) for file in kept)


def _described(
    file: StoredFile, record: Record, item: FormField, rows: Iterable[tuple[str, ...]]
) -> DataFile:
    named = next((row for row in rows if _names(row, file.name)), ())
    return DataFile(
        record=record.id,
        name=file.name,
        size=file.size,
        sha256=file.sha256,
        module=_module_in_row(named, item) or _module_in_name(file.name),
        school_year=school_year(" ".join(named)) or school_year(file.name),
    )


def school_year(text: str) -> str | None:
    """Return the school year that a text names, as ``2012-2013``."""
    plain = plain_dashes(text)
    for pattern in _table()["school_year"]:
        for match in re.finditer(pattern, plain):
            first, second = (_whole_year(match[name]) for name in ("first", "second"))
            if second == first + 1:
                return f"{first}-{second}"
    return None


def _whole_year(figures: str) -> int:
    year = int(figures)
    return year if year >= _YEARS_IN_CENTURY else _CENTURY + year


def _names(row: tuple[str, ...], name: str) -> bool:
    stem = fold(name.rpartition(".")[0] or name)
    return any(stem in fold(cell) for cell in row)


def _module_in_row(row: tuple[str, ...], item: FormField) -> str | None:
    """Return what stands in the column for modules; the first cell of a row is its own name."""
    for column, cell in zip(item.columns, row[1:], strict=False):
        if cell and re.search(_table()["module_column"], fold(column)):
            return cell
    return None


def _module_in_name(name: str) -> str | None:
    plain = _spaced(name)
    for module, words in _table()["modules"].items():
        if any(f" {word} " in plain or word.replace(" ", "") in plain.split() for word in words):
            return str(module)
    return None


def _spaced(name: str) -> str:
    """Return a name as words between single blanks."""
    return f" {collapse(re.sub(r'[^a-z0-9]+', ' ', fold(name)))} "


@cache
def _table() -> dict[str, Any]:
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        return tomllib.load(file)
