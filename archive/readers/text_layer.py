"""Judge whether the text layer of a page is the text of the page."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from enum import Enum
from functools import cache
from pathlib import Path

from model.vietnamese import fold

_FEWEST_LETTERS = 60
"""A printed page has more letters beside a signature's banner; the shortest letterhead has 70."""
_MOST_FOREIGN = 0.1
_FEWEST_SYLLABLES = 0.7
_VOWELS = frozenset("aeiouy")
_WORD = re.compile(r"[^\W\d_]+(?:[^\w\s][^\W\d_]+)*")
_INSIDE = re.compile(r"[^\W\d_][!\"#$%*+<=>?@\[\\\]^`{|}~][^\W\d_]")


class TextLayer(Enum):
    """What the text layer of a page is worth."""

    ABSENT = "absent"
    """No text but perhaps the banner of a signature: the page is a picture."""
    GARBLED = "garbled"
    """The map from codes to letters is broken."""
    READABLE = "readable"


def is_bare(lines: Iterable[str]) -> bool:
    """Whether the lines of a whole file, given in NFC, are hardly any text: its pages may be pictures."""
    beginning = list[str]()
    letters = 0
    for line in lines:
        beginning.append(line)
        letters += 0 if _is_banner(line) else sum(character.isalpha() for character in line)
        if letters >= _FEWEST_LETTERS:
            return False
    return judge("\n".join(beginning)) is TextLayer.ABSENT


def judge(text: str) -> TextLayer:
    """Judge the text of one page, given in NFC."""
    body = "\n".join(line for line in text.splitlines() if not _is_banner(line))
    if sum(character.isalpha() for character in body) < _FEWEST_LETTERS:
        foreign = sum(map(_is_foreign, body))
        return TextLayer.GARBLED if foreign >= _FEWEST_LETTERS else TextLayer.ABSENT
    return TextLayer.GARBLED if _is_garbled(body) else TextLayer.READABLE


def _is_banner(line: str) -> bool:
    folded = fold(line)
    return any(piece in folded for piece in _banner())


def _is_garbled(text: str) -> bool:
    visible = [character for character in text if not character.isspace()]
    if sum(map(_is_foreign, visible)) > _MOST_FOREIGN * len(visible):
        return True
    words = [fold(word) for word in _WORD.findall(text) if not word.isupper()]
    syllables = sum(not _VOWELS.isdisjoint(word) for word in words)
    if words and syllables < _FEWEST_SYLLABLES * len(words):
        return True
    return len(_INSIDE.findall(text)) > _MOST_FOREIGN * len(text.split())


def _is_foreign(character: str) -> bool:
    """Tell characters of no script a Vietnamese office prints: private use, unassigned, control, unmapped."""
    if character in "\ufffd\n\r\t":
        return character == "\ufffd"
    return unicodedata.category(character) in {"Co", "Cn", "Cc", "Cs"}


@cache
def _banner() -> tuple[str, ...]:
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        return tuple(tomllib.load(file)["banner"])
