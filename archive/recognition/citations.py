"""The codes a document answers, and those it carries out, builds on or corrects."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from archive.recognition.passage import Passage
from archive.recognition.patterns import limit, pattern
from model.document_code import DocumentCode, FoundCode, find_codes
from model.identification import Reading
from model.vietnamese import collapse, fold, plain_dashes

_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{2})[.;](?=\s+[A-ZĐÀ-Ỹ-])|(?<=\d)[.;](?=\s+[A-ZĐÀ-Ỹ])")
_LONGEST_SENTENCE = 700
_PART = r"[\w.&]+(?:\s?[-–&]\s?[\w.&]+)*"
_IRREGULAR = re.compile(rf"(?=[^\s,;()“”]*\d){_PART}(?:\s?/\s?{_PART})+")
"""The code of a company or of a body with habits of its own: parts with slashes between, and a figure."""
_SAME_BODY = 0.6
_FEW_WORDS = 3
_NORMATIVE_TOO = ("thuc hien", "trien khai", "dinh chinh", "thay the", "sua doi")
"""Only behind these a normative document counts; elsewhere it is the legal basis of everybody's papers."""
_EVIDENCE_BEHIND = 70
"""Characters kept behind a code: date and sender of the cited document stand there."""


@dataclass(frozen=True, slots=True)
class Citations:
    """Codes in the order of the text, each with the sentence that cites it."""

    replies_to: tuple[Reading[DocumentCode], ...] = ()
    refers_to: tuple[Reading[DocumentCode], ...] = ()


def read_citations(
    passages: list[Passage],
    body: int,
    *,
    subject: str | None,
    recipients: tuple[str, ...],
    own: DocumentCode | None,
) -> Citations:
    """Return what the opening and the subject cite with a word that says why."""
    answered: dict[str, Reading[DocumentCode]] = {}
    referred: dict[str, Reading[DocumentCode]] = {}
    for sentence in _sentences(passages, body, subject):
        for reading, is_answer in _cited(sentence, recipients):
            if own is None or reading.value.key != own.key:
                (answered if is_answer else referred).setdefault(reading.value.key, reading)
    kept = tuple(reading for key, reading in referred.items() if key not in answered)
    return Citations(tuple(answered.values()), kept)


def _sentences(passages: list[Passage], body: int, subject: str | None) -> Iterator[Passage]:
    if subject:
        yield Passage.of(subject)
    opening = passages[body : body + limit("citations", "opening_lines")]
    starts: list[int] = []
    flow = ""
    for passage in opening:
        starts.append(len(flow))
        flow += passage.text.strip() + " "
    begin = 0
    for end in [match.end() for match in _SENTENCE_END.finditer(flow)] + [len(flow)]:
        if flow[begin:end].strip():
            yield _sentence(opening[bisect_right(starts, begin) - 1], flow[begin:end])
        begin = end


def _sentence(passage: Passage, text: str) -> Passage:
    return Passage.of(collapse(text)[:_LONGEST_SENTENCE], page=passage.page, box=passage.box)


def _cited(sentence: Passage, recipients: tuple[str, ...]) -> Iterator[tuple[Reading[DocumentCode], bool]]:
    """Return the codes behind a leading word, and whether they are answered."""
    for rule in ("answers", "carries_out", "speaks_of"):
        lead = pattern("citations", rule).search(sentence.folded)
        codes = [] if lead is None else list(_codes_after(sentence, lead))
        if lead is None or not codes:
            continue
        is_answer = rule == "answers" or (rule == "carries_out" and _speaks_for(sentence, lead, recipients))
        counts_all = is_answer or lead[0].startswith(_NORMATIVE_TOO)
        for code, end in codes:
            if counts_all or code.year is None:
                cited = sentence.cut(lead.start(), end + _EVIDENCE_BEHIND).evidence(rule.replace("_", "-"))
                yield Reading(value=code, confidence=0.9 if is_answer else 0.8, evidence=cited), is_answer
        return


def _codes_after(sentence: Passage, lead: re.Match[str]) -> Iterator[tuple[DocumentCode, int]]:
    """Return the codes of ``công văn số A ... và công văn số B`` behind the lead, with their ends."""
    position = lead.end()
    for mention in _mention().finditer(sentence.folded, lead.end()):
        between = sentence.folded[position : mention.start()]
        if len(between) > limit("citations", "between_lead_and_number") and position == lead.end():
            return
        if pattern("citations", "matter").search(between) and position != lead.end():
            return
        found = _code_at(sentence.text, mention.end())
        if found is not None:
            position = mention.end() + found[1]
            yield found[0], position


@cache
def _mention() -> re.Pattern[str]:
    number = pattern("citations", "number").pattern
    kinds = pattern("citations", "kinds").pattern
    return re.compile(rf"{kinds}[^.;]{{0,70}}?{number}(?=\S{{0,12}}\d)|\bva\s+{number}(?=\d)")


def _code_at(text: str, start: int) -> tuple[DocumentCode, int] | None:
    """Return the code at an offset and its length; codes of companies follow no grammar."""
    window = text[start : start + 60]
    regular = next((found for found in find_codes(f"số {window}") if found.start == len("số ")), None)
    irregular = _IRREGULAR.match(window)
    if regular is not None and (irregular is None or not _longer(irregular[0], regular)):
        return regular.code, regular.end - len("số ")
    if irregular is None:
        return None
    written = re.sub(r"\s+", "", plain_dashes(irregular[0])).rstrip(".-")
    number, _, symbol = written.rpartition("/")
    return DocumentCode(number=number, symbol=symbol), irregular.end()


def _longer(irregular: str, regular: FoundCode) -> bool:
    return irregular.count("/") > regular.written.count("/")


def _speaks_for(sentence: Passage, lead: re.Match[str], recipients: tuple[str, ...]) -> bool:
    """Whether an addressee is named in the sentence as the one who asked or for whom it was asked."""
    said = frozenset(re.findall(r"\w+", sentence.folded[lead.end() :]))
    return any(_names(said, recipient) for recipient in recipients)


def _names(said: frozenset[str], recipient: str) -> bool:
    words = frozenset(re.findall(r"\w+", fold(recipient)))
    return bool(words) and len(words & said) >= _SAME_BODY * len(words) + (len(words) < _FEW_WORDS)
