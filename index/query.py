"""What was asked, in a form that every engine understands."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Self

from index.analyzer import BARE
from model.document_code import DocumentCode


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


Clause = Word | Phrase | CodeTerm


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Clauses that must all be answered; ``pairs`` are words typed in a row, folded, for ranking."""

    clauses: tuple[Clause, ...] = ()
    pairs: tuple[str, ...] = ()

    @property
    def words(self) -> Iterator[Word]:
        """Every word, those of phrases included."""
        for clause in self.clauses:
            if isinstance(clause, Word):
                yield clause
            elif isinstance(clause, Phrase):
                yield from clause.words

    def with_words(self, change: Callable[[Word], Word]) -> Self:
        """Return the query with every word changed, those of phrases included."""

        def changed(clause: Clause) -> Clause:
            if isinstance(clause, Word):
                return change(clause)
            return Phrase(words=tuple(map(change, clause.words))) if isinstance(clause, Phrase) else clause

        return replace(self, clauses=tuple(map(changed, self.clauses)))


def loosen(query: Query, is_spelled: Callable[[str], bool]) -> Query:
    """Return the query with the plain words loosened that no document spells plainly.

    Who types diacritics means *y* and not *ý*; but *truong* typed among them can only lack its marks.
    """

    def loosened(word: Word) -> Word:
        return replace(word, is_loose=True) if word.is_plain and not is_spelled(word.exact) else word

    return query.with_words(loosened)
