"""The block that makes the text above it a copy (PL1-P2-II): form, agency, number, recipients, signature."""

from collections.abc import Iterator

from generator.compose_signature import recipient_lines, signature_lines
from generator.flow import Block, Column
from generator.fonts import Face, width
from generator.letterhead import break_name, right_column
from generator.printed import CopyBlock
from generator.profile import Profile
from generator.profile_rules import LetterheadSizes
from generator.typesetting import Line, centred, centred_rule


def compose_copy(copy: CopyBlock, profile: Profile) -> Iterator[Block]:
    """Yield the rows, under a line over the whole width; they stand together on one page."""
    rules, sizes = profile.copy, profile.letterhead_sizes[0]
    left, right = copy_widths(copy, profile)
    rule = Line(height=0.0, rule=(0.0, profile.page.text_width_pt), rule_thickness=rules.rule_pt)
    yield Block(columns=(Column(lines=(rule,)),), before=rules.before_pt, keep_next=True)
    form = centred(copy.form, Face.BOLD, rules.form_pt, right)
    yield _row(tuple(_names(copy, sizes, left, profile)), form, left, before=rules.gap_pt)
    code = centred(copy.code, Face.REGULAR, sizes.code, left)
    place_date = centred(copy.place_date, Face.ITALIC, sizes.place_date, right)
    yield _row(code, place_date, left, before=profile.letterhead.row_gap_pt)
    recipients = tuple(recipient_lines(copy.recipients_label, copy.recipients, left, profile))
    signature = tuple(signature_lines(copy.signature, right, profile))
    last = _row(recipients, signature, left, before=profile.signature.before_pt)
    yield Block(columns=last.columns, before=last.before, is_row=True)


def copy_widths(copy: CopyBlock, profile: Profile) -> tuple[float, float]:
    """Return the widths of both columns: the line of place and date may need more than its share."""
    size = profile.letterhead_sizes[0].place_date
    right = right_column(width(copy.place_date, Face.ITALIC, size), profile)
    return profile.page.text_width_pt - right, right


def copy_names(copy: CopyBlock, profile: Profile) -> tuple[str, ...]:
    """Return the agency's name in the lines that fit its column."""
    look = (Face.BOLD, profile.letterhead_sizes[0].issuer)
    left, _ = copy_widths(copy, profile)
    return tuple(part for line in copy.issuer for part in break_name(line, look, left, profile))


def _names(copy: CopyBlock, sizes: LetterheadSizes, room: float, profile: Profile) -> Iterator[Line]:
    lines = copy_names(copy, profile)
    for line in lines:
        yield from centred(line, Face.BOLD, sizes.issuer, room)
    length = profile.rule.share * width(lines[-1], Face.BOLD, sizes.issuer)
    yield centred_rule(length, room, profile.rule.gap_pt)


def _row(left: tuple[Line, ...], right: tuple[Line, ...], middle: float, before: float) -> Block:
    columns = (Column(lines=left), Column(lines=right, x=middle))
    return Block(columns=columns, before=before, is_row=True, keep_next=True)
