"""A dispatch as blocks of measured lines, in the order of the page: what the PDF draws."""

from collections.abc import Iterator
from dataclasses import replace

from generator.compose_body import compose_body
from generator.flow import Block, Column
from generator.fonts import Face, width
from generator.letterhead import Letterhead, measure_letterhead
from generator.printed import Printed
from generator.profile import Profile, points
from generator.typesetting import Line, Setting, set_text
from model.dispatch import Alignment


def compose(printed: Printed, profile: Profile) -> tuple[Block, ...]:
    """Return the blocks of the whole document."""
    letterhead = measure_letterhead(printed, profile)
    return (
        *_letterhead(printed, letterhead, profile),
        *_addressees(printed, profile),
        *compose_body(printed.body, profile),
        compose_signature(printed, profile),
    )


def _letterhead(printed: Printed, letterhead: Letterhead, profile: Profile) -> Iterator[Block]:
    sizes, rules = letterhead.sizes, profile.letterhead
    left, right = letterhead.left_width, letterhead.right_width
    names = (
        *_names(letterhead),
        _rule(letterhead.issuer_rule, left, profile),
    )
    national = (
        *_centred(printed.national_name, Face.BOLD, sizes.national_name, right),
        *_centred(printed.motto, Face.BOLD, sizes.motto, right),
        _rule(letterhead.motto_rule, right, profile),
    )
    code = _centred(printed.code, Face.REGULAR, sizes.code, left)
    place_date = _centred(printed.place_date, Face.ITALIC, sizes.place_date, right)
    subject = _centred(printed.subject, Face.REGULAR, sizes.subject, left)
    yield _row(names, national, left)
    yield _row(code, place_date, left, before=rules.row_gap_pt)
    yield _row(subject, (), left, before=rules.subject_gap_pt)


def _names(letterhead: Letterhead) -> Iterator[Line]:
    sizes, left = letterhead.sizes, letterhead.left_width
    for name in letterhead.parent_lines:
        yield from _centred(name, Face.REGULAR, sizes.parent_agency, left)
    for name in letterhead.issuer_lines:
        yield from _centred(name, Face.BOLD, sizes.issuer, left)


def _centred(text: str, face: Face, size: float, room: float) -> tuple[Line, ...]:
    return set_text(text, face, Setting(size=size, width=room, alignment=Alignment.CENTRE))


def _rule(length: float, room: float, profile: Profile) -> Line:
    start = (room - length) / 2
    return Line(height=profile.rule.gap_pt, rule=(start, start + length))


def _row(left: tuple[Line, ...], right: tuple[Line, ...], middle: float, before: float = 0.0) -> Block:
    columns = (Column(lines=left), Column(lines=right, x=middle))
    return Block(columns=columns, before=before, is_row=True)


def _addressees(printed: Printed, profile: Profile) -> Iterator[Block]:
    """One addressee stands beside the label, several under its colon (II-9d)."""
    rules = profile.addressee
    if len(printed.addressees) == 1:
        yield _block(_one_addressee(printed, profile), before=rules.before_pt)
        return
    label = Setting(size=rules.size_pt, width=profile.page.text_width_pt, left=points(rules.indent_mm))
    yield _block(_left(printed.addressee_label, label), before=rules.before_pt, keep_next=True)
    hanging = dash(rules.size_pt)
    left = colon_offset(printed.addressee_label, profile) + hanging
    item = replace(label, left=left, first_indent=-hanging)
    for addressee in printed.addressees:
        yield _block(_left(addressee, item), before=rules.line_gap_pt)


def _one_addressee(printed: Printed, profile: Profile) -> tuple[Line, ...]:
    text = f"{printed.addressee_label} {printed.addressees[0]}"
    size, room = profile.addressee.size_pt, profile.page.text_width_pt
    if fits_centred(printed, profile):
        return _centred(text, Face.REGULAR, size, room)
    hanging = width(f"{printed.addressee_label} ", Face.REGULAR, size)
    indent = points(profile.addressee.indent_mm)
    return _left(text, Setting(size=size, width=room, left=indent + hanging, first_indent=-hanging))


def fits_centred(printed: Printed, profile: Profile) -> bool:
    """Whether label and addressee fit on one line."""
    text = f"{printed.addressee_label} {printed.addressees[0]}"
    return width(text, Face.REGULAR, profile.addressee.size_pt) <= profile.page.text_width_pt


def colon_offset(label: str, profile: Profile) -> float:
    """Return where the colon of the label stands, under which the dashes are aligned."""
    before = width(label.removesuffix(":"), Face.REGULAR, profile.addressee.size_pt)
    return points(profile.addressee.indent_mm) + before


def dash(size: float) -> float:
    """Return how far the second line of a list item is indented."""
    return width("- ", Face.REGULAR, size)


def _left(text: str, setting: Setting) -> tuple[Line, ...]:
    return set_text(text, Face.REGULAR, replace(setting, alignment=Alignment.LEFT))


def _block(lines: tuple[Line, ...], *, before: float, keep_next: bool = False) -> Block:
    return Block(columns=(Column(lines=lines),), before=before, keep_next=keep_next)


def signature_widths(printed: Printed, profile: Profile) -> tuple[float, float]:
    """Return the widths of recipients and signature; a long title widens its side, up to 0.7 of the text."""
    rules, total = profile.signature, profile.page.text_width_pt
    longest = max(width(line, Face.BOLD, rules.size_pt) for line in (*printed.signatory, printed.signer))
    right = max(rules.right_share * total, min(longest + points(rules.clearance_mm), total * 0.7))
    return total - right, right


def compose_signature(printed: Printed, profile: Profile) -> Block:
    """Return the row of recipients and signature."""
    left, right = signature_widths(printed, profile)
    columns = (
        Column(lines=tuple(_recipients(printed, profile, left))),
        Column(lines=tuple(_signatory(printed, profile, right)), x=left),
    )
    return Block(columns=columns, before=profile.signature.before_pt, is_row=True)


def _recipients(printed: Printed, profile: Profile, room: float) -> Iterator[Line]:
    rules = profile.recipients
    label = Setting(size=rules.label_pt, width=room, alignment=Alignment.LEFT)
    yield from set_text(printed.recipients_label, Face.BOLD_ITALIC, label)
    hanging = dash(rules.size_pt)
    item = Setting(size=rules.size_pt, width=room, left=hanging, first_indent=-hanging)
    for recipient in printed.recipients:
        yield from _left(recipient, item)


def _signatory(printed: Printed, profile: Profile, room: float) -> Iterator[Line]:
    size = profile.signature.size_pt
    for line in printed.signatory:
        yield from _centred(line, Face.BOLD, size, room)
    first, *rest = _centred(printed.signer, Face.BOLD, size, room)
    yield replace(first, before=points(profile.signature.space_mm))
    yield from rest
