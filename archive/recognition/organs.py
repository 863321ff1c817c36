"""The names of the issuing body and of the body above it, from the left column of the letterhead."""

import re
from dataclasses import dataclass
from functools import cache

from archive.recognition.capitals import organ_name
from archive.recognition.letterhead import Letterhead
from archive.recognition.passage import FEWEST_LETTERS, Passage
from archive.recognition.patterns import pattern, words
from model.identification import Reading
from model.vietnamese import collapse, plain_dashes

_EDGES = " \t.,:;*_-–—=|~'\"‘’“”/\\()[]<>•"
_STRAY_ENDING = re.compile(r"(?:\s+[^\w\s]+|\s+[a-zà-ỹ]{1,2})+$")
_NO_NAMES = (("header", "number_line"), ("organ", "no_name"), ("organ", "damaged"))
_LONGEST_NAME = 12
"""Words in one line of a name."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """The body that issued the document and the one above it, as printed but in plain spelling."""

    organ: Reading[str] | None = None
    parent: Reading[str] | None = None


def read_issuer(letterhead: Letterhead, number_index: int | None) -> Issuer:
    """Return the bodies named above the number: the last is the issuer, the one before it its superior."""
    names: list[list[Passage]] = []
    for passage in letterhead.left[:number_index]:
        line = _trimmed(passage)
        if line is None:
            continue
        if names and _goes_on(names[-1], line):
            names[-1].append(line)
        elif _begins_name(line.folded):
            names.append([line])
    readings = [_reading(name) for name in names]
    return Issuer(readings[-1], readings[-2] if len(readings) > 1 else None) if readings else Issuer()


def _trimmed(passage: Passage) -> Passage | None:
    """Return the line without rules and stray signs at its edges; None when nothing of a name is left."""
    if any(pattern(*no_name).search(passage.folded) for no_name in _NO_NAMES):
        return None
    numbered = pattern("organ", "list_number").match(passage.folded)
    start = 0 if numbered is None else numbered.end()
    text = passage.text[: len(passage.text.rstrip(_EDGES))]
    stray = _STRAY_ENDING.search(text, start)
    line = passage.cut(start, stray.start() if stray else len(text))
    if line.letters < FEWEST_LETTERS or len(line.text.split()) > _LONGEST_NAME:
        return None
    return line if line.is_capitals or line.bold or line.cell else None


def _goes_on(name: list[Passage], line: Passage) -> bool:
    """Whether the line belongs to the name above: it begins no body, or the name above is none yet."""
    so_far = collapse(" ".join(part.folded for part in name))
    return so_far in words("organ", "incomplete") or not _begins_name(line.folded)


def _begins_name(folded: str) -> bool:
    return _heads().match(folded) is not None


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, words('organ', 'heads')))})(?![\w:])")


def _reading(name: list[Passage]) -> Reading[str]:
    text = collapse(plain_dashes(" ".join(part.text for part in name)))
    return Reading(value=organ_name(text), confidence=0.9, evidence=name[0].evidence("letterhead"))
