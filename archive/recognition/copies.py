"""The list of copies (``Nơi nhận``): where it begins, and the gap between it and the signature beside it."""

import re
from typing import Final

from archive.recognition.passage import Passage
from archive.recognition.patterns import pattern

COLUMN_GAP: Final = re.compile(r"\t|\s{3,}")
"""What parts two columns in a line of text."""
_BEGINS: Final = re.compile(r"[\W_]*N")


def copies_begin(passage: Passage) -> re.Match[str] | None:
    """Return the words that head the list of copies, if they begin the passage with a capital."""
    return pattern("people", "distribution").search(passage.folded) if _BEGINS.match(passage.text) else None


def is_above_copies(passage: Passage) -> bool:
    """Whether a passage does not head the list of copies, however it is written."""
    return pattern("people", "distribution").search(passage.folded) is None
