"""Is a field right, as a clerk would judge: codes and dates exactly, names and subjects by their words."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from bench.scoring.reading import Said
from model.document_code import DocumentCode
from model.vietnamese import fold

_SUBJECT_SLIPS: Final = 0.1
"""Share of letters of a subject that may differ."""
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_PREFIXES = re.compile(r"^(v/v|ve viec|ve)\s*:?\s*")


class Verdict(StrEnum):
    """What became of a field whose truth is known."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One field of one document; ``confidence`` is None where nothing was asserted."""

    field: str
    verdict: Verdict
    true: str
    found: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list of one document: how many of its members are right, wrong and missing."""

    field: str
    right: int
    wrong: tuple[str, ...]
    missing: tuple[str, ...]


def letters(text: object) -> str:
    """Return the letters and digits of a text, without case, marks, blanks and stops."""
    return _NOT_A_WORD.sub("", fold(str(text)))


def judge(truth: Mapping[str, Any], said: Said) -> list[Judged]:
    """Judge every single-valued field whose truth was read."""
    judged = []
    for field, same in _SAME.items():
        if (true := _true(field, truth)) is not None:
            judged.append(_judged(field, true, said, same))
    return judged


def judge_lists(truth: Mapping[str, Any], said: Said) -> list[Listed]:
    """Judge addressees and cited codes; a name is not wrong that stands in the document itself."""
    lists = []
    if "recipients" in truth:
        found = said.fields.get("recipients", [])
        lists.append(_listed("addressees", truth["recipients"], found, forgiven=said.text))
    true_codes = [*truth.get("replies_to", []), *truth.get("refers_to", [])]
    if true_codes:
        codes = [*said.fields.get("replies_to", []), *said.fields.get("refers_to", [])]
        lists.append(_listed("cited codes", true_codes, codes))
    return lists


def _true(field: str, truth: Mapping[str, Any]) -> str | None:
    if field == "month":
        return str(truth["date"])[:7] if truth.get("date") else None
    value = truth.get(field)
    return None if value is None else str(value)


def _judged(field: str, true: str, said: Said, same: Callable[[str, str], bool]) -> Judged:
    name = "date" if field == "month" else field
    found = said.fields.get(name)
    confidence = said.fields.get("confidence", {}).get(name)
    if field == "month" and found is not None:
        found = str(found)[:7]
    if found is None or (field == "date" and len(str(found)) < len(true)):
        return Judged(field=field, verdict=Verdict.MISSING, true=true)
    verdict = Verdict.RIGHT if same(true, str(found)) else Verdict.WRONG
    return Judged(field=field, verdict=verdict, true=true, found=str(found), confidence=confidence)


def _same_code(true: str, found: str) -> bool:
    return DocumentCode.parse(true).key == DocumentCode.parse(found).key


def _same_symbol(true: str, found: str) -> bool:
    return true.upper().replace(" ", "") == found.upper().replace(" ", "")


def _same_subject(true: str, found: str) -> bool:
    first, second = (letters(_PREFIXES.sub("", fold(text))) for text in (true, found))
    return _edits(first, second) <= _SUBJECT_SLIPS * max(len(first), len(second), 1)


def _same_letters(true: str, found: str) -> bool:
    return letters(true) == letters(found)


def _edits(first: str, second: str) -> int:
    """Return how many letters must be put in, taken out or changed."""
    row = list(range(len(second) + 1))
    for count, letter in enumerate(first, 1):
        before, row[0] = row[0], count
        for place, other in enumerate(second, 1):
            before, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, before + (letter != other)),
            )
    return row[-1]


def _listed(field: str, true: Iterable[str], found: Iterable[str], *, forgiven: str = "") -> Listed:
    wanted = {letters(one): str(one) for one in true}
    given = {letters(one): str(one) for one in found}
    hits = {one: _match(one, given) for one in wanted}
    used = set(filter(None, hits.values()))
    paper = letters(forgiven)
    return Listed(
        field=field,
        right=sum(hit is not None for hit in hits.values()),
        wrong=tuple(text for key, text in given.items() if key not in used and not (paper and key in paper)),
        missing=tuple(wanted[one] for one, hit in hits.items() if hit is None),
    )


def _match(true: str, given: Mapping[str, str]) -> str | None:
    """Return the given name that is the true one, a few garbled letters apart."""
    if true in given:
        return true
    close = (key for key in given if _edits(true, key) <= _SUBJECT_SLIPS * len(true) and not key.isdigit())
    return next(close, None) if len(true) > 12 else None  # noqa: PLR2004 - in a code one letter is another code


_SAME: Final[Mapping[str, Callable[[str, str], bool]]] = {
    "full_code": _same_code,
    "symbol": _same_symbol,
    "date": str.__eq__,
    "month": str.__eq__,
    "type": _same_letters,
    "organ": _same_letters,
    "subject": _same_subject,
    "signer": _same_letters,
    "parent_organ": _same_letters,
    "place": _same_letters,
    "signer_title": _same_letters,
    "urgency": _same_letters,
}
"""The fields with one value, and when two values are the same."""
