"""Checks of how the paragraphs of the text are set: ND-01 to ND-05 (II-6e)."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from generator.checks.finding import Breach
from generator.checks.observed import Aligned, Observed, SeenParagraph
from generator.checks.prose import set_paragraphs
from generator.checks.registry import Context, check
from generator.checks.text_patterns import text_pattern
from generator.checks.text_words import text_word
from generator.checks.words import word
from model.layout_profile import LayoutProfile

_LONGER_THAN_A_LINE: Final = 95
"""Letters; of a shorter paragraph nobody sees whether it is justified."""
_INDENTS_MM: Final = (10.0, 12.7)
_TOLERANCE_MM: Final = 0.5
_LEAST_GAP_PT: Final = 6.0
_MOST_LINES: Final = 1.5
_LINE_OF_SIZE: Final = 1.15
"""The height of a single line of Times New Roman, in sizes."""
_LEAST_EXACT_PT: Final = 15.0
"""Circular 01/2011 allows exact spacing from this on."""


@check("ND-01")
def _justified(_: Observed, context: Context) -> Iterator[Breach]:
    wrong = [
        (line, word(str(line.alignment)))
        for line in _body_lines(context)
        if len(line.text) > _LONGER_THAN_A_LINE and line.alignment not in {None, Aligned.JUSTIFIED}
    ]
    yield from _once_each(wrong, word("justified"))


@check("ND-02")
def _indented(_: Observed, context: Context) -> Iterator[Breach]:
    wrong = [
        (line, text_word("mm", mm=_decimal(indent)))
        for line in _body_lines(context)
        if (indent := _indent_mm(line)) is not None and not _is_indent(indent, context.profile, line)
    ]
    key = "indent_choice" if context.profile is LayoutProfile.ND30_2020 else "indent_range"
    yield from _once_each(wrong, text_word(key))


@check("ND-03")
def _parted(_: Observed, context: Context) -> Iterator[Breach]:
    lines = [line for line in _body_lines(context) if line.before_pt is not None]
    wrong = [
        (lower, text_word("points", pt=_decimal(gap)))
        for upper, lower in pairwise(lines)
        if _is_next(upper, lower) and (gap := _gap_pt(upper, lower)) < _LEAST_GAP_PT - 0.05
    ]
    yield from _once_each(wrong, text_word("gap_least"))


@check("ND-04")
def _spaced(_: Observed, context: Context) -> Iterator[Breach]:
    wrong = [
        (line, found) for line in _body_lines(context) if (found := _wrong_spacing(line, context.profile))
    ]
    yield from _once_each(wrong, text_word("spacing_range"))


@check("ND-05")
def _one_size(_: Observed, context: Context) -> Iterator[Breach]:
    lines = [line for line in _body_lines(context) if line.size_pt is not None and _is_running(line)]
    letters: dict[float, int] = {}
    for line in lines:
        size = line.size_pt or 0.0
        letters[size] = letters.get(size, 0) + len(line.text)
    if len(letters) > 1:
        usual = max(letters, key=lambda size: letters[size])
        odd = next(line for line in lines if line.size_pt != usual)
        sizes = text_word("sizes_and").join(_decimal(size) for size in sorted(letters))
        yield Breach(at=odd, found=sizes, expected=_decimal(usual))


def _body_lines(context: Context) -> Iterator[SeenParagraph]:
    """Yield the paragraphs of the text; centred lines and divisions have a look of their own."""
    for line in set_paragraphs(context.components):
        if line.alignment is not Aligned.CENTRE and not text_pattern("heading").search(line.text):
            yield line


def _is_running(line: SeenParagraph) -> bool:
    return len(line.text) > _LONGER_THAN_A_LINE // 2


def _once_each(wrong: Iterable[tuple[SeenParagraph, str]], expected: str) -> Iterator[Breach]:
    """Yield one breach for each wrong value, at its first paragraph, telling how many have it."""
    places: dict[str, list[SeenParagraph]] = {}
    for line, found in wrong:
        places.setdefault(found, []).append(line)
    for found, lines in places.items():
        told = text_word("times", value=found, count=len(lines)) if len(lines) > 1 else found
        yield Breach(at=lines[0], found=told, expected=expected)


def _indent_mm(line: SeenParagraph) -> float | None:
    """Return where the first letter stands; None where blanks or tabs move it."""
    if line.first_line_mm is None or line.left_indent_mm is None or line.raw[:1].isspace():
        return None
    return line.left_indent_mm + line.first_line_mm


def _is_indent(indent: float, profile: LayoutProfile, line: SeenParagraph) -> bool:
    low, high = _INDENTS_MM
    if profile is LayoutProfile.TT01_2011 and low - _TOLERANCE_MM <= indent <= high + _TOLERANCE_MM:
        return True
    is_listed = bool(line.numbering) or text_pattern("item").match(line.text) is not None
    if is_listed and indent > high:
        return True  # lists inside lists: the decree says nothing of them
    return any(abs(indent - wanted) <= _TOLERANCE_MM for wanted in _INDENTS_MM)


def _is_next(upper: SeenParagraph, lower: SeenParagraph) -> bool:
    return upper.place.part == lower.place.part and lower.place.index - upper.place.index == 1


def _gap_pt(upper: SeenParagraph, lower: SeenParagraph) -> float:
    return (upper.after_pt or 0.0) + (lower.before_pt or 0.0)


def _wrong_spacing(line: SeenParagraph, profile: LayoutProfile) -> str | None:
    spacing, size = line.spacing, line.size_pt
    if spacing is None:
        return None
    if spacing.exact_pt is None and spacing.least_pt is None:
        is_wrong = not 1.0 - 0.01 <= spacing.lines <= _MOST_LINES + 0.01
        return text_word("lines", lines=_decimal(spacing.lines)) if is_wrong else None
    if size is None:
        return None
    points = spacing.exact_pt if spacing.exact_pt is not None else spacing.least_pt or 0.0
    single = size * _LINE_OF_SIZE
    least = 0.0 if spacing.exact_pt is None else single * 0.95
    if profile is LayoutProfile.TT01_2011:
        least = min(least, _LEAST_EXACT_PT)
    is_wrong = not least <= points <= single * _MOST_LINES * 1.02
    return text_word("points", pt=_decimal(points)) if is_wrong else None


def _decimal(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")
