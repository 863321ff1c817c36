"""Finds wrong capital letters in a text (appendix II of the decree, rules marked R or L)."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from generator.checks.capital_words import Judged, KnownWords, WrongWords, key_of, known_words_in, wrong_words
from generator.checks.slip import Slip
from generator.checks.text_patterns import text_pattern

_AFTER_STOP: Final = re.compile(r"(?P<before>[^\W\d_]+)[.?!] (?P<word>[^\W\d_]+)\b(?![.)])")
_ABBREVIATED: Final = frozenset({"tr", "tp", "ths", "nxb", "st"})
_SENTENCE: Final = "VH-01"


@lru_cache(maxsize=1 << 15)
def capital_slips(text: str) -> tuple[Slip, ...]:
    """Return every wrong letter of one paragraph, in reading order; a paragraph all in capitals has none."""
    if text.isupper():
        return ()
    found = [*_known_slips(text), *_pattern_slips(text), *_sentence_slips(text)]
    return tuple(sorted(found, key=lambda slip: slip.start))


def begins_sentence(text: str, position: int) -> bool:
    """Whether a capital may stand there whatever the word: at the start, after a stop, dash or bracket."""
    return text_pattern("sentence_begins").search(text[:position]) is not None


def with_capital(text: str) -> str:
    """Return the text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def _known_slips(text: str) -> Iterator[Slip]:
    key = key_of(text)
    taken: set[int] = set()
    for known in known_words_in(key):
        for start in _places(key, known.key):
            span = range(start, start + len(known.key))
            if taken.isdisjoint(span):
                taken.update(span)
                yield from _judge(text, start, known)


def _places(key: str, words: str) -> Iterator[int]:
    """Yield where the words stand as whole words."""
    start = key.find(words)
    while start >= 0:
        end = start + len(words)
        if not key[start - 1 : start].isalnum() and not key[end : end + 1].isalnum():
            yield start
        start = key.find(words, start + 1)


def _judge(text: str, start: int, known: KnownWords) -> Iterator[Slip]:
    found = text[start : start + len(known.key)]
    expected = _in_letters_of(known.words, found)
    if expected == found or found.isupper() or not _is_judged(found, known.judged):
        return
    lead_is_free = known.free_lead or begins_sentence(text, start)
    if lead_is_free and expected[1:] == found[1:]:
        return
    if known.unless is None or known.unless.search(text[:start].lower()) is None:
        yield Slip(rule=known.rule, start=start, found=found, expected=expected)


def _is_judged(found: str, judged: Judged) -> bool:
    if judged is Judged.BEGUN:
        return found[0].isupper()
    return judged is Judged.ALWAYS or not found.islower()


def _in_letters_of(words: str, found: str) -> str:
    """Return what was found, each letter as large as in the right words; tone marks stay where they are."""
    return "".join(
        letter.upper() if right.isupper() else letter.lower()
        for right, letter in zip(words, found, strict=True)
    )


def _pattern_slips(text: str) -> Iterator[Slip]:
    for pattern in wrong_words():
        for match in pattern.wrong.finditer(text):
            if pattern.unless is None or pattern.unless.search(text[: match.start()].lower()) is None:
                found = match[0].rstrip()
                yield Slip(
                    rule=pattern.rule, start=match.start(), found=found, expected=_mended(found, pattern)
                )


def _mended(found: str, pattern: WrongWords) -> str:
    words = found.split(" ")
    if pattern.turn is None:
        return pattern.instead[words[-1]]
    words[pattern.turn] = with_capital(words[pattern.turn])
    return " ".join(words)


def _sentence_slips(text: str) -> Iterator[Slip]:
    for match in _AFTER_STOP.finditer(text):
        word, before = match["word"], match["before"]
        is_word = before.islower() and len(before) > 1 and before not in _ABBREVIATED
        if is_word and word[0].islower() and not text[: match.start()].endswith("."):
            yield Slip(rule=_SENTENCE, start=match.start("word"), found=word, expected=with_capital(word))
