"""Whose names stand above the number: the superior body and the one that issues."""

from generator.checks.components import Paragraphs
from generator.checks.patterns import folded, pattern


def parent_and_issuer(lines: Paragraphs) -> tuple[Paragraphs, Paragraphs]:
    """Divide the lines into the superior's and the issuer's; words decide, then bold type."""
    names = _names(lines)
    if len(names) > 1:
        return tuple(line for name in names[:-1] for line in name), names[-1]
    light = next((count for count, line in enumerate(lines) if line.is_bold), 0)
    return (lines[:light], lines[light:]) if _is_head(lines, light) else ((), lines)


def _is_head(lines: Paragraphs, light: int) -> bool:
    """Whether a change of type after some lines can part two names: a name never ends open."""
    return light > 0 and pattern("letterhead", "agency_goes_on").search(folded(lines[light - 1].text)) is None


def _names(lines: Paragraphs) -> list[Paragraphs]:
    names: list[Paragraphs] = []
    for line in lines:
        goes_on = bool(names) and pattern("letterhead", "agency_goes_on").search(folded(names[-1][-1].text))
        begins = pattern("letterhead", "agency_heads").search(folded(line.text)) is not None
        if names and (goes_on or not begins):
            names[-1] = (*names[-1], line)
        else:
            names.append((line,))
    return names
