"""Checks of the legal grounds (căn cứ) above a decision or resolution: CC-01 to CC-06."""

from collections.abc import Iterator

from generator.checks.components import Components
from generator.checks.finding import Breach
from generator.checks.observed import Observed, SeenParagraph
from generator.checks.prose import prose
from generator.checks.registry import Context, check
from generator.checks.text_patterns import text_pattern
from generator.checks.text_words import text_word
from generator.checks.words import word
from model.layout_profile import LayoutProfile

_EXCERPT = 60
_LAST_STOP = {LayoutProfile.ND30_2020: ".", LayoutProfile.TT01_2011: ","}


@check("CC-01")
def _each_on_its_line(_: Observed, context: Context) -> Iterator[Breach]:
    bases = _bases(context.components)
    for line in bases:
        if text_pattern("two_bases").search(line.text):
            yield Breach(at=line, found=_excerpt(line), expected=text_word("one_basis_each"))
    for line in bases[:-1]:
        yield from _wrong_stop(line, ";")
    yield from _wrong_last_stop(bases, LayoutProfile.ND30_2020)


@check("CC-02")
def _last_ends_with_comma(_: Observed, context: Context) -> Iterator[Breach]:
    yield from _wrong_last_stop(_bases(context.components), LayoutProfile.TT01_2011)


@check("CC-03")
def _slant(_: Observed, context: Context) -> Iterator[Breach]:
    slanted = context.profile is LayoutProfile.ND30_2020
    wrong = [line for line in _bases(context.components) if line.is_italic is not slanted]
    if wrong:
        names = (word("italic"), word("upright"))
        found, expected = reversed(names) if slanted else names
        yield Breach(at=wrong[0], found=found, expected=expected)


@check("CC-04")
def _law_without_number(_: Observed, context: Context) -> Iterator[Breach]:
    for line in _bases(context.components):
        match = text_pattern("act_with_number").search(line.text)
        if match:
            yield Breach(at=line, found=match["number"], expected=text_word("law_named_only"))


@check("CC-05")
def _cited_in_full(_: Observed, context: Context) -> Iterator[Breach]:
    for line in _bases(context.components):
        cited = text_pattern("cited_basis").search(line.text)
        if cited is None:
            continue
        lacking = [text_word(key) for key in _lacking(line.text[cited.end() :])]
        if lacking:
            yield Breach(at=line, found=_excerpt(line), expected=text_word("and").join(lacking))


@check("CC-06")
def _word_before_number(_: Observed, context: Context) -> Iterator[Breach]:
    for line in prose(context.components):
        for match in text_pattern("without_so").finditer(line.text):
            kind = match[0].removesuffix(match["code"])
            yield Breach(at=line, found=match[0], expected=f"{kind}{text_word('number')} {match['code']}")


def _bases(components: Components) -> tuple[SeenParagraph, ...]:
    return tuple(line for line in components.bases if line.text)


def _lacking(rest: str) -> Iterator[str]:
    if text_pattern("full_date").search(rest) is None:
        yield "missing_date"
    if text_pattern("issued_by").search(rest) is None:
        yield "missing_issuer"
    elif text_pattern("about").search(rest) is None:
        yield "missing_about"


def _wrong_last_stop(bases: tuple[SeenParagraph, ...], profile: LayoutProfile) -> Iterator[Breach]:
    if bases:
        yield from _wrong_stop(bases[-1], _LAST_STOP[profile])


def _wrong_stop(line: SeenParagraph, stop: str) -> Iterator[Breach]:
    if not line.text.endswith(stop):
        bare = line.text.rstrip(" ;,.:")
        yield Breach(at=line, found=_tail(line.text), expected=f"{_tail(bare)}{stop}")


def _tail(text: str) -> str:
    return " ".join(text.split(" ")[-3:])


def _excerpt(line: SeenParagraph) -> str:
    return line.text if len(line.text) <= _EXCERPT else f"{line.text[:_EXCERPT].rsplit(' ', 1)[0]} ..."
