"""Who answered a dispatch: its addressees against the records that are linked to it."""

from collections.abc import Iterable
from datetime import date

from archive.collecting import missing_items
from model.board import BoardRow, Reply, ReplyBoard, ReplyState
from model.document_code import DocumentCode
from model.packet_notice import delivery
from model.record import Addressee, LinkState, Record
from model.record_id import RecordId


def answer_board(dispatch: Record, linked: Iterable[Record], *, code: DocumentCode, on: date) -> ReplyBoard:
    """Return the board of a dispatch as it stands on a day.

    Only links that count (automatic or confirmed) answer; a proposed one, and an answer from somebody who was
    not asked, is a stray. An answer that its sender recalled is none. A dispatch that was cancelled or
    recalled asks nobody any more.
    """
    answers: dict[str, list[Record]] = {addressee.organ_id: [] for addressee in dispatch.addressees}
    strays: list[Reply] = []
    for record in sorted(linked, key=_by_arrival):
        states = {link.state for link in record.links if link.dispatch == dispatch.id}
        if states <= {LinkState.REMOVED} or record.recalled is not None:
            continue
        counts = any(state.counts for state in states)
        of_sender = answers.get(_sender_id(record)) if counts else None
        if of_sender is None:
            strays.append(_reply(record))
        else:
            of_sender.append(record)
    is_closed = dispatch.standing is not None and dispatch.standing.is_over
    return ReplyBoard(
        dispatch=dispatch.id,
        code=code,
        subject=dispatch.subject or "",
        on=on,
        deadline=dispatch.deadline,
        rows=tuple(
            _row(addressee, answers[addressee.organ_id], dispatch, on)
            for addressee in dispatch.addressees
            if answers[addressee.organ_id] or not is_closed
        ),
        strays=tuple(strays),
        form=dispatch.form,
        is_closed=is_closed,
    )


def _row(addressee: Addressee, records: list[Record], dispatch: Record, on: date) -> BoardRow:
    replies = tuple(map(_reply, records))
    deadline = dispatch.deadline
    # Lateness counts the arrival (design, section 7); without an answer it counts up to today.
    days_late = deadline.days_late(replies[0].arrived_on if replies else on) if deadline else 0
    if replies:
        state = ReplyState.ANSWERED_LATE if days_late else ReplyState.ANSWERED
    else:
        state = ReplyState.OVERDUE if days_late else ReplyState.AWAITED
    return BoardRow(
        addressee=addressee,
        state=state,
        replies=replies,
        days_late=days_late,
        missing_items=missing_items(dispatch.form, records),
        delivery=delivery(one for one in dispatch.notices if one.sender_id == addressee.organ_id),
    )


def _sender_id(record: Record) -> str:
    """Return the id under which a sender may have been asked: the registry's, else its name."""
    return record.organ_id or Addressee.by_name(record.organ or "").organ_id


def _reply(record: Record) -> Reply:
    return Reply(
        record=record.id,
        code=record.code,
        arrived_on=record.reached_on,
        dated=record.dated,
    )


def _by_arrival(record: Record) -> tuple[date, RecordId]:
    return record.reached_on, record.id
