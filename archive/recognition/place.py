"""The place of issue: the capitalised words before the comma of the date line."""

import re

from archive.recognition.passage import Passage
from archive.recognition.patterns import words
from model.vietnamese import collapse, plain_dashes

_WORD = re.compile(r"\S+")
_MOST_WORDS = 7


def place_before(passage: Passage, comma: int) -> int:
    """Return where the place begins that ends at ``comma``; ``comma`` itself when there is none."""
    tokens = list(_WORD.finditer(passage.text, 0, comma))[-_MOST_WORDS:]
    start = comma
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        before = passage.folded[tokens[index - 1].start() : token.end()] if index else ""
        is_numbered = token[0].isdecimal() and collapse(before).partition(" ")[0] in words(
            "place", "numbered"
        )
        if not (is_numbered or _begins_name(token[0]) or collapse(before) in words("place", "phrases")):
            break
        start = token.start()
    return start


def place_of(passage: Passage, comma: int) -> str | None:
    """Return the place that ends at ``comma``, in plain spelling, or None."""
    text = collapse(plain_dashes(passage.text[place_before(passage, comma) : comma])).strip(" -.,_")
    return text if len(text) > 1 else None


def _begins_name(token: str) -> bool:
    if token.lower() in words("place", "prefixes"):
        return True
    parts = [part for part in re.split(r"[-–.]", token) if part]
    return all(part[0].isupper() and part[1:].islower() for part in parts)
