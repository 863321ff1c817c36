"""Names of bodies as they are rightly spelled, also where a machine lost diacritics or letters of them."""

import re
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from itertools import chain

from archive.recognition.passage import fold_in_place
from archive.recognition.patterns import words
from model.organ import Organ, organs_on
from model.province import provinces_on
from model.vietnamese import fold

_ERAS = (date(2007, 7, 31), date(2024, 12, 31), date(2025, 2, 28), date(2025, 7, 1), date(2026, 12, 31))
"""Days that see every name of the registries between them."""
_MISREAD = 0.88
"""Likeness of a name of which a letter or two were misread."""
_MISREAD_AS_ABBREVIATED = 0.7
"""The same where the abbreviation in the code agrees."""
_WORD = re.compile(r"\S+")
_AREA = re.compile(r" (?:tỉnh|thành phố) ")


def spelled(name: str) -> str:
    """Return the name with the registries' spelling of every part that they know, letter by letter."""
    folded = fold_in_place(name)
    right = _spellings()
    text = name
    for match in _known().finditer(folded):
        text = text[: match.start()] + right[match[0]] + text[match.end() :]
    return text


def mended_head(text: str, abbreviation: str) -> tuple[str, str] | None:
    """Return the registered name that the first words were meant for, and the rest of the text.

    ``abbreviation`` is that of the issuer in the code; a name that it stands for may be damaged more.
    """
    tokens = list(_WORD.finditer(text))
    best: tuple[float, str, int] | None = None
    for name, abbreviations in _registered().items():
        count = len(name.split())
        if not 1 < count <= len(tokens):
            continue
        least = _MISREAD_AS_ABBREVIATED if fold(abbreviation) in abbreviations else _MISREAD
        likeness = _likeness(fold(text[: tokens[count - 1].end()]), fold(name), least)
        if likeness >= least and (best is None or (likeness, count) > (best[0], best[2])):
            best = likeness, name, count
    if best is None:
        return _without_blanks(tokens, abbreviation)
    _, name, count = best
    return name, text[tokens[count - 1].end() :]


def _without_blanks(tokens: list[re.Match[str]], abbreviation: str) -> tuple[str, str] | None:
    """Return the name whose words ran into one, where the code's abbreviation is that body's: ``SỞYTẾ``."""
    folded = fold(abbreviation)
    run_together = {
        fold(name).replace(" ", ""): name
        for name, abbreviations in _registered().items()
        if folded in abbreviations
    }
    for token in tokens if run_together else ():
        name = run_together.get("".join(filter(str.isalpha, fold(token[0]))))
        if name is not None:
            return name, token.string[token.end() :]
    return None


def _likeness(read: str, name: str, least: float) -> float:
    matcher = SequenceMatcher(None, read, name, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    return matcher.ratio()


@cache
def _registered() -> dict[str, frozenset[str]]:
    """Return the names of bodies without their provinces, each with its folded abbreviations."""
    organs = chain.from_iterable(organs_on(day) for day in _ERAS)
    return {_bare(body): frozenset(map(fold, body.abbreviations)) for body in organs}


def _bare(body: Organ) -> str:
    """Return the name as it is the same in all provinces."""
    return _AREA.split(body.name, maxsplit=1)[0] if body.province_id else body.name


@cache
def _spellings() -> dict[str, str]:
    units = chain.from_iterable(provinces_on(day) for day in _ERAS)
    parts = (*words("organ", "spelled"), *_registered(), *(unit.name for unit in units))
    return {fold(part): part for part in parts if " " in part}


@cache
def _known() -> re.Pattern[str]:
    longest_first = sorted(_spellings(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def abbreviations_of(name: str) -> Iterator[str]:
    """Yield the folded abbreviations that the registry has for a body."""
    yield from _registered().get(spelled(name), ())


def is_known(name: str) -> bool:
    """Whether every word of a name stands in a name of the registries, or is a word for a kind of area."""
    plain = {*words("organ", "area_words"), *words("organ", "kept_capitals"), "so", "bo", "cuc"}
    rest = _known().sub(" ", fold_in_place(name))
    return all(word in plain for word in rest.split())


def body_end(folded: str) -> int:
    """Return where the longest registered name ends that the text begins with; 0 without one."""
    ends = (len(name) for name in _folded_names() if folded.startswith(f"{name} "))
    return max(ends, default=0)


def is_one_name(folded: str) -> bool:
    """Whether folded text is the name of one registered body, or the beginning of one."""
    return any(name.startswith(folded) for name in _folded_names())


@cache
def _folded_names() -> tuple[str, ...]:
    return tuple(map(fold, _registered()))
