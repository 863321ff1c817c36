from dataclasses import replace
from pathlib import Path

import pytest

from archive.archive import Archive
from archive.outgoing_errors import (
    EndedError,
    NotIssuedHereError,
    SignedAlreadyError,
    SignedFileDiffersError,
    SignedFileKindError,
    SignedFileSecretError,
    SignedFileUnsignedError,
    SignedNumberError,
)
from archive.unfinished_act import Act, UnfinishedAct
from model.reason import Reason
from model.record import FileRole, Record
from model.record_id import RecordId
from model.signature import KeyFile, SigningIdentity, SigningSettings
from model.standing import Standing
from tests.archive.offices import CLERK, CODE, NOON, SETTINGS, a_reply, an_archive, drop, is_sound, reopened
from tests.archive.signed_files import BODY, SIGNED, a_page, issue_printed, signed_file
from tests.archive.test_rebuilding import without_register


@pytest.fixture
def office(tmp_path: Path) -> Archive:
    archive = an_archive(tmp_path / "office")
    issue_printed(archive)
    return archive


def dispatch(archive: Archive) -> Record:
    [record] = archive.find(str(CODE))
    return record


def acts(archive: Archive) -> list[str]:
    lines = archive.folder.audit.read_text().splitlines()
    return [line.partition('"act": "')[2].partition('"')[0] for line in lines]


def test_a_document_waits_for_its_signature_and_is_issued_once_the_signed_original_is_there(
    office: Archive,
) -> None:
    assert dispatch(office).standing is Standing.AWAITING_SIGNATURE
    data = a_page(step=11)
    office.after_issue.attach(dispatch(office), signed_file(data), actor=CLERK)
    record = dispatch(office)
    assert record.standing is Standing.ISSUED
    assert record.signed_by == ("Nguyễn Văn Thứ",)
    assert record.signed[-1].attached_at == NOON
    [stored] = [file for file in record.files if file.role is FileRole.SIGNED]
    assert office.store.file(record.id, stored.path).read_bytes() == data
    assert acts(office)[-1] == "attach"
    assert is_sound(office)


def test_the_same_signed_file_is_kept_once(office: Archive) -> None:
    for _ in range(2):
        office.after_issue.attach(dispatch(office), signed_file(a_page(step=11)), actor=CLERK)
    assert len(dispatch(office).signed) == 1
    assert acts(office).count("attach") == 1


def test_what_was_issued_is_no_signed_original(office: Archive) -> None:
    with pytest.raises(SignedFileUnsignedError):
        office.after_issue.attach(dispatch(office), signed_file(a_page()), actor=CLERK)


@pytest.mark.parametrize("because", [None, "vẫn cứ nhận"])
def test_another_number_is_refused_whatever_a_person_says(office: Archive, because: str | None) -> None:
    file = signed_file(a_page(number="5121/BGDĐT-KHTC"))
    with pytest.raises(SignedNumberError) as caught:
        office.after_issue.attach(dispatch(office), file, actor=CLERK, because=because)
    assert caught.value.found == "5121/BGDĐT-KHTC"


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (
            a_page(day="03 tháng 11 năm 2026"),
            ["signed-date-differs", "signed-text-missing", "signed-text-added"],
        ),
        (a_page(BODY[0], BODY[1].replace("15", "20")), ["signed-text-missing", "signed-text-added"]),
        (a_page(BODY[0]), ["signed-text-missing"]),
        (a_page(*BODY, "Báo cáo gửi hai bản."), ["signed-text-added"]),
        (a_page(number="     /BGDĐT-KHTC"), ["signed-number-unread", "signed-text-missing"]),
    ],
)
def test_any_other_difference_asks_for_a_reason_and_is_kept_with_it(
    office: Archive, data: bytes, codes: list[str]
) -> None:
    with pytest.raises(SignedFileDiffersError) as caught:
        office.after_issue.attach(dispatch(office), signed_file(data), actor=CLERK)
    assert [one.code for one in caught.value.differences] == codes
    office.after_issue.attach(dispatch(office), signed_file(data), actor=CLERK, because="sửa khi ký")
    [kept] = dispatch(office).signed
    assert ([one.code for one in kept.differences], kept.accepted_because) == (codes, "sửa khi ký")


@pytest.mark.parametrize(
    "lines",
    [
        ("Người ký: Nguyễn Văn Thứ", "Thời gian ký: 22/11/2026 09:15"),
        ("Signed by: Nguyen Van Thu", "Date: 2026.11.22 09:15:00 +07:00"),
        ("1",),
    ],
)
def test_what_a_signing_program_draws_is_no_difference(office: Archive, lines: tuple[str, ...]) -> None:
    office.after_issue.attach(dispatch(office), signed_file(a_page(*BODY, *lines)), actor=CLERK)
    assert dispatch(office).standing is Standing.ISSUED


def test_the_same_words_in_another_layout_are_no_difference(office: Archive) -> None:
    body = ("Kính gửi: Các Sở Giáo dục", "và Đào tạo", *BODY[1].split(" đề nghị "))
    with pytest.raises(SignedFileDiffersError):
        office.after_issue.attach(dispatch(office), signed_file(a_page(*body)), actor=CLERK)
    body = (*body[:2], f"{body[2]} đề nghị", body[3])
    office.after_issue.attach(dispatch(office), signed_file(a_page(*body)), actor=CLERK)


def test_a_file_without_any_signature_asks_for_a_reason(office: Archive) -> None:
    with pytest.raises(SignedFileDiffersError) as caught:
        office.after_issue.attach(dispatch(office), signed_file(a_page(step=11), signatures=()), actor=CLERK)
    assert [one.code for one in caught.value.differences] == ["signed-no-signature"]


def test_where_the_agency_signs_too_a_person_alone_asks_for_a_reason(tmp_path: Path) -> None:
    key = SigningIdentity(key=KeyFile(path=tmp_path / "co-quan.p12"))
    office = an_archive(tmp_path / "office", settings=replace(SETTINGS, signing=SigningSettings(agency=key)))
    issue_printed(office)
    with pytest.raises(SignedFileDiffersError) as caught:
        office.after_issue.attach(dispatch(office), signed_file(a_page(step=11)), actor=CLERK)
    assert caught.value.differences == (Reason("signed-by-one", ("Nguyễn Văn Thứ",)),)
    both = (*SIGNED, replace(SIGNED[0], signer="Bộ Giáo dục và Đào tạo"))
    attached = office.after_issue.attach(
        dispatch(office), signed_file(a_page(step=11), signatures=both), actor=CLERK
    )
    assert attached.standing is Standing.ISSUED


def test_a_broken_signature_asks_for_a_reason(office: Archive) -> None:
    broken = (replace(SIGNED[0], is_intact=False),)
    with pytest.raises(SignedFileDiffersError) as caught:
        office.after_issue.attach(
            dispatch(office), signed_file(a_page(step=11), signatures=broken), actor=CLERK
        )
    assert [one.code for one in caught.value.differences] == ["signed-broken-signature"]


def test_a_file_that_bears_a_mark_of_secrecy_is_not_taken() -> None:
    with pytest.raises(SignedFileSecretError):
        signed_file(a_page(*BODY), name="văn bản MẬT.pdf")


def test_a_word_file_is_no_signed_original() -> None:
    with pytest.raises(SignedFileKindError):
        signed_file("một tệp chữ".encode(), name="đã ký.txt")


def test_a_cancelled_number_stays_taken_and_its_board_asks_nobody(office: Archive) -> None:
    drop(office, "a.txt", a_reply("Lạng Sơn"))
    list(office.take_in(actor=CLERK))
    assert len(office.board(str(CODE), on=NOON.date()).missing) == 33
    office.after_issue.cancel(dispatch(office), "in nhầm mẫu", actor=CLERK)
    assert dispatch(office).standing is Standing.CANCELLED
    board = office.board(str(CODE), on=NOON.date())
    assert (board.answered, board.missing, board.is_closed) == (1, (), True)
    assert issue_printed(office).number == 5121
    assert not list((office.folder.outbox / "2026-di-005120").iterdir())
    assert is_sound(office)


def test_a_signed_document_is_cancelled_only_by_who_says_that_nobody_got_it(office: Archive) -> None:
    office.after_issue.attach(dispatch(office), signed_file(a_page(step=11)), actor=CLERK)
    with pytest.raises(SignedAlreadyError):
        office.after_issue.cancel(dispatch(office), "in nhầm mẫu", actor=CLERK)
    assert dispatch(office).standing is Standing.ISSUED
    cancelled = office.after_issue.cancel(dispatch(office), "in nhầm mẫu", actor=CLERK, is_unsent=True)
    assert cancelled.standing is Standing.CANCELLED
    assert '"unsent": "yes"' in office.folder.audit.read_text().splitlines()[-1]
    assert is_sound(office)


def test_what_a_person_changed_in_the_outbox_outlives_a_cancellation(office: Archive) -> None:
    copy = office.folder.outbox / "2026-di-005120" / "5120_BGDĐT-KHTC.pdf"
    copy.write_bytes(b"signed already")
    office.after_issue.cancel(dispatch(office), "in nhầm mẫu", actor=CLERK)
    assert copy.read_bytes() == b"signed already"


def test_what_has_ended_changes_no_more(office: Archive) -> None:
    office.after_issue.cancel(dispatch(office), "in nhầm mẫu", actor=CLERK)
    with pytest.raises(EndedError):
        office.after_issue.cancel(dispatch(office), "lần nữa", actor=CLERK)
    with pytest.raises(EndedError):
        office.after_issue.recall(dispatch(office), "lần nữa", actor=CLERK)
    with pytest.raises(EndedError):
        office.after_issue.attach(dispatch(office), signed_file(a_page(step=11)), actor=CLERK)
    assert acts(office).count("cancel") == 1


def test_a_recalled_document_is_kept_and_its_text_is_searched_no_more(office: Archive) -> None:
    before = [file.path for file in dispatch(office).files]
    office.after_issue.recall(dispatch(office), "sai thẩm quyền", actor=CLERK)
    record = dispatch(office)
    assert record.standing is Standing.RECALLED
    assert [file.path for file in record.files] == before
    assert office.store.root.read(record.id.urn, "text.txt") == b""
    first = office.store.root.inventory(record.id.urn).versions[0]
    assert first.state["text.txt"] != office.store.root.inventory(record.id.urn).head.state["text.txt"]
    assert is_sound(office)


def test_an_incoming_document_is_recalled_by_its_sender_but_never_cancelled(office: Archive) -> None:
    drop(office, "a.txt", a_reply("Lạng Sơn"))
    [outcome] = office.take_in(actor=CLERK)
    [incoming] = office.find(str(outcome.id))
    with pytest.raises(NotIssuedHereError):
        office.after_issue.cancel(incoming, "nhầm", actor=CLERK)
    office.after_issue.recall(incoming, "Sở đề nghị rút lại", actor=CLERK)
    [incoming] = office.find(str(outcome.id))
    assert incoming.standing is Standing.RECALLED
    assert office.board(str(CODE), on=NOON.date()).answered == 0
    assert is_sound(office)


def test_a_rebuild_gives_every_standing_back(office: Archive) -> None:
    office.after_issue.attach(dispatch(office), signed_file(a_page(step=11)), actor=CLERK)
    second, third = issue_printed(office), issue_printed(office)
    office.after_issue.cancel(second, "in nhầm mẫu", actor=CLERK)
    office.after_issue.recall(third, "sai thẩm quyền", actor=CLERK)
    before = office.issued()
    rebuilt = without_register(office)
    assert rebuilt.issued() == before
    assert [one.standing for one in before] == [Standing.ISSUED, Standing.CANCELLED, Standing.RECALLED]
    assert is_sound(rebuilt)


def test_a_standing_that_was_edited_in_the_archive_is_found(office: Archive) -> None:
    office.after_issue.cancel(dispatch(office), "in nhầm mẫu", actor=CLERK)
    path = office.store.file(dispatch(office).id, "record.json")
    path.write_bytes(path.read_bytes().replace("in nhầm mẫu".encode(), "vì lẽ khác".encode()))
    assert not is_sound(reopened(office))


@pytest.mark.parametrize("note", [b"", b"{", b'{"name": "cancel"}'])
def test_a_note_that_nobody_can_read_keeps_no_office_from_opening(office: Archive, note: bytes) -> None:
    (office.folder.root / "act.pending").write_bytes(note)
    opened = reopened(office)
    opened.after_issue.cancel(dispatch(opened), "nhầm", actor=CLERK)
    assert not (opened.folder.root / "act.pending").exists()
    assert is_sound(opened)


def test_a_note_about_a_record_that_an_older_archive_lacks_is_forgotten(office: Archive) -> None:
    left = UnfinishedAct(office.folder.root / "act.pending")
    left.begin(Act(name="cancel", record_id=RecordId(2026, "di", 7), versions=1, actor=CLERK, facts={}))
    reopened(office)
    assert left.left() is None
