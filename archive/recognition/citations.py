"""The codes a document answers, and those it carries out, builds on or corrects."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, takewhile
from typing import Final

from archive.recognition.answering import (
    Mention,
    Speaker,
    asks_back,
    is_addressed,
    is_carried_out,
    is_of_writer,
    is_request,
    says_so_now,
)
from archive.recognition.cited_code import code_at, code_without_slash_at
from archive.recognition.copies import is_above_copies
from archive.recognition.passage import Passage, fold_in_place
from archive.recognition.patterns import limit, pattern
from model.document_code import DocumentCode
from model.document_kind import DocumentKind
from model.identification import Evidence, Reading
from model.vietnamese import collapse

_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{2})[.;](?=\s+[A-ZĐÀ-Ỹ-])|(?<=[\d)])[.;](?=\s+[A-ZĐÀ-Ỹ])")
_LONGEST_SENTENCE = 700
_OF_A_FORM = re.compile(r"\b(?:mau|bieu|to\s+khai)\s+(?:so\s*:?\s*)?$")
_OF_PARLIAMENT = re.compile(r"(?:UBTV)?QH[\dIl]")
_NORMATIVE_TOO = ("thuc hien", "trien khai", "dinh chinh", "nhan")
"""Only behind these a normative document counts; elsewhere it is the legal basis of everybody's papers."""
_TAKES_BARE_NUMBERS = ("tra l", "phuc dap", "nhan")
"""Only behind these a number without slash is the code of a letter."""
_GROUNDS = ("can cu cong van", "can cu ke hoach", "can cu thong bao", "can cu van ban", "thuc hien cong van")
_LONGEST_LEAD = 30
_EVIDENCE_BEHIND = 70
"""Characters kept behind a code: date and sender of the cited document stand there."""


@dataclass(frozen=True, slots=True)
class Citations:
    """Codes in the order of the text, each with the sentence that cites it."""

    replies_to: tuple[Reading[DocumentCode], ...] = ()
    refers_to: tuple[Reading[DocumentCode], ...] = ()


_ANSWERS: Final = 0.9
_MAY_ANSWER: Final = 0.7
"""How sure an answer is that asks back, or that does not address who sent the cited code."""


@dataclass(frozen=True, slots=True)
class _Cited:
    code: DocumentCode
    evidence: Evidence
    answers: float
    """How surely the document answers it; 0 when it does not."""
    is_reference: bool

    @property
    def is_answer(self) -> bool:
        return self.answers > 0

    def reading(self, confidence: float) -> Reading[DocumentCode]:
        return Reading(value=self.code, confidence=confidence, evidence=self.evidence)


def read_citations(
    passages: list[Passage],
    body: int,
    *,
    subject: Reading[str] | None,
    readers: tuple[str, ...],
    own: DocumentCode | None,
) -> Citations:
    """Return what the opening and the subject cite with a word that says why.

    ``readers`` are the addressees or, where there are none, those on the list of copies.
    """
    speaker = Speaker(own, readers)
    asks = subject is not None and is_request(fold_in_place(subject.value))
    in_subject = () if subject is None else tuple(_cited(_passage(subject), speaker, asks=asks))
    opening = list(_cited_in(list(_sentences(passages, body)), speaker, asks=asks))
    answered: dict[str, Reading[DocumentCode]] = {}
    for cited in opening:
        had_answers = bool(answered)
        for one in cited:
            if one.is_answer and (not had_answers or one.evidence.rule == "answers"):
                answered.setdefault(one.code.key, one.reading(one.answers))
    # The opening first: it tells the date of the cited document, which the subject rarely does.
    for one in in_subject:
        if one.is_answer:
            answered.setdefault(one.code.key, one.reading(one.answers))
    referred: dict[str, Reading[DocumentCode]] = {}
    for one in (*chain.from_iterable(_with_reasons(opening, answered)), *in_subject):
        if one.is_reference and one.code.key not in answered:
            referred.setdefault(one.code.key, one.reading(0.8))
    return Citations(_without(answered, own), _without(referred, own))


def _cited_in(sentences: list[Passage], speaker: Speaker, *, asks: bool) -> Iterator[tuple[_Cited, ...]]:
    """Return what each sentence cites, read with the sentence behind it, which may ask back."""
    for index, sentence in enumerate(sentences):
        behind = sentences[index + 1].folded if index + 1 < len(sentences) else ""
        yield tuple(_cited(sentence, speaker, asks=asks or asks_back(behind)))


def _with_reasons(
    opening: list[tuple[_Cited, ...]], answered: Mapping[str, object]
) -> list[tuple[_Cited, ...]]:
    """Return the sentences that say why the document was written.

    What an answer cites behind the sentence with its question is argument, no reason.
    """
    if not answered:
        return _with_grounds(opening)
    question = next(
        (index for index, cited in enumerate(opening) if any(one.code.key in answered for one in cited)), -1
    )
    later = (sentence for sentence in opening[question + 1 :])
    return [*opening[: question + 1], *(tuple(filter(_is_ground, sentence)) for sentence in later)]


def _with_grounds(opening: list[tuple[_Cited, ...]]) -> list[tuple[_Cited, ...]]:
    """Return what a document rests on that answers nothing: below the first only what begins a sentence."""
    first = next((index for index, cited in enumerate(opening) if cited), len(opening))
    later = [cited for cited in opening[first + 1 :] if any(one.evidence.text[:1].isupper() for one in cited)]
    return [*opening[: first + 1], *later]


def _is_ground(cited: _Cited) -> bool:
    """Whether the sentence begins by naming what the document rests on."""
    return fold_in_place(cited.evidence.text).startswith(_GROUNDS) and cited.evidence.rule == "carries-out"


def _without(
    found: dict[str, Reading[DocumentCode]], own: DocumentCode | None
) -> tuple[Reading[DocumentCode], ...]:
    return tuple(reading for key, reading in found.items() if own is None or key != own.key)


def _passage(subject: Reading[str]) -> Passage:
    return Passage(subject.value[:_LONGEST_SENTENCE], page=subject.evidence.page, box=subject.evidence.box)


def _sentences(passages: list[Passage], body: int) -> Iterator[Passage]:
    opening = list(takewhile(is_above_copies, passages[body : body + limit("citations", "opening_lines")]))
    starts: list[int] = []
    flow = ""
    for passage in opening:
        starts.append(len(flow))
        flow += passage.text.strip() + " "
    begin = 0
    ends = (match for match in _SENTENCE_END.finditer(flow) if not _goes_on(flow, match))
    for end in [*(match.end() for match in ends), len(flow)]:
        if flow[begin:end].strip():
            yield _sentence(opening[bisect_right(starts, begin) - 1], flow[begin:end])
        begin = end


def _goes_on(flow: str, stop: re.Match[str]) -> bool:
    """Whether a stop ends no sentence: a speck behind the leading word, a list of codes."""
    before = fold_in_place(flow[max(stop.start() - _LONGEST_LEAD, 0) : stop.start()])
    behind = fold_in_place(flow[stop.end() : stop.end() + _LONGEST_LEAD])
    if stop[0] == ";" and re.match(rf"\s*{pattern('citations', 'kinds').pattern}\s+s[o0]\b", behind):
        return True
    return stop[0] == "." and re.search(r"(?:thuc hien|can cu|tra loi|nhan duoc)$", before) is not None


def _sentence(passage: Passage, text: str) -> Passage:
    return Passage(collapse(text)[:_LONGEST_SENTENCE], page=passage.page, box=passage.box)


def _cited(sentence: Passage, speaker: Speaker, *, asks: bool) -> Iterator[_Cited]:
    """Return the codes behind a leading word: stronger leads first, then the nearest to its code."""
    for rule in ("answers", "carries_out", "comments", "speaks_of"):
        for lead in reversed(list(_leads(sentence, rule))):
            mentions = tuple(_codes_after(sentence, lead))
            for index, one in enumerate(mentions):
                evidence = sentence.cut(lead.start(), one.end + _EVIDENCE_BEHIND).evidence(
                    rule.replace("_", "-")
                )
                is_addressee = is_addressed(sentence.folded, lead.end(), mentions, index, speaker)
                before = sentence.folded[: lead.start()]
                sure = _sureness(rule, before, one.code, speaker, is_addressee=is_addressee)
                behind = sentence.folded[lead.end() : one.start]
                if asks or asks_back(sentence.folded) or not _is_meant(rule, before, behind):
                    sure = min(sure, _MAY_ANSWER)
                is_reference = one.code.year is None or lead[0].startswith(_NORMATIVE_TOO)
                yield _Cited(one.code, evidence, sure, is_reference)


def _leads(sentence: Passage, rule: str) -> Iterator[re.Match[str]]:
    """Return the leading words of a rule; ``Về`` and its like lead only where they begin a sentence."""
    for lead in pattern("citations", rule).finditer(sentence.folded):
        if rule != "comments" or lead["opinion"] or sentence.text[lead.start()].isupper():
            yield lead


def _codes_after(sentence: Passage, lead: re.Match[str]) -> Iterator[Mention]:
    """Return the codes of ``công văn số A ... và công văn số B`` behind the lead, with their places."""
    position = lead.end()
    is_list = False
    for mention in _mention().finditer(sentence.folded, lead.end()):
        between = sentence.folded[position : mention.start()]
        if pattern("citations", "told").search(between + mention[0]):
            return
        if position == lead.end():
            is_far = len(between) > limit("citations", "between_lead_and_number")
            is_list = pattern("citations", "several").search(between + mention[0]) is not None
        else:
            is_far = pattern("citations", "matter").search(between) is not None and not (
                _is_next(sentence, lead, between + mention[0], is_list=is_list)
            )
        if is_far:
            return
        if _OF_A_FORM.search(mention[0]):
            continue
        found = code_at(sentence.text, mention.end())
        if found is None and lead[0].startswith(_TAKES_BARE_NUMBERS):
            found = code_without_slash_at(sentence.text, mention.end())
        if found is not None:
            position = mention.end() + found.length
            yield Mention(found.code, mention.start(), position)


def _is_next(sentence: Passage, lead: re.Match[str], between: str, *, is_list: bool) -> bool:
    """Whether behind the matter of one cited document the next one is named."""
    if is_list and pattern("citations", "next_of_list").search(between):
        return True
    return (
        sentence.text[lead.start()].isupper() and pattern("citations", "and_also").search(between) is not None
    )


@cache
def _mention() -> re.Pattern[str]:
    number = pattern("citations", "number").pattern
    kinds = pattern("citations", "kinds").pattern
    return re.compile(
        rf"\b{kinds}[^.;]{{0,70}}?{number}(?=\S{{0,12}}\d)|\bva\s+{number}(?=\d)"
        rf"|[;,]\s*(?:[-–+*]\s*)?{number}(?=\d)|(?:,|\bva)\s+(?=\d{{1,5}}\s?/\s?[a-z])|{kinds}\s+(?=\d{{1,5}}\s?[-–/]\s?[a-z])"
    )


def _is_meant(rule: str, before: str, behind: str) -> bool:
    """Whether what leads to a code says that the writer does it, as far as the words around it tell."""
    return rule != "carries_out" or is_carried_out(before, behind)


def _is_normative(code: DocumentCode) -> bool:
    """Whether it is law, which nobody answers: a year inside, and a kind that is no dispatch."""
    if _OF_PARLIAMENT.match(code.symbol):
        return True
    return code.year is not None and code.kind not in {None, DocumentKind.OFFICIAL_DISPATCH}


def _sureness(rule: str, before: str, code: DocumentCode, speaker: Speaker, *, is_addressee: bool) -> float:
    """Return how surely the document answers the code: it says so, and addresses who sent it or had it sent.

    ``Thực hiện Công văn số 1616/BGDĐT-KHTC`` in a letter to the Ministry is an answer; in a letter to schools
    it is none. ``Trả lời`` to another than the author may be one.
    """
    if _is_normative(code) or rule == "speaks_of" or (rule == "answers" and not says_so_now(before)):
        return 0.0
    if is_addressee:
        return _MAY_ANSWER if rule == "comments" else _ANSWERS
    return _MAY_ANSWER if rule == "answers" and not is_of_writer(code, speaker) else 0.0
