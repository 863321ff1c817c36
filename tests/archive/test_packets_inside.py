"""Packets inside mails and zips or ahead of their document, and papers that come again inside others."""

from pathlib import Path

import pytest

from archive.archive import Archive
from archive.intake_errors import PacketIsNoAnswerError
from model.ledger import LedgerState
from model.record import FileRole, Record
from tests.archive.documents import docx, package, paragraph
from tests.archive.offices import CLERK, a_reply, an_archive, drop, is_sound, issue_sample, reopened
from tests.archive.own_readers import OwnReaders, answering
from tests.archive.packets import LANG_SON, OURS, a_letter, a_mail_with, a_status, business

LETTER = "H37.05,2026/11/10,512/BC-SGDĐT"


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    for module in ("lookahead", "waiting_packets"):
        monkeypatch.setattr(f"archive.{module}.readers", OwnReaders)
    opened = an_archive(tmp_path / "office")
    issue_sample(opened)
    return opened


def filed(archive: Archive, name: str, data: bytes) -> Record:
    drop(archive, name, data)
    [outcome] = archive.take_in(actor=CLERK)
    assert outcome.state is LedgerState.FILED
    [record] = archive.find(str(outcome.id))
    return record


@pytest.mark.parametrize("container", ["mail", "zip"])
def test_a_status_inside_a_mail_or_a_zip_is_an_event_of_its_dispatch(
    archive: Archive, container: str
) -> None:
    status = a_status("03")
    data = a_mail_with("s.edxml", status) if container == "mail" else package({"s.edxml": status})
    record = filed(archive, f"a.{'eml' if container == 'mail' else 'zip'}", data)
    assert str(record.id) == "2026-di-005120"
    assert [notice.code for notice in record.notices] == ["03"]
    assert FileRole.NOTICE in {file.role for file in record.files}
    assert archive.waiting_for_review() == ()
    assert is_sound(archive)


def test_a_letter_beside_a_status_in_one_zip_is_filed_and_the_status_is_heard(archive: Archive) -> None:
    letter = a_reply("Lạng Sơn").encode()
    record = filed(archive, "a.zip", package({"s.edxml": a_status("03"), "a.txt": letter}))
    assert record.arrival_number == 1
    assert heard_at_dispatch(archive) == ["03"]


def heard_at_dispatch(archive: Archive) -> list[str]:
    [dispatch] = archive.find("2026-di-005120")
    return [notice.code for notice in dispatch.notices]


@pytest.mark.parametrize("container", ["mail", "zip"])
def test_each_of_several_statuses_in_a_mail_or_a_zip_is_heard_and_told(
    archive: Archive, container: str
) -> None:
    statuses: dict[str, str | bytes] = {f"{code}.edxml": a_status(code) for code in ("01", "03", "06")}
    zipped = package(statuses)
    drop(archive, f"a.{container}", a_mail_with("a.zip", zipped) if container == "mail" else zipped)
    [outcome] = archive.take_in(actor=CLERK)
    assert str(outcome.id) == "2026-di-005120"
    assert [reason.facts[1:] for reason in outcome.told] == [
        (code, "5120/BGDĐT-KHTC") for code in ("01", "03", "06")
    ]
    assert heard_at_dispatch(archive) == ["01", "03", "06"]
    assert archive.waiting_for_review() == ()
    assert is_sound(archive)


def test_of_several_statuses_one_of_an_unknown_document_waits_alone(archive: Archive) -> None:
    unknown = a_status("03", about="G03,2026/11/02,99/BGDĐT-KHTC")
    again = a_status("06", about="G03,2026/11/02,99/BGDĐT-KHTC")
    members: dict[str, str | bytes] = {"a.edxml": a_status("03"), "b.edxml": unknown, "c.edxml": again}
    record = filed(archive, "a.zip", package(members))
    assert record.arrival_number is None
    assert [(one.code, one.facts) for one in record.review] == [("packet-of-unknown", ("99/BGDĐT-KHTC",))]
    assert heard_at_dispatch(archive) == ["03"]
    assert is_sound(archive)


def test_a_letter_beside_its_own_recall_in_one_zip_is_filed_and_recalled(archive: Archive) -> None:
    letter = a_letter(("a.docx", docx(paragraph("Mười hai trường"))))
    recall = a_letter(more=business(1, LETTER))
    came = filed(archive, "a.zip", package({"a.edxml": letter, "b.edxml": recall}))
    [record] = archive.find(str(came.id))
    assert record.arrival_number == 1
    assert record.recalled is not None
    assert [reason.code for reason in record.review] == ["packet-recalled"]
    assert is_sound(archive)


def test_a_recall_that_came_first_takes_its_document_back_once_that_comes(archive: Archive) -> None:
    early = filed(archive, "b.edxml", a_letter(more=business(1, LETTER)))
    assert [reason.code for reason in early.review] == ["packet-of-unknown"]
    came = filed(archive, "a.edxml", a_letter(("a.docx", docx(paragraph("Mười hai trường")))))
    [record] = archive.find(str(came.id))
    assert record.recalled is not None
    assert [notice.code for notice in record.notices] == ["recall"]
    [early] = archive.find(str(early.id))
    assert early.review == ()
    assert [one.id for one in archive.waiting_for_review()] == [record.id]
    assert is_sound(archive)
    list(reopened(archive).take_in(actor=CLERK))
    assert archive.find(str(came.id)) == (record,)


def test_a_packet_of_a_document_that_never_comes_waits_on(archive: Archive) -> None:
    early = filed(archive, "b.edxml", a_letter(more=business(1, LETTER)))
    filed(archive, "a.txt", a_reply("Lạng Sơn").encode())
    assert archive.find(str(early.id)) == (early,)


def test_a_packet_that_fits_no_document_of_its_code_is_read_again_only_after_a_change(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = ("H12.07", "Sở Y tế tỉnh Cà Mau")
    early = filed(archive, "b.edxml", a_letter(sender=stranger, more=business(1, LETTER)))
    filed(archive, "a.edxml", a_letter(("a.docx", docx(paragraph("Mười hai trường")))))
    looked: list[str] = []
    monkeypatch.setattr("archive.waiting_packets.readers", answering(looked.append))
    assert list(archive.take_in(actor=CLERK)) == []
    assert looked == []
    filed(archive, "a.txt", a_reply("Lạng Sơn").encode())
    assert looked == ["b.edxml"]
    assert archive.find(str(early.id)) == (early,)


def test_a_packet_that_only_tells_is_never_taken_for_an_answer(archive: Archive) -> None:
    waiting = filed(archive, "s.edxml", a_status("03", about="G03,2026/11/02,99/BGDĐT-KHTC"))
    [dispatch] = archive.find("2026-di-005120")
    with pytest.raises(PacketIsNoAnswerError):
        archive.accept_link(waiting.id, dispatch, actor=CLERK)
    archive.close_review(waiting.id, actor=CLERK)
    with pytest.raises(PacketIsNoAnswerError):
        archive.accept_link(waiting.id, dispatch, actor=CLERK)
    assert archive.answers_to(dispatch) == ()


def test_a_paper_that_comes_again_inside_a_forwarded_mail_is_told(archive: Archive) -> None:
    letter = a_reply("Lạng Sơn").encode()
    first = filed(archive, "a.txt", letter)
    drop(archive, "chuyển tiếp.eml", a_mail_with("a.txt", letter))
    [outcome] = archive.take_in(actor=CLERK)
    assert (outcome.id, outcome.reason and outcome.reason.code) == (first.id, "same-file-in")
    other = a_reply("Cà Mau", number=99).encode()
    second = filed(archive, "gói.zip", package({"a.txt": letter, "b.txt": other}))
    assert second.id != first.id or second.arrivals != first.arrivals
    assert is_sound(archive)


def test_a_record_says_which_of_its_files_lies_in_another_one_too(archive: Archive) -> None:
    letter = a_reply("Lạng Sơn").encode()
    first = filed(archive, "a.txt", letter)
    cover = a_letter(("chính.docx", docx(paragraph("Mười hai trường"))), ("kèm.txt", letter))
    second = filed(archive, "a.edxml", cover)
    assert second.id != first.id
    [told] = [reason for reason in second.review if reason.code == "same-file-in"]
    assert told.facts == (str(first.id),)


def wrapped(container: str, *packets: bytes) -> tuple[str, bytes]:
    if container == "mail":
        return "a.eml", a_mail_with("g.edxml", packets[0])
    return "a.zip", package({f"g{number}.edxml": one for number, one in enumerate(packets)})


@pytest.mark.parametrize("container", ["mail", "zip"])
def test_a_packet_with_a_document_inside_a_mail_or_a_zip_is_taken_like_one_that_came_alone(
    archive: Archive, container: str
) -> None:
    letter = a_letter(("a.docx", docx(paragraph("Mười hai trường"))), answers=OURS)
    record = filed(archive, *wrapped(container, letter))
    assert (record.arrival_number, str(record.code)) == (1, "512/BC-SGDĐT")
    assert (record.organ, record.sent_from) == (LANG_SON[1], LANG_SON[0])
    assert [str(link.dispatch) for link in record.links if link.state.counts] == ["2026-di-005120"]
    assert [file.name for file in record.files if file.role is FileRole.DOCUMENT] == ["a.docx"]
    assert record.review == ()
    assert is_sound(archive)


def test_an_update_inside_a_zip_is_a_further_version_of_its_document(archive: Archive) -> None:
    first = filed(archive, "a.edxml", a_letter(("a.docx", docx(paragraph("Mười hai trường")))))
    update = a_letter(("a.docx", docx(paragraph("Mười ba trường"))), more=business(2, LETTER))
    second = filed(archive, *wrapped("zip", update))
    assert second.id == first.id
    assert [notice.code for notice in second.notices] == ["update"]


def test_the_same_packet_again_inside_a_mail_is_no_update(archive: Archive) -> None:
    letter = a_letter(("a.docx", docx(paragraph("Mười hai trường"))))
    first = filed(archive, "a.eml", a_mail_with("g.edxml", letter))
    again = filed(archive, "b.zip", package({"g.edxml": letter}))
    assert (again.id, again.notices) == (first.id, ())


def test_another_document_beside_a_packet_is_named(archive: Archive) -> None:
    letter = a_letter(("a.docx", docx(paragraph("Mười hai trường"))))
    other = a_reply("Cà Mau", number=99).encode()
    record = filed(archive, "a.zip", package({"a.txt": other, "g.edxml": letter}))
    assert str(record.code) == "512/BC-SGDĐT"
    assert "several-documents" in {reason.code for reason in record.review}


def test_a_zip_of_several_letters_takes_no_number_and_names_each_with_what_it_says(archive: Archive) -> None:
    packets = (
        a_letter(("a.docx", docx(paragraph("Mười hai trường")))),
        a_status("03"),
        a_letter(("b.docx", docx(paragraph("Mười ba trường"))), code="513/BC-SGDĐT"),
        a_letter(code="514/BC-SGDĐT", more=business(1, LETTER)),
    )
    record = filed(archive, *wrapped("zip", *packets))
    assert (record.arrival_number, record.code) == (None, None)
    [told] = [reason for reason in record.review if reason.code == "several-packets"]
    assert told.facts == (
        *("4", "g0.edxml", "", "512/BC-SGDĐT"),
        *("g1.edxml", "03", "5120/BGDĐT-KHTC"),
        *("g2.edxml", "", "513/BC-SGDĐT"),
        *("g3.edxml", "recall", "512/BC-SGDĐT"),
    )
    for number, packet in enumerate(packets):
        filed(archive, f"g{number}.edxml", packet)
    [letter] = archive.find("512/BC-SGDĐT")
    assert letter.arrival_number == 1
    assert letter.recalled is not None
    assert is_sound(archive)


def test_a_letter_beside_several_statuses_keeps_its_number(archive: Archive) -> None:
    members: dict[str, str | bytes] = {"a.txt": a_reply("Lạng Sơn").encode()}
    members |= {"s.edxml": a_status("03"), "t.edxml": a_status("04")}
    record = filed(archive, "a.zip", package(members))
    assert record.arrival_number == 1
    assert heard_at_dispatch(archive) == ["03", "04"]
