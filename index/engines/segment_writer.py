"""Lays out a batch of entries as the arrays of one segment."""

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Final

import numpy as np

from index.engines.array_file import Array
from index.engines.frequent_rows import row_arrays
from index.engines.inversion import Inverter
from index.engines.terms import encoded, spelled, stem
from index.entry import COLUMNS, Card, Entry

SEVERAL: Final = "\x1f"
"""Stands between the values of a column of which an entry has several."""
CARDS_IN_BLOCK: Final = 4
"""Cards are packed together; a hit unpacks its block."""


class SegmentBuilder:
    """Takes entries in, one after the other, and lays them out; the entries themselves are not kept."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self._content = Inverter("content", spelled, with_places=True)
        self._title, self._stems = Inverter("title", spelled), Inverter("stems", stem)
        self._pairs, self._keys = Inverter("pairs", encoded), Inverter("keys", encoded)
        self._days: list[tuple[int, int]] = []
        self._columns: list[list[str]] = [[] for _ in COLUMNS]
        self._cards: list[str] = []

    def add(self, entry: Entry) -> None:
        """Take the next entry in."""
        self.ids.append(entry.id)
        self._content.add(entry.content.forms)
        self._title.add(entry.title.forms)
        self._stems.add(entry.title.folded)
        self._pairs.add(entry.heading.pairs)
        self._keys.add(dict.fromkeys(entry.keys))
        first, last = entry.days
        self._days.append((first.toordinal(), last.toordinal()))
        for column, values in zip(self._columns, entry.columns, strict=True):
            column.append(SEVERAL.join(values))
        self._cards.append(_line(entry.card))

    def replaced(self) -> list[int]:
        """Return the numbers of entries that came again later."""
        last = {entry_id: number for number, entry_id in enumerate(self.ids)}
        return [number for number, entry_id in enumerate(self.ids) if last[entry_id] != number]

    def arrays(self) -> dict[str, Array]:
        """Return the arrays of a segment that holds the entries in the order they came in."""
        arrays: dict[str, Array] = {}
        for inverter in (self._content, self._title, self._stems, self._pairs, self._keys):
            arrays |= inverter.arrays()
        arrays |= row_arrays("content", arrays, len(self.ids))
        days = np.array(self._days, np.int32)
        arrays |= {"days.first": days[:, 0], "days.last": days[:, 1]}
        for name, values in zip(COLUMNS, self._columns, strict=True):
            arrays |= column_arrays(name, values)
        blocks = [self._cards[at : at + CARDS_IN_BLOCK] for at in range(0, len(self._cards), CARDS_IN_BLOCK)]
        packed = ((len(block), pack_cards(block)) for block in blocks)
        return arrays | id_arrays([encoded(one) for one in self.ids]) | card_arrays(packed)


def id_arrays(ids: Sequence[bytes]) -> dict[str, Array]:
    """Return the ids, and their numbers in the order of the ids."""
    written = np.array(ids, np.bytes_)
    return {"ids": written, "ids.order": np.argsort(written).astype(np.uint32)}


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


def _line(card: Card) -> str:
    return json.dumps(asdict(card), ensure_ascii=False)
