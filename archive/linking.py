"""Find the dispatches that a document answers, by the scored cascade of records.md 1.11."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

from model.document_code import DocumentCode
from model.identification import Evidence, Identification, Reading
from model.province import UnknownProvinceError, province, successor
from model.record import Addressee
from model.record_id import RecordId
from model.reply_form import ReplyForm
from model.vietnamese import fold

_DATE = re.compile(
    r"ngay\s*(\d{1,2})\s*(?:[/.-]|thang)\s*(\d{1,2})\s*(?:[/.-]|nam)\s*((?:19|20)\d\d)", re.IGNORECASE
)
_PACKET: Final = "packet"
"""The rule of what a packet's header says it answers; its evidence is ``G03,2026/03/31,1616/BGDĐT-KHTC``."""
_PACKET_DATE: Final = re.compile(r",((?:19|20)\d\d)/(\d{1,2})/(\d{1,2}),")
_NOT_ADDRESSED: Final = "sender-not-addressed"
_SUCCEEDS: Final = "sender-succeeds-addressee"
NOT_ASKED: Final = frozenset({_NOT_ADDRESSED, _SUCCEEDS})
"""The rules of evidence against a sender that is not among the addressees."""
_SURE: Final = 0.8
"""The confidence from which on an answer that was read counts as one without asking."""
_LONGEST_WAIT_DAYS = 3 * 366
_TERM = re.compile(r"[^\W_]+")


@dataclass(frozen=True, kw_only=True)  # without slots, which would leave no room for what is cached
class OpenDispatch:
    """A dispatch of ours that people are asked to answer."""

    id: RecordId
    code: DocumentCode
    issued_on: date
    subject: str
    addressees: tuple[Addressee, ...]
    form: ReplyForm | None = None
    mark: str | None = None
    """The id that the marks on its forms bear."""
    reminders: tuple[tuple[DocumentCode, date], ...] = ()
    """Later dispatches that ask for the same answer, each with its date; who cites one answers this one."""

    @property
    def dates(self) -> dict[str, date]:
        """The dates of the dispatch and of its reminders, by their codes as these are compared."""
        return {code.folded_key: on for code, on in ((self.code, self.issued_on), *self.reminders)}

    @cached_property
    def asked(self) -> frozenset[str]:
        """The ids of the addressees, with those that the names of the registered ones would give."""
        names = {Addressee.by_name(one.name).organ_id for one in self.addressees if one.is_registered}
        return frozenset(one.organ_id for one in self.addressees) | names


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCandidate:
    """A dispatch the document may answer, with the score (0 to 100) and what speaks for it."""

    dispatch: RecordId
    code: DocumentCode
    score: int
    evidence: tuple[Evidence, ...]

    @property
    def is_certain(self) -> bool:
        """Whether the link is made without asking a person."""
        return self.score >= _score("certain")


def candidates(
    identification: Identification, open_dispatches: tuple[OpenDispatch, ...]
) -> tuple[LinkCandidate, ...]:
    """Return the dispatches worth linking or proposing, best first.

    A certain link needs the sender among the addressees; else a person decides, and the evidence says why.
    """
    scored = (_candidate(identification, dispatch, open_dispatches) for dispatch in open_dispatches)
    found = _as_packet_names([candidate for candidate in scored if candidate is not None])
    if any(candidate.is_certain for candidate in found):
        # What it surely answers speaks against those that only sound alike.
        found = [candidate for candidate in found if candidate.score > _score("most_for_terms")]
    return tuple(sorted(found, key=lambda candidate: (-candidate.score, candidate.dispatch)))


def _as_packet_names(found: list[LinkCandidate]) -> list[LinkCandidate]:
    """Leave out the dispatches of other years that have a code which a packet names with its date."""
    exact = {one.code.folded_key for one in found if one.score == _score("stated_with_date")}
    return [
        one for one in found if one.score == _score("stated_with_date") or one.code.folded_key not in exact
    ]


def _candidate(
    identification: Identification, dispatch: OpenDispatch, rivals: tuple[OpenDispatch, ...]
) -> LinkCandidate | None:
    steps = (*_cited(identification, dispatch), *_by_terms(identification, dispatch, rivals))
    if not steps:
        return None
    best = max(steps, key=lambda step: step[0])
    score, evidence = _bounded_by_sender(best, identification, dispatch)
    if score < _score("proposed"):
        return None
    return LinkCandidate(dispatch=dispatch.id, code=dispatch.code, score=score, evidence=evidence)


def _cited(identification: Identification, dispatch: OpenDispatch) -> Iterator[tuple[int, Evidence]]:
    """Score the codes that the document cites: steps c and d."""
    for readings in (identification.replies_to, identification.refers_to):
        for reading in readings:
            is_sure = readings is identification.replies_to and reading.confidence >= _SURE
            step = _match(reading, dispatch, "cited" if is_sure else "referred", identification)
            if step is not None:
                yield step


def _match(
    reading: Reading[DocumentCode], dispatch: OpenDispatch, kind: str, identification: Identification
) -> tuple[int, Evidence] | None:
    issued_on = dispatch.dates.get(reading.value.folded_key)
    if issued_on is None and _signs(reading.value) == _signs(dispatch.code):
        # ``5120-BGDĐT/KHTC``: other signs between the same words are for a person to see.
        issued_on, kind = dispatch.issued_on, "referred"
    if issued_on is not None and reading.evidence.rule == _PACKET:
        # Without its date, or with a wrong one as some programs write, the code is still the packet's word.
        rule = "stated_with_date" if _stated_date(reading.evidence.text) == issued_on else "stated"
        return _score(rule), _renamed(reading.evidence, rule)
    day = _cited_date(reading)
    if issued_on is not None:
        rule = kind if day is None else f"{kind}_with_date"
        if day is not None and day != issued_on:
            rule = "cited_with_other_date"
        return _score(rule), _renamed(reading.evidence, rule)
    if not _is_one_slip_away(reading.value, dispatch.code):
        return None
    if day == dispatch.issued_on:
        rule = "damaged_number_with_date"
    elif len(_shared_terms(identification, dispatch)) > 1:
        rule = "damaged_number_with_subject"
    else:
        return None
    return _score(rule), _renamed(reading.evidence, rule)


def _renamed(evidence: Evidence, rule: str) -> Evidence:
    return replace(evidence, rule=f"{evidence.rule}:{rule.replace('_', '-')}")


def _cited_date(reading: Reading[DocumentCode]) -> date | None:
    """Return the date that the citing words give for the cited document, from its code on."""
    said = fold(reading.evidence.text)
    match = _DATE.search(said, max(said.find(fold(str(reading.value))), 0))
    if match is None:
        return None
    day, month, year = map(int, match.groups())
    return _date(year, month, day)


def _stated_date(text: str) -> date | None:
    match = _PACKET_DATE.search(text)
    return None if match is None else _date(*map(int, match.groups()))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _signs(code: DocumentCode) -> list[str]:
    return _TERM.findall(fold(str(code)))


def _is_one_slip_away(cited: DocumentCode, code: DocumentCode) -> bool:
    """Whether the symbols agree and the numbers nearly do, or the cited code has no symbol.

    One figure is wrong, missing or too many, or two neighbours changed places.
    """
    if fold(cited.symbol) != fold(code.symbol):
        return cited.symbol == "" and cited.number == code.number
    ours, theirs = code.number, cited.number
    if len(ours) == len(theirs):
        wrong = [index for index, pair in enumerate(zip(ours, theirs, strict=True)) if pair[0] != pair[1]]
        return len(ours) > 1 and (len(wrong) == 1 or _have_changed_places(ours, theirs, wrong))
    longer, shorter = (ours, theirs) if len(ours) > len(theirs) else (theirs, ours)
    drops = (longer[:index] + longer[index + 1 :] for index in range(len(longer)))
    return len(shorter) > 1 and shorter in drops


def _have_changed_places(ours: str, theirs: str, wrong: list[int]) -> bool:
    """Whether the figures that disagree are two neighbours in the other order: ``5210`` for ``5120``."""
    if not wrong or wrong[1:] != [wrong[0] + 1]:
        return False
    first, behind = wrong[0], wrong[0] + 2
    return ours[first:behind] == theirs[first:behind][::-1]


def _by_terms(
    identification: Identification, dispatch: OpenDispatch, rivals: tuple[OpenDispatch, ...]
) -> Iterator[tuple[int, Evidence]]:
    """Score an addressee's document whose subject shares terms with this dispatch alone: step e."""
    if identification.subject is None or not _is_addressee(identification, dispatch):
        return
    if not _may_follow(identification, dispatch):
        return
    others = frozenset[str]().union(*(_terms(rival.subject) for rival in rivals if rival.id != dispatch.id))
    rare = _shared_terms(identification, dispatch) - others
    if len(rare) > 1:
        score = _score("shared_terms") + _score("each_further_term") * (len(rare) - 2)
        evidence = _renamed(identification.subject.evidence, "shared_terms")
        yield min(score, _score("most_for_terms")), replace(evidence, text=", ".join(sorted(rare)))


def _may_follow(identification: Identification, dispatch: OpenDispatch) -> bool:
    """Whether a document that cites nothing can still answer: it is younger, and by few years."""
    if identification.date is None:
        return True
    waited = (identification.date.value.latest - dispatch.issued_on).days
    return 0 <= waited <= _LONGEST_WAIT_DAYS


def _shared_terms(identification: Identification, dispatch: OpenDispatch) -> frozenset[str]:
    subject = "" if identification.subject is None else identification.subject.value
    return _terms(subject) & _terms(dispatch.subject)


def _terms(subject: str) -> frozenset[str]:
    return frozenset(_TERM.findall(fold(subject))) - _common_terms()


def _bounded_by_sender(
    step: tuple[int, Evidence], identification: Identification, dispatch: OpenDispatch
) -> tuple[int, tuple[Evidence, ...]]:
    score, evidence = step
    if score < _score("certain") or _is_addressee(identification, dispatch):
        return score, (evidence,)
    is_heir = _succeeds_addressee(identification, dispatch)
    rule = _SUCCEEDS if is_heir else _NOT_ADDRESSED
    sender = identification.organ
    doubt = Evidence(text="" if sender is None else sender.value, rule=rule)
    return _score("certain") - 1, (evidence, doubt)


def _is_addressee(identification: Identification, dispatch: OpenDispatch) -> bool:
    if identification.organ_id is not None:
        return identification.organ_id.value in dispatch.asked
    if identification.organ is None:
        return False
    return Addressee.by_name(identification.organ.value).organ_id in dispatch.asked


def _succeeds_addressee(identification: Identification, dispatch: OpenDispatch) -> bool:
    """Whether the sender's province took over one that was asked (R-46: a person confirms)."""
    if identification.province_id is None:
        return False
    heir = identification.province_id.value
    asked = (one.province_id for one in dispatch.addressees if one.province_id is not None)
    return any(_heir_of(one) == heir for one in asked)


def _heir_of(province_id: str) -> str | None:
    try:
        return successor(province(province_id)).id
    except UnknownProvinceError:
        return None


@cache
def _table() -> dict[str, dict[str, Any]]:
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        return tomllib.load(file)


def _score(name: str) -> int:
    return int(_table()["score"][name])


@cache
def _common_terms() -> frozenset[str]:
    return frozenset(_table()["terms"]["common"])
