"""The title line that names a document's kind, also when a machine misread it."""

import re
from difflib import SequenceMatcher

from archive.recognition.passage import Passage
from archive.recognition.patterns import pattern
from model.document_kind import DocumentKind, kind_by_name
from model.vietnamese import collapse, fold

_EDGES = " \t*_-–—:.'\"‘’“”"
_STAMP = re.compile(r".*[\t\]|]")
_JOINT = re.compile(r"\s+LIÊN\s+(?:NGÀNH|TỊCH)$")
"""Guidance or a plan of several bodies is of its kind nonetheless."""
_LONGEST = 40
_FEWEST_LETTERS = 7
"""A shorter name is too near to others to be taken when misread."""
_MISREAD = 0.88


def kind_of_title(passage: Passage) -> DocumentKind | None:
    """Return the kind that a line in capitals names and names only, a stamp before it left out."""
    if not passage.is_capitals or len(passage.text.strip()) > _LONGEST:
        return None
    bare = _STAMP.sub("", passage.text).strip(_EDGES)
    return kind_by_name(bare) or kind_by_name(_JOINT.sub("", bare)) or _nearest(collapse(fold(bare)))


def opening_kind(passage: Passage) -> DocumentKind | None:
    """Return the kind that a line in capitals begins with, if it goes on to say whose or what it is."""
    if not passage.is_capitals:
        return None
    bare = passage.text.strip(_EDGES)
    going_on = pattern("header", "title_goes_on").search(passage.cut(passage.text.index(bare)).folded)
    return None if going_on is None else kind_by_name(bare[: going_on.start()])


def _nearest(folded: str) -> DocumentKind | None:
    if len(folded) < _FEWEST_LETTERS:
        return None
    likeness = {kind: SequenceMatcher(None, fold(kind.label), folded).ratio() for kind in DocumentKind}
    best = max(likeness, key=likeness.__getitem__)
    return best if likeness[best] >= _MISREAD else None
