"""The agency's own data: ``office.toml``."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from archive.errors import SettingsError, SettingsUnreadableError
from archive.readers import READABLE
from archive.signing_settings import read_signing
from model.document_kind import DocumentKind
from model.organ import UnknownOrganError, organ
from model.reason import Reason
from model.record_id import COPY_BOOK, INCOMING_BOOK, OUTGOING_BOOK
from model.signature import SigningSettings
from model.vietnamese import nfc

_BOOK = re.compile(r"[a-z][a-z0-9]*")
_ENDING = re.compile(r"[a-z0-9]{1,12}")
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
_SYMBOL = re.compile(r"[^\W_]+(?:[&-][^\W_]+)*")
_PLACE_OF_FAULT = re.compile(r"line (\d+), column (\d+)")
_SHIPPED: Final = Path(__file__).resolve().parents[1] / "templates" / "office.toml"
_TO_FILL: Final = {"co_quan.ten": "name", "co_quan.ky_hieu": "symbol", "co_quan.dia_danh": "place"}
_MOST_NUMBER: Final = 99_999_999
_MOST_SECONDS: Final = 86_400
_DEFAULT_SETTLE_SECONDS: Final = 2.0
_DEFAULT_SCAN_SECONDS: Final = 5.0
_DEFAULT_ENGINE: Final = "whoosh"


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
    signing: SigningSettings = field(default_factory=SigningSettings)
    search_engine: str = _DEFAULT_ENGINE

    def book_of(self, kind: DocumentKind) -> str:
        """Return the book that numbers documents of a kind (Nghị định 30/2020, Điều 15: the head decides)."""
        own = self.series.get(kind)
        return OUTGOING_BOOK if own is None else f"{OUTGOING_BOOK}-{own}"


def read_settings(path: Path) -> Settings:
    """Read ``office.toml``.

    Raises:
        SettingsUnreadableError: when the file is missing or is not TOML in UTF-8.
        SettingsError: when a value is unknown or of the wrong type.
    """
    try:
        text = nfc(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsUnreadableError(path, Reason("settings-unreadable")) from error
    except UnicodeDecodeError as error:
        line = str(error.object.count(b"\n", 0, error.start) + 1)
        raise SettingsUnreadableError(path, Reason("settings-not-utf8", (line,))) from error
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE_OF_FAULT.search(str(error))
        line, column = place.groups() if place else (str(text.count("\n") + 1), "1")
        raise SettingsUnreadableError(path, Reason("settings-syntax", (line, column))) from error
    return _Reader(path, document).settings()


def unfilled(agency: Agency) -> tuple[str, ...]:
    """Return the keys under which a new ``office.toml`` was left as it is shipped."""
    shipped = read_settings(_SHIPPED).agency
    return tuple(key for key, name in _TO_FILL.items() if getattr(agency, name) == getattr(shipped, name))


class _Reader:
    """Takes the known keys out of a document and refuses what is left."""

    def __init__(self, path: Path, document: dict[str, Any]) -> None:
        self._path = path
        self._document = document

    def settings(self) -> Settings:
        agency = self._table("co_quan")
        inbox = self._table("hop_den")
        data = self._table("du_lieu")
        signing = self._table("ky_so")
        search = self._table("tim_kiem")
        series = {self._kind(name): self._book(name, book) for name, book in self._table("so_rieng").items()}
        settings = Settings(
            agency=Agency(
                organ_id=self._organ_id(agency),
                name=self._text(agency, "ten") or "",
                parent=self._text(agency, "chu_quan", optional=True),
                place=self._text(agency, "dia_danh") or "",
                symbol=self._symbol(agency),
            ),
            series=series,
            openings=dict(self._openings(series.values())),
            settle_seconds=self._seconds(inbox, "giay_cho_on_dinh", _DEFAULT_SETTLE_SECONDS),
            scan_seconds=self._seconds(inbox, "giay_giua_hai_lan_quet", _DEFAULT_SCAN_SECONDS),
            data_types=frozenset(self._data_types(data)),
            signing=read_signing(signing, self._path.parent, self._error),
            search_engine=self._engine(search),
        )
        self._refuse_rest(search, "tim_kiem.")
        self._refuse_rest(signing, "ky_so.")
        self._refuse_rest(data, "du_lieu.")
        self._refuse_rest(agency, "co_quan.")
        self._refuse_rest(inbox, "hop_den.")
        self._refuse_rest(self._document, "")
        return settings

    def _table(self, name: str) -> dict[str, Any]:
        table = self._document.pop(name, {})
        if not isinstance(table, dict):
            raise self._error(name, Reason("settings-not-table", (name,)))
        return table

    def _text(self, table: dict[str, Any], key: str, *, optional: bool = False) -> str | None:
        value = table.pop(key, None)
        if value is None and optional:
            return None
        if not isinstance(value, str) or not value.strip():
            raise self._error(f"co_quan.{key}", Reason("settings-no-text"))
        return value.strip()

    def _symbol(self, agency: dict[str, Any]) -> str:
        symbol = self._text(agency, "ky_hieu") or ""
        if _SYMBOL.fullmatch(symbol) is None:
            raise self._error("co_quan.ky_hieu", Reason("settings-no-symbol", (symbol,)))
        return symbol

    def _organ_id(self, agency: dict[str, Any]) -> str | None:
        organ_id = self._text(agency, "ma", optional=True)
        try:
            return None if organ_id is None else organ(organ_id).id
        except UnknownOrganError as error:
            raise self._error("co_quan.ma", Reason("settings-organ-unknown", (error.organ_id,))) from error

    def _kind(self, name: str) -> DocumentKind:
        try:
            return DocumentKind(name)
        except ValueError as error:
            raise self._error(f"so_rieng.{name}", Reason("settings-kind-unknown")) from error

    def _book(self, name: str, book: object) -> str:
        if not isinstance(book, str) or _BOOK.fullmatch(book) is None:
            raise self._error(f"so_rieng.{name}", Reason("settings-book-name"))
        return book

    def _openings(self, own: Iterable[str]) -> Iterator[tuple[tuple[str, int], int]]:
        own_books = {COPY_BOOK, *(f"{OUTGOING_BOOK}-{name}" for name in own)}
        books = (OUTGOING_BOOK, *sorted(own_books), INCOMING_BOOK)
        for book, years in self._table("so_mo_dau").items():
            key = f"so_mo_dau.{book}"
            if book not in books:
                raise self._error(key, Reason("settings-book-unknown", books))
            if not isinstance(years, dict):
                raise self._error(key, Reason("settings-no-year"))
            for year, last in years.items():
                if _YEAR.fullmatch(year) is None:
                    raise self._error(f"{key}.{year}", Reason("settings-no-year"))
                yield (book, int(year)), self._number(f"{key}.{year}", last)

    def _data_types(self, table: dict[str, Any]) -> Iterator[str]:
        endings = table.pop("kieu", [])
        if not isinstance(endings, list):
            raise self._error("du_lieu.kieu", Reason("settings-no-endings"))
        for ending in endings:
            if not isinstance(ending, str) or _ENDING.fullmatch(ending) is None:
                raise self._error("du_lieu.kieu", Reason("settings-no-endings"))
            if ending in READABLE:  # unread, a mark of secrecy in it would go unseen
                raise self._error("du_lieu.kieu", Reason("settings-ending-read", (ending,)))
            yield ending

    def _engine(self, table: dict[str, Any]) -> str:
        """Return the name of a search engine; the index knows which there are."""
        name = table.pop("bo_may", _DEFAULT_ENGINE)
        if not isinstance(name, str):
            raise self._error("tim_kiem.bo_may", Reason("settings-no-text"))
        return name

    def _number(self, key: str, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MOST_NUMBER:
            raise self._error(key, Reason("settings-no-number"))
        return value

    def _seconds(self, table: dict[str, Any], key: str, default: float) -> float:
        value = table.pop(key, default)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not 0 < value <= _MOST_SECONDS:
            raise self._error(f"hop_den.{key}", Reason("settings-no-seconds"))
        return float(value)

    def _refuse_rest(self, table: dict[str, Any], prefix: str) -> None:
        if table:
            raise self._error(f"{prefix}{min(table)}", Reason("settings-key-unknown"))

    def _error(self, key: str, problem: Reason) -> SettingsError:
        return SettingsError(self._path, key, problem)
