"""The patterns of words that the checks of text look for, from ``text_patterns.toml``."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from model.data_file import read_data

_FILE: Final = Path(__file__).with_name("text_patterns.toml")


@cache
def text_pattern(key: str) -> re.Pattern[str]:
    """Return the compiled pattern of a key."""
    return re.compile(_patterns()[key])


@cache
def understood_abbreviations() -> frozenset[str]:
    """Return the abbreviations that need no explanation: common ones and those of the state's organs."""
    registers = ("national", "ministry", "agency", "province", "department", "tax")
    organs = (row for name in registers for row in read_data("organs")[name]["organs"])
    return frozenset(_patterns()["understood"].split()).union(*(row["abbreviations"] for row in organs))


@cache
def _patterns() -> dict[str, str]:
    return {key: str(text) for key, text in tomllib.loads(_FILE.read_text(encoding="utf-8")).items()}
