"""Lines of a letterhead that were broken on their way to us, in one piece again."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from archive.recognition.naming import begins_name
from archive.recognition.passage import Passage
from archive.recognition.patterns import pattern
from archive.recognition.title import kind_of_title
from model.document_kind import kind_by_name

_ONE_SYLLABLE: Final = re.compile(r"[^\W\d_]{1,6}", re.IGNORECASE)
_WIDEST_BLANK: Final = 25.0
"""Millimetres that a blank number may leave between ``Số:`` and its symbol."""
_LONGEST: Final = 30
_BROKEN: Final = ("national_name", "date", "day", "symbol", "place")
"""What web pages break in the middle, each with a pattern for what is left and for how it goes on."""

_BEGINNINGS: Final = (
    ("header", "legal_basis"),
    ("header", "addressees"),
    ("subject", "authority"),
    ("people", "deputy"),
)


def joined(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Join a lone syllable, ``Số:``, a half date or symbol with the line that goes on from it."""
    waiting: Passage | None = None
    for passage in passages:
        whole = passage
        if waiting is not None and _goes_on(waiting, passage):
            whole = replace(passage, text=f"{waiting.text.strip()} {passage.text.strip()}", box=waiting.box)
        elif waiting is not None:
            yield waiting
        waiting = whole if _is_alone(whole) or _breaks(whole) else None
        if waiting is None:
            yield whole
    if waiting is not None:
        yield waiting


def _goes_on(left: Passage, right: Passage) -> bool:
    if not _stand_together(left, right):
        return False
    broken = _breaks(left)
    if broken:
        return left.box is None and any(
            pattern("broken", f"{name}_on").search(right.folded) is not None for name in broken
        )
    if pattern("header", "number_line").search(right.folded):
        return False
    return left.box is not None or _is_begun(left, right)


def _is_begun(left: Passage, right: Passage) -> bool:
    """Whether a syllable begins what stands below; else it ends what stands above."""
    if pattern("header", "number_label").search(left.folded) or right.text.lstrip()[:1].islower():
        return True
    if pattern("date", "begin").search(right.folded):
        return True
    whole = replace(right, text=f"{left.text.strip()} {right.text.strip()}")
    if begins_name(whole.folded) or kind_of_title(whole) is not None:
        return True
    return any(pattern(*beginning).search(whole.folded) for beginning in _BEGINNINGS)


def _stand_together(left: Passage, right: Passage) -> bool:
    """Whether two passages stand on one line of one column, as far as the format tells places."""
    if left.box is None or right.box is None:
        return left.cell == right.cell
    same_line = abs(left.box[1] - right.box[1]) < (left.box[3] - left.box[1]) / 2
    return same_line and right.box[0] - left.box[2] < _WIDEST_BLANK


def _breaks(passage: Passage) -> tuple[str, ...]:
    """Return what the line leaves half said."""
    return tuple(name for name in _BROKEN if pattern("broken", f"{name}_off").search(passage.folded))


def _is_alone(passage: Passage) -> bool:
    """Whether the line is ``Số:`` or a syllable that says nothing by itself."""
    text = passage.text.strip()
    if len(text) > _LONGEST:
        return False
    if pattern("header", "number_label").search(passage.folded):
        return True
    if pattern("subject", "urgency").search(passage.folded):
        return False
    is_syllable = text[:1].isupper() and _ONE_SYLLABLE.fullmatch(text) is not None
    return is_syllable and kind_by_name(text) is None
