"""Documents worded for the tests, in the ways offices of all kinds write: everything in them is read."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from model.identification import Identification, Reading
from tests.archive.recognition.letters import recognised

ROWS: Final = tomllib.loads(Path(__file__).with_name("made_documents.toml").read_text("utf-8"))["document"]


def text(reading: Reading[Any] | None) -> str:
    return "" if reading is None else str(reading.value)


def texts(readings: tuple[Reading[Any], ...]) -> list[str]:
    return [str(reading.value) for reading in readings]


FIELDS: Final[dict[str, Callable[[Identification], str | list[str]]]] = {
    "code": lambda found: text(found.code),
    "organ": lambda found: text(found.organ),
    "parent_organ": lambda found: text(found.parent_organ),
    "organ_id": lambda found: text(found.organ_id),
    "date": lambda found: text(found.date),
    "place": lambda found: text(found.place),
    "kind": lambda found: "" if found.kind is None else found.kind.value.label,
    "subject": lambda found: text(found.subject),
    "signer": lambda found: text(found.signer),
    "signer_title": lambda found: text(found.signer_title),
    "recipients": lambda found: [] if found.recipients is None else list(found.recipients.value),
    "replies_to": lambda found: texts(found.replies_to),
    "refers_to": lambda found: texts(found.refers_to),
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["about"]))
def test_everything_in_a_document_is_read_and_nothing_else(row: dict[str, Any]) -> None:
    found = recognised(row["text"])
    wanted = {field: value for field, value in row.items() if field in FIELDS}
    assert {field: as_compared(field, FIELDS[field](found)) for field in wanted} == {
        field: as_compared(field, value) for field, value in wanted.items()
    }


def as_compared(field: str, value: str | list[str]) -> str | list[str]:
    """Return the value; of names printed in capitals nobody knows which words are written with one."""
    return value.casefold() if field.endswith("organ") and isinstance(value, str) else value
