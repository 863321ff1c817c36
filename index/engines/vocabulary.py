"""Finds the words of an index that are a slip away from another."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from index.engines.packed import Ints

_LONG: Final = 7
"""From so many letters on a word may have two slips."""

Letters = npt.NDArray[np.uint8]


class Vocabulary:
    """The folded words of a segment, those that begin with a digit left out, as a table of letters."""

    def __init__(self, words: Sequence[bytes]) -> None:
        self._words = np.array(words or [b""], np.bytes_)
        self._lengths = np.char.str_len(self._words)

    def near(self, word: bytes) -> Iterator[tuple[bytes, int]]:
        """Yield the words one slip away, of long words also those two slips away, and how many slips."""
        slips = 2 if len(word) >= _LONG else 1
        candidates = self._words[np.abs(self._lengths - len(word)) <= slips]
        if not len(candidates) or not word:
            return
        distances = _distances(word, candidates)
        for at in np.flatnonzero((distances > 0) & (distances <= slips)).tolist():
            yield bytes(candidates[at]), int(distances[at])


def _distances(word: bytes, candidates: npt.NDArray[np.bytes_]) -> Ints:
    """Return the distance of Damerau and Levenshtein to each candidate, all in step."""
    lengths = np.char.str_len(candidates)
    width = int(lengths.max())
    letters = candidates.astype(f"S{width}").view(np.uint8).reshape(-1, width)
    before: list[Ints] = []
    row = [np.full(len(letters), at) for at in range(width + 1)]
    for number, letter in enumerate(word, start=1):
        last = word[number - 2] if number > 1 else None
        before, row = row, _next_row(row, before, letters, (letter, last), number)
    table = np.stack(row)
    distances: Ints = table[lengths, np.arange(len(letters))]
    return distances


def _next_row(
    above: list[Ints], twice_above: list[Ints], letters: Letters, given: tuple[int, int | None], number: int
) -> list[Ints]:
    letter, last = given
    row = [np.full(len(letters), number)]
    for at in range(1, len(above)):
        changed = above[at - 1] + (letters[:, at - 1] != letter)
        best = np.minimum(changed, np.minimum(above[at], row[at - 1]) + 1)
        if last is not None and at > 1:
            is_swapped = (letters[:, at - 1] == last) & (letters[:, at - 2] == letter)
            best = np.where(is_swapped, np.minimum(best, twice_above[at - 2] + 1), best)
        row.append(best)
    return row
