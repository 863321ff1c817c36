"""The words of the query language, read from the data file beside this module."""

import re
import tomllib
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from model.vietnamese import fold


class Field(StrEnum):
    """What a word before a colon narrows."""

    NUMBER = "number"
    SYMBOL = "symbol"
    ARRIVAL = "arrival"
    SINCE = "since"
    UNTIL = "until"
    DATED = "dated"
    ORGAN = "organ"
    PROVINCE = "province"
    KIND = "kind"
    ANSWERS = "answers"
    SUBJECT = "subject"
    SIGNER = "signer"
    DIRECTION = "direction"


@cache
def fields() -> dict[str, Field]:
    """Return the fields by their folded names."""
    return {fold(name): Field(key) for key, names in _data()["fields"].items() for name in names}


@cache
def directions() -> dict[str, str]:
    """Return the directions of documents by their folded names."""
    return {fold(name): direction for direction, names in _data()["directions"].items() for name in names}


@cache
def either() -> frozenset[str]:
    """Return what stands between two choices, as it must be typed."""
    return frozenset(_data()["operators"]["either"])


@cache
def both() -> frozenset[str]:
    """Return what stands between two words that are both wanted, as it must be typed."""
    return frozenset(_data()["operators"]["both"])


@cache
def operators_folded() -> frozenset[str]:
    """Return all of these, folded."""
    return frozenset(map(fold, either() | both()))


@cache
def date_words() -> re.Pattern[str]:
    """Return the pattern of the words that may stand before a date."""
    names = "|".join(fold(name) for name in _data()["dates"]["prefixes"])
    return re.compile(rf"\s*(?:(?:{names})\s+)?")


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("index") / "query_words.toml").read_text(encoding="utf-8"))
