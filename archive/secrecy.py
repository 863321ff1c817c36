"""Look for marks of secrecy before anything is written (records.md 5.2): in a name, and on the first page.

A finding holds nothing of the content, only which rule found it.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from archive.read_document import Line, Member, Page, ReadDocument
from model.identification import TextSource
from model.reason import Reason
from model.review_code import ReviewCode
from model.vietnamese import collapse, fold, nfc

_FIRST_PAGE_LINES = 80
"""Taken as the first page where the format does not break pages: more than any first page holds."""
_COLUMNS = re.compile(r"\t|\||\s{3,}")
_MACHINE_READ = frozenset({TextSource.OCR})
_NO_LETTERS = re.compile(r"[\W_]+")
_SUBJECTS = frozenset({"subject", "summary"})
_GAP = "|"
_SAFE_MARK = "·"


@dataclass(frozen=True, slots=True)
class SecrecyHit:
    """A mark was found by ``rule``.

    That is ``name``, ``packet``, ``subject``, ``stamp``, ``label`` or ``damaged-stamp``.
    """

    rule: str


def secrecy_of_name(name: str) -> SecrecyHit | None:
    """Look for a mark in a file's name and in the names of its folders."""
    parts = re.split(r"[/\\]", nfc(name).lower())
    return SecrecyHit("name") if any(map(_is_marked, parts)) else None


def secrecy_of_text(document: ReadDocument) -> SecrecyHit | None:
    """Look for a mark on the first page, in running heads and watermarks, and in all that lies inside."""
    if document.states_secrecy:
        return SecrecyHit("packet")
    if any(map(_is_marked_subject, _subjects(document))):
        return SecrecyHit("subject")
    rule = next(filter(None, (_rule_of(line.text) for line in _first_page(document))), None)
    if rule is not None:
        return SecrecyHit(rule)
    if _has_damaged_stamp(document):
        return SecrecyHit("damaged-stamp")
    inner = (*map(secrecy_of_text, document.children), *map(_secrecy_of_member, document.members))
    return next(filter(None, inner), None)


def _secrecy_of_member(member: Member) -> SecrecyHit | None:
    return secrecy_of_name(member.name) or (
        None if member.document is None else secrecy_of_text(member.document)
    )


def secrecy_doubt(subject: str) -> Reason | None:
    """Return why a person should look at a subject that speaks of state secrets; nothing is held back."""
    speaks_of_them = _text("doubt").search(nfc(subject).lower()) is not None
    return Reason(ReviewCode.STATE_SECRETS_IN_SUBJECT) if speaks_of_them else None


def _subjects(document: ReadDocument) -> Iterator[str]:
    """Yield what a mail, a packet's header or a file's own properties say that it is about."""
    yield from (text for key, text in document.metadata.items() if key.lower() in _SUBJECTS)
    if document.stated is not None and document.stated.subject is not None:
        yield document.stated.subject.value


def _is_marked_subject(subject: str) -> bool:
    """Whether a subject bears a mark: set apart, or in capitals among small letters."""
    text = _unsafe(collapse(nfc(subject)))
    if _text("subject_mark").search(text.upper()):
        return True
    return _text("subject_higher" if text.isupper() else "subject_capitals").search(text) is not None


def _unsafe(subject: str) -> str:
    return _safe_in_subject().sub(_SAFE_MARK, subject)


def _rule_of(text: str) -> str | None:
    columns = [_text("copy_number").sub("", column) for column in _COLUMNS.split(text)]
    if _stamp().search(_GAP.join(map(_letters, columns))):
        return "stamp"
    return "label" if _text("label").search(_GAP.join(map(collapse, columns)).upper()) else None


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text)


def _first_page(document: ReadDocument) -> Iterator[Line]:
    """Yield the lines where a mark may stand; each sheet of a workbook and each picture is a first page."""
    yield from document.margins
    yield from document.stamps
    for place, page in enumerate(document.pages):
        if page.number is None:
            yield from _filled(page)[:_FIRST_PAGE_LINES]
        elif place == 0 or not document.is_in_order:
            yield from page.lines


def _filled(page: Page) -> list[Line]:
    return [line for line in page.lines if line.text.strip()]


def _has_damaged_stamp(document: ReadDocument) -> bool:
    if any(map(_is_pictured_stamp, document.stamps)):
        return True
    if document.text_source not in _MACHINE_READ:
        return False
    first = document.pages[:1] if document.is_in_order else document.pages
    lines = (line for page in first for line in _upper_third(page))
    return any(_text("damaged_stamp").fullmatch(_letters(line.text)) for line in lines)


def _is_pictured_stamp(line: Line) -> bool:
    letters = _letters(_text("copy_number").sub("", line.text))
    return letters.isupper() and _text("pictured_stamp").fullmatch(fold(letters)) is not None


def _upper_third(page: Page) -> list[Line]:
    if page.height is None:
        return _filled(page)[: _FIRST_PAGE_LINES // 3]
    third = page.height / 3
    return [line for line in page.lines if line.box is None or line.box[1] <= third]


def _is_marked(part: str) -> bool:
    rest = _safe_phrases().sub(_SAFE_MARK, part)
    alphabet = "ascii" if part.isascii() else "diacritics"
    return _name_pattern(alphabet).search(rest) is not None


@cache
def _table() -> dict[str, dict[str, str | list[str]]]:
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _stamp() -> re.Pattern[str]:
    """Return the pattern of a stamp; one whose letters stand far apart runs through several columns."""
    letters = (re.escape(_GAP) + "?").join
    stamps = "|".join(letters(_letters(stamp)) for stamp in _table()["text"]["stamps"])
    return re.compile(rf"(?<![^{_GAP}])(?:{stamps})(?![^{_GAP}])")


@cache
def _text(name: str) -> re.Pattern[str]:
    return re.compile(str(_table()["text"][name]))


@cache
def _name_pattern(alphabet: str) -> re.Pattern[str]:
    return re.compile(str(_table()["name"][alphabet]))


@cache
def _safe_in_subject() -> re.Pattern[str]:
    phrases = (*_table()["name"]["safe"], *_table()["text"]["safe"])
    return re.compile("|".join(map(re.escape, phrases)), re.IGNORECASE)


@cache
def _safe_phrases() -> re.Pattern[str]:
    names = _table()["name"]
    phrases = [*names["safe"], *map(fold, names["safe"]), *names["safe_ascii_only"]]
    spaced = (r"[ _-]*".join(map(re.escape, phrase.split())) for phrase in phrases)
    return re.compile("|".join(spaced))
