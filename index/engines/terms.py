"""How syllables are spelled as terms."""

from typing import Final

from index.analyzer import Form
from index.entry import BREAK

BETWEEN_FORMS: Final = b"\0"
"""Stands in a term between the folded and the exact form, which is left out where they are the same: so all
forms of a syllable lie side by side, and with them all that begin alike."""


def spelled(form: Form) -> bytes | None:
    """Return the term of a syllable."""
    if form.exact == BREAK:
        return None
    exact = form.exact if form.exact != form.folded else ""
    return encoded(form.folded) + BETWEEN_FORMS + encoded(exact)


def stem(folded: str) -> bytes | None:
    """Return the term of a syllable of which only the folded form counts."""
    return spelled(Form(folded, folded))


def encoded(text: str) -> bytes:
    """Return the bytes of a text that may come out of a damaged file."""
    return text.encode(errors="replace")
