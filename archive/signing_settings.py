"""The part ``[ky_so]`` of ``office.toml``: the keys of the agency and its people, the roots it trusts."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from model.reason import Reason
from model.signature import KeyFile, KeyToken, SigningIdentity, SigningSettings

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_URL: Final = re.compile(r"https?://[^\s/]+\S*")
_WIDTHS_MM: Final = (8.0, 100.0)
_TOKEN_KEYS: Final = ("thu_vien", "token", "chung_thu")

Fault = Callable[[str, Reason], Exception]
"""Makes the error about a key of the settings."""


def read_signing(table: dict[str, Any], folder: Path, fault: Fault) -> SigningSettings:
    """Take the known keys out of the table; paths count from ``folder``. What is left is unknown.

    Raises:
        Exception: what ``fault`` makes, when a value is missing or of the wrong type.
    """
    return _Reader(folder, fault).settings(table)


class _Reader:
    def __init__(self, folder: Path, fault: Fault) -> None:
        self._folder = folder
        self._fault = fault

    def settings(self, table: dict[str, Any]) -> SigningSettings:
        agency = table.pop("co_quan", None)
        return SigningSettings(
            agency=None if agency is None else self._identity("ky_so.co_quan", agency),
            persons=tuple(self._persons(table.pop("ca_nhan", {}))),
            roots=self._path(table, "ky_so", "goc_tin_cay"),
            timestamp_url=self._url(table),
        )

    def _persons(self, table: object) -> list[tuple[str, SigningIdentity]]:
        if not isinstance(table, dict):
            raise self._fault("ky_so.ca_nhan", Reason("settings-not-table", ("ky_so.ca_nhan.ten-goi",)))
        for name in table:
            if _NAME.fullmatch(name) is None:
                raise self._fault(f"ky_so.ca_nhan.{name}", Reason("settings-signer-name"))
        return [(name, self._identity(f"ky_so.ca_nhan.{name}", value)) for name, value in table.items()]

    def _identity(self, key: str, table: object) -> SigningIdentity:
        if not isinstance(table, dict):
            raise self._fault(key, Reason("settings-not-table", (key,)))
        identity = SigningIdentity(
            key=self._key(key, table),
            picture=self._path(table, key, "anh"),
            width_mm=self._width(key, table.pop("rong_mm", None)),
        )
        if table:
            raise self._fault(f"{key}.{min(table)}", Reason("settings-key-unknown"))
        return identity

    def _key(self, key: str, table: dict[str, Any]) -> KeyFile | KeyToken:
        file = self._path(table, key, "tep")
        if file is not None:
            return KeyFile(path=file)
        library = self._path(table, key, "thu_vien")
        label, certificate = (self._text(table, key, name) for name in _TOKEN_KEYS[1:])
        if library is None or label is None or certificate is None:
            raise self._fault(key, Reason("settings-no-signing-key"))
        return KeyToken(library=library, label=label, certificate=certificate)

    def _path(self, table: dict[str, Any], key: str, name: str) -> Path | None:
        text = self._text(table, key, name)
        return None if text is None else self._folder / text

    def _text(self, table: dict[str, Any], key: str, name: str) -> str | None:
        value = table.pop(name, None)
        if value is not None and (not isinstance(value, str) or not value.strip()):
            raise self._fault(f"{key}.{name}", Reason("settings-no-text"))
        return value

    def _width(self, key: str, value: object) -> float | None:
        if value is None:
            return None
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        width = float(str(value)) if is_number else 0.0
        if not _WIDTHS_MM[0] <= width <= _WIDTHS_MM[1]:
            raise self._fault(f"{key}.rong_mm", Reason("settings-picture-width"))
        return width

    def _url(self, table: dict[str, Any]) -> str | None:
        value = self._text(table, "ky_so", "dau_thoi_gian")
        if value is not None and _URL.fullmatch(value) is None:
            raise self._fault("ky_so.dau_thoi_gian", Reason("settings-no-url"))
        return value
