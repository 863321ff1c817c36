"""Section 16.3: national name and motto, names of the bodies."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from generator.checks.columns import Side, side_of
from generator.checks.components import Paragraphs
from generator.checks.finding import Breach
from generator.checks.observed import Area, DrawnAs, Observed, Seen, SeenParagraph
from generator.checks.patterns import is_capitals, pattern
from generator.checks.registry import Context, check
from generator.checks.rule_lines import text_width_mm
from generator.checks.words import mm, word
from model.check_finding import CheckSeverity
from model.organ import find_organ, former_organ
from model.province import find_province, successor

_MOTTO_TOLERANCE: Final = 0.05
_TYPED_TOLERANCE: Final = 0.1
"""A row of small underscores cannot be made to measure, nor measured so well."""
_SHARES: Final = (1 / 3, 1 / 2)
_SHARE_TOLERANCE: Final = 0.02
_SLACK_MM: Final = 0.5
_REFORM: Final = date(2025, 7, 1)
"""Since then there are no districts, and 34 provinces."""
_PLACED: Final = {Side.LEFT: "left_half", Side.WHOLE: "whole_line"}


@check("QH-01")
def motto_words(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report other letters, dashes or blanks in the motto."""
    for line in context.components.letterhead.motto:
        if line.text != word("motto"):
            yield Breach(at=line, found=line.text, expected=word("motto"))


@check("QH-02")
def motto_rule(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report a motto without a line under it."""
    head = context.components.letterhead
    for line in head.motto:
        if head.motto_rule is None:
            yield Breach(at=line, found=word("missing"), expected=word("rule_line"))


@check("QH-03")
def motto_rule_length(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report a line under the motto that is not as long as the motto."""
    head = context.components.letterhead
    for line in head.motto:
        text = visible_width_mm(line)
        length = None if head.motto_rule is None else head.motto_rule.length_mm
        if text is None or length is None or head.motto_rule is None:
            continue
        is_underline = head.motto_rule.drawn_as is DrawnAs.UNDERLINE
        is_typed = head.motto_rule.drawn_as is DrawnAs.TYPED
        tolerance = _TYPED_TOLERANCE if is_typed else _MOTTO_TOLERANCE
        if not is_underline and abs(length - text) > tolerance * text:
            yield Breach(at=line, found=mm(length), expected=word("motto_rule", length=mm(text)))


@check("QH-04")
def motto_not_underlined(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report the font's own underline under the motto."""
    for line in context.components.letterhead.motto:
        if any(run.underlined for run in line.inked):
            yield Breach(at=line, found=word("underlined"), expected=word("drawn_line"))


@check("QH-05")
def national_name_place(observed: Observed, context: Context) -> Iterator[Breach]:
    """Report a national name on two lines, or outside the right half."""
    lines = context.components.letterhead.national_name
    if not lines:
        return
    side = side_of(lines[0], observed)
    if len(lines) > 1 or _is_wrapped(lines[0], observed):
        yield Breach(at=lines[0], found=word("wrapped"), expected=word("one_line_right"))
    elif side in _PLACED:
        yield Breach(at=lines[0], found=word(_PLACED[side]), expected=word("one_line_right"))


def _is_wrapped(line: SeenParagraph, observed: Observed) -> bool:
    """Whether the words are wider than their room; in a page as printed each line fits."""
    room, text = line.place.width_mm, text_width_mm(line)
    is_measured = observed.seen is Seen.STRUCTURE and line.place.area is not Area.BODY
    is_measured = is_measured and room is not None and text is not None
    return is_measured and (text or 0.0) > (room or 0.0) + _SLACK_MM


@check("CQ-01")
def names_look(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report an issuer that is not bold, a superior that is, and names not in capitals."""
    head = context.components.letterhead
    for line in head.issuer:
        if not line.is_bold:
            yield Breach(at=line, found=f"{line.text}: {word('light')}", expected=word("bold"))
            return
    for line in head.parent:
        if line.is_bold:
            yield Breach(at=line, found=f"{line.text}: {word('bold')}", expected=word("light"))
            return
    for line in (*head.parent, *head.issuer):
        if not is_capitals(line.text):
            yield Breach(at=line, found=f"{line.text}: {word('small_letters')}", expected=word("capitals"))


@check("CQ-02")
def issuer_rule(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report an issuer without a line under it, or with one too long or too short."""
    head = context.components.letterhead
    if not head.issuer:
        return
    last = head.issuer[-1]
    if head.issuer_rule is None:
        yield Breach(at=last, found=word("missing"), expected=word("needs_rule"))
        return
    yield from share_of(last, head.issuer_rule.length_mm, head.issuer)


def share_of(last: SeenParagraph, length: float | None, lines: Paragraphs) -> Iterator[Breach]:
    """Report a line that is not a third to a half of a line of text; any line of several counts."""
    widths = [width for line in lines if (width := visible_width_mm(line)) is not None]
    if length is None or len(widths) < len(lines):
        return
    least, most = (share * width for share, width in zip(_SHARES, (min(widths), max(widths)), strict=True))
    slack = _SHARE_TOLERANCE * max(widths)
    if not least - slack <= length <= most + slack:
        expected = word("issuer_rule", least=mm(widths[-1] / 3), most=mm(widths[-1] / 2))
        yield Breach(at=last, found=mm(length), expected=expected, severity=CheckSeverity.WARNING)


def visible_width_mm(line: SeenParagraph) -> float | None:
    """Return how wide a line of text is: as printed where that shows, else as measured."""
    return line.place.width_mm if line.place.page is not None else text_width_mm(line)


@check("CQ-03")
def names_in_full(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report an issuer in abbreviations; the superior has its committee abbreviated."""
    head = context.components.letterhead
    parent, issuer = (" ".join(line.text for line in lines) for lines in (head.parent, head.issuer))
    if match := pattern("names", "full_superior").search(parent):
        short = pattern("names", "full_superior").sub(_shortened(match[0]), parent)
        yield Breach(at=head.parent[0], found=parent, expected=short)
    if pattern("names", "shortened").search(issuer):
        yield Breach(at=head.issuer[0], found=issuer, expected=word("full_name"))


def _shortened(name: str) -> str:
    return "".join(part[0] for part in name.split())


@check("CQ-04")
def names_of_the_day(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report bodies that did not exist, or not under this name, on the document's day."""
    head, day = context.components.letterhead, context.components.dated
    if day is None:
        return
    for lines in (head.parent, head.issuer):
        name = " ".join(line.text for line in lines)
        if name:
            yield from _out_of_date(name, lines[0], day)


def _out_of_date(name: str, at: SeenParagraph, day: date) -> Iterator[Breach]:
    if day >= _REFORM and pattern("names", "district").search(name):
        yield Breach(at=at, found=name, expected=word("district_gone"))
        return
    place = pattern("names", "province").search(name)
    eve = date(_REFORM.year, _REFORM.month - 1, 30)
    old = None if place is None or day < _REFORM else find_province(place[1], eve)
    if place is not None and old is not None and find_province(place[1], day) is None:
        yield Breach(at=at, found=name, expected=successor(old).label_on(day))
    elif find_organ(name, day=day) is None and former_organ(name, day) is not None:
        yield Breach(at=at, found=name, expected=word("organ_now"))
