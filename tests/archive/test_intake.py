import io
import os
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import docx
import pytest

from archive import disk, filing, lookahead, reading
from archive.archive import Archive
from archive.errors import RegisterBehindArchiveError
from archive.inbox import Stillness
from archive.ledger import LedgerRow
from archive.read_document import ReadDocument
from archive.readers import read
from model.ledger import FilingOutcome, LedgerState
from model.reason import Reason
from model.record import FileRole, LinkState, Record
from model.record_id import RecordId
from tests.archive.offices import (
    CLERK,
    CODE,
    NOON,
    a_reply,
    an_archive,
    drop,
    issue_sample,
    reopened,
    take_in,
)
from tests.archive.own_readers import OwnReaders


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Archive]:
    archive = an_archive(tmp_path / "office")
    issue_sample(archive)
    yield archive
    archive.close()


def rows(archive: Archive, *states: LedgerState) -> tuple[LedgerRow, ...]:
    return archive.ledger_rows(*states)


def everything_below(folder: Path) -> bytes:
    return b"\n".join(
        os.fsencode(path) + (path.read_bytes() if path.is_file() else b"") for path in folder.rglob("*")
    )


def test_an_answer_is_filed_under_the_next_number_and_linked_to_its_dispatch(office: Archive) -> None:
    dropped = drop(office, "trả lời.txt", a_reply("Lạng Sơn"))
    [outcome] = take_in(office)
    assert (outcome.state, outcome.arrival_number) == (LedgerState.FILED, 1)
    assert outcome.replies_to == (CODE,)
    assert not dropped.exists()
    record = office.store.load(RecordId(2026, "den", 1))
    assert record.organ_id == "sgddt@p34-lang-son"
    assert [link.state for link in record.links] == [LinkState.AUTOMATIC]
    [file] = [file for file in record.files if file.role is FileRole.ORIGINAL]
    assert file.name == "trả lời.txt"
    assert office.store.file(record.id, file.path).read_bytes() == a_reply("Lạng Sơn").encode()


def word_file() -> bytes:
    stream = io.BytesIO()
    docx.Document().save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "state", "reason"),
    [
        # nothing inside: set aside
        ("rỗng.docx", b"", LedgerState.QUARANTINED, "empty-file"),
        # nobody can look inside, so nobody knows that it is not secret: stays in the inbox
        ("cụt.docx", word_file()[:20_000], LedgerState.WAITING, "broken-file"),
        ("giả.pdf", b"%PDF-1.7\nthis is no document\n%%EOF", LedgerState.WAITING, "broken-file"),
        ("nén.7z", b"7z\xbc\xaf\x27\x1c" + bytes(20), LedgerState.WAITING, "no-reader"),
        ("cũ.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), LedgerState.WAITING, "no-reader"),
        # never a document
        ("Thumbs.db", b"x", LedgerState.IGNORED, "system-file"),
        ("._trả lời.docx", b"x", LedgerState.IGNORED, "system-file"),
    ],
)
def test_what_cannot_be_filed_gets_its_state_and_reason(
    office: Archive, name: str, data: bytes, state: LedgerState, reason: str
) -> None:
    dropped = drop(office, name, data)
    good = drop(office, "tốt.txt", a_reply("Lạng Sơn"))
    outcomes = {outcome.path: outcome for outcome in take_in(office)}
    assert outcomes[name].state is state
    assert _code_of(outcomes[name]) == reason
    assert outcomes["tốt.txt"].state is LedgerState.FILED
    assert not good.exists()
    if state is LedgerState.QUARANTINED:
        [kept] = office.folder.quarantine.glob("*.bin")
        assert kept.read_bytes() == data
        assert not dropped.exists()
    else:
        assert dropped.read_bytes() == data
    assert office.verify(indexed=None, progress=lambda *_: None).is_sound


def test_a_folder_named_as_a_file_is_refused_and_what_is_in_it_is_filed(office: Archive) -> None:
    drop(office, "trả lời.pdf/tốt.txt", a_reply("Lạng Sơn"))
    states = {outcome.path: outcome.state for outcome in take_in(office)}
    assert states == {"trả lời.pdf": LedgerState.REFUSED, "trả lời.pdf/tốt.txt": LedgerState.FILED}
    assert take_in(office) == []


def test_links_and_pipes_are_refused_and_not_opened(office: Archive, tmp_path: Path) -> None:
    secret = tmp_path / "elsewhere.txt"
    secret.write_text(a_reply("Cà Mau"))
    (office.folder.inbox / "link.txt").symlink_to(secret)
    os.mkfifo(office.folder.inbox / "pipe.txt")
    states = {
        outcome.path: (outcome.state, str(outcome.reason and outcome.reason.code))
        for outcome in take_in(office)
    }
    assert states == {
        "link.txt": (LedgerState.REFUSED, "symbolic-link"),
        "pipe.txt": (LedgerState.REFUSED, "special-file"),
    }
    assert secret.exists()


def test_an_unreadable_file_waits_and_is_filed_when_it_can_be_read(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(office, "khóa.txt", a_reply("Lạng Sơn"))
    with monkeypatch.context() as locked:
        locked.setattr(lookahead, "read_whole", _refuse)
        [outcome] = take_in(office)
        assert (outcome.state, outcome.reason and outcome.reason.code) == (LedgerState.WAITING, "no-access")
    [outcome] = take_in(reopened(office))
    assert outcome.state is LedgerState.FILED


def _code_of(outcome: FilingOutcome) -> str | None:
    return outcome.reason.code if outcome.reason else None


def _refuse(_found: object) -> bytes:
    raise PermissionError


def test_a_decomposed_file_name_is_kept_composed(office: Archive) -> None:
    drop(office, unicodedata.normalize("NFD", "Trả lời của sở.txt"), a_reply("Lạng Sơn"))
    [outcome] = take_in(office)
    assert outcome.path == "Trả lời của sở.txt"
    assert take_in(office) == []


def test_a_file_name_that_is_no_utf8_is_filed(office: Archive) -> None:
    path = os.fsencode(office.folder.inbox) + b"/b\xe1o c\xe1o.txt"
    with open(path, "w", encoding="utf-8") as stream:  # noqa: PTH123 - a path of bytes
        stream.write(a_reply("Lạng Sơn"))
    [outcome] = take_in(office)
    assert outcome.state is LedgerState.FILED
    assert take_in(office) == []
    assert office.verify(indexed=None, progress=lambda *_: None).is_sound


def test_a_file_named_on_the_command_line_may_have_a_name_that_is_no_utf8(
    office: Archive, tmp_path: Path
) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xe1o c\xe1o.txt"))
    path.write_text(a_reply("Lạng Sơn"))
    [outcome] = office.file([path], actor=CLERK)
    assert outcome.state is LedgerState.FILED


def test_two_different_files_of_the_same_name_are_two_records(office: Archive) -> None:
    drop(office, "trả lời.txt", a_reply("Lạng Sơn"))
    first = take_in(office)
    drop(office, "trả lời.txt", a_reply("Cà Mau"))
    second = take_in(office)
    assert [outcome.arrival_number for outcome in first + second] == [1, 2]


def test_the_same_bytes_twice_are_told_as_a_duplicate_and_take_no_number(office: Archive) -> None:
    drop(office, "a.txt", a_reply("Lạng Sơn"))
    drop(office, "b.txt", a_reply("Lạng Sơn"))
    first, second = take_in(office)
    assert (first.state, second.state) == (LedgerState.FILED, LedgerState.DUPLICATE)
    assert first.id == second.id
    assert not list(office.folder.inbox.iterdir())
    [record] = office.find(str(first.id))
    assert [arrival.path for arrival in record.arrivals] == ["a.txt", "b.txt"]


def test_a_further_version_of_a_document_joins_its_record(office: Archive) -> None:
    drop(office, "bản 1.txt", a_reply("Lạng Sơn"))
    drop(office, "bản 2.txt", a_reply("Lạng Sơn").replace("118 trường", "119 trường"))
    first, second = take_in(office)
    assert (second.state, second.id) == (LedgerState.FILED, first.id)
    assert second.reason == Reason("further-version", (str(first.id),))
    record = office.store.load(RecordId(2026, "den", 1))
    assert [file.role for file in record.files] == [FileRole.ORIGINAL, FileRole.TEXT, FileRole.VERSION]
    drop(office, "sau.txt", a_reply("Cà Mau"))
    assert take_in(office)[0].arrival_number == 2


def test_a_file_that_is_no_document_is_kept_without_an_arrival_number(office: Archive) -> None:
    drop(office, "ghi chú.txt", "Nhớ mua giấy in và mực cho phòng văn thư trước thứ Sáu.")
    [outcome] = take_in(office)
    assert (outcome.state, outcome.arrival_number) == (LedgerState.FILED, None)
    assert outcome.id == RecordId(2026, "tep", 1)
    assert [record.id for record in office.waiting_for_review()] == [outcome.id]


def test_an_answer_from_somebody_who_was_not_asked_waits_for_a_decision(office: Archive) -> None:
    drop(
        office, "y tế.txt", a_reply("Lạng Sơn").replace("GIÁO DỤC VÀ ĐÀO TẠO", "Y TẾ").replace("SGDĐT", "SYT")
    )
    [outcome] = take_in(office)
    assert outcome.replies_to == ()
    assert outcome.reason is not None
    assert outcome.reason.code == "sender-not-asked"
    assert office.board(str(CODE), on=NOON.date()).answered == 0


@pytest.mark.parametrize("name", ["kế hoạch MẬT.txt", "vô hại.txt"])
def test_a_secret_file_stays_where_it_is_and_leaves_no_trace(office: Archive, name: str) -> None:
    canary = "CHIM-HOANG-YEN-KEU"
    secret = a_reply("Lạng Sơn").replace("Kính gửi:", f"MẬT\n\n{canary}\nKính gửi:")
    dropped = drop(office, name, secret)
    good = drop(office, "thường.txt", a_reply("Cà Mau"))
    outcomes = take_in(office)
    assert sorted(outcome.state for outcome in outcomes) == [LedgerState.FILED, LedgerState.WITHHELD]
    [withheld] = [outcome for outcome in outcomes if outcome.state is LedgerState.WITHHELD]
    assert (withheld.path, withheld.sha256, withheld.id) == (None, None, None)
    assert dropped.read_text() == secret
    assert not good.exists()
    dropped.rename(office.folder.root.parent / "taken away by the officer")
    office.close()
    left = everything_below(office.folder.root)
    assert canary.encode() not in left
    assert name.encode() not in left


MARKED = "Kế hoạch TUYỆT MẬT CHIM-HOANG-YEN"


@pytest.mark.parametrize("kind", ["link", "folder", "oversized", "unreadable"])
def test_a_name_with_a_mark_is_kept_nowhere_whatever_stands_behind_it(
    office: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    entry = office.folder.inbox / f"{MARKED}.pdf"
    match kind:
        case "link":
            entry.symlink_to(tmp_path)
        case "folder":
            entry.mkdir()
        case "oversized":
            entry.write_bytes(bytes(30))
            monkeypatch.setattr(lookahead, "MOST_BYTES", 10)
        case _:
            entry.write_bytes(b"x")
            monkeypatch.setattr(lookahead, "read_whole", _refuse)
    assert [outcome.state for outcome in take_in(office)] == [LedgerState.WITHHELD]
    entry.rename(tmp_path / "taken away")
    office.close()
    assert b"CHIM-HOANG-YEN" not in everything_below(office.folder.root)


@pytest.mark.parametrize(
    "data", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), word_file()[:20_000]], ids=["doc", "broken"]
)
def test_the_name_of_a_file_that_nobody_looked_into_is_shown_but_kept_nowhere(
    office: Archive, data: bytes
) -> None:
    path = drop(office, "phương án CHIM-HOANG-YEN.doc", data)
    assert [outcome.path for outcome in take_in(office)] == ["phương án CHIM-HOANG-YEN.doc"]
    assert [row.path for row in office.ledger_rows(LedgerState.WAITING)] == ["phương án CHIM-HOANG-YEN.doc"]
    path.unlink()
    office.close()
    assert b"CHIM-HOANG-YEN" not in everything_below(office.folder.root)


def test_one_file_that_a_library_chokes_on_does_not_stop_the_others(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choke(data: bytes, *, name: str) -> ReadDocument:
        if name.startswith("a"):
            raise ZeroDivisionError
        return read(data, name=name)

    monkeypatch.setattr(reading, "read", choke)
    monkeypatch.setattr(lookahead, "readers", OwnReaders)
    drop(office, "a.txt", a_reply("Lạng Sơn"))
    drop(office, "b.txt", a_reply("Cà Mau"))
    states = {outcome.path: (outcome.state, _code_of(outcome)) for outcome in take_in(office)}
    assert states == {"a.txt": (LedgerState.WAITING, "reader-failed"), "b.txt": (LedgerState.FILED, None)}


def test_one_file_that_cannot_be_recognised_is_set_aside(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> Record:
        raise ZeroDivisionError

    drop(office, "a.txt", a_reply("Lạng Sơn"))
    with monkeypatch.context() as broken:
        broken.setattr(filing, "describe", fail)
        [outcome] = take_in(office)
    assert (outcome.state, _code_of(outcome)) == (LedgerState.QUARANTINED, "recognition-failed")
    drop(office, "b.txt", a_reply("Cà Mau"))
    assert take_in(office)[0].arrival_number == 1
    assert office.verify(indexed=None, progress=lambda *_: None).is_sound


def test_a_clock_that_was_set_back_stops_nothing(office: Archive) -> None:
    drop(office, "a.txt", a_reply("Lạng Sơn"))
    take_in(office)
    earlier = reopened(office, at=NOON - timedelta(days=3))
    drop(earlier, "b.txt", a_reply("Cà Mau"))
    [outcome] = take_in(earlier)
    assert outcome.arrival_number == 2
    assert earlier.find("2026-den-000002")[0].arrived_on == NOON.date()


def test_a_register_older_than_the_archive_files_nothing_over_what_is_there(office: Archive) -> None:
    drop(office, "a.txt", a_reply("Lạng Sơn"))
    take_in(office)
    office.close()
    old = office.folder.register.read_bytes()
    office = reopened(office)
    drop(office, "b.txt", a_reply("Cà Mau"))
    take_in(office)
    office.close()
    office.folder.register.write_bytes(old)
    office = reopened(office)
    kept = drop(office, "c.txt", a_reply("An Giang"))
    for _ in range(2):
        with pytest.raises(RegisterBehindArchiveError):
            take_in(office)
    assert kept.exists()
    office.rebuild(lambda *_: None)
    assert [outcome.arrival_number for outcome in take_in(office)] == [3]
    assert office.verify(indexed=None, progress=lambda *_: None).is_sound


def test_filing_a_file_again_says_what_became_of_it(office: Archive) -> None:
    path = drop(office, "ảnh.jpg", b"\xff\xd8\xff\xe0")
    first, second = list(office.file([path], actor=CLERK)), list(office.file([path], actor=CLERK))
    assert first == second
    assert first[0].state is LedgerState.WAITING


def test_the_alert_about_a_secret_file_outlives_the_file(office: Archive) -> None:
    path = drop(office, "kế hoạch MẬT.txt", "x")
    take_in(office)
    path.unlink()
    take_in(office)
    [row] = rows(office, LedgerState.WITHHELD)
    office.acknowledge(row.id, actor=CLERK)
    assert rows(office, LedgerState.WITHHELD) == ()
    [row] = office.ledger_rows(LedgerState.WITHHELD, with_gone=True)
    assert row.acknowledged_by == CLERK.name


def test_an_inbox_that_cannot_be_listed_takes_nothing_for_gone(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(office, "ảnh.jpg", b"\xff\xd8\xff\xe0")
    take_in(office)
    with monkeypatch.context() as unmounted:
        unmounted.setattr("os.scandir", _refuse)
        take_in(office)
    assert len(rows(office, LedgerState.WAITING)) == 1


def test_the_alert_about_a_secret_file_stays_until_a_named_person_acknowledges_it(office: Archive) -> None:
    drop(office, "kế hoạch MẬT.txt", "x")
    take_in(office)
    again = reopened(office)
    assert take_in(again) == []
    [row] = rows(again, LedgerState.WITHHELD)
    assert row.acknowledged_by is None
    again.acknowledge(row.id, actor=CLERK)
    [row] = rows(reopened(again), LedgerState.WITHHELD)
    assert row.acknowledged_by == CLERK.name


def test_a_file_being_written_is_left_alone_until_it_is_whole(office: Archive) -> None:
    now = 0.0
    stillness = Stillness(seconds=2, monotonic=lambda: now)

    def look() -> list[FilingOutcome]:
        return list(office.take_in(actor=CLERK, stillness=stillness))

    text = a_reply("Lạng Sơn")
    path = drop(office, "trả lời.txt", text[:300])
    assert look() == []
    now = 5.0
    with path.open("a") as writer:
        writer.write(text[300:])
        writer.flush()
        assert look() == []  # it has grown
        now = 10.0
        assert look() == []  # still, but somebody holds it open for writing
    [outcome] = look()
    assert outcome.state is LedgerState.FILED
    assert not stillness.left_any
    assert len(office.ledger_rows(with_gone=True)) == 1


def test_unfinished_names_wait_without_a_row(office: Archive) -> None:
    for name in ("~$trả lời.docx", "a.pdf.part", "b.crdownload", ".~lock.trả lời.odt#"):
        drop(office, name, "x")
    assert take_in(office) == []
    assert rows(office) == ()


def test_a_waiting_file_that_is_taken_away_is_noted_as_gone(office: Archive) -> None:
    path = drop(office, "ảnh.jpg", b"\xff\xd8\xff\xe0")
    take_in(office)
    path.unlink()
    assert take_in(office) == []
    assert rows(office, LedgerState.WAITING) == ()
    assert office.verify(indexed=None, progress=lambda *_: None).ledger[LedgerState.WAITING] == 1


def test_a_waiting_file_that_is_replaced_by_another_has_a_row_of_its_own(office: Archive) -> None:
    drop(office, "trả lời", b"\xff\xd8\xff\xe0 a scan")
    take_in(office)
    drop(office, "trả lời", a_reply("Lạng Sơn"))
    [outcome] = take_in(office)
    assert outcome.state is LedgerState.FILED
    first, second = office.ledger_rows(with_gone=True)
    assert (first.state, second.state) == (LedgerState.WAITING, LedgerState.FILED)
    assert first.gone_at is not None


def test_a_file_outside_the_inbox_is_filed_and_stays_where_it_is(office: Archive, tmp_path: Path) -> None:
    path = tmp_path / "Downloads" / "trả lời.txt"
    path.parent.mkdir()
    path.write_text(a_reply("Lạng Sơn"))
    [first] = office.file([path], actor=CLERK)
    [second] = office.file([path.parent], actor=CLERK)
    assert (first.state, second.state) == (LedgerState.FILED, LedgerState.DUPLICATE)
    assert path.exists()
    assert office.verify(indexed=None, progress=lambda *_: None).is_sound


def test_a_file_that_cannot_be_removed_is_not_taken_in_twice(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = drop(office, "trả lời.txt", a_reply("Lạng Sơn"))
    with monkeypatch.context() as locked:
        locked.setattr(disk, "remove_files", _refuse_inbox(office.folder.inbox))
        assert [outcome.state for outcome in take_in(office)] == [LedgerState.FILED]
        assert take_in(office) == []
        assert path.exists()
    assert take_in(reopened(office)) == []
    assert not path.exists()


def _refuse_inbox(inbox: Path) -> object:
    remove = disk.remove_files

    def refuse(paths: Sequence[Path]) -> None:
        if any(path.is_relative_to(inbox) for path in paths):
            raise PermissionError
        remove(paths)

    return refuse
