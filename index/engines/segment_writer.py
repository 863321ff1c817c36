"""Lays out a batch of entries as the arrays of one segment."""

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Final

import numpy as np

from index.analyzer import Form
from index.engines.array_file import Array
from index.engines.inversion import Inverter
from index.entry import BREAK, COLUMNS, Card, Entry

BETWEEN_FORMS: Final = b"\0"
"""Stands in a term between the folded and the exact form, which is left out where they are the same: so all
forms of a syllable lie side by side, and with them all that begin alike."""
SEVERAL: Final = "\x1f"
"""Stands between the values of a column of which an entry has several."""
CARDS_IN_BLOCK: Final = 16
"""Cards are packed together; a hit unpacks its block."""


def spelled(form: Form) -> bytes | None:
    """Return the term of a syllable."""
    if form.exact == BREAK:
        return None
    exact = form.exact if form.exact != form.folded else ""
    return encoded(form.folded) + BETWEEN_FORMS + encoded(exact)


def encoded(text: str) -> bytes:
    """Return the bytes of a text that may come out of a damaged file."""
    return text.encode(errors="replace")


def segment_arrays(entries: Sequence[Entry]) -> dict[str, Array]:
    """Return the arrays of a segment that holds the entries in this order."""
    content = Inverter("content", spelled, with_places=True)
    title = Inverter("title", spelled)
    pairs, keys = Inverter("pairs", encoded), Inverter("keys", encoded)
    for entry in entries:
        content.add(entry.content.forms)
        title.add(entry.title.forms)
        pairs.add(entry.heading.pairs)
        keys.add(dict.fromkeys(entry.keys))
    arrays = content.arrays() | title.arrays() | pairs.arrays() | keys.arrays()
    arrays |= id_arrays([encoded(entry.id) for entry in entries]) | day_arrays(entries)
    for number, name in enumerate(COLUMNS):
        arrays |= column_arrays(name, [SEVERAL.join(entry.columns[number]) for entry in entries])
    return arrays | card_arrays(_packed_cards([entry.card for entry in entries]))


def id_arrays(ids: Sequence[bytes]) -> dict[str, Array]:
    """Return the ids, and their numbers in the order of the ids."""
    written = np.array(ids, np.bytes_)
    return {"ids": written, "ids.order": np.argsort(written).astype(np.uint32)}


def day_arrays(entries: Sequence[Entry]) -> dict[str, Array]:
    """Return the days of entries, counted."""
    first, last = zip(*(entry.days for entry in entries), strict=True)
    return {
        "days.first": np.array([day.toordinal() for day in first], np.int32),
        "days.last": np.array([day.toordinal() for day in last], np.int32),
    }


def column_arrays(name: str, values: Sequence[str]) -> dict[str, Array]:
    """Return a column: for each entry the number of its value, and the values."""
    numbers = {value: number for number, value in enumerate(dict.fromkeys(values))}
    codes = np.array([numbers[value] for value in values], np.min_scalar_type(len(numbers)))
    listed = json.dumps(list(numbers)).encode()
    return {f"column.{name}": codes, f"column.{name}.values": np.frombuffer(listed, np.uint8)}


def card_arrays(blocks: Iterable[tuple[int, bytes]]) -> dict[str, Array]:
    """Return blocks of cards, each given with how many it holds."""
    counts, packed = zip(*blocks, strict=True)
    return {
        "cards": np.frombuffer(b"".join(packed), np.uint8),
        "cards.ends": np.cumsum([len(block) for block in packed], dtype=np.uint32),
        "cards.until": np.cumsum(counts, dtype=np.uint32),
    }


def pack_cards(cards: Sequence[str]) -> bytes:
    """Return one block of cards, each in one line."""
    return zlib.compress("\n".join(cards).encode(errors="replace"), 1)


def unpack_cards(block: bytes) -> list[str]:
    """Return the cards of a block."""
    return zlib.decompress(block).decode().split("\n")


def _packed_cards(cards: Sequence[Card]) -> Iterable[tuple[int, bytes]]:
    for begin in range(0, len(cards), CARDS_IN_BLOCK):
        block = cards[begin : begin + CARDS_IN_BLOCK]
        yield len(block), pack_cards([json.dumps(asdict(card), ensure_ascii=False) for card in block])
