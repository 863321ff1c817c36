"""What a document asks for and brings: the day it wants an answer by, and what it says lies with it."""

from collections.abc import Iterator
from datetime import date
from itertools import takewhile

from archive.recognition.copies import is_above_copies
from archive.recognition.passage import Passage
from archive.recognition.patterns import pattern
from model.deadline import Deadline, find_deadline
from model.identification import Reading
from model.partial_date import PartialDate
from model.vietnamese import collapse

_MOST_LINES = 120
_SENTENCE_LINES = 3
"""Lines over which a sentence with a deadline or an enclosure may run."""
_LONGEST = 150
_LONGEST_TERM = 2 * 366
"""Days; what lies further away is a goal, no deadline."""


def read_deadline(
    passages: list[Passage], body: int, dated: Reading[PartialDate] | None
) -> Reading[Deadline] | None:
    """Return the first day by which the document asks for something; none while its own date is unknown."""
    if dated is None:
        return None
    first = date(dated.value.year, dated.value.month, dated.value.day or 1)
    for index, passage in enumerate(lines := _body(passages, body)):
        text = " ".join(line.text.strip() for line in lines[index : index + _SENTENCE_LINES])
        found = find_deadline(text, year=first.year)
        begins_here = found is not None and text.find(found.literal) < len(passage.text.strip())
        if found is not None and begins_here and 0 <= (found.due_on - first).days <= _LONGEST_TERM:
            return Reading(value=found, confidence=0.8, evidence=passage.evidence("deadline"))
    return None


def read_attachments(passages: list[Passage], body: int) -> tuple[Reading[str], ...]:
    """Return what the document says it brings along, in its own words."""
    return tuple(_enclosed(_body(passages, body)))


def _enclosed(lines: list[Passage]) -> Iterator[Reading[str]]:
    for index, passage in enumerate(lines):
        if pattern("attachments", "opening").search(passage.folded) is None:
            continue
        flow = Passage(" ".join(line.text.strip() for line in lines[index : index + _SENTENCE_LINES]))
        match = pattern("attachments", "enclosed").search(flow.folded)
        what = "" if match is None else collapse(flow.text[match.start("what") : match.end("what")])
        if what and len(what) <= _LONGEST:
            yield Reading(value=what, confidence=0.8, evidence=passage.evidence("enclosed"))


def _body(passages: list[Passage], body: int) -> list[Passage]:
    return list(takewhile(is_above_copies, passages[body : body + _MOST_LINES]))
