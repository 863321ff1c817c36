"""Turns a query into tantivy's own."""

from collections.abc import Iterable
from functools import singledispatch
from typing import Final

import tantivy
from tantivy import FieldType, Occur

from index.engines.ranking import OTHER_SPELLING, PAIR, SAME_SPELLING, TITLE
from index.engines.tantivy_schema import pair_term
from index.query import AllOf, AnyOf, Clause, DateRange, Keys, OneOf, Phrase, Prefix, Query, Titled, Word

Schema = tantivy.Schema

_SPECIAL: Final = frozenset(".+*?()|[]{}\\^$")


def tantivy_query(query: Query, schema: Schema) -> tantivy.Query:
    """Return the query with its required and excluded clauses and what ranks besides."""
    required = [(Occur.Must, answered(clause, schema)) for clause in query.clauses]
    excluded = [(Occur.MustNot, answered(clause, schema)) for clause in query.excluded]
    ranking = [one for word in dict.fromkeys(query.words) for one in _ranked(word, schema)]
    favoured = [answered(clause, schema) for clause in query.favoured]
    pairs = [_boosted(_term(schema, "pairs", pair_term(pair)), PAIR) for pair in query.pairs]
    return tantivy.Query.boolean_query(
        [*required, *excluded, *((Occur.Should, one) for one in (*ranking, *pairs, *favoured))]
    )


@singledispatch
def answered(clause: Clause, _schema: Schema) -> tantivy.Query:
    """Return the query that finds what answers a clause."""
    raise TypeError(clause)


@answered.register
def _(clause: Word, schema: Schema) -> tantivy.Query:
    return _term(schema, "folded", clause.folded) if clause.is_loose else _as_typed(schema, "exact", clause)


@answered.register
def _(clause: Phrase, schema: Schema) -> tantivy.Query:
    """Return the row of words without diacritics where any is loose, else as typed or all of them bare."""
    if len(clause.words) == 1:
        return answered(clause.words[0], schema)
    if any(word.is_loose for word in clause.words):
        row = tantivy.Query.phrase_query(schema, "folded", [word.folded for word in clause.words])
        return _all([row, *(answered(word, schema) for word in clause.words)])
    rows = zip(*(word.spellings for word in clause.words), strict=True)
    return _any(tantivy.Query.phrase_query(schema, "exact", list(row)) for row in rows)


@answered.register
def _(clause: Prefix, schema: Schema) -> tantivy.Query:
    begin = "".join(f"\\{letter}" if letter in _SPECIAL else letter for letter in clause.folded)
    return tantivy.Query.regex_query(schema, "folded", f"{begin}.*")


@answered.register
def _(clause: Titled, schema: Schema) -> tantivy.Query:
    return _all(_titled(schema, word) for word in clause.words)


@answered.register
def _(clause: Keys, schema: Schema) -> tantivy.Query:
    return _any(
        tantivy.Query.const_score_query(_term(schema, "keys", key), score) for key, score in clause.scores
    )


@answered.register
def _(clause: OneOf, schema: Schema) -> tantivy.Query:
    return _unscored(_any(_term(schema, clause.column, value) for value in sorted(clause.values)))


@answered.register
def _(clause: DateRange, schema: Schema) -> tantivy.Query:
    first, last = clause.first.toordinal(), clause.last.toordinal()
    ends = (("last", first, None), ("first", None, last))
    ranges = (
        tantivy.Query.range_query(schema, name, FieldType.Integer, lower, upper)
        for name, lower, upper in ends
    )
    return _unscored(_all(ranges))


@answered.register
def _(clause: AllOf, schema: Schema) -> tantivy.Query:
    return _all(answered(part, schema) for part in clause.parts)


@answered.register
def _(clause: AnyOf, schema: Schema) -> tantivy.Query:
    parts = [answered(part, schema) for part in clause.parts]
    shared = [*parts[:1], *(_boosted(part, clause.share) for part in parts[1:])]
    return tantivy.Query.boolean_query(
        [(Occur.Should, part) for part in shared], minimum_number_should_match=clause.least
    )


def _ranked(word: Word, schema: Schema) -> Iterable[tantivy.Query]:
    if not word.is_loose:
        return (_boosted(_titled(schema, word), TITLE),)
    return (
        _boosted(_term(schema, "exact", word.exact), SAME_SPELLING),
        _boosted(_term(schema, "title", word.folded), TITLE),
        _boosted(_term(schema, "title_exact", word.exact), TITLE * SAME_SPELLING),
    )


def _titled(schema: Schema, word: Word) -> tantivy.Query:
    return _term(schema, "title", word.folded) if word.is_loose else _as_typed(schema, "title_exact", word)


def _as_typed(schema: Schema, field: str, word: Word) -> tantivy.Query:
    exact, bare = (_term(schema, field, spelling) for spelling in word.spellings)
    return _any([exact, _boosted(bare, OTHER_SPELLING)])


def _term(schema: Schema, field: str, term: str) -> tantivy.Query:
    return tantivy.Query.term_query(schema, field, term.encode(errors="replace").decode())


def _boosted(query: tantivy.Query, boost: float) -> tantivy.Query:
    return tantivy.Query.boost_query(query, boost)


def _unscored(query: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, 0.0)


def _all(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(Occur.Must, query) for query in queries])


def _any(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(Occur.Should, query) for query in queries])
