import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from archive import lookahead
from archive.archive import Archive
from model.clock import VIETNAM
from model.ledger import FilingOutcome, LedgerState
from model.packet_notice import PacketNotice
from model.record import Direction, FileRole, LinkState, Record
from model.record_id import OUTGOING_BOOK, RecordId
from tests.archive.documents import docx, paragraph
from tests.archive.offices import CLERK, SETTINGS, a_reply, an_archive, drop, is_sound, issue_sample, reopened
from tests.archive.own_readers import OwnReaders
from tests.archive.packets import LANG_SON, OURS, a_letter, a_packet, a_status, business

LETTER = "H37.05,2026/11/10,512/BC-SGDĐT"


def pass_over(archive: Archive, **files: bytes) -> list[FilingOutcome]:
    for name, data in files.items():
        drop(archive, f"{name}.edxml", data)
    return list(archive.take_in(actor=CLERK))


def dispatch_of(archive: Archive) -> Record:
    [record] = archive.find("2026-di-005120")
    return record


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    monkeypatch.setattr(lookahead, "readers", OwnReaders)
    opened = an_archive(tmp_path)
    issue_sample(opened)
    return opened


@pytest.mark.parametrize("tag", ["Status", "MessageHeader"])
def test_a_status_is_an_event_of_the_dispatch_it_speaks_of(archive: Archive, tag: str) -> None:
    data = a_status("03", text="Đã tiếp nhận, số đến 1207", tag=tag)
    [outcome] = pass_over(archive, a=data)
    assert (outcome.state, str(outcome.id), outcome.arrival_number) == (
        LedgerState.FILED,
        "2026-di-005120",
        None,
    )
    record = dispatch_of(archive)
    [notice] = record.notices
    assert (notice.code, notice.sender, notice.sender_id) == ("03", LANG_SON[1], "sgddt@p34-lang-son")
    assert notice.at == datetime(2026, 11, 3, 8, 30, tzinfo=VIETNAM)
    assert notice.text == "Đã tiếp nhận, số đến 1207"
    [kept] = [file for file in record.files if file.role is FileRole.NOTICE]
    assert archive.store.file(record.id, kept.path).read_bytes() == data
    assert is_sound(archive)


def test_the_board_says_where_the_dispatch_came_whatever_the_order_of_the_packets(archive: Archive) -> None:
    pass_over(
        archive,
        a=a_status("05", at="2026/11/05 10:00:00"),
        b=a_status("01", at="2026/11/02 17:00:00"),
        c=a_status("03", at="2026/11/03 08:30:00"),
    )
    board = archive.board("2026-di-005120", on=datetime(2026, 11, 22, tzinfo=VIETNAM).date())
    [row] = [row for row in board.rows if row.delivery is not None]
    assert row.addressee.name == LANG_SON[1]
    assert row.delivery is not None
    assert row.delivery.reached_at == datetime(2026, 11, 2, 17, 0, tzinfo=VIETNAM)
    assert row.delivery.current is not None
    assert (row.delivery.current.code, board.answered) == ("05", 0)


def test_the_same_packet_twice_is_a_duplicate_and_no_second_event(archive: Archive) -> None:
    pass_over(archive, a=a_status("03"))
    [again] = pass_over(archive, b=a_status("03"))
    assert again.state is LedgerState.DUPLICATE
    [in_other_words] = pass_over(archive, c=a_status("03") + b"\n")
    assert in_other_words.state is LedgerState.FILED
    assert len(dispatch_of(archive).notices) == 1
    assert is_sound(archive)


def test_a_status_nobody_knows_is_kept_and_one_of_somebody_who_was_not_asked_too(archive: Archive) -> None:
    pass_over(archive, a=a_status("99"), b=a_status("01", sender=("X01", "Trường Đại học Mới")))
    record = dispatch_of(archive)
    assert [(one.code, one.sender_id) for one in record.notices] == [
        ("99", "sgddt@p34-lang-son"),
        ("01", None),
    ]
    assert record.review == ()


def test_a_refusal_waits_for_a_person_with_its_reason(archive: Archive) -> None:
    [outcome] = pass_over(archive, a=a_status("02", text="Gửi nhầm nơi nhận"))
    assert outcome.reason is not None
    assert (outcome.reason.code, outcome.reason.facts) == (
        "packet-refused",
        (LANG_SON[1], "Gửi nhầm nơi nhận"),
    )
    closed = archive.close_review(RecordId.parse("2026-di-005120"), actor=CLERK)
    assert (closed.review, len(closed.notices)) == ((), 1)


@pytest.mark.parametrize("about", ["G03,2026/11/02,9/BGDĐT-KHTC", "0b7c-77", ""])
def test_a_status_of_an_unknown_dispatch_waits_without_a_number(archive: Archive, about: str) -> None:
    [outcome] = pass_over(archive, a=a_status("01", about=about))
    assert (outcome.state, outcome.arrival_number) == (LedgerState.FILED, None)
    assert str(outcome.id) == "2026-tep-000001"
    [record] = archive.find("2026-tep-000001")
    assert [reason.code for reason in record.review] == ["packet-of-unknown"]
    assert is_sound(archive)


def test_a_wrong_date_beside_the_code_of_a_single_dispatch_does_no_harm(archive: Archive) -> None:
    pass_over(archive, a=a_status("01", about="G03,2026/11/09,5120/BGDĐT-KHTC"))
    assert [one.code for one in dispatch_of(archive).notices] == ["01"]


def test_a_reply_links_by_the_packets_own_reference(archive: Archive) -> None:
    page = docx(paragraph("Số: 513/BC-SGDĐT"), paragraph("Kính gửi: Bộ Giáo dục và Đào tạo"))
    [outcome] = pass_over(archive, a=a_letter(("báo cáo.docx", page), answers=OURS))
    [record] = archive.find(str(outcome.id))
    [link] = record.links
    assert (link.score, link.state, str(record.code)) == (100, LinkState.AUTOMATIC, "512/BC-SGDĐT")
    assert link.evidence[0].text == OURS
    assert record.identification is not None
    assert str(record.identification.text_source) == "packet"
    assert [(one.code, one.facts) for one in record.review] == [
        ("packet-against-pages", ("512/BC-SGDĐT", "513/BC-SGDĐT"))
    ]


def test_a_reply_whose_reference_has_a_wrong_date_links_all_the_same(archive: Archive) -> None:
    [outcome] = pass_over(archive, a=a_letter(answers="000.00.00.G03,2026/11/10,5120/BGDĐT-KHTC"))
    [record] = archive.find(str(outcome.id))
    assert [(link.score, link.state) for link in record.links] == [(95, LinkState.AUTOMATIC)]


def test_a_recall_by_its_sender_freezes_an_incoming_document(archive: Archive) -> None:
    [came] = pass_over(archive, a=a_letter(("a.docx", docx(paragraph("Mười hai trường")))))
    recall = a_letter(more=business(1, LETTER))
    [outcome] = pass_over(archive, b=recall)
    assert (outcome.id, outcome.state) == (came.id, LedgerState.FILED)
    [record] = archive.find(str(came.id))
    assert record.recalled is not None
    assert record.recalled.reason == "Sai thể thức"
    assert [one.code for one in record.notices] == ["recall"]
    assert [reason.code for reason in record.review] == ["packet-recalled"]
    assert [archive.registered(Direction.INCOMING, year=2026)[-1].id] == [came.id]
    [again] = pass_over(archive, c=recall)
    assert again.state is LedgerState.DUPLICATE
    assert is_sound(archive)


@pytest.mark.parametrize(
    "recall",
    [
        a_letter(sender=("H41.05", "Sở Giáo dục và Đào tạo tỉnh Nghệ An"), more=business(1, LETTER)),
        a_letter(day="2026/11/11", more=business(1, "H37.05,2026/11/11,512/BC-SGDĐT")),
    ],
    ids=["another sender", "another date"],
)
def test_a_recall_that_does_not_fit_waits_for_a_person(archive: Archive, recall: bytes) -> None:
    [came] = pass_over(archive, a=a_letter())
    [outcome] = pass_over(archive, b=recall)
    [waiting] = archive.find(str(outcome.id))
    assert (waiting.arrival_number, waiting.id.book) == (None, "tep")
    assert [(one.code, one.facts) for one in waiting.review] == [("packet-unsure", (str(came.id),))]
    [record] = archive.find(str(came.id))
    assert (record.recalled, record.notices) == (None, ())


def test_a_request_to_give_a_document_back_is_for_a_person(archive: Archive) -> None:
    [came] = pass_over(archive, a=a_letter())
    pass_over(archive, b=a_status("13", about=LETTER, text="Yêu cầu lấy lại văn bản"))
    [record] = archive.find(str(came.id))
    assert [one.code for one in record.notices] == ["13"]
    assert [reason.code for reason in record.review] == ["packet-recall-asked"]
    assert record.recalled is None


def test_what_a_packet_asks_of_a_person_outlasts_a_decision_about_its_link(archive: Archive) -> None:
    [came] = pass_over(archive, a=a_letter())
    pass_over(archive, b=a_status("13", about=LETTER))
    assert came.id is not None
    linked = archive.accept_link(came.id, dispatch_of(archive), actor=CLERK)
    assert [reason.code for reason in linked.review] == ["packet-recall-asked"]


def test_an_update_is_a_further_version_that_a_person_looks_at(archive: Archive) -> None:
    [came] = pass_over(archive, a=a_letter())
    update = a_letter(subject="Báo cáo bổ sung", more=business(2, LETTER, reason="Sửa số liệu"))
    [outcome] = pass_over(archive, b=update)
    assert outcome.id == came.id
    [record] = archive.find(str(came.id))
    assert [one.code for one in record.notices] == ["update"]
    assert [(one.code, one.facts) for one in record.review] == [
        ("packet-updates", (LANG_SON[1], "Sửa số liệu"))
    ]
    assert [file.role for file in record.files].count(FileRole.VERSION) == 1
    [again] = pass_over(archive, c=update)
    assert again.state is LedgerState.DUPLICATE
    assert is_sound(archive)


def test_a_second_packet_of_a_document_in_other_words_is_an_update_that_nobody_announced(
    archive: Archive,
) -> None:
    [came] = pass_over(archive, a=a_letter())
    [outcome] = pass_over(archive, b=a_letter(subject="Báo cáo bổ sung"))
    assert outcome.id == came.id
    [record] = archive.find(str(came.id))
    assert [one.code for one in record.notices] == ["update"]
    assert [reason.code for reason in record.review] == ["packet-updates"]


def test_of_two_years_with_one_code_a_packet_names_its_own(tmp_path: Path) -> None:
    openings = {(OUTGOING_BOOK, 2025): 5119, (OUTGOING_BOOK, 2026): 5119}
    archive = an_archive(tmp_path, settings=replace(SETTINGS, openings=openings))
    issue_sample(archive, on=date(2025, 11, 3))
    issue_sample(archive)
    reply, status, undated = pass_over(
        archive,
        a=a_letter(answers=OURS),
        b=a_status("03", about="G03,2025/11/03,5120/BGDĐT-KHTC"),
        c=a_status("03", about="G03,2024/01/05,5120/BGDĐT-KHTC"),
    )
    [record] = archive.find(str(reply.id))
    assert [str(link.dispatch) for link in record.links] == ["2026-di-005120"]
    assert str(status.id) == "2025-di-005120"
    assert undated.reason is not None
    assert (undated.reason.code, len(undated.reason.facts)) == ("packet-unsure", 2)


def test_an_update_of_what_never_came_is_registered_and_says_so(archive: Archive) -> None:
    [outcome] = pass_over(archive, a=a_letter(more=business(2, LETTER)))
    [record] = archive.find(str(outcome.id))
    assert record.arrival_number == 1
    assert [reason.code for reason in record.review] == ["packet-of-unknown", "packet-updates"]


def test_a_replacement_is_a_document_of_its_own_and_both_name_each_other(archive: Archive) -> None:
    [came] = pass_over(archive, a=a_letter())
    new = a_letter(code="520/BC-SGDĐT", day="2026/11/12", more=business(3, "", replaces=LETTER))
    [outcome] = pass_over(archive, b=new)
    [record] = archive.find(str(outcome.id))
    assert record.arrival_number == 2
    assert [(one.code, one.facts) for one in record.review] == [("packet-replaces", (str(came.id),))]
    [old] = archive.find(str(came.id))
    assert [(one.code, one.text) for one in old.notices] == [("replaced", "520/BC-SGDĐT")]
    assert is_sound(archive)


def test_what_packets_said_is_there_again_after_a_rebuild(archive: Archive) -> None:
    recall = a_letter(more=business(1, LETTER))
    pass_over(archive, a=a_letter(), b=a_status("03"), c=recall, d=a_status("77", about="X,,"))
    before = {record.id: record for record in archive.changes_since(0, limit=99)[1]}
    states = [(row.id, row.state, row.record_id) for row in archive.ledger_rows()]
    archive.rebuild(lambda _done, _total: None)
    assert {record.id: record for record in archive.changes_since(0, limit=99)[1]} == before
    assert [(row.id, row.state, row.record_id) for row in archive.ledger_rows()] == states
    assert is_sound(archive)


def test_a_status_that_came_in_a_folder_with_a_letter_is_no_attachment_of_it(archive: Archive) -> None:
    drop(archive, "sub/thu.txt", a_reply("Lạng Sơn"))
    drop(archive, "sub/a.edxml", a_status("01"))
    outcomes = {outcome.path: str(outcome.id) for outcome in archive.take_in(actor=CLERK)}
    assert outcomes == {"sub/thu.txt": "2026-den-000001", "sub/a.edxml": "2026-di-005120"}


def test_a_recall_in_the_same_pass_finds_what_came_before_it(archive: Archive) -> None:
    first, second = pass_over(archive, a=a_letter(), b=a_letter(more=business(1, LETTER)))
    assert first.id == second.id


@pytest.mark.parametrize(
    "hostile",
    [
        a_status("01").replace(b"<edXML ", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><edXML '),
        a_status("01")[:-40],
        a_packet("<StatusCode>01</StatusCode>" + "<a>" * 60 + "</a>" * 60),
    ],
    ids=["entities", "cut short", "too deep"],
)
def test_a_packet_nobody_can_look_into_waits_in_the_inbox(archive: Archive, hostile: bytes) -> None:
    [outcome] = pass_over(archive, a=hostile)
    assert outcome.state is LedgerState.WAITING
    assert dispatch_of(archive).notices == ()
    assert is_sound(archive)


@pytest.mark.parametrize(
    "odd",
    [
        a_status("01", at="hôm qua"),
        a_status("01", at="2026/13/45 99:99:99"),
        a_status("1" * 500),
        a_status("01", text="\x7f" * 9 + "é" * 5000),
        a_packet("<StatusCode>01</StatusCode>"),
        a_packet("<StatusCode>01</StatusCode><ResponseFor/><From/>"),
        a_letter(more=business(1, ",,,")),
        a_letter(more=business(3, "", replaces="; ; ,,")),
        a_letter(more=business(9, LETTER)),
    ],
)
def test_a_packet_with_odd_facts_is_filed(archive: Archive, odd: bytes) -> None:
    [outcome] = pass_over(archive, a=odd)
    assert outcome.state is LedgerState.FILED
    assert is_sound(archive)


@pytest.mark.parametrize(
    ("sender", "told"),
    [(LANG_SON, "H37.05"), (("000.00.05.H37", "Sở"), "H37.05"), (("512/BC-SGDĐT", "Sở"), None)],
)
def test_the_audit_says_who_sent_a_packet_that_is_withheld_and_nothing_else_of_it(
    archive: Archive, sender: tuple[str, str], told: str | None
) -> None:
    secret = a_letter(sender=sender, more="<SecretLevel>1</SecretLevel>")
    [outcome] = pass_over(archive, a=secret)
    assert outcome.state is LedgerState.WITHHELD
    acts = map(json.loads, archive.folder.audit.read_text().splitlines())
    [facts] = [act["facts"] for act in acts if act["act"] == "withhold"]
    assert facts.pop("organ", None) == told
    assert facts == {"rule": "packet", "channel": "inbox", "size": str(len(secret))}
    assert "BC-SGDĐT" not in archive.folder.audit.read_text()


def test_events_stay_when_an_office_is_opened_anew(archive: Archive) -> None:
    pass_over(archive, a=a_status("06"))
    told: tuple[PacketNotice, ...] = dispatch_of(archive).notices
    assert dispatch_of(reopened(archive)).notices == told
