"""The fields of the Whoosh index and how an entry fills them."""

from dataclasses import asdict
from typing import Any, Final

from whoosh.fields import COLUMN, ID, STORED, TEXT, FieldType, Schema
from whoosh.formats import Existence

from index.entry import FACETS, Card, Entry
from index.query import CodeTerm

VERSION: Final = 1
"""Count up with every change of a field or of what it holds: an index of another version is made anew."""

TEXTS: Final = ("exact", "folded", "title", "title_exact", "pairs")
"""They take the ready syllables; Whoosh's own analysis has no part in them."""
_CODES: Final = ("code", "code_folded", "cited", "cited_folded")


def schema() -> Schema:
    """Return the fields.

    ``exact`` and ``folded`` hold the content at equal positions, so that a phrase may use both.
    """
    texts = {name: TEXT() for name in TEXTS}
    codes = {name: FieldType(Existence(), analyzer=None) for name in _CODES}
    facets = {name: COLUMN() for name in FACETS}
    return Schema(id=ID(unique=True, sortable=True), card=STORED(), **texts, **codes, **facets)


def fields(entry: Entry) -> dict[str, Any]:
    """Return the values of an entry's fields."""
    own = () if entry.code is None else (entry.code,)
    return {
        "id": entry.id,
        "card": asdict(entry.card),
        "exact": entry.content.exact,
        "folded": entry.content.folded,
        "title": entry.title.folded,
        "title_exact": entry.title.exact,
        "pairs": entry.heading.pairs,
        "code": _exact(own),
        "code_folded": _folded(own),
        "cited": _exact(entry.cited),
        "cited_folded": _folded(entry.cited),
        **{name: value.encode(errors="replace") for name, value in zip(FACETS, entry.facets, strict=True)},
    }


def text(value: bytes) -> str:
    """Return the value of a column."""
    return value.decode()


def card(stored: dict[str, Any]) -> Card:
    """Return the card out of the stored fields."""
    return Card(**stored["card"])


def _exact(terms: tuple[CodeTerm, ...]) -> list[str]:
    return [term.exact for term in terms]


def _folded(terms: tuple[CodeTerm, ...]) -> list[str]:
    return [term.folded for term in terms]
