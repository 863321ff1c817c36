"""The names of organs in a query, written out or abbreviated: ``Sở GD&ĐT``, ``SGDĐT``."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import Any, Final

from index.analyzer import forms_of
from model.data_file import read_data
from model.reason import Reason

_SHORTEST: Final = 3
"""Letters of an abbreviation that stands for its organ wherever it is met: two mean too much else."""
_AND: Final = "va"
_SHORT_NAME = re.compile(r"(?P<name>\w+(?: \w+){2,}?)(?:,| -| và) ")
"""What people leave of a long name: *Sở Giáo dục* of *Sở Giáo dục và Đào tạo*."""


def other_names(syllables: tuple[str, ...]) -> tuple[str, ...]:
    """Return the other names of the organs called so, none for any other words; ``syllables`` are folded."""
    return _other_names().get(syllables, ())


def heir_note(syllables: tuple[str, ...]) -> Reason | None:
    """Return who does the work of the organ called so, None where it is still there."""
    without_and = tuple(word for word in syllables if word != _AND)
    heir = _heirs().get(without_and)
    return None if heir is None else Reason("query-organ-heir", heir)


@cache
def longest_organ() -> int:
    """Return the number of syllables of the longest name."""
    return max(map(len, _other_names()))


@cache
def _other_names() -> dict[tuple[str, ...], tuple[str, ...]]:
    groups: dict[tuple[str, ...], dict[str, None]] = {}
    for row in _rows():
        names = tuple(_names(row))
        for name in names:
            groups.setdefault(_folded(name), {}).update(dict.fromkeys(names))
    for short, meant in _short_names():
        groups.setdefault(short, {}).update(dict.fromkeys(meant))
    return {
        key: tuple(name for name in _one_per_key(names) if _folded(name) != key)
        for key, names in groups.items()
        if len(key) > 1 or len(key[0]) >= _SHORTEST
    }


def _short_names() -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Yield the short names with all they stand for; only a query may leave out so much."""
    for row in _rows():
        meant = list(_names(row))
        short = _SHORT_NAME.match(row["name"])
        if short:
            yield _folded(short["name"]), meant
            yield _with_initials(_folded(short["name"])), meant
        yield _with_initials(_folded(row["name"])), meant
        first, *further = row["abbreviations"]
        for abbreviation in further:  # some are also those of the body above: GDĐT
            if len(abbreviation) >= _SHORTEST and abbreviation[0] == first[0]:
                yield _folded(abbreviation), meant


def _with_initials(name: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name with the initials of all words but the first: ``bộ tc``, ``sở gdđt``."""
    head, *rest = (word for word in name if word != _AND)
    return head, "".join(word[0] for word in rest)


@cache
def _heirs() -> dict[tuple[str, ...], tuple[str, str]]:
    """Return the former organs by their names without *và*, each with the name of its heir."""
    names = {row["id"]: row["name"] for row in _rows()}
    return {
        tuple(word for word in _folded(name) if word != _AND): (row["name"], names[row["heir"]])
        for row in _rows()
        if "heir" in row
        for name in _names(row)
        if len(_folded(name)) > 1 or len(name) >= _SHORTEST
    }


def _rows() -> Iterator[dict[str, Any]]:
    tables = (table for table in read_data("organs").values() if "organs" in table)
    return chain.from_iterable(table["organs"] for table in tables)


def _names(row: dict[str, Any]) -> Iterator[str]:
    """Yield the name of an organ, its abbreviation, and its name with abbreviated words."""
    name, abbreviation = row.get("full_name", row["name"]), row["abbreviations"][0]
    yield name
    if len(abbreviation) >= _SHORTEST:
        yield abbreviation
    yield from row.get("aliases", ())
    yield from _shortened(name)


def _shortened(name: str) -> Iterator[str]:
    """Yield the name without *và*, then with one run of words abbreviated: ``so gd dt``, ``sgd dt``."""
    words = [word for word in _folded(name) if word != _AND]
    yield " ".join(words)
    for short, long in read_data("organs")["expansions"].items():
        span = long.split()
        for at in range(len(words) - len(span) + 1):
            if words[at : at + len(span)] == span:
                for written in dict.fromkeys((short, f" {_AND} ".join(short.rsplit(" ", 1)))):
                    yield " ".join((*words[:at], written, *words[at + len(span) :]))
                if at == 1 and " " in short and len(words) == 1 + len(span):
                    yield f"{words[0][0]}{short}"


def _one_per_key(names: dict[str, None]) -> tuple[str, ...]:
    """Return the names that differ by more than diacritics, the best spelled one of each."""
    kept: dict[tuple[str, ...], str] = {}
    for name in names:
        kept.setdefault(_folded(name), name)
    return tuple(kept.values())


@cache
def _folded(name: str) -> tuple[str, ...]:
    return tuple(form.folded for form in forms_of(name))
