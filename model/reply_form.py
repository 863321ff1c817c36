"""The form that an addressee fills in: which items are asked for, each under the code that finds it again."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from model.data_file import read_data


class FieldType(StrEnum):
    """What an item is answered with."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One item: a row of the table of answers, or a table of its own."""

    code: str
    label: str
    type: FieldType = FieldType.TEXT
    choices: tuple[str, ...] = ()
    """The answers of which one is chosen."""
    columns: tuple[str, ...] = ()
    """Headings of the table, without the first, which is the code."""
    rows: tuple[str, ...] = ()
    """What the rows of the table are called; without names they are numbered."""
    required: bool = False
    note: str | None = None
    """How to answer."""
    data: bool = False
    """Whether data files that come with the answer count as the item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyForm:
    """What a dispatch asks to be answered, the same for every addressee."""

    number: int = 1
    """Which form of the dispatch it is."""
    subject: str
    """Of the answer, without ``V/v`` and without the dispatch that it answers."""
    title: str
    """Of the annex that holds the table."""
    body: str = ""
    """The text of the answer as typed in the draft; empty for a list of the items."""
    fields: tuple[FormField, ...]

    @property
    def rows(self) -> tuple[FormField, ...]:
        """The items that are answered in a row of the one table."""
        return tuple(field for field in self.fields if field.type is not FieldType.TABLE)

    @property
    def tables(self) -> tuple[FormField, ...]:
        """The items that are answered in a table of their own."""
        return tuple(field for field in self.fields if field.type is FieldType.TABLE)

    def field(self, code: str) -> FormField | None:
        """Return the item of a code."""
        return next((field for field in self.fields if field.code == code), None)


def answer_heading() -> tuple[str, ...]:
    """Return the header row of the table of answers, by which it is found again."""
    return tuple(read_data("reply_form")["heading"])


def is_field_code(text: str) -> bool:
    """Whether a text can be the code of an item: ``CT01``."""
    return _code().fullmatch(text) is not None


@cache
def _code() -> re.Pattern[str]:
    return re.compile(read_data("reply_form")["code"])
