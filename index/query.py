"""What was asked, in a form that every engine understands."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from index.analyzer import BARE
from model.document_code import DocumentCode
from model.reason import Reason
from model.search import Sort


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One syllable. ``is_loose``: any diacritics will do; otherwise the form as typed, or a bare one."""

    exact: str
    folded: str
    is_loose: bool

    @property
    def is_plain(self) -> bool:
        """Whether the word was typed without diacritics."""
        return self.exact == self.folded

    @property
    def spellings(self) -> tuple[str, ...]:
        """The exact forms that answer a word that is not loose, best first."""
        return self.exact, BARE + self.folded

    def matches(self, exact: str, folded: str) -> bool:
        """Tell whether a syllable of a text answers this word."""
        return folded == self.folded if self.is_loose else exact in self.spellings


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Syllables that must stand one after the other."""

    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeTerm:
    """The whole code of a document, which may be the document's own or one that it cites.

    Codes match by their folded form, because Đ is what damaged text loses first; the exact form ranks.
    """

    exact: str
    folded: str

    @classmethod
    def of(cls, code: DocumentCode) -> Self:
        """Return the term of a code, in which case does not count."""
        return cls(exact=code.key.lower(), folded=code.folded_key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefix:
    """A syllable that begins so, in any diacritics."""

    folded: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Titled:
    """Words that all stand in the code or the subject, in any order."""

    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """An entry that has any of these keys; each that it has adds its score."""

    scores: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """An entry with any of these values in a column of index.entry.COLUMNS; adds nothing to the score."""

    column: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRange:
    """An entry whose days touch the days from ``first`` to ``last``, both included; adds no score."""

    first: date = date.min
    last: date = date.max

    @classmethod
    def of_year(cls, year: int) -> Self:
        """Return the range of a calendar year."""
        return cls(first=date(year, 1, 1), last=date(year, 12, 31))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """At least so many of the parts; the score is the sum over the parts that are answered.

    The first part counts whole, the others by ``share``: what was typed above what it may also mean. ``note``
    is what is worth telling about that.
    """

    parts: "tuple[Clause, ...]"
    least: int = 1
    share: float = 1.0
    note: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """All of the parts; the score is their sum."""

    parts: "tuple[Clause, ...]"


Clause = Word | Prefix | Phrase | Titled | Keys | OneOf | DateRange | AnyOf | AllOf


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Clauses that must all be answered, and those that must not; without a clause nothing is found.

    ``pairs`` are words typed in a row, folded, and ``favoured`` what is worth more where it is
    answered too: both only rank.
    """

    clauses: tuple[Clause, ...] = ()
    excluded: tuple[Clause, ...] = ()
    pairs: tuple[str, ...] = ()
    favoured: tuple[Clause, ...] = ()
    sort: Sort = Sort.RELEVANCE

    @property
    def words(self) -> Iterator[Word]:
        """Every word that is wanted, those of phrases and of parts included."""
        for clause in self.clauses:
            yield from words_of(clause)

    def with_words(self, change: Callable[[Word], Word]) -> Self:
        """Return the query with every word changed, those of phrases and of parts included."""
        return replace(
            self,
            clauses=tuple(_with_words(clause, change) for clause in self.clauses),
            excluded=tuple(_with_words(clause, change) for clause in self.excluded),
        )


def words_of(clause: Clause) -> Iterator[Word]:
    """Yield the words of a clause in order, without the other names of what was typed."""
    if isinstance(clause, Word):
        yield clause
    elif isinstance(clause, Phrase | Titled):
        yield from clause.words
    elif isinstance(clause, AnyOf | AllOf):
        is_named_otherwise = isinstance(clause, AnyOf) and clause.share < 1
        for part in clause.parts[:1] if is_named_otherwise else clause.parts:
            yield from words_of(part)


def notes_of(clause: Clause) -> Iterator[Reason]:
    """Yield what is worth telling about a clause and its parts."""
    if isinstance(clause, AnyOf) and clause.note is not None:
        yield clause.note
    if isinstance(clause, AnyOf | AllOf):
        for part in clause.parts:
            yield from notes_of(part)


def _with_words(clause: Clause, change: Callable[[Word], Word]) -> Clause:
    if isinstance(clause, Word):
        return change(clause)
    if isinstance(clause, Phrase | Titled):
        return replace(clause, words=tuple(map(change, clause.words)))
    if isinstance(clause, AnyOf | AllOf):
        return replace(clause, parts=tuple(_with_words(part, change) for part in clause.parts))
    return clause


def ranks(clause: Clause) -> bool:
    """Tell whether a clause says which entries answer better; filters say only which answer."""
    if isinstance(clause, AnyOf | AllOf):
        return any(map(ranks, clause.parts))
    if isinstance(clause, Keys):
        return any(score for _, score in clause.scores)
    return not isinstance(clause, DateRange | OneOf | Prefix)


def loosen(query: Query, is_spelled: Callable[[str], bool]) -> Query:
    """Return the query with the plain words loosened that no document spells plainly.

    Who types diacritics means *y* and not *ý*; but *truong* typed among them can only lack its marks.
    """

    def loosened(word: Word) -> Word:
        if word.is_loose or not word.is_plain or is_spelled(word.exact):
            return word
        return replace(word, is_loose=True)

    return query.with_words(loosened)
