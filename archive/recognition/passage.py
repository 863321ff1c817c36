"""A piece of the document's text with its folded twin and the place it came from."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from archive.read_document import Box, Cell
from model.identification import Evidence
from model.vietnamese import collapse, fold

FEWEST_LETTERS = 3
"""Fewer letters are a stray mark, no word."""
_CAPITALS = 0.6
_LONGEST_EVIDENCE = 200


@dataclass(frozen=True)
class Passage:
    """One line in NFC, or the part of one that belongs together.

    Without slots: ``folded`` is worked out when it is asked for, and most lines of a law never are.
    """

    text: str
    page: int | None = None
    box: Box | None = None
    cell: Cell | None = None
    bold: bool = False
    again: tuple[str, ...] = ()
    """The same line as further looks at its picture read it (Line.again)."""
    darkened: tuple[str, ...] = ()
    """The same line with its ink made dark (Line.darkened)."""
    sure: float | None = None
    """How sure recognition was of its least sure word; None for text that was given."""

    @cached_property
    def folded(self) -> str:
        """The folded text with as many characters as ``text``: offsets of the one are those of the other."""
        return fold_in_place(self.text)

    def cut(self, start: int, end: int | None = None) -> Self:
        """Return the part between two offsets, at the same place."""
        return replace(self, text=self.text[start:end])

    @property
    def is_blank(self) -> bool:
        """Whether there is neither letter nor figure in it."""
        return not any(character.isalnum() for character in self.text)

    @property
    def letters(self) -> int:
        """How many letters it has."""
        return sum(character.isalpha() for character in self.text)

    @property
    def is_capitals(self) -> bool:
        """Whether most of its letters are capitals."""
        return sum(map(str.isupper, self.text)) > _CAPITALS * self.letters

    def evidence(self, rule: str) -> Evidence:
        """Return the passage as evidence for what ``rule`` read in it."""
        return Evidence(text=collapse(self.text)[:_LONGEST_EVIDENCE], rule=rule, page=self.page, box=self.box)


def fold_in_place(text: str) -> str:
    """Return the folded text, character by character, so that offsets hold."""
    folded = fold(text)
    return folded if len(folded) == len(text) else "".join(_folded_letters(text))


def _folded_letters(text: str) -> Iterator[str]:
    for character in text:
        folded = fold(character)
        yield folded if len(folded) == 1 else " "
