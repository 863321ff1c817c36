"""The signature block: recipients on the left and signature on the right, or two signatures over them."""

from collections.abc import Iterator

from generator.compose_title import dash
from generator.flow import Block, Column
from generator.fonts import Face, width
from generator.printed import Printed, Signature
from generator.profile import Profile, points
from generator.typesetting import Line, Setting, balanced, centred, set_text, spaced
from model.dispatch import Alignment

_WIDEST_SIGNATURE = 0.7
"""Of the text width, for a long title."""


def compose_signature(printed: Printed, profile: Profile) -> tuple[Block, ...]:
    """Return the rows; a document that nobody signs and nobody gets has none."""
    left, right = signature_widths(printed, profile)
    recipients = tuple(recipient_lines(printed.recipients_label, printed.recipients, left, profile))
    before = profile.signature.before_pt
    if printed.is_signed_by_two:
        rows = (*_two_signatures(printed, left, profile), _row(recipients, (), left, before))
        return rows if recipients else rows[:-1]
    signature = tuple(line for one in printed.signatures for line in signature_lines(one, right, profile))
    return (_row(recipients, signature, left, before),) if recipients or signature else ()


def _two_signatures(printed: Printed, side: float, profile: Profile) -> tuple[Block, Block]:
    """Return titles and names as rows of their own, so that the names stand level; nothing parts them."""
    titles = tuple(tuple(_title_lines(one, side, profile)) for one in printed.signatures)
    names = tuple(tuple(_name_lines(one, side, profile)) for one in printed.signatures)
    has_list = bool(printed.recipients)
    return (
        _row(titles[0], titles[1], side, profile.signature.before_pt, keep_next=True),
        _row(names[0], names[1], side, points(profile.signature.space_mm), keep_next=has_list),
    )


def signature_widths(printed: Printed, profile: Profile) -> tuple[float, float]:
    """Return the widths of both columns: halves for two signatures, else a long title widens its own."""
    rules, total = profile.signature, profile.page.text_width_pt
    if printed.is_signed_by_two:
        return total / 2, total / 2
    words = (text for one in printed.signatures for text in (*one.lines, one.other_title or "", one.name))
    longest = max((width(text, Face.BOLD, rules.size_pt) for text in words), default=0.0)
    right = max(
        rules.right_share * total, min(longest + points(rules.clearance_mm), total * _WIDEST_SIGNATURE)
    )
    return total - right, right


def recipient_lines(label: str, recipients: tuple[str, ...], room: float, profile: Profile) -> Iterator[Line]:
    """Yield the list of recipients (9b)."""
    if not recipients:
        return
    rules = profile.recipients
    heading = Setting(size=rules.label_pt, width=room, alignment=Alignment.LEFT)
    yield from set_text(label, Face.BOLD_ITALIC, heading)
    hanging = dash(rules.size_pt)
    item = Setting(
        size=rules.size_pt, width=room, left=hanging, first_indent=-hanging, alignment=Alignment.LEFT
    )
    for recipient in recipients:
        yield from set_text(recipient, Face.REGULAR, item)


def signature_lines(signature: Signature, room: float, profile: Profile) -> Iterator[Line]:
    """Yield capacity and title, the room for the signature, any other title, the name (7a to 7c)."""
    yield from _title_lines(signature, room, profile)
    yield from spaced(tuple(_name_lines(signature, room, profile)), points(profile.signature.space_mm))


def broken_title(signature: Signature, room: float, profile: Profile) -> tuple[str, ...]:
    """Return capacity and title in lines that fit their column, the same in Word and PDF."""
    size, free = profile.signature.size_pt, room - points(profile.signature.clearance_mm) / 2
    return tuple(part for text in signature.lines for part in balanced(text, Face.BOLD, size, free))


def _title_lines(signature: Signature, room: float, profile: Profile) -> Iterator[Line]:
    for text in broken_title(signature, room, profile):
        yield from centred(text, Face.BOLD, profile.signature.size_pt, room)


def _name_lines(signature: Signature, room: float, profile: Profile) -> Iterator[Line]:
    for text in (signature.other_title, signature.name):
        if text is not None:
            yield from centred(text, Face.BOLD, profile.signature.size_pt, room)


def _row(
    left: tuple[Line, ...], right: tuple[Line, ...], middle: float, before: float, *, keep_next: bool = False
) -> Block:
    columns = (Column(lines=left), Column(lines=right, x=middle))
    return Block(columns=columns, before=before, is_row=True, keep_next=keep_next)
