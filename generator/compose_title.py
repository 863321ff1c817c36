"""What stands between letterhead and text: the stamp of urgency, the title, the addressees."""

from collections.abc import Iterator
from dataclasses import replace

from generator.flow import Block, Column
from generator.fonts import Face, width
from generator.printed import Printed, Title
from generator.profile import Profile, points
from generator.profile_rules import UrgencyStamp
from generator.typesetting import Frame, Line, Setting, balanced, centred, centred_rule, set_text
from model.dispatch import Alignment


def compose_urgency(printed: Printed, profile: Profile) -> Iterator[Block]:
    """Yield the stamp, if there is one: words in a red frame, on the left (10b)."""
    if printed.urgency is None:
        return
    rules, room = profile.urgency, points(urgency_frame(printed, profile).width_mm)
    (words,) = centred(printed.urgency.words, Face.BOLD, rules.size_pt, room)
    stamp = replace(
        words,
        height=points(rules.height_mm),
        frame=Frame(start=0.0, end=room, thickness=rules.border_pt),
        colour=rules.colour,
    )
    yield Block(columns=(Column(lines=(stamp,)),), before=rules.before_pt, is_row=True)


def urgency_frame(printed: Printed, profile: Profile) -> UrgencyStamp:
    """Return the frame of the document's stamp."""
    level = printed.urgency.level if printed.urgency else None
    return next(stamp for stamp in profile.urgency.stamps if stamp.level is level)


def compose_title(title: Title, profile: Profile) -> Block:
    """Return name, subject, reference and rule, centred on the page (5a)."""
    return Block(
        columns=(Column(lines=tuple(_title_lines(title, profile))),),
        before=profile.title.before_pt,
        keep_next=True,
    )


def _title_lines(title: Title, profile: Profile) -> Iterator[Line]:
    rules, room = profile.title, profile.page.text_width_pt
    if title.name:
        yield from centred(title.name, Face.BOLD, rules.size_pt, room)
    for text in subject_lines(title, profile):
        yield from centred(text, Face.BOLD, rules.subject_pt, room)
    for text in title.reference:
        yield from centred(text, Face.ITALIC, rules.subject_pt, room)
    if title.has_rule:
        yield centred_rule(title_rule(title, profile), room, profile.rule.gap_pt)
    yield Line(height=rules.after_pt)


def subject_lines(title: Title, profile: Profile) -> tuple[str, ...]:
    """Break the subject into lines of nearly equal length, the same in Word and PDF."""
    if title.subject is None:
        return ()
    room = profile.page.text_width_pt * profile.title.subject_share
    return balanced(title.subject, Face.BOLD, profile.title.subject_pt, room)


def title_rule(title: Title, profile: Profile) -> float:
    """Return how long the line under the title is: a third to a half of its last line (II-5b)."""
    rules, longest = profile.title, points(profile.rule.longest_mm)
    if title.reference:
        above = width(title.reference[-1], Face.ITALIC, rules.subject_pt)
    elif title.subject:
        above = width(subject_lines(title, profile)[-1], Face.BOLD, rules.subject_pt)
    else:
        above = width(title.name or "", Face.BOLD, rules.size_pt)
    return min(profile.rule.share * above, longest)


def compose_addressees(printed: Printed, profile: Profile) -> Iterator[Block]:
    """Yield one addressee beside the label, or several under its colon (II-9d)."""
    if not printed.addressees:
        return
    rules = profile.addressee
    if len(printed.addressees) == 1:
        yield _block(_one_addressee(printed, profile), before=rules.before_pt)
        return
    label = Setting(size=rules.size_pt, width=profile.page.text_width_pt, left=points(rules.indent_mm))
    yield _block(_left(printed.addressee_label, label), before=rules.before_pt, keep_next=True)
    hanging = dash(rules.size_pt)
    left = dash_offset(printed.addressee_label, profile) + hanging
    item = replace(label, left=left, first_indent=-hanging)
    for addressee in printed.addressees:
        yield _block(_left(addressee, item), before=rules.line_gap_pt)


def _one_addressee(printed: Printed, profile: Profile) -> tuple[Line, ...]:
    text = f"{printed.addressee_label} {printed.addressees[0]}"
    size, room = profile.addressee.size_pt, profile.page.text_width_pt
    if fits_centred(printed, profile):
        return centred(text, Face.REGULAR, size, room)
    indent, hanging = (
        points(profile.addressee.indent_mm),
        one_addressee_hanging(printed.addressee_label, profile),
    )
    return _left(text, Setting(size=size, width=room, left=indent + hanging, first_indent=-hanging))


def one_addressee_hanging(label: str, profile: Profile) -> float:
    """Return how far the further lines of a single long addressee are indented: as far as it begins."""
    offset = width(f"{label} ", Face.REGULAR, profile.addressee.size_pt)
    return min(offset, points(profile.addressee.dash_mm))


def fits_centred(printed: Printed, profile: Profile) -> bool:
    """Whether label and addressee fit on one line."""
    text = f"{printed.addressee_label} {printed.addressees[0]}"
    return width(text, Face.REGULAR, profile.addressee.size_pt) <= profile.page.text_width_pt


def dash_offset(label: str, profile: Profile) -> float:
    """Return where the dashes are aligned: under the colon of the label, when it is not too far right."""
    rules = profile.addressee
    colon = points(rules.indent_mm) + width(label.removesuffix(":"), Face.REGULAR, rules.size_pt)
    return colon if colon <= profile.page.text_width_pt / 2 else points(rules.dash_mm)


def dash(size: float) -> float:
    """Return how far the second line of a list item is indented."""
    return width("- ", Face.REGULAR, size)


def _left(text: str, setting: Setting) -> tuple[Line, ...]:
    return set_text(text, Face.REGULAR, replace(setting, alignment=Alignment.LEFT))


def _block(lines: tuple[Line, ...], *, before: float, keep_next: bool = False) -> Block:
    return Block(columns=(Column(lines=lines),), before=before, keep_next=keep_next)
