"""Split the letterhead (left: bodies, number, subject; right: national name, motto, place and date)."""

import re
from dataclasses import dataclass
from itertools import pairwise, takewhile

from archive.recognition.columns import part_columns
from archive.recognition.passage import FEWEST_LETTERS, Passage
from archive.recognition.patterns import pattern
from archive.recognition.place import place_before
from archive.recognition.title import kind_of_title, opening_kind
from model.document_kind import DocumentKind

_DEEPEST_NAME = 60
_LONGEST = 40
_LONGEST_WITHOUT_NAME = 12
_SYMBOL = re.compile(r"/\s?[A-ZĐ]{2}")
_EDGES = " \t_-–—.,:;'`*“”"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above addressees, title or legal basis.

    ``left`` is the left column from top to bottom, ``dates`` the passages that end in a date with the place
    before it, ``body`` the index of the first passage below: of the title when ``kind`` is there.
    """

    left: tuple[Passage, ...]
    dates: tuple[Passage, ...]
    body: int
    kind: DocumentKind | None
    has_name: bool
    """Whether the national name, or what the Party prints in its place, was found."""


def find_letterhead(passages: list[Passage]) -> Letterhead:
    """Find the letterhead of the document itself; headers of its annexes come later and are not looked at."""
    name = _index_of_name(passages)
    body, kind = _end(passages, 0 if name is None else name)
    columns = None if name is None else part_columns(passages[:body], passages[name])
    if columns is None:
        left = _left_of(passages[:body], name)
        right: list[Passage] = []
    else:
        left, right = columns
    left = _with_number_below(left, passages[: name or 0])
    dates = [passage for passage in (*right, *left) if _is_dated(passage)]
    dates += [below for above, below in pairwise(left) if _is_judged_on(above, below)]
    undated = [_before_date(passage) for passage in left]
    return Letterhead(
        tuple(passage for passage in undated if not passage.is_blank),
        tuple(dates),
        body,
        kind,
        name is not None,
    )


def _is_dated(passage: Passage) -> bool:
    """Whether a date stands behind a place; a day of the week before it is a newspaper's."""
    date = pattern("date", "begin").search(passage.folded)
    return date is not None and not pattern("place", "weekday").search(passage.folded[: date.start()])


def _is_judged_on(above: Passage, below: Passage) -> bool:
    """Whether a line under the number of a judgement holds nothing but its date."""
    is_judgement = pattern("header", "judgement").search(above.folded) is not None
    return is_judgement and pattern("date", "alone").search(below.folded) is not None


def _with_number_below(left: list[Passage], above: list[Passage]) -> list[Passage]:
    """Return the left column with its number under the bodies, also where it stands on top of the page."""
    first = next((index for index, passage in enumerate(left) if _is_number(passage)), None)
    if first is None:
        number = next(filter(_is_number, above), None)
    else:
        number = None if any(map(_names_a_body, left[:first])) else left[first]
    if number is None:
        return left
    others = [passage for passage in left if passage is not number]
    marks = (index for index, passage in enumerate(others) if _is_subject(passage))
    end = next(marks, len(others))
    return [*others[:end], number, *others[end:]]


def _is_number(passage: Passage) -> bool:
    has_label = pattern("header", "number_line").search(passage.folded) is not None
    return has_label and _SYMBOL.search(passage.text) is not None


def _is_subject(passage: Passage) -> bool:
    return pattern("header", "subject_mark").search(passage.folded) is not None


def _left_of(passages: list[Passage], name: int | None) -> list[Passage]:
    """Take the right column out of lines of text that run through both columns."""
    left: list[Passage] = []
    overhang = False
    for index, passage in enumerate(passages):
        part, overhang = _left_part(passage, overhang=overhang)
        if index == name and _names_a_body(part):
            left.clear()  # the bodies stand beside the national name: what is above is a stamp or a banner
        left.append(part)
    return left


def _before_date(passage: Passage) -> Passage:
    date = pattern("date", "begin").search(passage.folded)
    return passage if date is None else passage.cut(0, place_before(passage, date.start()))


def _index_of_name(passages: list[Passage]) -> int | None:
    """Return where the national name stands, or the motto when the name is beyond reading.

    Below addressees or legal basis it is an annex's.
    """
    top = list(takewhile(_is_above_text, passages[:_DEEPEST_NAME]))
    for sought in ("national_name", "motto"):
        for index, passage in enumerate(top):
            if _right_column(passage, sought) is not None:
                return index
    return None


def _is_above_text(passage: Passage) -> bool:
    if pattern("header", "addressees").search(passage.folded):
        return False
    # In small letters it goes on from the line above: "V/v ... và 10 năm / thực hiện Đề án".
    begins = passage.text.lstrip(_EDGES)[:1]
    return begins.islower() or pattern("header", "legal_basis").search(passage.folded) is None


def _right_column(passage: Passage, sought: str) -> Passage | None:
    """Return the part from national name or motto on; running text that names the country is none."""
    match = pattern("header", sought).search(passage.folded)
    part = None if match is None else passage.cut(match.start())
    return part if part is not None and (sought == "motto" or part.is_capitals) else None


def _end(passages: list[Passage], name: int) -> tuple[int, DocumentKind | None]:
    longest = _LONGEST if name else _LONGEST_WITHOUT_NAME
    for index, passage in enumerate(passages[name : name + longest], start=name):
        if not _is_above_text(passage):
            return index, None
        kind = kind_of_title(passage) or (opening_kind(passage) if index > name else None)
        if kind is not None:
            return index, kind
    return min(len(passages), name + longest), None


def _left_part(passage: Passage, *, overhang: bool) -> tuple[Passage, bool]:
    """Return the passage without what belongs to the right column, and whether the name runs on below."""
    if overhang:
        match = pattern("header", "overhang").search(passage.folded)
        if match is not None:
            passage = passage.cut(0, match.start())
    for sought in ("national_name", "motto"):
        right = _right_column(passage, sought)
        if right is not None:
            is_whole = sought == "motto" or pattern("header", "national_name_end").search(right.folded)
            return passage.cut(0, len(passage.text) - len(right.text)), not is_whole
    return passage, False


def _names_a_body(passage: Passage) -> bool:
    return passage.letters >= FEWEST_LETTERS and passage.is_capitals
