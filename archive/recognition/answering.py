"""Whether a sentence answers a code it cites: it says what the writer does now, to who sent the code."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from archive.recognition.naming import is_abbreviated, is_named
from archive.recognition.patterns import pattern, words
from model.document_code import DocumentCode
from model.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who writes, by the code of the document, and whom the document addresses."""

    own: DocumentCode | None
    readers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A cited code with the places of its mention in the folded sentence."""

    code: DocumentCode
    start: int
    end: int


def says_so_now(before: str) -> bool:
    """Whether ``trả lời`` behind these folded words is what the writer does now: no wish, no past answer."""
    return not any(pattern("citations", name).search(before) for name in ("not_now", "answered_once"))


def is_carried_out(before: str, behind: str) -> bool:
    """Whether ``thực hiện`` or ``nhận được`` between these folded words says so of the code itself.

    Not in ``để Sở thực hiện``, ``chưa thực hiện``, ``nhận được phản ánh về``.
    """
    is_meant = pattern("citations", "not_carried_out").search(before) is not None
    return not is_meant and pattern("citations", "of_others").search(behind) is None


def asks_back(said: str) -> bool:
    """Whether the folded words ask for time, or for what was missing, instead of answering."""
    return pattern("citations", "asks_back").search(said) is not None


def is_request(subject: str) -> bool:
    """Whether a folded subject asks for something instead of answering."""
    return asks_back(subject) or pattern("citations", "request").search(subject) is not None


def is_addressed(folded: str, begin: int, mentions: Sequence[Mention], index: int, speaker: Speaker) -> bool:
    """Whether the author of a cited code, or for whom it was sent, is addressed.

    ``begin`` is where the leading word ends. The author stands behind the code or its list, before the matter
    and before the clause of the writer. Who is addressed as one of many (``các đơn vị``) sent nothing.
    """
    code = mentions[index].code
    readers = [name for name in speaker.readers if not _is_many(name)]
    said = _about_author(folded, begin, mentions, index)
    if any(is_abbreviated(name, code) or is_named(name, said) for name in readers):
        return True
    if is_of_writer(code, speaker):
        return False
    if pattern("citations", "honoured").search(said):
        return bool(readers)
    short = pattern("citations", "short_author").search(said)
    return short is not None and any(fold(name).startswith(short["head"]) for name in readers)


def is_of_writer(code: DocumentCode, speaker: Speaker) -> bool:
    """Whether the writer issued the code, as the abbreviation in it tells."""
    return speaker.own is not None and code.organ != "" and fold(code.organ) == fold(speaker.own.organ)


def _is_many(name: str) -> bool:
    return pattern("citations", "many").search(fold(name)) is not None


def _about_author(folded: str, begin: int, mentions: Sequence[Mention], index: int) -> str:
    start = begin if index == 0 else mentions[index].start
    end = _end_of_author(folded, mentions[index].end)
    for one, following in zip(mentions[index:], mentions[index + 1 :], strict=False):
        if following.start > end or " cua " in folded[one.end : following.start]:
            return folded[start : min(end, following.start)]
        end = _end_of_author(folded, following.end)
    return folded[start:end]


def _end_of_author(folded: str, end: int) -> int:
    """Return where the matter or the writer's clause begins."""
    matter = pattern("citations", "matter").search(folded, end)
    clause = _clause().search(folded, end)
    return min((found.start() for found in (matter, clause) if found is not None), default=len(folded))


@cache
def _clause() -> re.Pattern[str]:
    heads = "|".join(sorted(map(re.escape, words("organ", "heads")), key=len, reverse=True))
    return re.compile(rf"[,;]\s*(?:{heads})\b")
