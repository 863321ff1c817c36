"""What clerks correct, what the office learns from it, and what becomes linked by it."""

from dataclasses import replace
from pathlib import Path

import pytest

from archive.archive import Archive
from archive.errors import (
    NothingCorrectedError,
    NothingToDecideError,
    TypedDateError,
    TypedKindError,
    TypedNumberError,
)
from model.correction import Correction
from model.document_kind import DocumentKind
from model.hint import HintKind
from model.reason import Reason
from model.record import LinkState, Record
from model.record_id import RecordId
from tests.archive.offices import CLERK, CODE, a_reply, an_archive, drop, issue_sample

FIRST = RecordId.parse("2026-den-000001")
GARBLED = "SỞ GIAO DỤC VÀ ĐAO TAO LANG SƠM"
RIGHT = "Sở Giáo dục và Đào tạo tỉnh Lạng Sơn"


@pytest.fixture
def office(tmp_path: Path) -> Archive:
    archive = an_archive(tmp_path / "office")
    issue_sample(archive)
    return archive


def arrive(office: Archive, name: str, text: str) -> Record:
    drop(office, name, text)
    [outcome] = office.take_in(actor=CLERK)
    [record] = office.find(str(outcome.id))
    return record


def garbled(number: int = 212) -> str:
    reply = a_reply("Lạng Sơn", number=number)
    return reply.replace("SỞ GIÁO DỤC VÀ ĐÀO TẠO", GARBLED)


def correct(office: Archive, typed: Correction, record_id: RecordId = FIRST) -> Record:
    return office.clerk.correcting.correct(record_id, typed, remember=True, actor=CLERK)[0]


def test_every_field_can_be_corrected_and_what_was_recognised_stays(office: Archive) -> None:
    before = arrive(office, "1.txt", a_reply("Lạng Sơn"))
    typed = Correction(
        code="213/SGDĐT-VP",
        dated="09/11/2026",
        kind="báo cáo",
        organ="Phòng Tài chính",
        parent_organ="Sở Giáo dục và Đào tạo",
        subject="  báo cáo   khác ",
        signer="Lê Văn A",
    )
    after = correct(office, typed)
    assert (str(after.code), str(after.dated), after.kind) == (
        "213/SGDĐT-VP",
        "2026-11-09",
        DocumentKind.REPORT,
    )
    assert (after.organ, after.parent_organ) == ("Phòng Tài chính", "Sở Giáo dục và Đào tạo")
    assert (after.organ_id, after.subject, after.signer) == (None, "báo cáo khác", "Lê Văn A")
    assert after.identification == before.identification
    assert office.find("213/SGDĐT-VP") == (after,)
    assert office.verify(indexed=None, progress=lambda *_: None).is_sound


@pytest.mark.parametrize(
    ("typed", "code"), [("48", "48/SGDĐT-KHTC"), ("48a", "48a/SGDĐT-KHTC"), ("/SGDĐT-VP", "/SGDĐT-VP")]
)
def test_a_code_is_typed_whole_or_in_part(office: Archive, typed: str, code: str) -> None:
    arrive(office, "1.txt", a_reply("Lạng Sơn"))
    assert str(correct(office, Correction(code=typed)).code) == code


def test_a_month_alone_and_an_empty_field_are_words_too(office: Archive) -> None:
    arrive(office, "1.txt", a_reply("Lạng Sơn"))
    after = correct(office, Correction(dated="10/2026", signer=""))
    assert (str(after.dated), after.signer) == ("2026-10", None)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        (Correction(code="bốn tám"), TypedNumberError),
        (Correction(dated="13/2026"), TypedDateError),
        (Correction(dated="2/3"), TypedDateError),
        (Correction(dated="12/2026"), TypedDateError),
        (Correction(dated="31/12/2026"), TypedDateError),
        (Correction(kind="thư tình"), TypedKindError),
        (Correction(), NothingCorrectedError),
        (Correction(code="212/SGDĐT-KHTC"), NothingCorrectedError),
    ],
)
def test_what_cannot_be_is_refused(office: Archive, typed: Correction, error: type[Exception]) -> None:
    before = arrive(office, "1.txt", a_reply("Lạng Sơn"))
    with pytest.raises(error):
        correct(office, typed)
    assert office.find(str(FIRST)) == (before,)


def test_what_we_issued_is_not_corrected_so(office: Archive) -> None:
    with pytest.raises(NothingToDecideError):
        correct(office, Correction(subject="khác"), office.find(str(CODE))[0].id)


def test_a_corrected_sender_is_linked_to_what_it_answers(office: Archive) -> None:
    before = arrive(office, "1.txt", garbled())
    assert [link.state for link in before.links] == [LinkState.PROPOSED]
    after = correct(office, Correction(organ=RIGHT))
    assert after.organ_id == "sgddt@p34-lang-son"
    assert [(str(link.code), link.state) for link in after.links] == [(str(CODE), LinkState.AUTOMATIC)]
    assert after.review == ()
    assert office.board(str(CODE), on=after.registered_at.date()).answered == 1


def test_a_recalled_answer_is_corrected_but_asked_about_no_more(office: Archive) -> None:
    record = arrive(office, "1.txt", garbled())
    office.after_issue.recall(record, "sai thể thức", actor=CLERK)
    corrected = correct(office, Correction(organ=RIGHT))
    assert (corrected.organ, corrected.review, corrected.links) == (RIGHT, (), record.links)


def test_a_link_that_a_person_decided_stays(office: Archive) -> None:
    record = arrive(office, "1.txt", garbled())
    office.close_review(record.id, actor=CLERK)
    after = correct(office, Correction(organ=RIGHT))
    assert [link.state for link in after.links] == [LinkState.REMOVED]


def test_a_doubt_about_the_mark_keeps_a_person_asked(office: Archive) -> None:
    record = arrive(office, "1.txt", garbled())
    office.store.change(
        record.id,
        lambda known: replace(known, review=(Reason("mark-broken", ("1A2B",)), *known.review)),
        message="test",
        actor=CLERK,
    )
    after = correct(office, Correction(organ=RIGHT))
    assert [link.state for link in after.links] == [LinkState.PROPOSED]
    assert [reason.code for reason in after.review] == ["mark-broken", "link-proposed"]


def test_the_office_remembers_what_a_name_means_until_it_is_removed(office: Archive) -> None:
    arrive(office, "1.txt", garbled())
    _, hint = office.clerk.correcting.correct(FIRST, Correction(organ=RIGHT), remember=True, actor=CLERK)
    assert hint is not None
    assert (hint.number, hint.kind, hint.organ, hint.record) == (1, HintKind.ALIAS, RIGHT, FIRST)
    second = arrive(office, "2.txt", garbled(213))
    assert second.organ == RIGHT
    assert second.identification is not None
    assert second.identification.organ is not None
    assert second.identification.organ.evidence.rule == "office-alias:1"
    assert [link.state for link in second.links] == [LinkState.AUTOMATIC]
    office.clerk.hints.remove(1, actor=CLERK)
    third = arrive(office, "3.txt", garbled(214))
    assert third.organ != RIGHT
    assert office.find(str(second.id)) == (second,)


def test_nothing_is_learnt_when_the_clerk_says_so(office: Archive) -> None:
    arrive(office, "1.txt", garbled())
    typed = Correction(organ=RIGHT)
    _, hint = office.clerk.correcting.correct(FIRST, typed, remember=False, actor=CLERK)
    assert (hint, office.clerk.hints.all()) == (None, ())


def test_a_name_without_superior_is_learnt_with_its_place(office: Archive) -> None:
    bare = garbled().split("\n", 1)[1].replace("Độc lập", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập")
    assert arrive(office, "1.txt", bare).parent_organ is None
    correct(office, Correction(organ="Trường THPT Chu Văn An"))
    [hint] = office.clerk.hints.all()
    assert (hint.parent, hint.place) == (None, "Lạng Sơn")


MAIL = """From: Van thu <vt@thpt-a.edu.vn>
To: vt@moet.gov.vn
Subject: Bao cao
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Số: {0}/THPTA-VP
Hà Nội, ngày 10 tháng 11 năm 2026

Kính gửi: Bộ Giáo dục và Đào tạo

Thực hiện Công văn số 5120/BGDĐT-KHTC ngày 02 tháng 11 năm 2026 của Bộ Giáo dục và Đào tạo, trường báo cáo.
"""


def test_a_mail_without_letterhead_teaches_its_address(office: Archive) -> None:
    first = arrive(office, "1.eml", MAIL.format(7))
    assert (first.organ, first.sent_from) == (None, "vt@thpt-a.edu.vn")
    correct(office, Correction(organ=RIGHT))
    [hint] = office.clerk.hints.all()
    assert (hint.kind, hint.text) == (HintKind.SENDER, "vt@thpt-a.edu.vn")
    second = arrive(office, "2.eml", MAIL.format(8))
    assert second.organ == RIGHT
    assert [link.state for link in second.links] == [LinkState.PROPOSED]


def test_a_rebuilt_office_remembers_as_before(office: Archive) -> None:
    arrive(office, "1.txt", garbled())
    after = correct(office, Correction(organ=RIGHT))
    hints = office.clerk.hints.all()
    office.rebuild(lambda *_: None)
    assert office.find(str(FIRST)) == (after,)
    assert office.clerk.hints.all() == hints
    assert office.verify(indexed=None, progress=lambda *_: None).is_sound
