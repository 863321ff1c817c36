"""Cuts a query into its pieces: quoted or not, after a field, wanted or not, on either side of an ``OR``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from index.analyzer import folded_letters
from index.query_words import Field, both, either, fields

_OPENING: Final = '"“„«'
_QUOTES: Final = '"“”„«»'
_BRACKET = re.compile(r"[()\[\]]")
_QUOTE = re.compile(f"[{_QUOTES}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words of a query; after a field they begin with its value, and ``written`` is all of it."""

    text: str
    field: Field | None = None
    written: str = ""
    is_quoted: bool = False
    is_excluded: bool = False


Choice = tuple[Piece, ...]
"""The pieces on one side of an ``OR``."""


def choices(text: str) -> tuple[Choice, ...]:
    """Return the pieces of a query by choice; a choice without a piece has no words."""
    found: list[list[Piece]] = [[]]
    for part in _parts(text):
        if part is None:
            found.append([])
        else:
            found[-1].append(part)
    return tuple(map(tuple, found))


def has_odd_quote(choice: Choice) -> bool:
    """Tell whether a quote was opened and never closed, or the other way round."""
    return any(not piece.is_quoted and _QUOTE.search(piece.text) for piece in choice)


def has_brackets(choice: Choice) -> bool:
    """Tell whether brackets stand outside quotes: they group nothing."""
    return any(not piece.is_quoted and _BRACKET.search(piece.text) for piece in choice)


def _parts(text: str) -> Iterator[Piece | None]:
    """Yield the pieces in order, None for an ``OR``."""
    marks = [mark for mark in _marks().finditer(folded_letters(text)) if _is_mark(mark, text)]
    starts = [*(mark.start() for mark in marks), len(text)]
    yield from _plain(text[: starts[0]])
    held: re.Match[str] | None = None
    for mark, end in zip(marks, starts[1:], strict=True):
        rest = text[mark.end() : end]
        if mark["field"] and not rest.strip() and end < len(text) and text[end] in _OPENING:
            held = mark  # its value is the quoted piece that follows
            continue
        yield from _marked(mark, held, text, rest)
        held = None
    if held is not None:
        yield from _plain(text[held.start() :])


def _marked(mark: re.Match[str], held: re.Match[str] | None, text: str, rest: str) -> Iterator[Piece | None]:
    if mark["field"]:
        field = fields()[mark["field"]]
        written = text[mark.start() : mark.end()] + rest
        yield Piece(text=rest, field=field, written=written, is_excluded=bool(mark["not"]))
        return
    if mark["between"]:
        if text[mark.start() : mark.end()] in either():
            yield None
    elif mark["quoted"] is not None:
        yield _quoted(mark, held, text)
    else:
        yield Piece(text=text[mark.start("word") : mark.end("word")], is_excluded=True)
    yield from _plain(rest)


def _quoted(mark: re.Match[str], held: re.Match[str] | None, text: str) -> Piece:
    value = text[mark.start("quoted") : mark.end("quoted")]
    first = mark if held is None else held
    return Piece(
        text=value,
        field=None if held is None else fields()[held["field"]],
        written=text[first.start() : mark.end()],
        is_quoted=True,
        is_excluded=bool(first["not"] or first["not_quoted"]),
    )


def _plain(text: str) -> Iterator[Piece]:
    if text.strip():
        yield Piece(text=text)


def _is_mark(mark: re.Match[str], text: str) -> bool:
    return not mark["between"] or text[mark.start() : mark.end()] in either() | both()


@cache
def _marks() -> re.Pattern[str]:
    """Return the pattern of everything that is not plain words, over folded letters."""
    names = "|".join(
        re.escape(name).replace(r"\ ", r"\s") for name in sorted(fields(), key=len, reverse=True)
    )
    between = "|".join(
        re.escape(folded_letters(word)) for word in sorted(either() | both(), key=len, reverse=True)
    )
    return re.compile(
        rf"(?P<not>(?<!\S)-)?(?<!\w)(?P<field>{names})\s?:(?!//)\s*"
        rf"|(?P<not_quoted>(?<!\S)-)?[{_OPENING}](?P<quoted>[^{_QUOTES}]*)[{_QUOTES}]"
        rf"|(?<!\S)(?P<between>{between})(?!\S)"
        rf"|(?<!\S)-(?P<word>\w[^\s{_QUOTES}]*)"
    )
