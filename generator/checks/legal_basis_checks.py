"""Checks of the legal grounds (căn cứ) above a decision or resolution: CC-01 to CC-06."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.checks.components import Components
from generator.checks.finding import Breach
from generator.checks.observed import Observed, SeenParagraph
from generator.checks.prose import prose
from generator.checks.registry import Context, check
from generator.checks.text_patterns import text_pattern
from generator.checks.text_words import text_word
from generator.checks.words import word
from model.layout_profile import LayoutProfile

_EXCERPT: Final = 60
_LAST_STOP: Final = {LayoutProfile.ND30_2020: ".", LayoutProfile.TT01_2011: ","}


@dataclass(frozen=True, slots=True)
class _Ground:
    """One legal ground, also where its words were broken over two paragraphs."""

    line: SeenParagraph
    text: str


@check("CC-01")
def _each_on_its_line(_: Observed, context: Context) -> Iterator[Breach]:
    grounds = _grounds(context.components)
    for ground in grounds:
        if text_pattern("two_bases").search(ground.text):
            yield Breach(at=ground.line, found=_excerpt(ground.text), expected=text_word("one_basis_each"))
    for ground in grounds[:-1]:
        yield from _wrong_stop(ground, ";")
    yield from _wrong_last_stop(grounds, LayoutProfile.ND30_2020)


@check("CC-02")
def _last_ends_with_comma(_: Observed, context: Context) -> Iterator[Breach]:
    yield from _wrong_last_stop(_grounds(context.components), LayoutProfile.TT01_2011)


@check("CC-03")
def _slant(_: Observed, context: Context) -> Iterator[Breach]:
    slanted = context.profile is LayoutProfile.ND30_2020
    lines = [line for line in context.components.bases if line.text]
    wrong = [line for line in lines if line.is_italic is not slanted]
    if wrong:
        names = (word("italic"), word("upright"))
        found, expected = reversed(names) if slanted else names
        yield Breach(at=wrong[0], found=found, expected=expected)


@check("CC-04")
def _law_without_number(_: Observed, context: Context) -> Iterator[Breach]:
    for ground in _grounds(context.components):
        match = text_pattern("act_with_number").search(ground.text)
        if match:
            yield Breach(at=ground.line, found=match["number"], expected=text_word("law_named_only"))


@check("CC-05")
def _cited_in_full(_: Observed, context: Context) -> Iterator[Breach]:
    for ground in _grounds(context.components):
        cited = text_pattern("cited_basis").search(ground.text)
        if cited is None:
            continue
        lacking = [text_word(key) for key in _lacking(ground.text[cited.end() :])]
        if lacking:
            expected = text_word("and").join(lacking)
            yield Breach(at=ground.line, found=_excerpt(ground.text), expected=expected)


@check("CC-06")
def _word_before_number(_: Observed, context: Context) -> Iterator[Breach]:
    for line in prose(context.components):
        for match in text_pattern("without_so").finditer(line.text):
            kind = match[0].removesuffix(match["code"])
            yield Breach(at=line, found=match[0], expected=f"{kind}{text_word('number')} {match['code']}")


def _grounds(components: Components) -> list[_Ground]:
    """Return the grounds; a line that begins otherwise goes on with an unfinished one above it."""
    grounds: list[_Ground] = []
    for line in components.bases:
        goes_on = grounds and not grounds[-1].text.endswith((";", ".", ","))
        if goes_on and line.text and text_pattern("basis").match(line.text) is None:
            grounds[-1] = _Ground(grounds[-1].line, f"{grounds[-1].text} {line.text}")
        elif line.text:
            grounds.append(_Ground(line, line.text))
    return grounds


def _lacking(rest: str) -> Iterator[str]:
    if text_pattern("full_date").search(rest) is None:
        yield "missing_date"
    if text_pattern("issued_by").search(rest) is None:
        yield "missing_issuer"
    elif text_pattern("about").search(rest) is None:
        yield "missing_about"


def _wrong_last_stop(grounds: list[_Ground], profile: LayoutProfile) -> Iterator[Breach]:
    if grounds:
        yield from _wrong_stop(grounds[-1], _LAST_STOP[profile])


def _wrong_stop(ground: _Ground, stop: str) -> Iterator[Breach]:
    if not ground.text.endswith(stop):
        bare = ground.text.rstrip(" ;,.:")
        yield Breach(at=ground.line, found=_tail(ground.text), expected=f"{_tail(bare)}{stop}")


def _tail(text: str) -> str:
    return " ".join(text.split(" ")[-3:])


def _excerpt(text: str) -> str:
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT].rsplit(' ', 1)[0]} ..."
