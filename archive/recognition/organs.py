"""The names of the issuing body and of the body above it, from the left column of the letterhead."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, takewhile

from archive.recognition.capitals import organ_name
from archive.recognition.letterhead import Letterhead
from archive.recognition.naming import begins_name, initials
from archive.recognition.passage import FEWEST_LETTERS, Passage
from archive.recognition.patterns import pattern, words
from archive.recognition.spelling import (
    abbreviations_of,
    body_end,
    is_known,
    is_one_name,
    mended_head,
    spelled,
)
from model.document_code import DocumentCode
from model.identification import Reading
from model.vietnamese import collapse, fold, plain_dashes

_EDGES = " \t.,:;*_-–—=|~'\"‘’“”/\\()[]<>•"
_STRAY_ENDING = re.compile(r"(?<!\s)(?:\s+[^\w\s]+|\s+[a-zà-ỹ]{1,2})+$")
_NO_NAMES = (("header", "number_line"), ("organ", "no_name"))
_HARDLY_READ = 0.4
"""Confidence in its least sure word below which a name on a picture must be a registered one."""
_SURE = 0.85
"""The same from which on a name that no registry knows is asserted."""
_LONGEST_NAME = 16
"""Words in one line of a name."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """The body that issued the document and the one above it, as printed but in plain spelling."""

    organ: Reading[str] | None = None
    parent: Reading[str] | None = None


def read_issuer(letterhead: Letterhead, number_index: int | None, code: DocumentCode | None = None) -> Issuer:
    """Return the bodies named above the number: the last is the issuer, the one before it its superior.

    Bodies of one rank that both stand in the symbol issued it together. ``code`` helps to read a damaged
    name; where the last one stays damaged the issuer is unknown.
    """
    if number_index is None and not letterhead.has_name:
        return Issuer()
    abbreviation = "" if code is None else code.organ
    names: list[list[Passage]] = []
    above = letterhead.left[:number_index] if number_index is not None else _head_of(letterhead.left)
    for line in chain.from_iterable(map(_bodies_of, above)):
        whole = _mended(line, abbreviation)
        if _is_damaged(whole) and not begins_name(whole.folded):
            continue
        if names and _goes_on(names[-1], whole):
            if not pattern("organ", "no_rest").search(whole.folded):
                names[-1].append(whole)
        elif begins_name(whole.folded):
            names.append([whole])
    readings = [_reading(name) for name in names]
    together = _joint(readings[-2:], code)
    if together is not None:
        return Issuer(together)
    return Issuer(readings[-1], readings[-2] if len(readings) > 1 else None) if readings else Issuer()


def _head_of(left: tuple[Passage, ...]) -> Iterator[Passage]:
    """Yield the lines of a letterhead without number that may name a body: capitals, above any other line."""
    return takewhile(_may_name, (line for line in left if not line.is_blank))


def _may_name(line: Passage) -> bool:
    return line.is_capitals and pattern("organ", "no_rest").search(line.folded) is None


def _joint(readings: list[Reading[str] | None], code: DocumentCode | None) -> Reading[str] | None:
    """Return the names of two bodies of one rank as one, where the symbol names both."""
    if code is None or len(readings) < len(("first", "second")):
        return None
    first, second = readings
    if first is None or second is None or first.value.split()[0] != second.value.split()[0]:
        return None
    issuers = {fold(part) for part in (code.organ, *code.units)}
    if not all(issuers & {initials(one.value), *abbreviations_of(one.value)} for one in (first, second)):
        return None
    return replace(first, value=f"{first.value} - {second.value}")


def _bodies_of(passage: Passage) -> Iterator[Passage]:
    """Yield the line, in two where a registered body and one below it stand in one line."""
    line = _trimmed(passage)
    if line is None:
        return
    end = body_end(line.folded)
    below = line.folded[end + 1 :]
    if (
        end
        and not is_one_name(line.folded)
        and any(below.startswith(f"{head} ") for head in words("organ", "below"))
    ):
        yield line.cut(0, end)
        yield line.cut(end + 1)
    else:
        yield line


def _trimmed(passage: Passage) -> Passage | None:
    """Return the line without rules and stray signs at its edges; None when nothing of a name is left."""
    if any(pattern(*no_name).search(passage.folded) for no_name in _NO_NAMES):
        return None
    numbered = pattern("organ", "list_number").match(passage.folded)
    start = 0 if numbered is None else numbered.end()
    stamp = pattern("organ", "stamp").search(passage.folded, start)
    whole = passage.text if stamp is None else passage.text[: stamp.start()]
    text = whole[: len(whole.rstrip(_EDGES))]
    stray = _STRAY_ENDING.search(text, start)
    line = passage.cut(start, stray.start() if stray else len(text))
    if line.letters < FEWEST_LETTERS or len(line.text.split()) > _LONGEST_NAME:
        return None
    return line if line.is_capitals or line.bold or line.cell else None


def _mended(line: Passage, abbreviation: str) -> Passage:
    """Return the line with a registered name in place of what was misread of it."""
    if begins_name(line.folded) and not _is_damaged(line):
        return line
    mended = mended_head(line.text, abbreviation)
    if mended is None:
        return line
    name, rest = mended
    return replace(line, text=name.upper() + ("" if _is_damaged(line) else rest))


def _is_damaged(line: Passage) -> bool:
    """Whether there are signs in it that no name has."""
    return pattern("organ", "damaged").search(line.folded) is not None


def _goes_on(name: list[Passage], line: Passage) -> bool:
    """Whether the line belongs to the name above: it begins no body, or the name above is none yet.

    ``SỞ TÀI NGUYÊN VÀ MÔI`` / ``TRƯỜNG`` is one name, though schools begin so.
    """
    so_far = collapse(" ".join(part.folded for part in name))
    if so_far in words("organ", "incomplete"):
        return True
    return not begins_name(line.folded) or is_one_name(f"{so_far} {line.folded.strip()}")


def _reading(name: list[Passage]) -> Reading[str] | None:
    """Return the name as one value; None where a part of it is beyond reading."""
    text = collapse(plain_dashes(" ".join(part.text for part in name)))
    if " " not in text or any(map(_is_damaged, name)):
        return None
    value = spelled(organ_name(text))
    sure = min((part.sure for part in name if part.sure is not None), default=1.0)
    if sure < _HARDLY_READ and not is_known(value):
        return None
    confidence = 0.9 if sure >= _SURE or is_known(value) else 0.7
    return Reading(value=value, confidence=confidence, evidence=name[0].evidence("letterhead"))
