"""Lines under a text: borders, drawings, rows of underscores, wherever they are anchored."""

from typing import Final

from generator.checks.columns import Line, Side
from generator.checks.observed import DrawnAs, RuleLine, SeenParagraph
from generator.checks.patterns import pattern
from generator.fonts import Face, width
from generator.profile import POINTS_PER_MM

_DEFAULT_PT: Final = 13.0
_RAISED: Final = 0.65
"""How large superscript letters are set, as a share of their size."""


def rule_under(lines: list[Line], position: int) -> RuleLine | None:
    """Return the line under a text: its own, or of the empty lines and typed rules right below it."""
    own = lines[position]
    if own.paragraph.rules:
        return own.paragraph.rules[0]
    for line in lines[position + 1 : position + 6]:
        if line.side is not own.side:
            if line.paragraph.place.cell != own.paragraph.place.cell:
                continue
            return None
        drawn = _drawn_in(line.paragraph)
        if drawn is not None:
            return drawn
        if line.text:
            break
    if any(run.underlined for run in own.paragraph.inked):
        return RuleLine(drawn_as=DrawnAs.UNDERLINE, length_mm=text_width_mm(own.paragraph))
    return None


def loose_rule(lines: list[Line], side: Side) -> RuleLine | None:
    """Return a line that is drawn over a column, whichever of its paragraphs it is anchored in."""
    return next((rule for line in lines if line.side is side for rule in line.paragraph.rules), None)


def _drawn_in(paragraph: SeenParagraph) -> RuleLine | None:
    typed = typed_rule(paragraph)
    if typed is not None:
        return typed
    if paragraph.rule_above:
        return RuleLine(drawn_as=DrawnAs.BORDER, length_mm=paragraph.place.width_mm)
    return None if paragraph.text or not paragraph.rules else paragraph.rules[0]


def typed_rule(paragraph: SeenParagraph) -> RuleLine | None:
    """Return the line that a paragraph of nothing but underscores or dashes makes."""
    text = paragraph.text.replace(" ", "")
    if pattern("letterhead", "typed_rule").match(text) is None:
        return None
    return RuleLine(drawn_as=DrawnAs.TYPED, length_mm=text_width_mm(paragraph))


def text_width_mm(paragraph: SeenParagraph) -> float | None:
    """Return how wide the words are on one line, by the faces that are as wide as Times New Roman's."""
    if paragraph.size_pt is None:
        return None
    total = 0.0
    for run in paragraph.runs:
        size = run.size_pt or _DEFAULT_PT
        face = Face.of(bold=run.bold, italic=run.italic)
        total += width(run.text, face, size * (_RAISED if run.raised else 1.0))
    return total / POINTS_PER_MM
