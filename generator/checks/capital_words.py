"""The words whose capital letters are known, from ``capitals.toml`` and the registers of the model."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, Final

from model.data_file import read_data
from model.province import provinces_on

_FILE: Final = Path(__file__).with_name("capitals.toml")
_REGISTERS: Final = ("national", "ministry", "agency", "province", "department")
_WORD = re.compile(r"\w+")
_UNITS: Final = "VH-06"
_PLACED: Final = dict(
    zip(
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        strict=True,
    )
)
"""The two places of a tone mark over two vowels: both are read, neither is a slip."""


class Judged(StrEnum):
    """When letters that differ are reported; ``capitals.toml`` says what each means."""

    ALWAYS = "always"
    MIXED = "mixed"
    BEGUN = "begun"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownWords:
    """Words in their right letters inside a sentence."""

    rule: str
    words: str
    key: str
    """As ``key_of`` gives it."""
    judged: Judged
    free_lead: bool = False
    unless: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongWords:
    """A pattern of wrong letters."""

    rule: str
    wrong: re.Pattern[str]
    turn: int | None
    """Which of the matched words begins with a capital instead, as an index."""
    instead: dict[str, str]
    """What the whole is replaced by, after its last word."""
    unless: re.Pattern[str] | None = None


def key_of(text: str) -> str:
    """Return the text in small letters, each tone mark on the main vowel, letter for letter."""
    small = text.lower()
    if len(small) != len(text):  # some foreign capitals have two small letters
        small = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    for early, late in _PLACED.items():
        small = small.replace(early, late)
    return small


@cache
def known_words() -> tuple[KnownWords, ...]:
    """Return all words, the longest first: what is part of a longer name is judged with it."""
    found = {
        (words.key, words.rule): words
        for group in _data()["group"]
        for words in (_known(group, text) for text in _texts(group))
    }
    found.update({(words.key, words.rule): words for words in _administrative_units()})
    return tuple(sorted(found.values(), key=lambda words: (-len(words.key), words.key)))


def known_words_in(key: str) -> list[KnownWords]:
    """Return the words that a text may hold, judged by their first one, the longest first."""
    found = [words for first in set(_WORD.findall(key)) for words in _by_first_word().get(first, ())]
    return sorted(found, key=lambda words: (-len(words.key), words.key))


@cache
def _by_first_word() -> dict[str, list[KnownWords]]:
    found: dict[str, list[KnownWords]] = {}
    for words in known_words():
        found.setdefault(_WORD.findall(words.key)[0], []).append(words)
    return found


@cache
def wrong_words() -> tuple[WrongWords, ...]:
    """Return the patterns of wrong letters."""
    turns = {"first": 0, "last": -1, "last two": -2}
    return tuple(
        WrongWords(
            rule=row["rule"],
            wrong=re.compile(row["wrong"]),
            turn=turns[row["turn"]] if "turn" in row else None,
            instead=row.get("instead", {}),
            unless=_before(row.get("unless")),
        )
        for row in _data()["pattern"]
    )


def _data() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def _known(group: dict[str, Any], text: str) -> KnownWords:
    return KnownWords(
        rule=group["rule"],
        words=text,
        key=key_of(text),
        judged=Judged(group["judged"]),
        free_lead=group.get("lead") == "free",
        unless=_before(group.get("unless")),
    )


def _before(words: str | None) -> re.Pattern[str] | None:
    return re.compile(rf"(?:^|\W)(?:{words})\W*$") if words else None


def _texts(group: dict[str, Any]) -> Iterator[str]:
    yield from group["words"]
    for stem, branch in product(group.get("stems", ()), group.get("branches", ())):
        yield f"{stem} {branch}"
    if "leave" in group:
        yield from _organ_names(frozenset(group["leave"]))


def _organ_names(left_out: frozenset[str]) -> Iterator[str]:
    for register in _REGISTERS:
        for row in read_data("organs")[register]["organs"]:
            if row["id"] not in left_out:
                yield row["name"]


def _administrative_units() -> Iterator[KnownWords]:
    """Yield provinces and cities after their class word (III-1a), except those with words of their own."""
    days = (date(2024, 1, 1), date(2025, 1, 1), date.max)
    own = {key_of(text) for group in _data()["group"] if group["rule"] == "VH-08" for text in group["words"]}
    labels = {unit.label_on(day) for day in days for unit in provinces_on(day)}
    for label in sorted(labels):
        if key_of(label) not in own:
            yield KnownWords(rule=_UNITS, words=label, key=key_of(label), judged=Judged.MIXED)
