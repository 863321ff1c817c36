"""Reads what a clerk typed. Nothing she types is an error: what has no meaning as syntax is read as words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Final

from index.analyzer import has_marks, syllables
from index.favouring import favoured
from index.query import AllOf, AnyOf, Clause, DateRange, Query, Word, notes_of
from index.query_codes import parted
from index.query_fields import read_field
from index.query_syntax import Choice, Piece, choices, has_brackets, has_odd_quote
from index.query_text import has_lone_star, read_quoted, read_text
from index.query_words import Field
from model.reason import Reason
from model.search import Places
from model.vietnamese import nfc, plain_dashes

MOST_WORDS: Final = 64
"""Further words of an endless query are not looked for."""
MOST_LETTERS: Final = 4000
"""Nor is anything behind this many letters, signs included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadQuery:
    """A query and what is worth telling about how it was read."""

    query: Query
    notes: tuple[Reason, ...] = ()


def parse_query(text: str) -> Query:
    """Read a query; what is typed twice counts once."""
    return read_query(text).query


def read_query(text: str, places: Places = Places.HEIRS) -> ReadQuery:
    """Read words, "phrases", codes, dates, fields, ``-not``, ``OR`` and ``begin*`` (docs/index.md)."""
    typed = parted(plain_dashes(nfc(text)))
    kept = _beginning(typed)
    cut = () if kept == typed else (Reason("query-cut", (str(MOST_WORDS),)),)
    reading = _Reading(places)
    query = reading.query(choices(kept))
    if not query.clauses and any(True for _ in syllables(kept)):
        if query.excluded:
            reading.notes.append(Reason("query-as-words"))
        query = _Reading(places).query(((Piece(text=kept),),))
    told = (note for clause in query.clauses for note in notes_of(clause))
    return ReadQuery(query=_as_meant(query), notes=tuple(dict.fromkeys((*cut, *reading.notes, *told))))


class _Reading:
    """One reading of a query, with the notes that it gives rise to."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self.notes: list[Reason] = []

    def query(self, found: tuple[Choice, ...]) -> Query:
        """Return the query of the pieces; what is excluded counts for all choices."""
        if any(map(has_odd_quote, found)):
            self.notes.append(Reason("query-quote-odd"))
        if len(found) > 1 and any(map(has_brackets, found)):
            self.notes.append(Reason("query-brackets"))
        read = [self._in_order(choice) for choice in found]
        wanted = [_once(self._clauses(choice, is_excluded=False)) for choice in read]
        if len(found) > 1 and not all(wanted):
            self.notes.append(Reason("query-or-alone"))
        excluded = _once(clause for choice in read for clause in self._clauses(choice, is_excluded=True))
        clauses = _either([choice for choice in wanted if choice])
        return Query(clauses=clauses, excluded=excluded, pairs=_pairs(clauses), favoured=favoured(clauses))

    def _in_order(self, choice: Choice) -> Choice:
        """Return the pieces with the first and the last day exchanged where they were typed in that order."""
        ends = {piece.field: piece for piece in choice if not piece.is_excluded}
        since, until = ends.get(Field.SINCE), ends.get(Field.UNTIL)
        if since is None or until is None or not _is_later(since, until):
            return choice
        self.notes.append(Reason("query-dates-exchanged"))
        turned = {since: replace(since, field=Field.UNTIL), until: replace(until, field=Field.SINCE)}
        return tuple(turned.get(piece, piece) for piece in choice)

    def _clauses(self, choice: Choice, *, is_excluded: bool) -> Iterator[Clause]:
        for piece in choice:
            if piece.is_excluded == is_excluded:
                yield from self._piece(piece)
            elif piece.field and not is_excluded:
                yield from self._behind(piece)

    def _piece(self, piece: Piece) -> Iterator[Clause]:
        if piece.field is None:
            read = read_quoted(piece.text) if piece.is_quoted else self._read(piece)
            yield from _together(read) if piece.is_excluded else read
            return
        value = read_field(piece.field, piece.text, self._places_of(piece))
        if value is None:
            self.notes.append(Reason("query-field-unread", (piece.written.strip(),)))
            yield from read_text(piece.written, self._places)
            return
        yield value.clause
        if not piece.is_excluded:
            yield from self._behind(piece)

    def _read(self, piece: Piece) -> tuple[Clause, ...]:
        if has_lone_star(piece.text):
            self.notes.append(Reason("query-star-lone"))
        return read_text(piece.text, self._places_of(piece))

    def _places_of(self, piece: Piece) -> Places:
        """Return what a place finds: whoever excludes *Hà Giang* does not mean its successor too."""
        return Places.NAMED if piece.is_excluded else self._places

    def _behind(self, piece: Piece) -> Iterator[Clause]:
        """Yield the words behind the value of a field: they are wanted, also when the value is not."""
        value = None if piece.field is None else read_field(piece.field, piece.text, self._places)
        if value is not None:
            yield from read_text(piece.text[value.end :], self._places)


def _is_later(one: Piece, other: Piece) -> bool:
    days = (read_field(Field.DATED, piece.text, Places.NAMED) for piece in (one, other))
    ranges = [day.clause for day in days if day is not None and isinstance(day.clause, DateRange)]
    return len(ranges) > 1 and ranges[0].first > ranges[1].last


def _beginning(text: str) -> str:
    words = list(islice(syllables(text[:MOST_LETTERS]), MOST_WORDS + 1))
    return text[:MOST_LETTERS] if len(words) <= MOST_WORDS else text[: words[-1].start]


def _once(clauses: Iterator[Clause]) -> tuple[Clause, ...]:
    return tuple(dict.fromkeys(clauses))


def _together(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Return what is excluded as one: only a document that answers all of it is left out."""
    return (AllOf(parts=clauses),) if len(clauses) > 1 else clauses


def _either(wanted: list[tuple[Clause, ...]]) -> tuple[Clause, ...]:
    """Return one choice as it is, several as one clause."""
    if len(wanted) < 2:  # noqa: PLR2004 - one choice is none
        return wanted[0] if wanted else ()
    parts = tuple(choice[0] if len(choice) == 1 else AllOf(parts=choice) for choice in wanted)
    return (AnyOf(parts=parts),)


def _pairs(clauses: tuple[Clause, ...]) -> tuple[str, ...]:
    words = Query(clauses=clauses).words
    return tuple(dict.fromkeys(f"{first.folded} {second.folded}" for first, second in pairwise(words)))


def _as_meant(query: Query) -> Query:
    """Return the query of someone who types diacritics with its plain words as typed: *y* is then a *y*."""
    if not any(has_marks(word.exact) for word in query.words):
        return query
    return query.with_words(_take_as_typed)


def _take_as_typed(word: Word) -> Word:
    return replace(word, is_loose=False) if word.is_plain else word
