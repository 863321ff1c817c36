"""Section 16.4: the kind's title and what the document is about."""

import re
from collections.abc import Iterator
from typing import Final

from generator.checks.columns import Side, side_of
from generator.checks.components import Paragraphs
from generator.checks.finding import Breach
from generator.checks.letterhead_checks import share_of, visible_width_mm
from generator.checks.observed import Aligned, Observed, Seen, SeenParagraph
from generator.checks.patterns import is_capitals
from generator.checks.registry import Context, check
from generator.checks.words import number, word
from model.document_kind import DocumentKind

_WITHOUT_RULE: Final = frozenset(
    {
        DocumentKind.MINUTES,
        DocumentKind.CONTRACT,
        DocumentKind.MEMORANDUM,
        DocumentKind.AGREEMENT,
        DocumentKind.OFFICIAL_LETTER,
    }
)
"""Kinds whose template shows no line, or that have no template."""
_RIGHT_SUBJECT = re.compile(r"^V/v (?!việc\b)\S")
_LEAD = re.compile(r"^(?:v\s*/\s*v\s*:?|về)\s*(?:việc\b\s*:?)?\s*", re.IGNORECASE)
_ABBREVIATED = re.compile(r"(?:v\.v|\.\.)\.$")
_SIZES: Final = (12.0, 13.0)
_SIZE_TOLERANCE: Final = 0.3
_GAP_PT: Final = 6.0
_GAP_TOLERANCE_PT: Final = 0.5


def _text(lines: Paragraphs) -> str:
    return " ".join(line.text for line in lines)


@check("TL-01")
def no_title_on_dispatch(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report a title above a công văn."""
    for line in context.components.letterhead.kind_title:
        if context.components.kind is DocumentKind.OFFICIAL_DISPATCH:
            yield Breach(at=line, found=line.text, expected=word("no_title"))


@check("TL-02")
def title_look(observed: Observed, context: Context) -> Iterator[Breach]:
    """Report a title that is not in capitals, bold and centred."""
    if context.components.kind is DocumentKind.OFFICIAL_DISPATCH:
        return
    for line in context.components.letterhead.kind_title:
        wanted = word("joined").join(word(key) for key in ("capitals", "bold", "centre"))
        lacks = [] if is_capitals(line.text) else ["small_letters"]
        if observed.seen >= Seen.GEOMETRY and not line.is_bold:
            lacks.append("light")
        if line.alignment not in {None, Aligned.CENTRE}:
            lacks.append(line.alignment or "left")
        if lacks:
            found = f"{line.text}: {word('joined').join(word(key) for key in lacks)}"
            yield Breach(at=line, found=found, expected=wanted)


@check("TL-03")
def subject_rule(observed: Observed, context: Context) -> Iterator[Breach]:
    """Report a subject, or a title without one, that has no line under it, or one too long or too short."""
    found, head = context.components, context.components.letterhead
    lines = head.subject or head.kind_title
    if not lines or found.kind in _WITHOUT_RULE or found.kind is DocumentKind.OFFICIAL_DISPATCH:
        return
    if head.subject_rule is None:
        yield Breach(at=lines[-1], found=word("missing"), expected=word("needs_rule"))
    elif not _is_wrapped(lines[-1], observed):
        yield from share_of(lines[-1], head.subject_rule.length_mm, lines)


def _is_wrapped(line: SeenParagraph, observed: Observed) -> bool:
    """Whether the paragraph takes several lines, so that the length of its last one is not known."""
    room, width = line.place.width_mm, visible_width_mm(line)
    is_laid_out = observed.seen is Seen.STRUCTURE and room is not None and width is not None
    indents = (line.left_indent_mm or 0.0) + (line.right_indent_mm or 0.0)
    return is_laid_out and (width or 0.0) > (room or 0.0) - indents


@check("TL-04")
def subject_form(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report another lead than ``V/v``."""
    lines = context.components.letterhead.dispatch_subject
    text = _text(lines)
    if lines and context.components.kind is DocumentKind.OFFICIAL_DISPATCH and not _RIGHT_SUBJECT.match(text):
        expected = word("dispatch_subject", subject=_LEAD.sub("", text))
        yield Breach(at=lines[0], found=text, expected=expected)


@check("TL-05")
def subject_look(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report a V/v that is italic, bold, or of another size than 12 to 13."""
    for line in context.components.letterhead.dispatch_subject:
        size = line.size_pt
        if line.is_italic:
            yield Breach(at=line, found=word("italic"), expected=word("upright"))
        elif line.is_bold:
            yield Breach(at=line, found=word("bold"), expected=word("light"))
        elif size is not None and not _SIZES[0] - _SIZE_TOLERANCE <= size <= _SIZES[1] + _SIZE_TOLERANCE:
            found = word("subject_size", size=number(size))
            yield Breach(at=line, found=found, expected=word("subject_sizes"))
        else:
            continue
        return


@check("TL-06")
def subject_place(observed: Observed, context: Context) -> Iterator[Breach]:
    """Report a V/v outside the left column."""
    lines = context.components.letterhead.dispatch_subject
    if lines and side_of(lines[0], observed) in {Side.RIGHT, Side.WHOLE}:
        yield Breach(at=lines[0], found=word("not_left"), expected=word("under_code"))


@check("TL-07")
def gap_above_subject(observed: Observed, context: Context) -> Iterator[Breach]:
    """Note a V/v that follows the number without a gap."""
    head = context.components.letterhead
    if head.code is None or not head.dispatch_subject:
        return
    first = head.dispatch_subject[0]
    positions = {id(one): count for count, one in enumerate(observed.paragraphs)}
    start, end = positions.get(id(head.code)), positions.get(id(first))
    if start is None or end is None or head.code.place.area is not first.place.area:
        return
    between = observed.paragraphs[start + 1 : end]
    has_line = any(one.place.left_mm == first.place.left_mm and not one.text for one in between)
    gap = (head.code.after_pt or 0.0) + (first.before_pt or 0.0)
    if not has_line and gap < _GAP_PT - _GAP_TOLERANCE_PT:
        yield Breach(at=first, found=word("gap", gap=number(gap)), expected=word("gap_wanted"))


@check("TL-08")
def no_final_stop(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Note a subject that ends with a stop."""
    head = context.components.letterhead
    for lines in (head.dispatch_subject, head.subject):
        if lines and lines[-1].text.endswith(".") and not _ABBREVIATED.search(lines[-1].text):
            yield Breach(at=lines[-1], found=lines[-1].text, expected=lines[-1].text.rstrip("."))
