"""Finds where a document begins below its letterhead, which says little of why it was found."""

import re
from typing import Final

_REACH: Final = 3000
"""Letters among which a letterhead ends."""
_ENDS = re.compile(
    r"(?:k[ií]nh\s+g[uử]i|đ[oộ]c\s+l[aậ]p\s*[-\u2013]\s*t[uự]\s+do\s*[-\u2013]\s*h[aạ]nh\s+ph[uú]c)[^\n]*",
    re.IGNORECASE,
)


def end_of_letterhead(text: str) -> int:
    """Return where the motto or the line of addressees ends, whichever is later, 0 where there is none."""
    return max((match.end() for match in _ENDS.finditer(text, 0, _REACH)), default=0)
