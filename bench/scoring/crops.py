"""Is the right piece of the page offered where the number was written by hand."""

import re
from collections.abc import Mapping
from typing import Any, Final

from bench.scoring.reading import Said
from model.vietnamese import fold

_LOWEST_MM: Final = 150.0
"""No number line stands lower on its page."""
_HIGHEST_MM: Final = 25.0
"""What is higher than this is more than a line."""
_LABEL = re.compile(r"^\W*(?:\w\W{1,3})?[s5][o06e]\s*[:;.,]", re.IGNORECASE)


def shows_the_number(truth: Mapping[str, Any], said: Said) -> bool | None:
    """Return whether the box given for the code holds the number line; None where the truth tells no symbol.

    The box is right if it is a line on the upper part of the first page, and what was read in it is the label
    ``Số:`` or the true symbol: one of them, since the hand that wrote the number often crossed the other.
    """
    symbol = truth.get("symbol")
    if symbol is None:
        return None
    places = said.fields.get("evidence", {})
    evidence = places.get("full_code") or places.get("symbol")
    if evidence is None or evidence.get("page") != 1 or evidence.get("box") is None:
        return False
    _, top, _, bottom = evidence["box"]
    if bottom > _LOWEST_MM or bottom - top > _HIGHEST_MM:
        return False
    read = fold(evidence["text"])
    return _LABEL.match(read) is not None or _letters(symbol) in _letters(read)


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(text))
