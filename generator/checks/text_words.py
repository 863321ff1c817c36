"""The Vietnamese words of findings about text, from ``text_words.toml``, filled with facts."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).with_name("text_words.toml")


def text_word(key: str, **facts: object) -> str:
    """Return the words of a key with the facts put in."""
    return _words()[key].format(**facts)


@cache
def _words() -> dict[str, str]:
    return {key: str(text) for key, text in tomllib.loads(_FILE.read_text(encoding="utf-8")).items()}
