"""Section 16.1: encoding and typing."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Final

from generator.checks.finding import Breach
from generator.checks.observed import Observed, SeenParagraph
from generator.checks.patterns import pattern
from generator.checks.registry import Context, check
from generator.checks.words import word
from model.vietnamese import collapse, nfc

_SHOWN: Final = 60
_FEWEST_LEGACY: Final = 2
"""So many words in a paragraph must look like an old encoding: one may be a foreign name or a sign."""
_TYPED_LISTS: Final = frozenset("-–—+*")


def _all(observed: Observed) -> Iterator[SeenParagraph]:
    yield from observed.paragraphs
    yield from observed.bands


def _matching(observed: Observed, name: str) -> Iterator[tuple[SeenParagraph, str]]:
    """Yield the paragraphs that hold a pattern of typing, and what of them matches, each word once."""
    for paragraph in _all(observed):
        found = dict.fromkeys(match[0].strip() for match in pattern("typing", name).finditer(paragraph.raw))
        if found:
            yield paragraph, " ".join(found)


@check("UNI-01")
def composed(observed: Observed, _context: Context) -> Iterator[Breach]:
    """Report letters typed with marks of their own."""
    for paragraph, found in _matching(observed, "combining"):
        if unicodedata.normalize("NFC", found) != found:
            yield Breach(at=paragraph, found=found, expected=unicodedata.normalize("NFC", found))


@check("UNI-02")
def right_d(observed: Observed, _context: Context) -> Iterator[Breach]:
    """Report letters that only look like Đ."""
    for paragraph, found in _matching(observed, "look_alike_d"):
        yield Breach(at=paragraph, found=found, expected=nfc(found))


@check("UNI-03")
def no_legacy_code(observed: Observed, _context: Context) -> Iterator[Breach]:
    """Report text in an encoding from before Unicode."""
    for paragraph in _all(observed):
        words = [match[0] for match in pattern("typing", "legacy").finditer(paragraph.raw)]
        fonts = {(run.font or "").lower() for run in paragraph.inked}
        is_old_font = any(pattern("typing", "legacy_font").search(font) for font in fonts)
        if len(words) >= _FEWEST_LEGACY or (is_old_font and words):
            yield Breach(at=paragraph, found=paragraph.text[:_SHOWN], expected="Unicode")


@check("UNI-04")
def single_blanks(observed: Observed, _context: Context) -> Iterator[Breach]:
    """Report blanks that only shift text; a draft leaves room for its number and day."""
    for paragraph in _all(observed):
        written = pattern("typing", "open_room").sub(lambda room: collapse(room[0]) + " ", paragraph.raw)
        match = pattern("typing", "extra_blanks").search(written)
        if match is not None and paragraph.text:
            start = max(match.start() - _SHOWN // 3, 0)
            found = written[start : match.end() + _SHOWN // 3].strip()
            yield Breach(at=paragraph, found=found, expected=collapse(nfc(found)))


@check("UNI-05")
def one_style_of_marks(observed: Observed, context: Context) -> Iterator[Breach]:
    """Report a text that places the marks over two vowels in both ways."""
    national = {id(line) for line in context.components.letterhead.national_name}
    texts = [one.text for one in _all(observed) if id(one) not in national]
    found = {
        name: Counter(match[0].lower() for text in texts for match in pattern("typing", name).finditer(text))
        for name in ("mark_first", "mark_last")
    }
    if all(found.values()):
        (first, _), (last, _) = (counts.most_common(1)[0] for counts in found.values())
        prevailing = max(found.values(), key=Counter.total).most_common(1)[0][0]
        yield Breach(at=None, found=word("joined").join((first, last)), expected=prevailing)


@check("UNI-06")
def national_name_as_ruled(_observed: Observed, context: Context) -> Iterator[Breach]:
    """Report the other spelling of the national name."""
    for line in context.components.letterhead.national_name:
        if pattern("typing", "old_national_name").search(line.text):
            expected = pattern("typing", "old_national_name").sub("HÒA", line.text)
            yield Breach(at=line, found=line.text, expected=expected)


@check("UNI-07")
def no_bullets(observed: Observed, _context: Context) -> Iterator[Breach]:
    """Report bullets in place of typed dashes."""
    for paragraph in observed.lines():
        typed = pattern("typing", "bullet").match(paragraph.raw)
        label = paragraph.numbering
        is_bullet = (
            bool(label) and not any(letter.isalnum() for letter in label) and label not in _TYPED_LISTS
        )
        is_circle = label == "o"
        if typed is not None or is_bullet or is_circle:
            found = label if typed is None else typed[0].strip()
            yield Breach(at=paragraph, found=found, expected=word("typed_dash"))
