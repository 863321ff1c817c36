"""Checks of the first part of the recipients, Kính gửi: NN-01 to NN-03 (II-9b, II-9d)."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from generator.checks.components import Components
from generator.checks.finding import Breach
from generator.checks.observed import Observed, SeenParagraph
from generator.checks.registry import Context, check
from generator.checks.text_patterns import text_pattern
from generator.checks.text_words import text_word
from model.document_kind import DocumentKind

_ADDRESSED: Final = frozenset({DocumentKind.OFFICIAL_DISPATCH, DocumentKind.PROPOSAL, DocumentKind.REPORT})


@check("NN-01")
def _only_some_kinds(_: Observed, context: Context) -> Iterator[Breach]:
    components = context.components
    if components.kind is None or components.kind in _ADDRESSED or not components.addressees:
        return
    first = components.addressees[0]
    if text_pattern("addressed").match(first.text):
        yield Breach(at=first, found=components.kind.label, expected=text_word("kinds_addressed"))


@check("NN-02")
def _dispatch_is_addressed(_: Observed, context: Context) -> Iterator[Breach]:
    components = context.components
    is_whole = components.letterhead.closed and bool(components.body)
    if components.kind is DocumentKind.OFFICIAL_DISPATCH and is_whole and not components.addressees:
        yield Breach(at=None, found=text_word("no_addressee"), expected=text_word("addressee_line"))


@check("NN-03")
def _one_to_a_line(_: Observed, context: Context) -> Iterator[Breach]:
    lines = [line for line in context.components.addressees if line.text]
    if not lines or text_pattern("addressed").match(lines[0].text) is None:
        return
    first = text_pattern("addressed_label").sub("", lines[0].text)
    entries = [(line, line.text) for line in lines[1:]]
    if first:
        entries.insert(0, (lines[0], first))
    yield from _listed_in_one_line(entries)
    if len(entries) > 1 and any(text_pattern("item").match(text) for _line, text in entries):
        yield from _wrong_entries(entries)


def _listed_in_one_line(entries: list[tuple[SeenParagraph, str]]) -> Iterator[Breach]:
    for line, text in entries:
        parted = text_pattern("several_in_line").search(text)
        if parted:
            rest = text[parted.start() :].lstrip(",; ")
            yield Breach(at=line, found=text, expected=f"- {text[: parted.start()]}; - {rest}")


def _wrong_entries(entries: list[tuple[SeenParagraph, str]]) -> Iterator[Breach]:
    """Yield the lines without dash or with a wrong stop; a line may go on in the next."""
    for (line, text), (_next, following) in pairwise(entries):
        ends_here = text_pattern("item").match(following) is not None
        if ends_here and not text.endswith(";"):
            yield Breach(at=line, found=text, expected=f"{text.rstrip(' .,;')};")
    last, text = entries[-1]
    if not text.endswith("."):
        yield Breach(at=last, found=text, expected=f"{text.rstrip(' ,;')}.")


def is_addressed(components: Components) -> bool:
    """Whether the document bears Kính gửi."""
    return any(text_pattern("addressed").match(line.text) for line in components.addressees)
