"""Filled forms on their way into the archive: what counts at once, and what waits for a person."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest

from archive.archive import Archive
from model.board import BoardRow, ReplyState
from model.collection import CollectedCell
from model.correction import Correction
from model.reason import Reason
from model.record import LinkState, Record
from model.record_id import RecordId
from model.reply_mark import ReplyMark
from tests.archive.forms.filled_forms import ANSWERS, FORM, VALUES, Typed, blank, filled, saved
from tests.archive.offices import CLERK, CODE, a_reply, an_archive, drop, issue_form
from tests.archive.packets import a_mail_with

FIRST, SECOND, THIRD = (RecordId(2026, "den", number) for number in (1, 2, 3))
LANG_SON, CA_MAU = "sgddt@p34-lang-son", "sgddt@p34-ca-mau"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Archive]:
    archive = an_archive(tmp_path / "office")
    issue_form(archive, FORM)
    yield archive
    archive.close()


def mark_for(archive: Archive, organ_id: str) -> ReplyMark:
    [dispatch] = archive.find(str(CODE))
    place = [one.organ_id for one in dispatch.addressees].index(organ_id)
    return archive.form_mark(dispatch, place)


def answer(
    archive: Archive, organ_id: str = LANG_SON, typed: Typed | None = None, *, number: int | None = 212
) -> bytes:
    return filled(blank(mark_for(archive, organ_id)), typed, number=number)


def file(archive: Archive, *data: bytes) -> list[Record]:
    """Drop the files into the inbox one after the other and return the records they became."""
    found = []
    for number, one in enumerate(data):
        drop(archive, f"{number}.docx", one)
        [outcome] = archive.take_in(actor=CLERK)
        assert outcome.id is not None
        found.append(archive.store.load(outcome.id))
    return found


def row(archive: Archive, organ_id: str = LANG_SON) -> BoardRow:
    board = archive.board(str(CODE), on=date(2026, 11, 22))
    [found] = [row for row in board.rows if row.addressee.organ_id == organ_id]
    return found


def reworded(data: bytes, *changes: tuple[str, str]) -> bytes:
    """Return a Word file in which words of paragraphs and cells are others."""
    document = docx.Document(BytesIO(data))
    paragraphs = [*document.paragraphs]
    for table in document.tables:
        for cells in (row.cells for row in table.rows):
            paragraphs += [paragraph for cell in cells for paragraph in cell.paragraphs]
    for paragraph in paragraphs:
        for run in paragraph.runs:
            for old, new in changes:
                run.text = run.text.replace(old, new)
    return saved(document)


def without_identifier(data: bytes) -> bytes:
    document = docx.Document(BytesIO(data))
    document.core_properties.identifier = ""
    return saved(document)


def test_a_filled_form_counts_at_once_and_its_answers_are_kept(office: Archive) -> None:
    [record] = file(office, answer(office))
    assert {one.code: one.value for one in record.answers} == VALUES
    [link] = record.links
    assert (link.state, link.score, link.evidence[0].rule) == (LinkState.AUTOMATIC, 100, "mark")
    assert record.review == ()
    assert (row(office).state, row(office).missing_items) == (ReplyState.ANSWERED, ())


def test_the_mark_alone_tells_dispatch_and_sender(office: Archive) -> None:
    strangers = [("5120/BGDĐT-KHTC", "đã nêu"), ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", ""), ("UBND TỈNH LẠNG SƠN", "")]
    [record] = file(office, reworded(answer(office), *strangers))
    assert record.organ_id == LANG_SON
    assert row(office).state is ReplyState.ANSWERED


def test_a_form_without_mark_is_linked_by_the_code_it_cites(office: Archive) -> None:
    mark = mark_for(office, LANG_SON).encode()
    [record] = file(office, without_identifier(reworded(answer(office), (mark, ""))))
    assert [link.state for link in record.links] == [LinkState.AUTOMATIC]
    assert {one.code: one.value for one in record.answers} == VALUES


def test_answers_that_do_not_fit_count_and_wait_for_a_person(office: Archive) -> None:
    typed = ANSWERS | {"CT02": "khoảng 120", "CT04": "đầu năm"}
    [record] = file(office, answer(office, typed=typed))
    assert record.review == (Reason("answers-to-check", ("CT02", "CT04")),)
    assert row(office).state is ReplyState.ANSWERED
    assert office.waiting_for_review() == (record,)


def test_missing_items_stand_on_the_board(office: Archive) -> None:
    [record] = file(office, answer(office, typed={"CT04": "15/11/2026"}))
    assert record.review == (Reason("answers-missing", ("CT01", "CT02")),)
    assert row(office).missing_items == ("CT01", "CT02")


def test_an_empty_form_counts_only_when_a_person_says_so(office: Archive) -> None:
    [record] = file(office, answer(office, typed={}))
    assert record.review == (Reason("form-empty"), Reason("link-proposed", (str(CODE),)))
    assert row(office).state is ReplyState.AWAITED
    [dispatch] = office.find(str(CODE))
    office.accept_link(record.id, dispatch, actor=CLERK)
    assert row(office).state is ReplyState.ANSWERED


def test_a_mark_with_a_wrong_check_character_is_shown(office: Archive) -> None:
    mark = mark_for(office, LANG_SON).encode()
    wrong = mark[:-1] + ("0" if mark[-1] != "0" else "1")
    [record] = file(office, without_identifier(reworded(answer(office), (mark, wrong))))
    assert record.review == (Reason("mark-broken", (wrong,)), Reason("link-proposed", (str(CODE),)))
    assert row(office).state is ReplyState.AWAITED


def test_a_mark_of_another_office_is_shown(office: Archive) -> None:
    foreign = ReplyMark(office="0000", dispatch="3F7M2C", form=1, addressee=4)
    [record] = file(office, filled(blank(foreign)))
    assert record.review[0] == Reason("mark-of-another-office", (foreign.encode(),))
    assert row(office).state is ReplyState.AWAITED


def test_a_form_that_came_in_a_mail_keeps_its_answers_when_a_person_links_it(office: Archive) -> None:
    foreign = ReplyMark(office="0000", dispatch="3F7M2C", form=1, addressee=4)
    drop(office, "a.eml", a_mail_with("phiếu.docx", filled(blank(foreign))))
    [outcome] = office.take_in(actor=CLERK)
    [record] = office.find(str(outcome.id))
    assert {one.code: one.value for one in record.answers} == VALUES
    [dispatch] = office.find(str(CODE))
    assert office.accept_link(record.id, dispatch, actor=CLERK).answers == record.answers


def test_a_mark_of_no_open_dispatch_is_shown(office: Archive) -> None:
    ours = mark_for(office, LANG_SON)
    unknown = ReplyMark(office=ours.office, dispatch="000000", form=1, addressee=ours.addressee)
    [record] = file(office, filled(blank(unknown)))
    assert record.review[0] == Reason("mark-unknown", (unknown.encode(),))


def test_a_form_of_another_dispatch_is_shown_with_what_it_cites(office: Archive) -> None:
    other = issue_form(office, FORM)
    place = [one.organ_id for one in other.addressees].index(LANG_SON)
    [record] = file(office, filled(blank(office.form_mark(other, place))))
    assert record.review == (
        Reason("mark-against-citation", (str(other.code), str(CODE))),
        Reason("link-proposed", (str(other.code), str(CODE))),
    )
    assert row(office).state is ReplyState.AWAITED


def test_the_form_of_another_body_is_shown_with_both_names(office: Archive) -> None:
    foreign = reworded(answer(office), ("LẠNG SƠN", "CÀ MAU"), ("Lạng Sơn", "Cà Mau"))
    [record] = file(office, foreign)
    assert record.review[0].code == "mark-against-sender"
    assert "Lạng Sơn" in record.review[0].facts[0]
    assert row(office).state is row(office, CA_MAU).state is ReplyState.AWAITED


def corrected(archive: Archive, record: Record, organ: str, parent: str) -> Record:
    typed = Correction(organ=organ, parent_organ=parent)
    after, _ = archive.clerk.correcting.correct(record.id, typed, remember=False, actor=CLERK)
    return after


def test_the_doubt_about_a_mark_ends_when_a_person_says_that_the_letterhead_was_misread(
    office: Archive,
) -> None:
    foreign = reworded(answer(office), ("LẠNG SƠN", "CÀ MAU"), ("Lạng Sơn", "Cà Mau"))
    [record] = file(office, foreign)
    after = corrected(office, record, "Sở Giáo dục và Đào tạo", "UBND tỉnh Lạng Sơn")
    assert [(link.state, link.score) for link in after.links] == [(LinkState.AUTOMATIC, 100)]
    assert after.review == ()
    assert row(office).state is ReplyState.ANSWERED
    again = corrected(office, after, "Sở Giáo dục và Đào tạo", "UBND tỉnh Cà Mau")
    assert [link.state for link in again.links] == [LinkState.PROPOSED]
    assert [reason.code for reason in again.review] == ["mark-against-sender", "link-proposed"]
    assert row(office).state is ReplyState.AWAITED


def test_two_marks_that_differ_are_shown(office: Archive) -> None:
    mark, other = (mark_for(office, organ).encode() for organ in (LANG_SON, CA_MAU))
    [record] = file(office, reworded(answer(office), (mark, other)))
    assert record.review[0] == Reason("marks-differ", (mark, other))


def test_an_answer_from_somebody_who_was_not_asked_is_shown(office: Archive) -> None:
    drop(office, "x.txt", a_reply("Lạng Sơn").replace("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "SỞ TÀI CHÍNH"))
    [outcome] = office.take_in(actor=CLERK)
    assert outcome.reason is not None
    assert outcome.reason.code == "sender-not-asked"


def test_another_answer_of_the_same_body_counts_only_when_a_person_says_so(office: Archive) -> None:
    first, second = file(
        office, answer(office), answer(office, typed=ANSWERS | {"CT02": "1.300"}, number=230)
    )
    assert second.review == (Reason("answers-differ", (str(first.id), "CT02")),)
    assert [reply.record for reply in row(office).replies] == [first.id]
    [dispatch] = office.find(str(CODE))
    office.accept_link(second.id, dispatch, actor=CLERK)
    assert [reply.record for reply in row(office).replies] == [first.id, second.id]
    cells = {cell.item: cell for cell in _collected(office, LANG_SON)}
    assert [given.answer.text for given in cells["CT02"].current] == ["1.300"]
    assert [given.answer.text for given in cells["CT02"].superseded] == ["1.204"]
    assert cells["CT01"].superseded == ()


def _collected(office: Archive, organ_id: str) -> tuple[CollectedCell, ...]:
    table = office.collect(str(CODE), on=date(2026, 11, 22))
    [cells] = [row.cells for row in table.rows if row.standing.addressee.organ_id == organ_id]
    return cells


def test_the_same_answers_in_another_document_count_at_once(office: Archive) -> None:
    _, second = file(office, answer(office), answer(office, number=230))
    assert second.review == ()
    assert len(row(office).replies) == 2


def test_another_version_with_other_answers_waits_and_is_taken_when_a_person_says_so(
    office: Archive,
) -> None:
    first, again = file(office, answer(office), answer(office, typed=ANSWERS | {"CT02": "1.300"}))
    assert again.id == first.id
    assert again.review == (Reason("version-differs", ("CT02",)),)
    assert [one.value for one in again.answers if one.code == "CT02"] == ["1204"]
    [dispatch] = office.find(str(CODE))
    accepted = office.accept_link(first.id, dispatch, actor=CLERK)
    [answered] = [one for one in accepted.answers if one.code == "CT02"]
    assert answered.value == "1300"
    assert answered.place is not None
    assert answered.place.file.startswith("version/")


def test_a_version_fills_a_form_that_came_empty(office: Archive) -> None:
    _, again = file(office, answer(office, typed={}), answer(office))
    assert {one.code: one.value for one in again.answers} == VALUES
    assert again.review == (Reason("link-proposed", (str(CODE),)),)


def test_a_rebuild_keeps_answers_marks_and_reasons(office: Archive) -> None:
    records = file(office, answer(office, typed=ANSWERS | {"CT02": "khoảng 120"}))
    before = row(office)
    office.rebuild(lambda *_: None)
    assert row(office) == before
    assert office.waiting_for_review() == tuple(records)
    assert [record.mark for record in office.find(str(CODE))] == [mark_for(office, LANG_SON).dispatch]
