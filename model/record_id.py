"""The id of a record: its year, its book and its number there."""

import re
from dataclasses import dataclass
from typing import Final, Self

_WRITTEN = re.compile(r"([0-9]{4})-([a-z]+(?:-[a-z0-9]+)*)-([0-9]{6}|[1-9][0-9]{6,})")
_URN: Final = "urn:vanthu:"

INCOMING_BOOK: Final = "den"
"""The register of incoming documents (sổ đăng ký văn bản đến)."""
OUTGOING_BOOK: Final = "di"
"""The register of outgoing documents (sổ đăng ký văn bản đi); a further series appends its id: ``di-qd``."""
COPY_BOOK: Final = "di-sao"
"""The series that all three forms of copies share (PL1-P2-II-1c)."""
UNREGISTERED_BOOK: Final = "tep"
"""Files that were filed without an arrival number (tệp): no document, or not yet known to be one."""


class RecordIdError(ValueError):
    """The text is not the id of a record."""

    def __init__(self, text: str) -> None:
        super().__init__(f"not a record id: {text!r}")
        self.text = text


@dataclass(frozen=True, slots=True, order=True)
class RecordId:
    """``2026-den-000123``: the 123rd incoming document of 2026. ASCII, fit for a folder's name."""

    year: int
    book: str
    serial: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an id, bare or as a URN.

        Raises:
            RecordIdError: for anything else.
        """
        match = _WRITTEN.fullmatch(text.removeprefix(_URN))
        if match is None:
            raise RecordIdError(text)
        year, book, serial = match.groups()
        return cls(int(year), book, int(serial))

    @property
    def urn(self) -> str:
        """The id of the record's object in the archive."""
        return f"{_URN}{self}"

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.book}-{self.serial:06d}"
