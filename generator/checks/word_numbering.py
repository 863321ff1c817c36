"""What Word's automatic numbering prints before a paragraph."""

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from generator.checks.word_file import WORD, WordFile
from generator.checks.word_properties import Properties, number, paragraph_properties, value

_PLACE = re.compile(r"%(\d)")
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_BULLETS: Final = {"\uf0b7": "•", "\uf0a7": "▪", "\uf02d": "-", "\uf0d8": "➢", "\uf0fc": "✓", "–": "-"}
"""Letters of the symbol fonts, as they look."""


@dataclass(slots=True)
class _Level:
    format: str
    text: str
    start: int
    properties: Properties


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Count the numbered paragraphs of a document as they come."""

    def __init__(self, file: WordFile) -> None:
        root = file.related(file.main_part, "numbering")
        self._root = root if root is not None else etree.Element(f"{WORD}numbering")
        self._lists: dict[str, _List] = {}

    def label(self, number_id: str | None, level: int) -> str:
        """Return what stands before the next paragraph of a list; nothing where there is none."""
        counted = self._list(number_id)
        if counted is None or level not in counted.levels:
            return ""
        counted.counts[level] = counted.counts.get(level, counted.levels[level].start - 1) + 1
        for deeper in [known for known in counted.counts if known > level]:
            del counted.counts[deeper]
        own = counted.levels[level]
        if own.format == "bullet":
            return _BULLETS.get(own.text, own.text)
        return _PLACE.sub(lambda place: _printed(counted, int(place[1]) - 1), own.text)

    def properties(self, number_id: str | None, level: int) -> Properties:
        """Return the indents that a list gives its paragraphs."""
        counted = self._list(number_id)
        found = None if counted is None else counted.levels.get(level)
        return {} if found is None else found.properties

    def _list(self, number_id: str | None) -> _List | None:
        """Return a list; those of one definition share their counts unless one starts anew."""
        if number_id is None or number_id == "0":
            return None
        if number_id not in self._lists:
            entry = self._entry("num", "numId", number_id)
            if entry is None:
                return None
            self._lists[number_id] = self._made(entry)
        return self._lists[number_id]

    def _made(self, entry: etree._Element) -> _List:
        abstract_id = value(entry.find(f"{WORD}abstractNumId")) or ""
        abstract = self._entry("abstractNum", "abstractNumId", abstract_id)
        starts_anew = entry.find(f"{WORD}lvlOverride/{WORD}startOverride") is not None
        key = f"abstract {abstract_id}"
        if key not in self._lists:
            self._lists[key] = _List(levels={} if abstract is None else _levels(abstract))
        return _List(levels=self._lists[key].levels) if starts_anew else self._lists[key]

    def _entry(self, tag: str, attribute: str, wanted: str) -> etree._Element | None:
        entries = self._root.iterchildren(WORD + tag)
        return next((entry for entry in entries if value(entry, attribute) == wanted), None)


def _levels(abstract: etree._Element) -> dict[int, _Level]:
    return {
        int(number(level, "ilvl") or 0): _Level(
            format=value(level.find(f"{WORD}numFmt")) or "decimal",
            text=value(level.find(f"{WORD}lvlText")) or "",
            start=int(_or(number(level.find(f"{WORD}start")), 1)),
            properties=paragraph_properties(level.find(f"{WORD}pPr")),
        )
        for level in abstract.iterchildren(f"{WORD}lvl")
    }


def _or(found: float | None, otherwise: float) -> float:
    return otherwise if found is None else found


def _printed(counted: _List, level: int) -> str:
    definition = counted.levels.get(level)
    if definition is None:
        return ""
    count = counted.counts.get(level, definition.start)
    if definition.format in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if definition.format == "upperLetter" else letter
    if definition.format in {"lowerRoman", "upperRoman"}:
        roman = _roman(count)
        return roman if definition.format == "upperRoman" else roman.lower()
    return "" if definition.format == "none" else str(count)


def _roman(count: int) -> str:
    printed = ""
    for size, letters in _ROMAN:
        times, count = divmod(count, size)
        printed += letters * times
    return printed
