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


def loose_rule(lines: list[Line], side: Side, known: tuple[RuleLine | None, ...]) -> RuleLine | None:
    """Return a line that is drawn over a column, whichever of its paragraphs it is anchored in.

    Of lines that are anchored in no column the outermost on that side is taken.
    """
    others = [
        (line.side, rule)
        for line in lines
        for rule in line.paragraph.rules
        if not any(rule is one for one in known)
    ]
    own = next((rule for where, rule in others if where is side), None)
    if own is not None or not others:
        return own
    outermost = min if side is Side.LEFT else max
    return outermost((rule for _, rule in others), key=lambda rule: rule.middle_mm or 0.0)


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
    """Return how wide the words are on one line, without blanks around them, in Times New Roman."""
    if paragraph.size_pt is None:
        return None
    total = 0.0
    blank = 0.0
    for run in paragraph.runs:
        size = (run.size_pt or _DEFAULT_PT) * (_RAISED if run.raised else 1.0)
        face = Face.of(bold=run.bold, italic=run.italic)
        text = run.text if total else run.text.lstrip()
        if text.strip():
            total += blank + width(text.rstrip(), face, size)
            blank = 0.0
        blank += width(text[len(text.rstrip()) :], face, size) if total else 0.0
    return total / POINTS_PER_MM
