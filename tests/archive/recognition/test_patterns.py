import tomllib
from collections import Counter
from pathlib import Path

import pytest

import archive.recognition

TABLE = tomllib.loads(
    Path(archive.recognition.__file__).with_name("patterns.toml").read_text(encoding="utf-8")
)
LISTS = [
    (section, name)
    for section, entries in TABLE.items()
    for name, value in entries.items()
    if isinstance(value, list)
]


@pytest.mark.parametrize(("section", "name"), LISTS)
def test_a_list_holds_nothing_twice(section: str, name: str) -> None:
    twice = [entry for entry, count in Counter(TABLE[section][name]).items() if count > 1]

    assert twice == []
