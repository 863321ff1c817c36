"""The codes a document answers, and those it carries out, builds on or corrects."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, takewhile

from archive.recognition.cited_code import code_at, code_without_slash_at
from archive.recognition.naming import is_abbreviated, is_named
from archive.recognition.passage import Passage, fold_in_place
from archive.recognition.patterns import limit, pattern
from model.document_code import DocumentCode
from model.document_kind import DocumentKind
from model.identification import Evidence, Reading
from model.vietnamese import collapse

_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{2})[.;](?=\s+[A-ZĐÀ-Ỹ-])|(?<=\d)[.;](?=\s+[A-ZĐÀ-Ỹ])")
_LONGEST_SENTENCE = 700
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


@dataclass(frozen=True, slots=True)
class _Cited:
    code: DocumentCode
    evidence: Evidence
    is_answer: bool
    is_reference: bool

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
    opening = [tuple(_cited(sentence, readers)) for sentence in _sentences(passages, body)]
    in_subject = () if subject is None else tuple(_cited(_passage(subject), readers))
    answered: dict[str, Reading[DocumentCode]] = {}
    for cited in opening:
        had_answers = bool(answered)
        for one in cited:
            if one.is_answer and (not had_answers or one.evidence.rule == "answers"):
                answered.setdefault(one.code.key, one.reading(0.9))
    # The opening first: it tells the date of the cited document, which the subject rarely does.
    for one in in_subject:
        if one.is_answer:
            answered.setdefault(one.code.key, one.reading(0.9))
    referred: dict[str, Reading[DocumentCode]] = {}
    for one in (*chain.from_iterable(_with_reasons(opening, answered)), *in_subject):
        if one.is_reference and one.code.key not in answered:
            referred.setdefault(one.code.key, one.reading(0.8))
    return Citations(_without(answered, own), _without(referred, own))


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
    opening = list(takewhile(_is_above_copies, passages[body : body + limit("citations", "opening_lines")]))
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


def _is_above_copies(passage: Passage) -> bool:
    return pattern("people", "distribution").search(passage.folded) is None


def _sentence(passage: Passage, text: str) -> Passage:
    return Passage(collapse(text)[:_LONGEST_SENTENCE], page=passage.page, box=passage.box)


def _cited(sentence: Passage, readers: tuple[str, ...]) -> Iterator[_Cited]:
    """Return the codes behind a leading word: stronger leads first, then the nearest to its code."""
    for rule in ("answers", "carries_out", "speaks_of"):
        leads = list(pattern("citations", rule).finditer(sentence.folded))
        for lead in reversed(leads):
            for code, end in _codes_after(sentence, lead):
                evidence = sentence.cut(lead.start(), end + _EVIDENCE_BEHIND).evidence(rule.replace("_", "-"))
                yield _Cited(
                    code,
                    evidence,
                    is_answer=not _is_normative(code) and _is_answered(sentence, lead, rule, code, readers),
                    is_reference=code.year is None or lead[0].startswith(_NORMATIVE_TOO),
                )


def _codes_after(sentence: Passage, lead: re.Match[str]) -> Iterator[tuple[DocumentCode, int]]:
    """Return the codes of ``công văn số A ... và công văn số B`` behind the lead, with their ends."""
    position = lead.end()
    for mention in _mention().finditer(sentence.folded, lead.end()):
        between = sentence.folded[position : mention.start()]
        if position == lead.end():
            is_far = len(between) > limit("citations", "between_lead_and_number")
        else:
            is_far = pattern("citations", "matter").search(between) is not None and not (
                sentence.text[lead.start()].isupper()
                and pattern("citations", "and_also").search(between + mention[0])
            )
        if is_far:
            return
        found = code_at(sentence.text, mention.end())
        if found is None and lead[0].startswith(_TAKES_BARE_NUMBERS):
            found = code_without_slash_at(sentence.text, mention.end())
        if found is not None:
            position = mention.end() + found.length
            yield found.code, position


@cache
def _mention() -> re.Pattern[str]:
    number = pattern("citations", "number").pattern
    kinds = pattern("citations", "kinds").pattern
    return re.compile(
        rf"\b{kinds}[^.;]{{0,70}}?{number}(?=\S{{0,12}}\d)|\bva\s+{number}(?=\d)|{kinds}\s+(?=\d{{1,5}}\s?/\s?[a-z])"
    )


def _is_normative(code: DocumentCode) -> bool:
    """Whether it is law, which nobody answers: a year inside, and a kind that is no dispatch."""
    return code.year is not None and code.kind not in {None, DocumentKind.OFFICIAL_DISPATCH}


def _is_answered(
    sentence: Passage, lead: re.Match[str], rule: str, code: DocumentCode, readers: tuple[str, ...]
) -> bool:
    """Whether the document answers the code: it says so, or addresses who sent it or for whom it was sent.

    ``Thực hiện Công văn số 1616/BGDĐT-KHTC`` in a letter to the Ministry is an answer; in a letter to schools
    it is none.
    """
    if rule == "answers":
        return True
    if rule == "speaks_of":
        return False
    said = sentence.folded[lead.end() :]
    return any(is_abbreviated(name, code) or is_named(name, said) for name in readers)
