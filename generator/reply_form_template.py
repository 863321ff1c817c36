"""The words that reply forms and their annexes always print: ``templates/phieu-tra-loi/template.toml``."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Final

import msgspec

from generator.errors import TemplateInvalidError
from generator.template_files import template_file
from model.reply_form import FieldType

_CITED: Final = {"kind", "code", "day", "month", "year", "issuer"}
_SAID: Final = {"dispatch", "issuer", "subject", "sender"}
_PLACES: Final = {
    "reference": _CITED,
    "in_text": _CITED,
    "short": _CITED,
    "mark": {"mark"},
    "table_title": {"code", "label"},
    "subject": {"subject", "dispatch"},
    "opening": _SAID,
    "item": {"number", "label", "code"},
    "closing": _SAID,
    "report_to": {"parent"},
}
"""The places that each text may have."""
_FILE: Final = "phieu-tra-loi/template.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """How a dispatch is named: places kind, code, day, month, year and issuer."""

    reference: str
    in_text: str
    short: str
    gap: str

    def __post_init__(self) -> None:
        """Refuse places that no dispatch fills."""
        _check_places(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexWording:
    """Words of the annex; ``hints`` holds one for each type of answer, and ``required``."""

    label: str
    mark: str
    draft_mark: str
    table_title: str
    unnamed_rows: int
    shares: tuple[float, float, float]
    hints: dict[str, str]

    def __post_init__(self) -> None:
        """Refuse hints that do not cover every type of answer, and places that no form fills."""
        _check_places(self)
        if self.hints.keys() != {*FieldType, "required"}:
            message = f"hints must be for {', '.join(FieldType)} and required"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWording:
    """Words of the answering body's letter."""

    subject: str
    opening: str
    item: str
    closing: str
    report_to: str
    open_unit: str
    filing: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse places that no letter fills."""
        _check_places(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormWording:
    """What ``template.toml`` holds."""

    citation: Citation
    annex: AnnexWording
    letter: LetterWording


def _check_places(words: Citation | AnnexWording | LetterWording) -> None:
    """Refuse a place in braces that nothing fills."""
    for name, known in _PLACES.items():
        text = getattr(words, name, "")
        for _, place, _, _ in Formatter().parse(text):
            if place is not None and place not in known:
                message = f"{name}: no value for {{{place}}}"
                raise ValueError(message)


def load_form_wording(overrides: Path | None = None) -> FormWording:
    """Return the office's own words for reply forms, else the shipped ones.

    Raises:
        TemplateInvalidError: when they cannot be read.
    """
    path = template_file(_FILE, overrides)
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _read(path: Path, _changed_at: int) -> FormWording:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), FormWording)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise TemplateInvalidError(path, str(error)) from error
