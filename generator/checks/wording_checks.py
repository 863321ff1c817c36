"""Checks of the words of the body: its end, leftovers of a template, abbreviations (ND-09, ND-12, ND-13)."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from generator.checks.components import Components
from generator.checks.finding import Breach
from generator.checks.observed import Observed, SeenParagraph
from generator.checks.prose import is_letter, prose
from generator.checks.registry import Context, check
from generator.checks.text_patterns import text_pattern, understood_abbreviations
from generator.checks.text_words import text_word
from model.check_finding import CheckSeverity
from model.document_kind import DocumentKind, kind_abbreviations

_END: Final = "./."
_WITHOUT_TEMPLATE: Final = frozenset(
    {DocumentKind.CONTRACT, DocumentKind.MEMORANDUM, DocumentKind.AGREEMENT, DocumentKind.OFFICIAL_LETTER}
)
_LAST_WORDS: Final = 4


@check("ND-09")
def _ends_as_in_the_templates(seen: Observed, context: Context) -> Iterator[Breach]:
    components = context.components
    last = _last_line(components)
    if last is None or seen.is_scan or components.kind in _WITHOUT_TEMPLATE | {None} or is_letter(components):
        return
    if text_pattern("ended").search(last.text) is None:
        words = " ".join(last.text.split(" ")[-_LAST_WORDS:])
        bare = text_pattern("ended_nearly").sub("", words).rstrip(" .;,:/")
        yield Breach(at=last, found=words, expected=f"{bare}{_END}")


def _last_line(components: Components) -> SeenParagraph | None:
    """Return where the text ends; None where a table or nothing that ends it follows."""
    lines = [line for line in components.body if line.text]
    signed = components.capacity or components.signers or components.recipients_label
    if not lines or not signed:
        return None
    last = lines[-1]
    below = any(cell.place.index > last.place.index for cell in components.tables)
    return None if below else last


@check("ND-12")
def _nothing_left_to_fill_in(seen: Observed, context: Context) -> Iterator[Breach]:
    components = context.components
    if seen.is_scan:
        return
    numbered = components.code is not None and components.code.has_number
    issued = numbered or (context.office is not None and context.office.issuing)
    head = components.letterhead
    told: set[str] = set()
    for line in (*head.dispatch_subject, *head.subject, *components.addressees, *prose(components)):
        match = text_pattern("leftover").search(line.text)
        if match is None or (found := text_pattern("dots").sub("...", match[0])) in told:
            continue
        told.add(found)
        severity = None if issued else CheckSeverity.NOTE
        yield Breach(at=line, found=found, expected=text_word("fill_in"), severity=severity)


@check("ND-13")
def _abbreviations_are_explained(_: Observed, context: Context) -> Iterator[Breach]:
    told: set[str] = set()
    for line in prose(context.components):
        for match in text_pattern("abbreviation").finditer(line.text):
            short = match["short"]
            if short not in told and _needs_words(line.text, match):
                yield Breach(at=line, found=short, expected=text_word("explained"))
            told.add(short)


def _needs_words(text: str, match: re.Match[str]) -> bool:
    """Whether an abbreviation stands without the words it stands for, and not among words in capitals."""
    short = match["short"]
    if short in _understood() or text_pattern("roman_number").match(short):
        return False
    if text[: match.start()].endswith(("(", "“", '"')) or text_pattern("explains").search(
        text[: match.start()]
    ):
        return False
    neighbours = (*text[: match.start()].split()[-1:], *text[match.end() :].split()[:1])
    return not any(word.isupper() and len(word.strip(".,;:()")) > 1 for word in neighbours)


@cache
def _understood() -> frozenset[str]:
    return understood_abbreviations() | kind_abbreviations()
