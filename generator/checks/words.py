"""The Vietnamese words that findings are made of, from ``words.toml``, and how they print measures."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).with_name("words.toml")


def word(key: str, **facts: str | float) -> str:
    """Return the words for a key, with its facts put in: ``missing`` gives what a person reads for it."""
    return _words()[key].format(**facts)


def number(value: float) -> str:
    """Return a number with at most one decimal, as Vietnamese writes it: ``12,7``."""
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")


def mm(value: float) -> str:
    """Return a length in millimetres."""
    return f"{number(value)} mm"


def points(value: float | None) -> str:
    """Return a size of type."""
    return "?" if value is None else number(value)


@cache
def _words() -> dict[str, str]:
    return {key: str(text) for key, text in tomllib.loads(_FILE.read_text(encoding="utf-8")).items()}
