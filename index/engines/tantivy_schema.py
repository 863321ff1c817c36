"""The fields of the tantivy index and how an entry fills them; every text comes cut into terms already."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Final

import tantivy

from index.entry import BREAK, COLUMNS, Card, Entry

TEXTS: Final = ("exact", "folded", "title", "title_exact", "pairs")
_GAP: Final = "\x1e"
"""Stands for a break, which is a blank, and blanks part terms; never a term of a query."""


def schema() -> tantivy.Schema:
    """Return the fields; ``exact`` and ``folded`` hold the content at equal places."""
    builder = tantivy.SchemaBuilder()
    for name in TEXTS:
        builder.add_text_field(name, tokenizer_name="whitespace")
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("keys", tokenizer_name="raw", index_option="basic")
    for name in COLUMNS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for end in ("first", "last"):
        builder.add_integer_field(end, indexed=True, fast=True)
    builder.add_bytes_field("card", stored=True)
    return builder.build()


def document(entry: Entry) -> tantivy.Document:
    """Return what is indexed of an entry."""
    made = tantivy.Document()
    made.add_text("id", entry.id)
    made.add_text("exact", _row(entry.content.exact))
    made.add_text("folded", _row(entry.content.folded))
    made.add_text("title", _row(entry.title.folded))
    made.add_text("title_exact", _row(entry.title.exact))
    made.add_text("pairs", _row(map(pair_term, entry.heading.pairs)))
    for key in dict.fromkeys(entry.keys):
        made.add_text("keys", key)
    for name, values in zip(COLUMNS, entry.columns, strict=True):
        for value in values:
            made.add_text(name, _writable(value))
    for end, day in zip(("first", "last"), entry.days, strict=True):
        made.add_integer(end, day.toordinal())
    made.add_bytes("card", json.dumps(asdict(entry.card)).encode())
    return made


def card(found: tantivy.Document) -> Card:
    """Return what a found entry shows."""
    return Card(**json.loads(bytes(found["card"][0])))


def pair_term(pair: str) -> str:
    """Return the term of two neighbouring words."""
    return pair.replace(" ", "_")


def _row(terms: Iterable[str]) -> str:
    return _writable(" ".join(_GAP if term == BREAK else term for term in terms))


def _writable(text: str) -> str:
    """Return text that UTF-8 can hold, whatever came out of a damaged file."""
    return text.encode(errors="replace").decode()
