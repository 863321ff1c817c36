from dataclasses import replace
from datetime import date

from archive.answer_board import answer_board
from model.board import ReplyBoard, ReplyState
from model.deadline import Deadline
from model.document_code import DocumentCode
from model.record import Addressee, LinkState, Record, ReplyLink
from model.record_id import RecordId
from tests.archive.builders import CLERK, NOON, a_record

CODE = DocumentCode.parse("5120/BGDĐT-KHTC")
ASKED = tuple(
    Addressee(organ_id=f"sgddt@{name}", name=name) for name in ("p34-lang-son", "p34-ca-mau", "p34-hue")
)
DISPATCH = a_record(
    id=RecordId(2026, "di", 5120),
    code=CODE,
    addressees=ASKED,
    deadline=Deadline(literal="trước ngày 15 tháng 12 năm 2026", due_on=date(2026, 12, 14)),
)


def an_answer(
    serial: int, organ_id: str | None, arrived_on: date, state: LinkState = LinkState.AUTOMATIC
) -> Record:
    link = ReplyLink(
        dispatch=DISPATCH.id, code=CODE, score=95, state=state, evidence=(), decided_by=CLERK, decided_at=NOON
    )
    return a_record(id=RecordId(2026, "den", serial), organ_id=organ_id, arrived_on=arrived_on, links=(link,))


def board(*answers: Record, on: date = date(2026, 12, 1)) -> ReplyBoard:
    return answer_board(DISPATCH, answers, code=CODE, on=on)


def states(found: ReplyBoard) -> list[tuple[ReplyState, int]]:
    return [(row.state, row.days_late) for row in found.rows]


def test_before_the_deadline_answers_are_awaited() -> None:
    found = board(an_answer(1, ASKED[0].organ_id, date(2026, 11, 20)))
    assert states(found) == [(ReplyState.ANSWERED, 0), (ReplyState.AWAITED, 0), (ReplyState.AWAITED, 0)]
    assert found.answered == 1
    assert found.missing == ASKED[1:]


def test_an_answer_on_the_named_day_is_late_when_it_was_due_before_that_day() -> None:
    found = board(an_answer(1, ASKED[0].organ_id, date(2026, 12, 15)), on=date(2026, 12, 16))
    assert states(found) == [(ReplyState.ANSWERED_LATE, 1), (ReplyState.OVERDUE, 2), (ReplyState.OVERDUE, 2)]


def test_an_answer_that_lay_here_before_it_got_its_number_is_as_late_as_it_came() -> None:
    numbered_late = an_answer(1, ASKED[0].organ_id, date(2026, 12, 20))
    answer = replace(numbered_late, came_on=date(2026, 12, 14))
    found = board(answer, on=date(2026, 12, 21))
    assert states(found)[0] == (ReplyState.ANSWERED, 0)
    assert found.rows[0].replies[0].arrived_on == date(2026, 12, 14)
    assert states(board(numbered_late, on=date(2026, 12, 21)))[0][0] is ReplyState.ANSWERED_LATE


def test_the_first_arrival_counts_and_all_are_listed() -> None:
    late, early = (
        an_answer(1, ASKED[0].organ_id, date(2026, 12, 20)),
        an_answer(2, ASKED[0].organ_id, date(2026, 12, 1)),
    )
    row = board(late, early, on=date(2026, 12, 31)).rows[0]
    assert row.state is ReplyState.ANSWERED
    assert [reply.record.serial for reply in row.replies] == [2, 1]


def test_a_proposed_answer_and_one_from_somebody_not_asked_count_for_nobody() -> None:
    proposed = an_answer(1, ASKED[0].organ_id, date(2026, 11, 20), LinkState.PROPOSED)
    unasked = an_answer(2, "sgddt@p34-an-giang", date(2026, 11, 21))
    unknown = an_answer(3, None, date(2026, 11, 22))
    found = board(proposed, unasked, unknown)
    assert found.answered == 0
    assert [reply.record.serial for reply in found.strays] == [1, 2, 3]


def test_a_body_outside_the_registry_is_known_by_its_name() -> None:
    school = Addressee.by_name("Trường THPT Cà Mau")
    answer = replace(an_answer(1, None, date(2026, 11, 20)), organ="TRƯỜNG THPT  Cà Mau")
    found = answer_board(replace(DISPATCH, addressees=(school,)), (answer,), code=CODE, on=date(2026, 12, 1))
    assert states(found) == [(ReplyState.ANSWERED, 0)]
    assert not school.is_registered


def test_a_removed_link_is_not_even_a_stray() -> None:
    removed = an_answer(1, ASKED[0].organ_id, date(2026, 11, 20), LinkState.REMOVED)
    assert board(removed).strays == ()


def test_without_a_deadline_nobody_is_late() -> None:
    found = answer_board(replace(DISPATCH, deadline=None), (), code=CODE, on=date(2030, 1, 1))
    assert states(found) == [(ReplyState.AWAITED, 0)] * 3
