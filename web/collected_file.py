"""The table of answers as a file of the format that its name asks for."""

from collections.abc import Callable
from typing import Final

from model.collection import Collection
from web.collected_csv import csv_table
from web.collected_json import json_table


def _xlsx_table(table: Collection) -> bytes:
    from web.collected_xlsx import xlsx_table  # noqa: PLC0415 - large, and few ask for it

    return xlsx_table(table)


WRITERS: Final[dict[str, Callable[[Collection], bytes]]] = {
    ".xlsx": _xlsx_table,
    ".csv": csv_table,
    ".json": json_table,
}
"""By the ending of the name."""
