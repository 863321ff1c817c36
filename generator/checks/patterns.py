"""The patterns by which components are found, from ``patterns.toml``."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from generator.checks.observed import SeenParagraph
from model.vietnamese import fold, plain_dashes

_FILE: Final = Path(__file__).with_name("patterns.toml")


@cache
def pattern(group: str, name: str) -> re.Pattern[str]:
    """Return a pattern of the file, compiled."""
    return re.compile(_patterns()[group][name])


def is_like(paragraph: SeenParagraph, group: str, name: str) -> bool:
    """Whether the folded words of a paragraph match a pattern."""
    return pattern(group, name).search(folded(paragraph.text)) is not None


@lru_cache(maxsize=1 << 14)
def folded(text: str) -> str:
    """Return the text in the form that the patterns are written in."""
    return fold(plain_dashes(text))


def is_capitals(text: str) -> bool:
    """Whether a text has letters, and no small ones."""
    return text.upper() == text and text.lower() != text


@cache
def _patterns() -> dict[str, dict[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
