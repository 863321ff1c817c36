"""The Vietnamese words that findings are made of, from ``words.toml``."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).with_name("words.toml")


def word(key: str) -> str:
    """Return the words for a key: ``missing`` gives what a person reads for it."""
    return _words()[key]


@cache
def _words() -> dict[str, str]:
    return {key: str(text) for key, text in tomllib.loads(_FILE.read_text(encoding="utf-8")).items()}
