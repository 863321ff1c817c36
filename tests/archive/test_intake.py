import io
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from archive import disk, intake
from archive.archive import Archive
from archive.inbox import Stillness
from archive.ledger import LedgerRow
from model.ledger import FilingOutcome, LedgerState
from model.record import FileRole, LinkState
from model.record_id import RecordId
from tests.archive.offices import CLERK, CODE, NOON, a_reply, an_archive, drop, issue_sample, reopened


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Archive]:
    archive = an_archive(tmp_path / "office")
    issue_sample(archive)
    yield archive
    archive.close()


def take_in(archive: Archive) -> list[FilingOutcome]:
    return list(archive.take_in(actor=CLERK))


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
        # damaged: set aside, with the bytes that came
        ("rỗng.docx", b"", LedgerState.QUARANTINED, "empty-file"),
        ("cụt.docx", word_file()[:20_000], LedgerState.QUARANTINED, "broken-file"),
        ("giả.pdf", b"%PDF-1.7\nthis is no document\n%%EOF", LedgerState.QUARANTINED, "broken-file"),
        # nobody can look inside yet: stays in the inbox
        ("ảnh quét.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", LedgerState.WAITING, "no-reader"),
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
        locked.setattr(intake, "_read_whole", _refuse)
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
    assert outcome.reason.code == "link-proposed"
    assert office.board(str(CODE), on=NOON.date()).answered == 0


@pytest.mark.parametrize("name", ["kế hoạch MẬT.txt", "vô hại.txt"])
def test_a_secret_file_stays_where_it_is_and_leaves_no_trace(office: Archive, name: str) -> None:
    canary = "CHIM-HOANG-YEN-7391"
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
        locked.setattr(disk, "remove_file", _refuse_inbox(office.folder.inbox))
        assert [outcome.state for outcome in take_in(office)] == [LedgerState.FILED]
        assert take_in(office) == []
        assert path.exists()
    assert take_in(reopened(office)) == []
    assert not path.exists()


def _refuse_inbox(inbox: Path) -> object:
    remove = disk.remove_file

    def refuse(path: Path) -> None:
        if path.is_relative_to(inbox):
            raise PermissionError
        remove(path)

    return refuse
