"""Checks of how parts of a text are cited: ND-10 (commas) and VH-22 (capital letters), PL2-V-7."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from generator.checks.capitals import begins_sentence, with_capital
from generator.checks.finding import Breach
from generator.checks.observed import Observed
from generator.checks.prose import slips_of, written
from generator.checks.registry import Context, check
from generator.checks.slip import Slip
from generator.checks.text_patterns import text_pattern

_COMMAS: Final = "ND-10"
_LETTERS: Final = "VH-22"
_LEVELS: Final = {"điểm": 0, "khoản": 1, "điều": 2, "tiểu mục": 3, "mục": 4, "chương": 5, "phần": 6}


@check("ND-10")
def _no_commas(_: Observed, context: Context) -> Iterator[Breach]:
    yield from slips_of(written(context.components), citation_slips, _COMMAS)


@check("VH-22")
def _letters(_: Observed, context: Context) -> Iterator[Breach]:
    yield from slips_of(written(context.components), citation_slips, _LETTERS)


@lru_cache(maxsize=1 << 15)
def citation_slips(text: str) -> tuple[Slip, ...]:
    """Return the wrong citations of one paragraph: with commas as a whole, others part by part."""
    return tuple(slip for chain in _chains(text) for slip in _judge(text, chain))


def _chains(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield the cited parts that belong together: each is inside the one after it."""
    chain: list[re.Match[str]] = []
    for match in text_pattern("cited_part").finditer(text):
        if chain and not _goes_on(text, chain[-1], match):
            yield chain
            chain = []
        chain.append(match)
    if chain:
        yield chain


def _goes_on(text: str, inner: re.Match[str], outer: re.Match[str]) -> bool:
    if text_pattern("cited_joint").match(text[inner.end() : outer.start()]) is None:
        return False
    older_order = inner["word"].lower() in {"mục", "tiểu mục"} and outer["word"].lower() == "điều"
    return older_order or _level(outer) > _level(inner)


def _level(part: re.Match[str]) -> int:
    return _LEVELS[part["word"].lower()]


def _judge(text: str, chain: list[re.Match[str]]) -> Iterator[Slip]:
    joints = [text[inner.end() : outer.start()] for inner, outer in pairwise(chain)]
    right = [_right(text, part, alone=len(chain) == 1) for part in chain]
    if any("," in joint for joint in joints):
        found = text[chain[0].start() : chain[-1].end()]
        rest = (f"{joint.replace(',', '')}{part}" for joint, part in zip(joints, right[1:], strict=True))
        yield Slip(rule=_COMMAS, start=chain[0].start(), found=found, expected="".join((right[0], *rest)))
        return
    for part, expected in zip(chain, right, strict=True):
        if part[0] != expected:
            yield Slip(rule=_LETTERS, start=part.start(), found=part[0], expected=expected)


def _right(text: str, part: re.Match[str], *, alone: bool) -> str:
    word = part["word"].lower()
    rest = part[0][len(word) :]
    if text_pattern("capital_parts").match(word) is None:
        return part[0] if begins_sentence(text, part.start()) else f"{word}{rest}"
    is_named = text_pattern("of_a_text").match(text[part.end() :]) is not None
    is_plain_word = alone and word != "điều" and not is_named
    if is_plain_word or text_pattern("counted_before").search(text[: part.start()]):
        return part[0]
    return f"{with_capital(word)}{rest}"
