"""Whom the document addresses: what follows ``Kính gửi``."""

import re
from collections.abc import Iterator

from archive.recognition.copies import COLUMN_GAP, copies_begin
from archive.recognition.passage import FEWEST_LETTERS, Passage
from archive.recognition.patterns import pattern
from archive.recognition.title import kind_of_title
from model.document_kind import DocumentKind
from model.identification import Reading
from model.vietnamese import collapse, fold

_BULLET = re.compile(r"^\W*[-–—+*•~]\s*")
_ADDRESS = re.compile(r"\s*[(;]\s*(?:dia chi|d/c|mst|ma so thue)")
_INDENT = 4
"""Blanks before an entry that stands below the first one, no bullet before it."""
_MOST_LINES = 20
_LONGEST_NAME = 250
"""Characters; whatever is longer ran into the body."""
_DASHES = ("-", "–")
_OPEN = (*_DASHES, ",", "&")
_OPEN_ITEM = (*_DASHES, "&")
"""An entry that ends in a comma is whole: so the Party sets its lists."""
_FULL = 0.85
_NEARLY_FULL = 0.7
"""A line shorter than this share of the longest nearby ends its paragraph."""


def read_recipients(passages: list[Passage], body: int) -> Reading[tuple[str, ...]] | None:
    """Return the addressees, one per bullet or one alone."""
    if body >= len(passages):
        return None
    greeting = pattern("header", "addressees").search(passages[body].folded)
    if greeting is None:
        return _below_title(passages, body)
    return _list(passages, body, greeting.end())


def read_copies(passages: list[Passage], body: int) -> tuple[str, ...]:
    """Return who gets copies, from ``Nơi nhận``: a report without addressees names its readers there."""
    for index, passage in enumerate(passages[body:], start=body):
        if copies_begin(passage) is not None:
            return tuple(_copies(passages[index + 1 : index + 1 + _MOST_LINES]))
    return ()


def _copies(passages: list[Passage]) -> Iterator[str]:
    for passage in passages:
        if pattern("people", "kept_by").search(passage.folded.lstrip(" -–~*•")):
            return
        if _is_item(passage):
            yield _name(passage.cut(0, _entry_end(passage)))


def _entry_end(passage: Passage) -> int:
    """Return where an entry of the list of copies ends: at its semicolon, or at the next column."""
    stop = passage.text.find(";")
    if stop >= 0:
        return stop
    gap = COLUMN_GAP.search(passage.text.rstrip(), len(passage.text) - len(passage.text.lstrip()))
    return len(passage.text) if gap is None else gap.start()


def _below_title(passages: list[Passage], body: int) -> Reading[tuple[str, ...]] | None:
    """Announcements and invitations address people below their title; an urgent dispatch wires them."""
    for index, passage in enumerate(passages[body + 1 : body + _MOST_LINES], start=body + 1):
        greeting = pattern("header", "addressees").search(passage.folded)
        if greeting is None and kind_of_title(passages[body]) is DocumentKind.TELEGRAM:
            greeting = pattern("recipients", "wires").search(passage.folded)
        if greeting is not None:
            return _list(passages, index, greeting.end())
    return None


def _list(passages: list[Passage], start: int, offset: int) -> Reading[tuple[str, ...]] | None:
    names: list[str] = []
    first = passages[start].cut(offset)
    width = max(len(passage.text.strip()) for passage in passages[start : start + _MOST_LINES])
    before = first
    if first.sure is None and pattern("recipients", "blank").match(first.folded.strip(" \t:")):
        return None  # a form
    if not _is_body(_name(first)):
        return None
    if not _is_stray(first):
        names.append(_name(first))
    for passage in passages[start + 1 : start + _MOST_LINES]:
        is_open = before.text.rstrip().endswith(_OPEN if not _is_item(before) else _OPEN_ITEM)
        bulleted = _is_item(passage) and not is_open
        if pattern("recipients", "stop").search(passage.folded) or (not bulleted and _begins_body(passage)):
            break
        if bulleted or not names:
            names.append(_name(passage))
        elif _runs_on(before, passage, width):
            names[-1] = f"{names[-1]}{_joint(before)} {_name(passage)}"
        elif before.text.rstrip().endswith(";") and passage.text[:_INDENT].isspace():
            names.append(_name(passage))
        else:
            break
        before = passage
    found = tuple(name for name in names if FEWEST_LETTERS <= len(name) <= _LONGEST_NAME and _is_body(name))
    if not found:
        return None
    return Reading(value=found, confidence=0.85, evidence=passages[start].evidence("addressees"))


def _joint(above: Passage) -> str:
    """Return the sign at the end of a line that goes on below."""
    text = above.text.rstrip()
    return " -" if text.endswith(_DASHES) else "," if text.endswith(",") else ""


def _is_body(name: str) -> bool:
    return pattern("recipients", "nobody").search(fold(name)) is None


def _is_stray(passage: Passage) -> bool:
    return pattern("recipients", "stray").search(passage.folded) is not None


def _begins_body(passage: Passage) -> bool:
    return pattern("recipients", "body").search(passage.folded[:70]) is not None


def _is_item(passage: Passage) -> bool:
    return _BULLET.match(passage.text) is not None


def _runs_on(before: Passage, passage: Passage, width: int) -> bool:
    """Whether the next line continues the name: this one is full, open, or an item without its end."""
    text = before.text.rstrip()
    if text.endswith(_OPEN):
        return True
    if text.endswith((".", ";", ":", ")")):
        return False
    rest = passage.text.strip()
    if rest[:1].islower():
        return True
    # A long line that begins with a capital opens the body, unless there was no room left above it.
    is_short = len(rest) < _NEARLY_FULL * width
    is_full = len(text.strip()) >= (_NEARLY_FULL if is_short else _FULL) * width
    return is_full or (is_short and _is_item(before))


def _name(passage: Passage) -> str:
    bare = _BULLET.sub("", passage.text.strip(" \t:;.,_"))
    address = _ADDRESS.search(Passage(bare).folded)
    return collapse(bare[: address.start()] if address else bare).strip(" .;:,-–")
