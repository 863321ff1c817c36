"""What stands in the margins of the first page: limits of circulation above, the address below."""

from dataclasses import dataclass, replace

from generator.fonts import Face
from generator.printed import Printed
from generator.profile import Profile, points
from generator.profile_rules import CirculationStamp
from generator.typesetting import Frame, Line, Setting, set_text
from model.dispatch import Alignment


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """Lines whose place on the sheet is given, in points from its left and upper edges."""

    lines: tuple[Line, ...]
    left: float
    top: float


def fixed_lines(printed: Printed, profile: Profile) -> tuple[Fixed, ...]:
    """Return what the first page has in its margins."""
    found = (_circulation(printed, profile), _contact(printed, profile))
    return tuple(fixed for fixed in found if fixed is not None)


def _circulation(printed: Printed, profile: Profile) -> Fixed | None:
    """Return the framed words in the top margin, right of the middle (ô 11)."""
    if printed.circulation is None:
        return None
    rules, room = profile.circulation, points(circulation_frame(printed, profile).width_mm)
    (words,) = set_text(
        printed.circulation.words,
        Face.BOLD,
        Setting(size=rules.size_pt, width=room, alignment=Alignment.CENTRE),
    )
    frame = Frame(start=0.0, end=room, thickness=rules.border_pt)
    line = replace(words, height=points(rules.height_mm), frame=frame)
    return Fixed(lines=(line,), left=circulation_left(printed, profile), top=points(rules.from_edge_mm))


def circulation_frame(printed: Printed, profile: Profile) -> CirculationStamp:
    """Return the frame of the document's limit."""
    level = printed.circulation.level if printed.circulation else None
    return next(stamp for stamp in profile.circulation.stamps if stamp.level is level)


def circulation_left(printed: Printed, profile: Profile) -> float:
    """Return how far the frame is from the left edge of the paper."""
    room = points(circulation_frame(printed, profile).width_mm)
    middle = points(profile.page.left_mm) + profile.circulation.centre_share * profile.page.text_width_pt
    return middle - room / 2


def _contact(printed: Printed, profile: Profile) -> Fixed | None:
    """Return the address under a line over the whole width, near the edge of the paper (ô 13)."""
    lines = contact_lines(printed, profile)
    if not lines:
        return None
    page = profile.page
    top = points(page.height_mm - profile.contact.from_edge_mm) - _height(lines)
    return Fixed(lines=lines, left=points(page.left_mm), top=top)


def contact_lines(printed: Printed, profile: Profile) -> tuple[Line, ...]:
    """Return the rule and the lines under it."""
    if not printed.contact:
        return ()
    rules, room = profile.contact, profile.page.text_width_pt
    setting = Setting(size=rules.size_pt, width=room, alignment=Alignment.CENTRE)
    rule = Line(height=0.0, rule=(0.0, room), rule_thickness=rules.rule_pt)
    first, *rest = (line for text in printed.contact for line in set_text(text, Face.REGULAR, setting))
    return (rule, replace(first, before=rules.gap_pt), *rest)


def contact_room(printed: Printed, profile: Profile) -> float:
    """Return how much of the text's room an address takes that is higher than the margin."""
    lines = contact_lines(printed, profile)
    reach = points(profile.contact.from_edge_mm) + _height(lines) - points(profile.page.bottom_mm)
    return max(0.0, reach) if lines else 0.0


def _height(lines: tuple[Line, ...]) -> float:
    return sum(line.before + line.height for line in lines)
