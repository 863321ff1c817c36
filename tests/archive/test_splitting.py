"""Two dispatches in one PDF: proposed, parted by a person's word, or kept as an annex."""

from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from archive import disk
from archive.archive import Archive
from archive.errors import NothingToDecideError, PagesError, PagesUnreadError, RecordNotFoundError
from archive.office_folder import OfficeFolder
from model.clock import FixedClock
from model.correction import Correction
from model.record import FileRole, LinkState, Record
from model.record_id import RecordId
from tests.archive.documents import pdf
from tests.archive.failing_disk import each_stop
from tests.archive.offices import CLERK, CODE, NOON, SETTINGS, a_reply, an_archive, drop, issue_sample
from tests.archive.two_dispatches import TWO, Page, further, letter

THREE = pdf(letter("Lạng Sơn", 512), letter("An Giang", 77), letter("Cà Mau", 99))
FIRST = RecordId.parse("2026-den-000001")
SECOND = RecordId.parse("2026-den-000002")


@pytest.fixture
def office(tmp_path: Path) -> Archive:
    archive = an_archive(tmp_path / "office")
    issue_sample(archive)
    return archive


def arrive(office: Archive, data: bytes, name: str = "quét.pdf") -> Record:
    drop(office, name, data)
    [outcome] = office.take_in(actor=CLERK)
    [record] = office.find(str(outcome.id))
    return record


def text_of(office: Archive, record: Record) -> str:
    [file] = [file for file in record.files if file.role is FileRole.TEXT]
    return office.store.file(record.id, file.path).read_text(encoding="utf-8")


def proposals(record: Record) -> list[tuple[str, ...]]:
    return [reason.facts for reason in record.review if reason.code == "may-be-split"]


def test_a_second_letterhead_is_proposed_and_nothing_is_parted_by_itself(office: Archive) -> None:
    record = arrive(office, TWO)
    assert proposals(record) == [("3", "4", "77/SGDĐT-KHTC", "Sở Giáo dục và Đào tạo")]
    assert (str(record.code), record.pages, record.links) == ("512/SGDĐT-KHTC", (), ())
    assert len(office.registered(record.direction, year=2026)) == 1


@pytest.mark.parametrize(
    "pages",
    [
        [letter("Lạng Sơn", 512, cites="77/SGDĐT-KHTC"), letter("An Giang", 77)],
        [letter("Lạng Sơn", 512, enclosed="(Gửi kèm Công văn của tỉnh An Giang)"), letter("An Giang", 77)],
        [letter("Lạng Sơn", 512), letter("Lạng Sơn", 512)],
        [letter("Lạng Sơn", 512), [(left, top + 130, text) for left, top, text in letter("An Giang", 77)]],
    ],
    ids=["cited", "sent along", "the same again", "far down the page"],
)
def test_an_annex_a_copy_and_a_form_are_not_proposed(office: Archive, pages: list[Page]) -> None:
    assert proposals(arrive(office, pdf(*pages))) == []


def test_a_blank_form_with_a_letterhead_is_not_proposed(office: Archive) -> None:
    form = [
        (left, top, text.replace("Số: 77", "Số: .....").replace("ngày 10 tháng 11", "ngày ... tháng ..."))
        for left, top, text in letter("An Giang", 77)
    ]
    assert proposals(arrive(office, pdf(letter("Lạng Sơn", 512), form))) == []


def test_a_parted_document_has_its_number_its_pages_and_its_links(office: Archive) -> None:
    whole = arrive(office, TWO)
    left, part = office.clerk.splitting.split(whole.id, first=3, last=4, actor=CLERK)
    assert (part.id, part.arrival_number, part.pages, part.parted_from) == (SECOND, 2, (3, 4), FIRST)
    assert part.came_on == whole.arrived_on
    assert (left.pages, left.parted_off, left.review) == ((1, 2), (SECOND,), ())
    assert (str(part.code), part.province_id) == ("77/SGDĐT-KHTC", "p34-an-giang")
    assert [(str(link.code), link.state) for link in part.links] == [(str(CODE), LinkState.AUTOMATIC)]
    assert left.links == ()
    assert "thứ hai" in text_of(office, part)
    assert "thứ nhất" not in text_of(office, part)
    assert "thứ nhất" in text_of(office, left)
    assert "thứ hai" not in text_of(office, left)
    assert office.find(str(FIRST)) == (left,)
    assert office.find(str(SECOND)) == (part,)


def test_each_of_two_answers_counts_for_its_own_sender(office: Archive) -> None:
    whole = arrive(office, pdf(letter("Lạng Sơn", 512), letter("An Giang", 77)))
    assert [reply.state for reply in whole.links] == [LinkState.AUTOMATIC]
    left, part = office.clerk.splitting.split(whole.id, first=2, last=2, actor=CLERK)
    assert [link.state for link in (*left.links, *part.links)] == [LinkState.AUTOMATIC] * 2
    assert office.board(str(CODE), on=NOON.date()).answered == 2


def test_what_was_corrected_and_decided_before_stays(office: Archive) -> None:
    whole = arrive(office, TWO)
    typed = Correction(subject="khác", signer="Lê Văn A")
    office.clerk.correcting.correct(whole.id, typed, remember=False, actor=CLERK)
    office.accept_link(whole.id, office.find(str(CODE))[0], actor=CLERK)
    left, _ = office.clerk.splitting.split(whole.id, first=3, last=4, actor=CLERK)
    assert (left.subject, left.signer) == ("khác", "Lê Văn A")
    assert [link.state for link in left.links] == [LinkState.CONFIRMED]


def test_a_third_document_is_proposed_until_it_is_parted_too(office: Archive) -> None:
    whole = arrive(office, THREE)
    third = ("3", "3", "99/SGDĐT-KHTC", "Sở Giáo dục và Đào tạo")
    left, _ = office.clerk.splitting.split(whole.id, first=2, last=2, actor=CLERK)
    assert (left.pages, proposals(left)) == ((1, 3), [third])
    left, part = office.clerk.splitting.split(whole.id, first=3, last=3, actor=CLERK)
    assert (left.pages, proposals(left), part.pages) == ((1,), [], (3,))


def test_of_two_who_part_one_file_at_a_time_the_second_must_look_again(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = arrive(office, THREE)
    locked = disk.lock

    def after_another(path: Path, *, wait: float) -> AbstractContextManager[None]:
        monkeypatch.setattr(disk, "lock", locked)
        office.clerk.splitting.split(whole.id, first=1, last=1, actor=CLERK)
        return locked(path, wait=wait)

    monkeypatch.setattr(disk, "lock", after_another)
    with pytest.raises(PagesError):
        office.clerk.splitting.split(whole.id, first=3, last=3, actor=CLERK)
    [left] = office.find(str(whole.id))
    assert (left.pages, left.parted_off) == ((2, 3), (SECOND,))
    assert office.verify(indexed=None, progress=lambda *_: None).is_sound


def test_pages_are_parted_once(office: Archive) -> None:
    whole = arrive(office, TWO)
    office.clerk.splitting.split(whole.id, first=3, last=4, actor=CLERK)
    with pytest.raises(PagesError):
        office.clerk.splitting.split(whole.id, first=3, last=4, actor=CLERK)


def test_both_records_hold_the_bytes_that_came(office: Archive) -> None:
    whole = arrive(office, TWO)
    for record in office.clerk.splitting.split(whole.id, first=3, last=4, actor=CLERK):
        [file] = [file for file in record.files if file.role is FileRole.ORIGINAL]
        assert office.store.file(record.id, file.path).read_bytes() == TWO
    assert office.verify(indexed=None, progress=lambda *_: None).is_sound


def test_a_rebuilt_register_knows_both(office: Archive) -> None:
    parted = office.clerk.splitting.split(arrive(office, TWO).id, first=3, last=4, actor=CLERK)
    office.rebuild(lambda *_: None)
    assert (*office.find(str(FIRST)), *office.find(str(SECOND))) == parted
    assert office.verify(indexed=None, progress=lambda *_: None).is_sound


def test_the_same_file_again_is_a_duplicate_of_the_first(office: Archive) -> None:
    office.clerk.splitting.split(arrive(office, TWO).id, first=3, last=4, actor=CLERK)
    assert arrive(office, TWO, "lần hai.pdf").id == FIRST
    assert office.verify(indexed=None, progress=lambda *_: None).is_sound


def test_an_annex_stays_and_waits_no_more(office: Archive) -> None:
    whole = arrive(office, TWO)
    kept = office.clerk.splitting.annex(whole.id, actor=CLERK)
    assert (kept.review, kept.pages) == ((), ())
    with pytest.raises(NothingToDecideError):
        office.clerk.splitting.annex(whole.id, actor=CLERK)


def test_of_two_proposals_one_is_an_annex_and_the_other_waits(office: Archive) -> None:
    whole = arrive(office, THREE)
    kept = office.clerk.splitting.annex(whole.id, first=2, actor=CLERK)
    assert [first for first, *_ in proposals(kept)] == ["3"]
    with pytest.raises(NothingToDecideError):
        office.clerk.splitting.annex(whole.id, first=2, actor=CLERK)
    assert office.clerk.splitting.annex(whole.id, actor=CLERK).review == ()


def test_a_person_may_part_what_was_not_proposed(office: Archive) -> None:
    whole = arrive(office, pdf(letter("Lạng Sơn", 512), further("Không tiêu đề."), further("Cuối.")))
    left, part = office.clerk.splitting.split(whole.id, first=2, last=2, actor=CLERK)
    assert (left.pages, part.pages, part.code) == ((1, 3), (2,), None)
    assert [reason.code for reason in part.review] == ["number-unread", "day-unread"]


@pytest.mark.parametrize(("first", "last"), [(1, 4), (0, 1), (4, 5), (4, 3), (7, 9)])
def test_pages_that_are_not_there_are_refused(office: Archive, first: int, last: int) -> None:
    whole = arrive(office, TWO)
    with pytest.raises(PagesError):
        office.clerk.splitting.split(whole.id, first=first, last=last, actor=CLERK)
    assert office.find(str(FIRST)) == (whole,)


def test_what_has_no_pages_and_what_we_issued_cannot_be_parted(office: Archive) -> None:
    text = arrive(office, a_reply("Lạng Sơn").encode(), "1.txt")
    with pytest.raises(PagesUnreadError):
        office.clerk.splitting.split(text.id, first=2, last=2, actor=CLERK)
    with pytest.raises(NothingToDecideError):
        office.clerk.splitting.split(office.find(str(CODE))[0].id, first=2, last=2, actor=CLERK)
    with pytest.raises(RecordNotFoundError):
        office.clerk.splitting.split(RecordId.parse("2026-den-000099"), first=2, last=2, actor=CLERK)


def test_the_words_of_a_recalled_document_stay_out_of_the_search(office: Archive) -> None:
    whole = arrive(office, TWO)
    recalled = office.after_issue.recall(whole, "sai thể thức", actor=CLERK)
    with pytest.raises(NothingToDecideError):
        office.clerk.splitting.split(whole.id, first=3, last=4, actor=CLERK)
    assert (office.find(str(FIRST)), text_of(office, recalled)) == ((recalled,), "")


def test_a_stop_before_any_step_is_finished_by_the_next_start(office: Archive) -> None:
    arrive(office, TWO)
    office.close()

    def split(copy: Path) -> None:
        archive = reopened(copy)
        try:
            archive.clerk.splitting.split(FIRST, first=3, last=4, actor=CLERK)
        finally:
            archive.close()

    stops = 0
    for copy, _ in each_stop(office.folder.root, split, power_cut=False):
        stops += 1
        archive = reopened(copy)
        [whole], [part] = archive.find(str(FIRST)), archive.find(str(SECOND))
        assert (whole.parted_off, whole.pages, part.pages) == ((SECOND,), (1, 2), (3, 4))
        assert archive.verify(indexed=None, progress=lambda *_: None).damages == ()
        archive.close()
    assert stops > 5


def reopened(folder: Path) -> Archive:
    return Archive.open(OfficeFolder(folder), SETTINGS, FixedClock(NOON))
