"""The names of organs in a query, written out or abbreviated: ``Sở GD&ĐT``, ``SGDĐT``."""

from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import Any, Final

from index.analyzer import forms_of
from model.data_file import read_data

_SHORTEST: Final = 3
"""Letters of an abbreviation that stands for its organ wherever it is met: two mean too much else."""
_AND: Final = "va"


def other_names(syllables: tuple[str, ...]) -> tuple[str, ...]:
    """Return the other names of the organs called so, none for any other words; ``syllables`` are folded."""
    return _other_names().get(syllables, ())


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
    return {
        key: tuple(name for name in _one_per_key(names) if _folded(name) != key)
        for key, names in groups.items()
        if len(key) > 1 or len(key[0]) >= _SHORTEST
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
                yield " ".join((*words[:at], short, *words[at + len(span) :]))
                if at == 1 and " " in short and len(words) == 1 + len(span):
                    yield f"{words[0][0]}{short}"


def _one_per_key(names: dict[str, None]) -> tuple[str, ...]:
    """Return the names that differ by more than diacritics, the best spelled one of each."""
    kept: dict[tuple[str, ...], str] = {}
    for name in names:
        kept.setdefault(_folded(name), name)
    return tuple(kept.values())


def _folded(name: str) -> tuple[str, ...]:
    return tuple(form.folded for form in forms_of(name))
