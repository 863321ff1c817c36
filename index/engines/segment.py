"""One segment as it is searched: its fields, columns and cards, mapped from its file."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from index.engines.array_file import Array, ArrayFile
from index.engines.packed import Ints
from index.engines.postings import Field
from index.engines.ranking import LENGTH_SHARE, SATURATION, USUAL_LENGTH
from index.engines.segment_writer import SEVERAL, unpack_cards
from index.engines.terms import BETWEEN_FORMS, encoded
from index.engines.vocabulary import Vocabulary
from index.entry import COLUMNS, Card

FIELDS: Final = ("content", "title", "stems", "pairs", "keys")
"""``stems`` are the syllables of the title without diacritics, each spelled as if it were written so."""

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]
SCORE: Final = np.float32
"""Of scores and of what they are made of: all entries of an index are weighed in a few milliseconds."""


class SegmentData:
    """What was written once.

    Raises:
        ArrayFileError: when the file is not whole.
        LookupError: when its parts do not fit together.
        OSError: when it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.arrays = ArrayFile(path)
        self.fields = {name: Field(self.arrays, name) for name in FIELDS}
        self.ids, self._order = self.arrays["ids"], self.arrays["ids.order"]
        self._norms: dict[str, Floats] = {}
        self._columns: dict[str, Column] = {}
        if {len(self.arrays[f"column.{name}"]) for name in COLUMNS} != {len(self)}:
            raise LookupError(path)

    def __len__(self) -> int:
        return len(self.ids)

    def numbers(self, ids: Iterable[str]) -> list[int]:
        """Return the numbers of those entries that are here, deleted ones included."""
        asked = np.array([encoded(one) for one in ids], np.bytes_)
        at = np.searchsorted(self.ids, asked, sorter=self._order)
        found = self._order[np.minimum(at, len(self) - 1)]
        numbers: list[int] = found[self.ids[found] == asked].tolist()
        return numbers

    def id_of(self, number: int) -> str:
        """Return the id of an entry."""
        return bytes(self.ids[number]).decode()

    @cached_property
    def ranks(self) -> Ints:
        """The place of each entry in the order of the ids."""
        ranks = np.empty(len(self), np.int64)
        ranks[self._order] = np.arange(len(self))
        return ranks

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The folded words of the content that begin with a letter."""
        content = self.fields["content"]
        terms = content.terms(content.first_from(b"a"))
        return Vocabulary(list(dict.fromkeys(term.partition(BETWEEN_FORMS)[0] for term in terms)))

    def norms(self, field: str) -> Floats:
        """Return for each entry what BM25 sets against the frequency of a term: more in longer texts."""
        if field not in self._norms:
            lengths = self.arrays[f"{field}.lengths"] / USUAL_LENGTH[field]
            self._norms[field] = (SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * lengths)).astype(SCORE)
        return self._norms[field]

    def column(self, name: str) -> "Column":
        """Return a column."""
        if name not in self._columns:
            values = json.loads(bytes(self.arrays[f"column.{name}.values"]))
            self._columns[name] = Column(self.arrays[f"column.{name}"], values)
        return self._columns[name]

    def card(self, number: int) -> Card:
        """Return what an entry shows."""
        block = int(np.searchsorted(self.arrays["cards.until"], number, side="right"))
        first = int(self.arrays["cards.until"][block - 1]) if block else 0
        return Card(**json.loads(unpack_cards(self.packed_cards(block))[number - first]))

    def packed_cards(self, block: int) -> bytes:
        """Return one block of cards as it was written."""
        ends = self.arrays["cards.ends"]
        return bytes(self.arrays["cards"][int(ends[block - 1]) if block else 0 : int(ends[block])])


@dataclass(frozen=True, slots=True)
class Column:
    """For each entry the number of its value; a value may join several."""

    codes: Array
    values: list[str]

    def chosen(self, wanted: frozenset[str]) -> Bools:
        """Return the entries that have one of some values."""
        is_wanted = [not wanted.isdisjoint(value.split(SEVERAL)) for value in self.values]
        chosen: Bools = np.array(is_wanted, np.bool_)[self.codes]
        return chosen

    def counted(self, entries: Ints) -> Iterable[tuple[str, int]]:
        """Yield the values of some entries and how many have each; a value may come again."""
        counts = np.bincount(self.codes[entries], minlength=len(self.values))
        for number in np.flatnonzero(counts).tolist():
            for value in self.values[number].split(SEVERAL):
                yield value, int(counts[number])


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment at one moment: what of it lives; ``alive`` is None while everything does."""

    name: str
    data: SegmentData
    alive: Bools | None

    @property
    def living(self) -> int:
        """How many entries are not deleted."""
        return len(self.data) if self.alive is None else int(np.count_nonzero(self.alive))

    def of_mask(self, mask: Bools) -> Bools:
        """Return those of some entries that are not deleted."""
        return mask if self.alive is None else mask & self.alive

    def of_living(self, entries: Ints) -> Ints:
        """Return those of some entries that are not deleted."""
        return entries if self.alive is None else entries[self.alive[entries]]

    def living_ids(self) -> Iterator[str]:
        """Yield the ids of the entries that are not deleted."""
        return map(self.data.id_of, self.of_living(np.arange(len(self.data))).tolist())


def segment_at(name: str, data: SegmentData, deleted: Iterable[int]) -> Segment:
    """Return a segment without the deleted entries."""
    gone = list(deleted)
    if not gone:
        return Segment(name, data, None)
    alive = np.ones(len(data), np.bool_)
    alive[gone] = False
    return Segment(name, data, alive)
