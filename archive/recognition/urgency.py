"""The mark of urgency: a stamp of its own at the top of the first page."""

from collections.abc import Iterable
from dataclasses import replace

from archive.read_document import Line
from archive.recognition.passage import Passage
from archive.recognition.patterns import pattern
from model.identification import Reading
from model.urgency import Urgency

_LOWEST_MM = 130.0
_PICTURED = 0.85
_DEEPEST = 6
"""Passages below the letterhead within which stamps stand."""


def read_urgency(passages: list[Passage], body: int) -> Reading[Urgency] | None:
    """Return the mark that stands alone in a line, a cell or a frame."""
    for index, passage in enumerate(passages):
        if index >= body + _DEEPEST and not _is_stamp(passage):
            continue
        match = pattern("urgency", "mark").search(passage.folded)
        if match is not None and passage.page in {None, 1} and passage.text[match.start("words")].isupper():
            mark = next(urgency for urgency in Urgency if match[urgency.name.lower()])
            confidence = 0.95 if passage.is_capitals else 0.85
            return Reading(value=mark, confidence=confidence, evidence=passage.evidence("urgency-stamp"))
    return None


def urgency_of_pictures(stamps: Iterable[Line]) -> Reading[Urgency] | None:
    """Return the mark that a stamp bears which is a picture beside the text."""
    passages = [Passage(line.text) for line in stamps]
    read = read_urgency(passages, len(passages))
    return None if read is None else replace(read, confidence=_PICTURED)


def _is_stamp(passage: Passage) -> bool:
    """Whether a line of a picture may be a stamp: those in red are read after everything else."""
    return (
        passage.sure is not None
        and passage.page == 1
        and passage.box is not None
        and passage.box[1] < _LOWEST_MM
    )
