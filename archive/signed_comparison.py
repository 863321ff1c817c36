"""A signed file against what was issued: its number, its date, its words, however they are laid out."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from archive.read_document import ReadDocument
from model.document_code import DocumentCode
from model.identification import Identification, TextSource
from model.partial_date import PartialDate
from model.reason import Reason
from model.record import Record
from model.standing import Signature
from model.vietnamese import fold, nfc

_WORD = re.compile(r"\w+")
_PAGE_NUMBER = re.compile(r"\s*[0-9]{1,4}\s*")
_WORDS_TOLD: Final = 12
_LEAST_OCR_PERCENT: Final = 60
"""Below this share of the issued words, what was read from an image is taken for another document."""


def other_number(record: Record, found: Identification) -> DocumentCode | None:
    """Return the number and symbol that the file bears instead of the record's, None when it bears no other.

    What was read from an image may be misread and is never surely another number.
    """
    code = found.code.value if found.code else None
    if found.text_source is TextSource.OCR or code is None or not code.has_number or record.code is None:
        return None
    return None if code.folded_key == record.code.folded_key else code


def differences(
    record: Record,
    found: Identification,
    *,
    issued: tuple[str, ...],
    signed: ReadDocument,
    signatures: tuple[Signature, ...],
    signers: int,
) -> tuple[Reason, ...]:
    """Return in what a file that could be read differs from the record.

    ``issued`` are the lines as issued, empty when none were kept; ``signers`` is how many have to sign.
    """
    is_image = signed.text_source is TextSource.OCR
    lines = [line.text for line in signed.lines]
    return (
        *_of_number(record, found),
        *_of_date(record, found),
        *(_of_read_words(issued, lines) if is_image else _of_words(issued, lines)),
        *([] if is_image else _of_signatures(signatures, signers)),
        *broken(signatures),
    )


def broken(signatures: Iterable[Signature]) -> Iterator[Reason]:
    """Yield the signatures that are no longer what was signed."""
    for signature in signatures:
        if not signature.is_intact:
            yield Reason("signed-broken-signature", (signature.signer or "",))


def _of_number(record: Record, found: Identification) -> Iterator[Reason]:
    code = found.code.value if found.code else None
    if record.code is None:
        return
    if code is None or not code.has_number:
        yield Reason("signed-number-unread")
    elif code.folded_key != record.code.folded_key:
        yield Reason("signed-number-differs", (str(code),))


def _of_date(record: Record, found: Identification) -> Iterator[Reason]:
    """Compare the dates as far as they were read: a day written by hand often is not."""
    if record.dated is None or found.date is None:
        return
    read = found.date.value
    known = record.dated if read.is_whole else PartialDate(record.dated.year, record.dated.month)
    if read != known:
        yield Reason("signed-date-differs", (str(read), str(record.dated)))


def _of_signatures(signatures: tuple[Signature, ...], needed: int) -> Iterator[Reason]:
    if not signatures:
        yield Reason("signed-no-signature")
    elif len({one.signer for one in signatures}) < needed:
        yield Reason("signed-by-one", (signatures[0].signer or "",))


def _of_words(issued: tuple[str, ...], signed: Iterable[str]) -> Iterator[Reason]:
    """Compare which words there are, and how often; where they stand is a matter of layout."""
    kept = (line for line in signed if line in issued or not _drawn_by_signing().match(line))
    before, after = list(_words(issued)), list(_words(kept))
    if not before:
        return
    for code, more, fewer in (
        ("signed-text-missing", before, after),
        ("signed-text-added", after, before),
    ):
        left = list(_left(more, fewer))
        if left:
            told = " ".join(left[:_WORDS_TOLD])
            yield Reason(code, (f"{told} …" if len(left) > _WORDS_TOLD else told,))


@cache
def _drawn_by_signing() -> re.Pattern[str]:
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return re.compile("|".join(f"(?:{pattern})" for pattern in data["drawn_by_signing"]), re.IGNORECASE)


def _left(words: Iterable[str], others: Iterable[str]) -> Iterator[str]:
    """Yield, in their order, the words that are there more often than among the others."""
    known = Counter(others)
    for word in words:
        known[word] -= 1
        if known[word] < 0:
            yield word


def _of_read_words(issued: Iterable[str], signed: Iterable[str]) -> Iterator[Reason]:
    before, after = Counter(map(fold, _words(issued))), Counter(map(fold, _words(signed)))
    if not before:
        return
    percent = 100 * (before & after).total() // before.total()
    if percent < _LEAST_OCR_PERCENT:
        yield Reason("signed-text-unlike", (str(percent),))


def _words(lines: Iterable[str]) -> Iterator[str]:
    """Yield the words of a text, but for the numbers of its pages."""
    for line in lines:
        if not _PAGE_NUMBER.fullmatch(line):
            yield from _WORD.findall(nfc(line).casefold())
