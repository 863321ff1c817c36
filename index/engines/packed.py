"""Numbers that are mostly small, one byte each, the large ones apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from index.engines.array_file import Array

Ints = npt.NDArray[np.int64]

_ESCAPE: Final = 255
_SHORT: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Packed:
    """A row of numbers cut into groups: ``starts_of_large`` says per group where its large ones begin."""

    small: Array
    large: Array
    starts_of_large: Array

    @classmethod
    def of(cls, values: Ints, starts: Ints) -> "Packed":
        """Pack numbers whose groups begin at ``starts``; the last start is the end of all."""
        is_large = values >= _ESCAPE
        small = np.where(is_large, _ESCAPE, values).astype(np.uint8)
        where = np.flatnonzero(is_large)
        return cls(small, values[where], np.searchsorted(where, starts))

    @classmethod
    def chained(cls, parts: Sequence["Packed"]) -> "Packed":
        """Return several rows as one."""
        if len(parts) == 1:
            return parts[0]
        begins = np.cumsum([0, *(len(part.large) for part in parts)])
        starts = [part.starts_of_large[:-1] + begin for part, begin in zip(parts, begins, strict=False)]
        return cls(
            np.concatenate([part.small for part in parts]),
            np.concatenate([part.large for part in parts]),
            np.concatenate([*starts, begins[-1:]]),
        )

    def arrays(self, name: str) -> dict[str, Array]:
        """Return what is written to a file."""
        is_short = not self.large.size or int(self.large.max()) < _SHORT
        return {
            name: self.small,
            f"{name}.large": self.large.astype(np.uint16 if is_short else np.uint32),
            f"{name}.starts": self.starts_of_large.astype(np.uint32),
        }

    @classmethod
    def read(cls, arrays: Mapping[str, Array], name: str) -> "Packed":
        """Return what was written."""
        return cls(arrays[name], arrays[f"{name}.large"], arrays[f"{name}.starts"])

    def capped(self, begin: int, end: int) -> Array:
        """Return the numbers from ``begin`` to ``end``, large ones as the largest that a byte holds."""
        return self.small[begin:end]

    def chosen(self, begin: int, end: int, group: int, end_group: int, wanted: npt.NDArray[np.bool_]) -> Ints:
        """Return those of ``values`` that are wanted; the others are not unpacked."""
        small = self.small[begin:end]
        values: Ints = small[wanted].astype(np.int64)
        first, last = self.starts_of_large.item(group), self.starts_of_large.item(end_group)
        if last > first:
            values[values == _ESCAPE] = self.large[first:last][wanted[small == _ESCAPE]]
        return values

    def values(self, begin: int, end: int, group: int, end_group: int) -> Ints:
        """Return the numbers from ``begin`` to ``end``, which are those of the groups given."""
        small = self.small[begin:end]
        values: Ints = small.astype(np.int64)
        first, last = self.starts_of_large.item(group), self.starts_of_large.item(end_group)
        if last > first:
            values[small == _ESCAPE] = self.large[first:last]
        return values
