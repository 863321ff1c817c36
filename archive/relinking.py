"""Link a record again after a person completed or corrected it: it may answer now what it could not before.

What a person decided, and what a mark on the form says, stays; a document that was recalled answers nothing.
"""

from dataclasses import replace
from datetime import datetime
from typing import Final, TypeVar

from archive.arrival import about_links, doubted, link_of, offers_of_text
from archive.forms.rereading import Reread, reread_answers
from archive.linking import OpenDispatch
from archive.mark_linking import AGAINST_SENDER, CERTAIN, DOUBTFUL, MARK, doubts_of_sender
from model.actor import SYSTEM
from model.identification import Evidence, Identification, Reading
from model.record import Direction, LinkState, Record, ReplyLink
from model.review_code import ReviewCode

BY_HAND: Final = "by-hand"
"""The rule of a value that a person typed."""

_DOUBTS: Final = ("mark", "form-empty")
"""How reasons of the review begin that speak against every link."""
_ABOUT_LINKS: Final = frozenset({ReviewCode.LINK_PROPOSED, ReviewCode.SENDER_NOT_ASKED})
_DIFFERS: Final = "answers-differ"
"""Why an answer waits beside an earlier one of its sender."""
T = TypeVar("T")


def relinked(record: Record, dispatches: tuple[OpenDispatch, ...], *, at: datetime, reread: Reread) -> Record:
    """Return the record with the links that its present fields speak for, and with what to ask about them."""
    is_no_answer = record.direction is not Direction.INCOMING or record.recalled is not None
    if is_no_answer or any(_is_decided(link) for link in record.links):
        return record
    record = _with_mark_judged(record, dispatches, at)
    settled = tuple(link for link in record.links if _is_settled(link))
    known = {link.dispatch for link in settled}
    offered = offers_of_text(as_said(record), tuple(one for one in dispatches if one.id not in known))
    if any(reason.code.startswith(_DOUBTS) for reason in record.review):
        offered = tuple(map(doubted, offered))
    before = {_claim(link): link for link in record.links}
    links = (link_of(offer, at) for offer in offered)
    kept = tuple(before.get(_claim(link), link) for link in links)
    others = tuple(reason for reason in record.review if reason.code not in _ABOUT_LINKS)
    again = replace(
        record, links=(*settled, *kept), review=(*others, *about_links(record, (*settled, *kept)))
    )
    return again if again.links == record.links else _answered(again, dispatches, reread)


def _with_mark_judged(record: Record, dispatches: tuple[OpenDispatch, ...], at: datetime) -> Record:
    """Judge again whether the letterhead contradicts the mark, now that somebody said whose it is."""
    marked = next((link for link in record.links if _is_marked(link) and link.decided_by == SYSTEM), None)
    dispatch = next((one for one in dispatches if marked and one.id == marked.dispatch), None)
    if marked is None or dispatch is None:
        return record
    doubts = doubts_of_sender(marked.evidence, as_said(record), dispatch)
    others = tuple(reason for reason in record.review if reason.code != AGAINST_SENDER)
    if bool(doubts) is (len(others) < len(record.review)):
        return record
    asked = doubts or any(reason.code.startswith((*_DOUBTS, _DIFFERS)) for reason in others)
    judged = replace(
        marked,
        score=DOUBTFUL if asked else CERTAIN,
        state=LinkState.PROPOSED if asked else LinkState.AUTOMATIC,
        decided_at=at,
    )
    links = tuple(judged if link is marked else link for link in record.links)
    return replace(record, links=links, review=(*others, *doubts))


def as_said(record: Record) -> Identification:
    """Return what was recognised in a record, with what the office holds of it where that is otherwise."""
    found = record.identification or Identification(format="")
    return replace(
        found,
        code=_reading(found.code, record.code),
        date=_reading(found.date, record.dated),
        kind=_reading(found.kind, record.kind),
        organ=_reading(found.organ, record.organ),
        parent_organ=_reading(found.parent_organ, record.parent_organ),
        organ_id=_reading(found.organ_id, record.organ_id),
        province_id=_reading(found.province_id, record.province_id),
        subject=_reading(found.subject, record.subject),
        signer=_reading(found.signer, record.signer),
    )


def _reading(read: Reading[T] | None, value: T | None) -> Reading[T] | None:
    if value is None or (read is not None and read.value == value):
        return None if value is None else read
    return Reading(value=value, confidence=1.0, evidence=Evidence(text=str(value), rule=BY_HAND))


def _claim(link: ReplyLink) -> tuple[object, ...]:
    """Return what a link says, whoever decided it and when."""
    return link.dispatch, link.score, link.state, link.evidence


def _is_settled(link: ReplyLink) -> bool:
    return link.decided_by != SYSTEM or _is_marked(link)


def _is_marked(link: ReplyLink) -> bool:
    return any(seen.rule == MARK for seen in link.evidence)


def _is_decided(link: ReplyLink) -> bool:
    return link.state is LinkState.CONFIRMED


def _answered(record: Record, dispatches: tuple[OpenDispatch, ...], reread: Reread) -> Record:
    """Return the record with the answers that it gives to the form of what it now answers."""
    linked = [link.dispatch for link in record.links if link.state is not LinkState.REMOVED]
    form = next((one.form for one in dispatches if one.id in linked and one.form is not None), None)
    answers = reread_answers(record, form, reread)
    return replace(record, answers=answers) if answers else record
