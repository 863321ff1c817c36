"""Marks of secrecy in the names of files and folders (records.md 5.2)."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from model.vietnamese import fold, nfc

_ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_SAFE_MARK: Final = "·"


def is_marked_name(name: str) -> bool:
    """Whether a file's name, or that of a folder it lies in, bears a mark as people set it."""
    return any(map(_is_marked, re.split(r"[/\\]", nfc(name))))


def without_safe_phrases(text: str) -> str:
    """Return a text without the phrases that hold the word and mean something else."""
    return _safe_phrases().sub(_SAFE_MARK, text)


def _is_marked(part: str) -> bool:
    stem = _ENDING.sub("", part)
    if _pattern("bracketed").search(stem.lower()):
        return True
    rest = without_safe_phrases(stem)
    if not rest.isupper() and _pattern("capitals").search(rest):
        return True
    return _pattern("ascii" if stem.isascii() else "diacritics").search(rest.lower()) is not None


@cache
def _table() -> dict[str, str | list[str]]:
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(str(_table()[name]))


@cache
def _safe_phrases() -> re.Pattern[str]:
    """Return the pattern of whole phrases, the longest first: some begin like others."""
    phrases = [*_table()["safe"], *map(fold, _table()["safe"]), *_table()["safe_ascii_only"]]
    spaced = (
        r"[ _-]*".join(map(re.escape, phrase.split())) for phrase in sorted(phrases, key=len, reverse=True)
    )
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(spaced)})(?![^\W\d_])", re.IGNORECASE)
