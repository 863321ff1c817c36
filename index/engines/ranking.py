"""What the parts of a query are worth, the same for every engine that lets them be weighed.

The score of an entry depends on the entry and on how rare the words are among the living entries, never on
deleted entries or on how segments were merged: a rebuilt index ranks like the one it replaces.
"""

import math
from typing import Final

OTHER_SPELLING: Final = 0.1
"""Share of a text without diacritics where the query has them: found, but never first."""
SAME_SPELLING: Final = 0.4
"""Added for the form as typed where any form will do: 0.25 to 0.5 doubles the exact hits on top."""
TITLE: Final = 2.0
PAIR: Final = 0.5

SATURATION: Final = 1.2
LENGTH_SHARE: Final = 0.75
USUAL_LENGTH: Final = {"content": 700.0, "title": 20.0, "pairs": 35.0}
"""Syllables; constants, because an average over the index would change every score with every document."""
SCORE_DIGITS: Final = 4
"""Beyond them a score is not exact."""


def rarity(frequency: int, total: int) -> float:
    """Return what a term is worth that so many of all entries hold."""
    return math.log(1 + (total - frequency + 0.5) / (frequency + 0.5))
