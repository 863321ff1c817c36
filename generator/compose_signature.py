"""The signature block: recipients on the left and signature on the right, or two signatures over them."""

from collections.abc import Iterator
from dataclasses import replace

from generator.compose_title import dash
from generator.flow import Block, Column
from generator.fonts import Face, width
from generator.printed import Printed, Signature
from generator.profile import Profile, points
from generator.typesetting import Line, Setting, centred, set_text
from model.dispatch import Alignment

_WIDEST_SIGNATURE = 0.7
"""Of the text width, for a long title."""


def compose_signature(printed: Printed, profile: Profile) -> tuple[Block, ...]:
    """Return the rows; a document that nobody signs and nobody gets has none."""
    left, right = signature_widths(printed, profile)
    recipients = tuple(recipient_lines(printed.recipients_label, printed.recipients, left, profile))
    before = profile.signature.before_pt
    if printed.is_signed_by_two:
        first, second = (
            tuple(signature_lines(one, side, profile))
            for one, side in zip(printed.signatures, (left, right), strict=True)
        )
        rows = (_row(first, second, left, before),)
        return (*rows, _row(recipients, (), left, before)) if recipients else rows
    signature = tuple(line for one in printed.signatures for line in signature_lines(one, right, profile))
    return (_row(recipients, signature, left, before),) if recipients or signature else ()


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
    size = profile.signature.size_pt
    for text in signature.lines:
        yield from centred(text, Face.BOLD, size, room)
    below = [
        line
        for text in (signature.other_title, signature.name)
        if text is not None
        for line in centred(text, Face.BOLD, size, room)
    ]
    yield replace(below[0], before=points(profile.signature.space_mm))
    yield from below[1:]


def _row(left: tuple[Line, ...], right: tuple[Line, ...], middle: float, before: float) -> Block:
    columns = (Column(lines=left), Column(lines=right, x=middle))
    return Block(columns=columns, before=before, is_row=True)
