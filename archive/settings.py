"""The agency's own data: ``office.toml``."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from archive.errors import SettingsError
from archive.readers import READABLE
from model.document_kind import DocumentKind
from model.record_id import OUTGOING_BOOK

_BOOK = re.compile(r"[a-z][a-z0-9]*")
_ENDING = re.compile(r"[a-z0-9]{1,12}")
_YEAR = re.compile(r"[12]\d{3}")
_DEFAULT_SETTLE_SECONDS: Final = 2.0
_DEFAULT_SCAN_SECONDS: Final = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """The body whose office this is; ``symbol`` is its abbreviation in codes (BGDĐT)."""

    organ_id: str | None
    name: str
    parent: str | None
    place: str
    symbol: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an office can choose.

    ``series`` maps a kind to the book its numbers come from; every other kind shares the common book.
    ``openings`` maps (book, year) to the last number on paper. Seconds are wall-clock seconds.
    ``data_types`` are the endings of names, without the dot, of files that are kept unread.
    """

    agency: Agency
    series: dict[DocumentKind, str] = field(default_factory=dict)
    openings: dict[tuple[str, int], int] = field(default_factory=dict)
    settle_seconds: float = _DEFAULT_SETTLE_SECONDS
    scan_seconds: float = _DEFAULT_SCAN_SECONDS
    data_types: frozenset[str] = frozenset()

    def book_of(self, kind: DocumentKind) -> str:
        """Return the book that numbers documents of a kind (Nghị định 30/2020, Điều 15: the head decides)."""
        own = self.series.get(kind)
        return OUTGOING_BOOK if own is None else f"{OUTGOING_BOOK}-{own}"


def read_settings(path: Path) -> Settings:
    """Read ``office.toml``.

    Raises:
        SettingsError: when the file is missing, is not TOML, or a value is unknown or of the wrong type.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(path, "", str(error)) from error
    return _Reader(path, document).settings()


class _Reader:
    """Takes the known keys out of a document and refuses what is left."""

    def __init__(self, path: Path, document: dict[str, Any]) -> None:
        self._path = path
        self._document = document

    def settings(self) -> Settings:
        agency = self._table("co_quan")
        inbox = self._table("hop_den")
        data = self._table("du_lieu")
        settings = Settings(
            agency=Agency(
                organ_id=self._text(agency, "ma", optional=True),
                name=self._text(agency, "ten") or "",
                parent=self._text(agency, "chu_quan", optional=True),
                place=self._text(agency, "dia_danh") or "",
                symbol=self._text(agency, "ky_hieu") or "",
            ),
            series={
                self._kind(name): self._book(name, book) for name, book in self._table("so_rieng").items()
            },
            openings=dict(self._openings()),
            settle_seconds=self._seconds(inbox, "giay_cho_on_dinh", _DEFAULT_SETTLE_SECONDS),
            scan_seconds=self._seconds(inbox, "giay_giua_hai_lan_quet", _DEFAULT_SCAN_SECONDS),
            data_types=frozenset(self._data_types(data)),
        )
        self._refuse_rest(data, "du_lieu.")
        self._refuse_rest(agency, "co_quan.")
        self._refuse_rest(inbox, "hop_den.")
        self._refuse_rest(self._document, "")
        return settings

    def _table(self, name: str) -> dict[str, Any]:
        table = self._document.pop(name, {})
        if not isinstance(table, dict):
            raise SettingsError(self._path, name, "not a table")
        return table

    def _text(self, table: dict[str, Any], key: str, *, optional: bool = False) -> str | None:
        value = table.pop(key, None)
        if value is None and optional:
            return None
        if not isinstance(value, str) or not value.strip():
            raise SettingsError(self._path, f"co_quan.{key}", "text expected")
        return value.strip()

    def _kind(self, name: str) -> DocumentKind:
        try:
            return DocumentKind(name)
        except ValueError as error:
            raise SettingsError(self._path, f"so_rieng.{name}", "unknown kind") from error

    def _book(self, name: str, book: object) -> str:
        if not isinstance(book, str) or _BOOK.fullmatch(book) is None:
            raise SettingsError(self._path, f"so_rieng.{name}", "small letters and digits expected")
        return book

    def _openings(self) -> Iterator[tuple[tuple[str, int], int]]:
        for book, years in self._table("so_mo_dau").items():
            key = f"so_mo_dau.{book}"
            if not isinstance(years, dict):
                raise SettingsError(self._path, key, "a year expected")
            for year, last in years.items():
                if _YEAR.fullmatch(year) is None:
                    raise SettingsError(self._path, f"{key}.{year}", "a year expected")
                yield (book, int(year)), self._number(f"{key}.{year}", last)

    def _data_types(self, table: dict[str, Any]) -> Iterator[str]:
        endings = table.pop("kieu", [])
        if not isinstance(endings, list):
            raise SettingsError(self._path, "du_lieu.kieu", "a list expected")
        for ending in endings:
            if not isinstance(ending, str) or _ENDING.fullmatch(ending) is None:
                raise SettingsError(self._path, "du_lieu.kieu", "endings of names expected, as in mdb")
            if ending in READABLE:  # unread, a mark of secrecy in it would go unseen
                raise SettingsError(self._path, "du_lieu.kieu", f"{ending} is read as a document")
            yield ending

    def _number(self, key: str, value: object) -> int:
        if not isinstance(value, int) or value < 0:
            raise SettingsError(self._path, key, "whole number expected")
        return value

    def _seconds(self, table: dict[str, Any], key: str, default: float) -> float:
        value = table.pop(key, default)
        if not isinstance(value, int | float) or value <= 0:
            raise SettingsError(self._path, f"hop_den.{key}", "seconds expected")
        return float(value)

    def _refuse_rest(self, table: dict[str, Any], prefix: str) -> None:
        if table:
            raise SettingsError(self._path, f"{prefix}{min(table)}", "unknown key")
