"""The measured letterhead: column widths, broken names and rule lengths, the same for Word and PDF."""

import re
from dataclasses import dataclass

from generator.fonts import Face, width
from generator.printed import Printed
from generator.profile import Profile, points
from generator.profile_rules import LetterheadSizes
from generator.typesetting import balanced


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Lengths in points; together the columns are as wide as the text."""

    sizes: LetterheadSizes
    left_width: float
    right_width: float
    parent_lines: tuple[str, ...]
    issuer_lines: tuple[str, ...]
    motto_rule: float
    """As long as the motto (II-1b)."""
    issuer_rule: float
    """A third to a half of the last line of the issuer's name (II-2b)."""


def measure_letterhead(printed: Printed, profile: Profile) -> Letterhead:
    """Choose the sizes and columns for the lines of one document."""
    sizes = _sizes(printed, profile)
    right = _right_width(printed, profile, sizes)
    left = profile.page.text_width_pt - right
    issuer = tuple(
        part for line in printed.issuer for part in break_name(line, (Face.BOLD, sizes.issuer), left, profile)
    )
    parent = printed.parent_agency
    parent_look = (Face.REGULAR, sizes.parent_agency)
    return Letterhead(
        sizes=sizes,
        left_width=left,
        right_width=right,
        parent_lines=break_name(parent, parent_look, left, profile) if parent else (),
        issuer_lines=issuer,
        motto_rule=width(printed.motto, Face.BOLD, sizes.motto),
        issuer_rule=profile.rule.share * width(issuer[-1], Face.BOLD, sizes.issuer),
    )


def break_name(name: str, look: tuple[Face, float], room: float, profile: Profile) -> tuple[str, ...]:
    """Break a name into as few lines as fit: before a phrase of it if possible, else into even lines."""
    even = balanced(name, *look, room)
    starts = "|".join(re.escape(phrase) for phrase in profile.letterhead.phrases)
    lines: list[str] = []
    for phrase in re.sub(rf" ((?:{starts}) )", r"\n\1", name).split("\n"):
        if lines and width(f"{lines[-1]} {phrase}", *look) <= room:
            lines[-1] = f"{lines[-1]} {phrase}"
        else:
            lines.append(phrase)
    fits = all(width(line, *look) <= room for line in lines)
    return tuple(lines) if fits and len(lines) == len(even) else even


def _sizes(printed: Printed, profile: Profile) -> LetterheadSizes:
    for sizes in profile.letterhead_sizes:
        if _date_width(printed, sizes) + points(profile.letterhead.clearance_mm) <= _least_right(
            printed, profile, sizes
        ):
            return sizes
    return profile.letterhead_sizes[-1]


def _least_right(printed: Printed, profile: Profile, sizes: LetterheadSizes) -> float:
    """Return the width that the share and the national name, which never breaks, ask for."""
    rules = profile.letterhead
    national = width(printed.national_name, Face.BOLD, sizes.national_name)
    return max(rules.right_share * profile.page.text_width_pt, national + points(rules.clearance_mm))


def _right_width(printed: Printed, profile: Profile, sizes: LetterheadSizes) -> float:
    return max(_least_right(printed, profile, sizes), right_column(_date_width(printed, sizes), profile))


def right_column(date_width: float, profile: Profile) -> float:
    """Return the width that a line of place and date asks for, its share at least, at most two thirds."""
    rules, total = profile.letterhead, profile.page.text_width_pt
    return max(rules.right_share * total, min(date_width + points(rules.clearance_mm), total * 2 / 3))


def _date_width(printed: Printed, sizes: LetterheadSizes) -> float:
    return width(printed.place_date or "", Face.ITALIC, sizes.place_date)
