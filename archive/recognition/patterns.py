"""The patterns of recognition, read once from patterns.toml."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _table() -> dict[str, dict[str, Any]]:
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        return tomllib.load(file)


@cache
def pattern(section: str, name: str) -> re.Pattern[str]:
    """Return a compiled pattern, to be matched against folded text."""
    return re.compile(_table()[section][name])


@cache
def words(section: str, name: str) -> tuple[str, ...]:
    """Return a list of folded words or phrases."""
    return tuple(_table()[section][name])


def mapping(section: str, name: str) -> dict[str, str]:
    """Return a table of folded words and what stands for them."""
    return dict(_table()[section][name])


def limit(section: str, name: str) -> int:
    """Return a number that bounds a rule."""
    return int(_table()[section][name])
