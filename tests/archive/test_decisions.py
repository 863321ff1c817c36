from pathlib import Path

import pytest

from archive.archive import Archive
from archive.errors import CodeNotFoundError, NotADispatchError, NothingToDecideError
from model.correction import Correction
from model.record import LinkState, Record
from tests.archive.offices import CLERK, CODE, NOON, a_reply, an_archive, drop, issue_sample


@pytest.fixture
def office(tmp_path: Path) -> Archive:
    archive = an_archive(tmp_path / "office")
    issue_sample(archive)
    drop(archive, "thiếu mã.txt", a_reply("Lạng Sơn", cites="86/BGDĐT-CNTT"))
    list(archive.take_in(actor=CLERK))
    return archive


def the_answer(archive: Archive) -> Record:
    return archive.find("2026-den-000001")[0]


def test_a_person_decides_which_dispatch_a_record_answers(office: Archive) -> None:
    [dispatch] = office.find(str(CODE))
    before = office.board(str(CODE), on=NOON.date()).answered
    record = office.accept_link(the_answer(office).id, dispatch, actor=CLERK)
    assert [(link.state, link.decided_by) for link in record.links] == [(LinkState.CONFIRMED, CLERK)]
    assert before == 0
    assert office.board(str(CODE), on=NOON.date()).answered == 1
    assert office.waiting_for_review() == ()
    assert office.verify(indexed=None, progress=lambda *_: None).is_sound


def test_a_record_that_needs_no_dispatch_is_closed_by_a_person(office: Archive) -> None:
    drop(office, "ghi chú.txt", "Nhớ mua giấy in trước thứ Sáu.")
    [outcome] = office.take_in(actor=CLERK)
    assert outcome.id is not None
    office.close_review(outcome.id, actor=CLERK)
    assert outcome.id not in {record.id for record in office.waiting_for_review()}
    with pytest.raises(NothingToDecideError):
        office.close_review(outcome.id, actor=CLERK)


def test_a_dispatch_does_not_answer_itself(office: Archive) -> None:
    [dispatch] = office.find(str(CODE))
    with pytest.raises(NothingToDecideError):
        office.accept_link(dispatch.id, dispatch, actor=CLERK)


def test_nobody_answers_a_document_that_came_in(office: Archive) -> None:
    answer = the_answer(office)
    with pytest.raises(NotADispatchError):
        office.accept_link(answer.id, answer, actor=CLERK)
    with pytest.raises(NotADispatchError):
        office.board(str(answer.id), on=NOON.date())


def test_a_code_that_no_record_has_is_not_found(office: Archive) -> None:
    for unknown in ("999/BGDĐT-KHTC", "2026-den-000099", "không phải mã", ""):
        with pytest.raises(CodeNotFoundError):
            office.find(unknown)


def test_a_code_is_found_without_diacritics_and_with_blanks(office: Archive) -> None:
    for written in ("5120/BGDĐT-KHTC", "5120/bgddt-khtc", "Số: 5120 / BGDĐT – KHTC", "2026-di-005120"):
        assert [record.id.serial for record in office.find(written)] == [5120]


def test_an_alert_is_acknowledged_once(office: Archive) -> None:
    drop(office, "MẬT.txt", "x")
    [withheld] = [outcome for outcome in office.take_in(actor=CLERK) if outcome.id is None]
    assert withheld.path is None
    office.acknowledge(2, actor=CLERK)
    with pytest.raises(NothingToDecideError):
        office.acknowledge(2, actor=CLERK)
    with pytest.raises(NothingToDecideError):
        office.acknowledge(1, actor=CLERK)


def test_a_wrong_automatic_link_is_undone_by_a_person_and_never_made_again(tmp_path: Path) -> None:
    archive = an_archive(tmp_path / "office")
    issue_sample(archive)
    drop(archive, "trả lời.txt", a_reply("Lạng Sơn"))
    list(archive.take_in(actor=CLERK))
    record = the_answer(archive)
    assert [link.state for link in record.links] == [LinkState.AUTOMATIC]
    assert archive.board(str(CODE), on=NOON.date()).answered == 1

    [dispatch] = archive.find(str(CODE))
    undone = archive.clerk.unlinking.take_back(record.id, dispatch.id, actor=CLERK)
    assert [(link.state, link.decided_by) for link in undone.links] == [(LinkState.REMOVED, CLERK)]
    board = archive.board(str(CODE), on=NOON.date())
    assert (board.answered, board.strays) == (0, ())

    corrected, _ = archive.clerk.correcting.correct(
        record.id, Correction(subject="một trích yếu khác"), remember=False, actor=CLERK
    )
    assert [link.state for link in corrected.links] == [LinkState.REMOVED]
    with pytest.raises(NothingToDecideError):
        archive.clerk.unlinking.take_back(record.id, dispatch.id, actor=CLERK)
    with pytest.raises(NothingToDecideError):
        archive.clerk.unlinking.take_back(record.id, None, actor=CLERK)
    archive.rebuild(lambda *_: None)
    assert archive.board(str(CODE), on=NOON.date()).answered == 0
    assert archive.verify(indexed=None, progress=lambda *_: None).is_sound


def test_a_link_that_a_person_undid_can_be_confirmed_again(office: Archive) -> None:
    [dispatch] = office.find(str(CODE))
    record = office.accept_link(the_answer(office).id, dispatch, actor=CLERK)
    office.clerk.unlinking.take_back(record.id, None, actor=CLERK)
    again = office.accept_link(record.id, dispatch, actor=CLERK)
    assert [link.state for link in again.links] == [LinkState.CONFIRMED]
