"""The letterhead as blocks: names and national name, number and date, the subject of a công văn."""

from collections.abc import Iterator

from generator.flow import Block, Column
from generator.fonts import Face
from generator.letterhead import Letterhead, measure_letterhead
from generator.printed import Printed
from generator.profile import Profile
from generator.typesetting import Line, centred, centred_rule


def compose_letterhead(printed: Printed, profile: Profile) -> Iterator[Block]:
    """Yield the rows; a kind without date, without number or without subject beside them leaves rows out."""
    letterhead = measure_letterhead(printed, profile)
    sizes, rules = letterhead.sizes, profile.letterhead
    left, right = letterhead.left_width, letterhead.right_width
    yield _row(tuple(_names(letterhead, profile)), tuple(_national(printed, letterhead, profile)), left)
    if printed.code or printed.place_date:
        code = centred(printed.code, Face.REGULAR, sizes.code, left) if printed.code else ()
        date = centred(printed.place_date, Face.ITALIC, sizes.place_date, right) if printed.place_date else ()
        yield _row(code, date, left, before=rules.row_gap_pt)
    if printed.subject:
        subject = centred(printed.subject, Face.REGULAR, sizes.subject, left)
        yield _row(subject, (), left, before=rules.subject_gap_pt)


def _names(letterhead: Letterhead, profile: Profile) -> Iterator[Line]:
    sizes, left = letterhead.sizes, letterhead.left_width
    for name in letterhead.parent_lines:
        yield from centred(name, Face.REGULAR, sizes.parent_agency, left)
    for name in letterhead.issuer_lines:
        yield from centred(name, Face.BOLD, sizes.issuer, left)
    yield centred_rule(letterhead.issuer_rule, left, profile.rule.gap_pt)


def _national(printed: Printed, letterhead: Letterhead, profile: Profile) -> Iterator[Line]:
    sizes, right = letterhead.sizes, letterhead.right_width
    yield from centred(printed.national_name, Face.BOLD, sizes.national_name, right)
    yield from centred(printed.motto, Face.BOLD, sizes.motto, right)
    yield centred_rule(letterhead.motto_rule, right, profile.rule.gap_pt)


def _row(left: tuple[Line, ...], right: tuple[Line, ...], middle: float, before: float = 0.0) -> Block:
    columns = (Column(lines=left), Column(lines=right, x=middle))
    return Block(columns=columns, before=before, is_row=True)
