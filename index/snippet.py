"""Cuts out of a text the piece that shows best why it was found."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from index.analyzer import Form, Spans, forms_as_meant
from index.code_keys import skeleton, skeletons_asked
from index.letterhead import end_of_letterhead
from index.query import AllOf, AnyOf, Clause, DateRange, Keys, OneOf, Phrase, Prefix, Query, Titled, Word
from model.document_code import FoundCode, find_codes
from model.search import Snippet

WIDTH: Final = 240
"""Letters of a snippet, about."""
REACH: Final = 200_000
"""Letters of a text in which hits are looked for, so that one long annex does not hold up the list."""

_CHUNK: Final = 20_000
"""Letters that are looked through at once; where they answer everything, the rest is not looked at."""

_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, order=True)
class _Mark:
    start: int
    end: int
    clause: int


class _Text:
    """A text that is looked through for several clauses."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def words(self) -> list[Form]:
        return forms_as_meant(self._text)

    @cached_property
    def folded(self) -> list[str]:
        return [word.folded for word in self.words]

    @cached_property
    def _spans(self) -> Spans:
        return Spans(self._text)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where in the text the words from ``first`` to ``last`` stand."""
        return self._spans[first][0], self._spans[last][1]

    def places(self, folded: str) -> Iterator[int]:
        """Yield where in ``words`` a folded form stands."""
        at = -1
        with suppress(ValueError):
            while True:
                yield (at := self.folded.index(folded, at + 1))

    @cached_property
    def codes(self) -> tuple[FoundCode, ...]:
        return find_codes(self._text)


def snippet(query: Query, text: str, subject: str | None) -> Snippet:
    """Return the piece of the text that answers most of the query, else the subject, with the hits marked."""
    reach = text[:REACH]
    marks = _found(query, reach)
    if marks:
        body = end_of_letterhead(reach)
        densest = _densest(marks, body)
        return _squeezed(reach, densest, *_borders(reach, densest, body))
    line = subject or ""
    return _squeezed(line, _marks(query, line), 0, len(line))


def _found(query: Query, text: str) -> list[_Mark]:
    """Return the marks up to where one piece answers all of the query, else those of the whole text."""
    marks: list[_Mark] = []
    wanted = {number for number, one in enumerate(query.clauses) if not isinstance(one, OneOf | DateRange)}
    for begin, end in _chunks(text):
        new = _marks(query, text[begin:end], begin)
        marks += new
        if new and {mark.clause for mark in _densest(new, 0)} >= wanted:
            break
    return marks


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the borders of pieces that end with a line, or at least with a word."""
    begin = 0
    while begin < len(text):
        end = min(len(text), begin + _CHUNK)
        if end < len(text):
            borders = (text.rfind(blank, begin + _CHUNK // 2, end) + 1 for blank in "\n ")
            end = next(filter(None, borders), end)
        yield begin, end
        begin = end


def _marks(query: Query, text: str, begin: int = 0) -> list[_Mark]:
    searched = _Text(text)
    return sorted(
        _Mark(begin + start, begin + end, number)
        for number, clause in enumerate(query.clauses)
        for start, end in _places(clause, searched)
    )


def _places(clause: Clause, text: _Text) -> Iterator[tuple[int, int]]:
    if isinstance(clause, Word):
        yield from _places_of_words((clause,), text)
    elif isinstance(clause, Phrase):
        yield from _places_of_words(clause.words, text)
    elif isinstance(clause, Keys):
        yield from _places_of_codes(frozenset(skeletons_asked(clause)), text)
    elif isinstance(clause, Prefix):
        yield from _places_of_beginning(clause, text)
    elif isinstance(clause, Titled | AnyOf | AllOf):
        for part in clause.words if isinstance(clause, Titled) else clause.parts:
            yield from _places(part, text)


def _places_of_codes(skeletons: frozenset[str], text: _Text) -> Iterator[tuple[int, int]]:
    """Yield the codes of a text that are asked for, slips of whoever asks forgiven."""
    if skeletons:
        for code in text.codes:
            if skeleton(code.code.folded_key) in skeletons:
                yield code.start, code.end


def _places_of_beginning(prefix: Prefix, text: _Text) -> Iterator[tuple[int, int]]:
    return (text.span(at, at) for at, folded in enumerate(text.folded) if folded.startswith(prefix.folded))


def _places_of_words(phrase: tuple[Word, ...], text: _Text) -> Iterator[tuple[int, int]]:
    for at in text.places(phrase[0].folded):
        standing = text.words[at : at + len(phrase)]
        if len(standing) == len(phrase) and all(
            wanted.matches(word.exact, word.folded) for wanted, word in zip(phrase, standing, strict=True)
        ):
            yield text.span(at, at + len(phrase) - 1)


def _densest(marks: list[_Mark], body: int) -> list[_Mark]:
    """Return the run of marks within one width that is worth most.

    A clause is worth the more the rarer it is in this text: the one word that tells this document from the
    others must show. No run goes over the end of the letterhead. Of equal runs the one whose words stand
    together as they were typed, then one below the letterhead, then the one with most marks, then the first.
    """
    often = Counter(mark.clause for mark in marks)
    inside: Counter[int] = Counter()
    best, best_worth, begin = marks[:1], (0.0, 0, False, 0), 0
    follows = [False, *(_follows(one, other) for one, other in pairwise(marks))]
    for last, mark in enumerate(marks):
        inside[mark.clause] += 1
        while begin < last and _are_apart(marks[begin], mark, body):
            inside[marks[begin].clause] -= 1
            begin += 1
        rare = round(sum(often[clause] ** -2 for clause in +inside), 9)
        beside = len({marks[at].clause for at in range(begin + 1, last + 1) if follows[at]})
        worth = (rare, beside, marks[begin].start >= body, last - begin)
        if worth > best_worth:
            best, best_worth = marks[begin : last + 1], worth
    return best


def _are_apart(one: _Mark, other: _Mark, body: int) -> bool:
    """Tell whether two marks are too far apart for one piece, or the letterhead ends between them."""
    return other.end - one.start > WIDTH or one.start < body <= other.start


def _follows(one: _Mark, other: _Mark) -> bool:
    """Tell whether two marks stand side by side as their words were typed."""
    return other.clause == one.clause + 1 and other.start - one.end <= 1


def _borders(text: str, marks: list[_Mark], body: int) -> tuple[int, int]:
    """Return the borders of a piece of about one width around the marks, between words."""
    first, last = marks[0].start, max(mark.end for mark in marks)
    spare = max(0, WIDTH - (last - first))
    is_long = body <= first and len(text) - body > WIDTH
    begin = max(body if is_long else 0, first - spare // 3)
    end = min(len(text), begin + (last - first) + spare)
    if begin > 0:
        blank = _BLANKS.search(text, begin, first)
        begin = blank.end() if blank else first
    if end < len(text):
        blanks = list(_BLANKS.finditer(text, last, end))
        end = blanks[-1].start() if blanks else last
    return begin, end


def _squeezed(text: str, marks: list[_Mark], begin: int, end: int) -> Snippet:
    """Return the piece on one line, the marks moved to where their words stand now."""
    line, at, placed = "", begin, []
    for start, stop in _merged(marks):
        line = (line + _BLANKS.sub(" ", text[at:start])).lstrip()
        marked = _BLANKS.sub(" ", text[start:stop])
        placed.append((len(line), len(line) + len(marked)))
        line, at = line + marked, stop
    return Snippet(text=(line + _BLANKS.sub(" ", text[at:end])).strip(), marks=tuple(placed))


def _merged(marks: list[_Mark]) -> list[tuple[int, int]]:
    """Return the marks in order, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for mark in marks:
        if merged and mark.start < merged[-1][1]:
            start, end = merged.pop()
            merged.append((start, max(end, mark.end)))
        else:
            merged.append((mark.start, mark.end))
    return merged
