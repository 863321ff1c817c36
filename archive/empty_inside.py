"""What a person should know of the files inside a mail, a zip or a packet that came without a byte."""

from collections.abc import Iterable, Iterator

from archive.looking import Part
from model.reason import Reason
from model.review_code import ReviewCode


def empty_inside(parts: Iterable[Part]) -> Iterator[Reason]:
    """Yield the names of what is empty; whoever sent it meant to send something."""
    names = tuple(part.name for part in parts if part.data == b"")
    if names:
        yield Reason(ReviewCode.EMPTY_INSIDE, names)
