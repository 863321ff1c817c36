"""Look for marks of secrecy before anything is written (records.md 5.2): in a name, and on the first page.

A finding holds nothing of the content, only which rule found it.
"""

import re
import string
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from archive.letterhead import has_letterhead
from archive.read_document import Line, Member, Page, ReadDocument
from archive.secrecy_names import is_marked_name, without_safe_phrases
from model.identification import TextSource
from model.reason import Reason
from model.review_code import ReviewCode
from model.vietnamese import collapse, fold, nfc

_FIRST_PAGE_LINES = 80
"""Taken as the first page where the format does not break pages: more than any first page holds."""
_COLUMNS = re.compile(r"\t|\||\s{3,}")
_MACHINE_READ = frozenset({TextSource.OCR})
_NO_LETTERS = re.compile(r"[\W_]+")
_SUBJECTS = frozenset({"subject", "summary", "title"})
_GAP = "|"
_FULL_WIDTH = 0xFEE0
"""From a letter to the same as wide as an ideograph."""
_JOINT = r"\|?"
_MOST_BESIDE = 6
"""Words of urgency and the like before a mark, and as many behind it; so a long line takes no longer."""
_HEAD_ROWS, _HEAD_COLUMNS = 4, 2
"""The table of a letterhead is no larger; in others `Mật` may be goods, or a column of a form."""


@dataclass(frozen=True, slots=True)
class SecrecyHit:
    """A mark was found by ``rule``.

    That is ``name``, ``packet``, ``subject``, ``stamp``, ``label``, ``damaged-stamp`` or ``doubtful-mark``.
    """

    rule: str


def secrecy_of_name(name: str) -> SecrecyHit | None:
    """Look for a mark in a file's name and in the names of its folders."""
    return SecrecyHit("name") if is_marked_name(_in_latin(nfc(name))) else None


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
    if _has_doubtful_mark(document):
        return SecrecyHit("doubtful-mark")
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
    text = _unsafe(collapse(_in_latin(nfc(subject))))
    if _text("subject_mark").search(text.upper()):
        return True
    return _text("subject_higher" if text.isupper() else "subject_capitals").search(text) is not None


def _unsafe(subject: str) -> str:
    return _safe_in_subject().sub("·", without_safe_phrases(subject))


def _rule_of(text: str) -> str | None:
    text = _in_latin(text)
    if not _has_the_word(text):
        return None
    columns = _columns(text)
    if _marks("stamp").search(_GAP.join(map(_letters, columns))):
        return "stamp"
    return "label" if _text("label").search(_GAP.join(map(collapse, columns)).upper()) else None


def _columns(text: str) -> list[str]:
    return [_text("copy_number").sub("", column) for column in _COLUMNS.split(text)]


def _in_latin(text: str) -> str:
    """Return the text with letters that only look like those of a mark as those of the mark."""
    return nfc(text.translate(_lookalikes())) if _looks_alike().search(text) else text


def _has_the_word(text: str) -> bool:
    """Whether the letter is there that no mark lacks: most lines need no closer look."""
    return "\u1ead" in text or "\u1eac" in text


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text)


def _first_page(document: ReadDocument) -> Iterator[Line]:
    """Yield the lines where a mark may stand; each sheet of a workbook and each picture is a first page."""
    yield from document.margins
    yield from document.stamps
    for place, page in enumerate(document.pages):
        if page.number is None:
            yield from _filled(page)[:_FIRST_PAGE_LINES]
        elif place == 0 or not document.is_in_order or has_letterhead(page):
            yield from page.lines


def _filled(page: Page) -> list[Line]:
    return [line for line in page.lines if line.text.strip()]


def _has_damaged_stamp(document: ReadDocument) -> bool:
    if any(map(_is_pictured_stamp, document.stamps)):
        return True
    if document.text_source not in _MACHINE_READ:
        return False
    return any(_is_damaged_stamp(_letters(line.text)) for line in _heads(document))


def _is_damaged_stamp(letters: str) -> bool:
    return any(_text("damaged_stamp").fullmatch(part) for part in _without_urgency(letters))


def _is_pictured_stamp(line: Line) -> bool:
    letters = _letters(_text("copy_number").sub("", line.text))
    return letters.isupper() and any(
        _text("pictured_stamp").fullmatch(fold(part)) for part in _without_urgency(letters)
    )


def _without_urgency(letters: str) -> Iterator[str]:
    """Yield what was read as it is, and without a word of urgency before or behind it."""
    yield letters
    folded = fold(letters)
    if len(folded) == len(letters):
        before = _text("damaged_before").match(folded)
        behind = _text("damaged_behind").search(folded)
        yield letters[before.end() if before else 0 :]
        yield letters[: behind.start() if behind else None]


def _has_doubtful_mark(document: ReadDocument) -> bool:
    """Whether a head speaks of one level in small letters; one that names several is a list of them."""
    lines = [*document.margins, *document.stamps, *_heads(document)]
    levels = {level for line in lines if _may_be_head(line) and (level := _doubtful_level(line.text))}
    return len(levels) == 1 or any(map(_says_so, _first_page(document)))


def _doubtful_level(text: str) -> str | None:
    """Return the level, folded, that stands alone in a line or column and begins with a capital."""
    text = _in_latin(text)
    if not _has_the_word(text):
        return None
    columns = map(_letters, _columns(text))
    found = (_marks("doubtful").fullmatch(letters) for letters in columns if letters[:1].isupper())
    return next((fold(match[1]) for match in found if match), None)


def _says_so(line: Line) -> bool:
    text = _in_latin(line.text)
    return _has_the_word(text) and _text("says_so").search(collapse(text).lower()) is not None


def _may_be_head(line: Line) -> bool:
    return line.cell is None or (line.cell.row < _HEAD_ROWS and line.cell.column < _HEAD_COLUMNS)


def _heads(document: ReadDocument) -> Iterable[Line]:
    """Return the lines at the top of the first page, or of all pages that may be one."""
    pages = enumerate(document.pages)
    first = [page for place, page in pages if not (place and document.is_in_order) or has_letterhead(page)]
    return (line for page in first for line in _upper_third(page))


def _upper_third(page: Page) -> list[Line]:
    if page.height is None:
        return _filled(page)[: _FIRST_PAGE_LINES // 3]
    third = page.height / 3
    return [line for line in page.lines if line.box is None or line.box[1] <= third]


@cache
def _table() -> dict[str, dict[str, str | list[str]]]:
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _lookalikes() -> dict[int, str]:
    pairs = _table()["lookalikes"].items()
    alike = {ord(other): letter for others, ours in pairs for other, letter in zip(others, ours, strict=True)}
    return alike | {ord(letter) + _FULL_WIDTH: letter for letter in string.ascii_letters}


@cache
def _looks_alike() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, _lookalikes()))}]")


@cache
def _marks(name: str) -> re.Pattern[str]:
    """Return the pattern of a line of marks and what may stand beside them.

    One whose letters stand far apart runs through several columns.
    """
    marks, sizes = _table()[name], re.IGNORECASE if name == "doubtful" else 0
    stamps, beside = (_alternatives(marks[key]) for key in ("marks", "beside"))
    others = rf"(?:(?i:{beside})(?:{_JOINT}\d){{0,6}}{_JOINT}){{0,{_MOST_BESIDE}}}+"
    more = rf"(?:{_JOINT}(?:(?i:{beside})(?:{_JOINT}\d){{0,6}}|{stamps})){{0,{_MOST_BESIDE}}}+"
    return re.compile(rf"(?<![^{_GAP}]){others}({stamps}){more}(?![^{_GAP}])", sizes)


def _alternatives(phrases: Iterable[str]) -> str:
    return "|".join(_JOINT.join(_letters(phrase)) for phrase in phrases)


@cache
def _text(name: str) -> re.Pattern[str]:
    return re.compile(str(_table()["text"][name]))


@cache
def _safe_in_subject() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _table()["text"]["safe"])), re.IGNORECASE)
