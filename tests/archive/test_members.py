"""Files that came together become one record, each under its role; a mark on one of them withholds all."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive import lookahead
from archive.archive import Archive
from archive.ledger import LedgerRow
from archive.read_document import MOST_DEPTH, MOST_MEMBERS, MemberRole
from archive.readers.errors import NestedFileError
from archive.reading import read_whole_tree
from model.ledger import LedgerState
from model.record import ArrivalOutcome, FileRole, LinkState, Record
from model.record_id import RecordId
from tests.archive.boxes import a_box, can_be_opened
from tests.archive.documents import package
from tests.archive.offices import (
    SETTINGS,
    a_reply,
    an_archive,
    drop,
    is_sound,
    issue_sample,
    reopened,
    take_in,
)
from tests.archive.packets import a_mail_with

LETTER = a_reply("Lạng Sơn")
ANNEX = "Phụ lục\n1. Trường Tiểu học Hoa Hồng\n2. Trường Tiểu học Bình Minh"
ATTACHED = MemberRole.ATTACHMENT
FIRST = RecordId(2026, "den", 1)
CANARY = "CHIM-HOANG-YEN-7Q"
SECRET = f"UBND TỈNH LẠNG SƠN\nMẬT\n{CANARY}"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    can_be_opened(monkeypatch)
    archive = an_archive(tmp_path / "office")
    issue_sample(archive)
    yield archive
    archive.close()


def states(archive: Archive) -> dict[str | None, LedgerState]:
    return {outcome.path: outcome.state for outcome in take_in(archive)}


def roles(record: Record) -> list[tuple[FileRole, str]]:
    return [(file.role, file.name) for file in record.files if file.role is not FileRole.TEXT]


def rows(archive: Archive) -> tuple[LedgerRow, ...]:
    return archive.ledger_rows(with_gone=True)


def everything_below(folder: Path) -> bytes:
    return b"\n".join(
        os.fsencode(path) + (path.read_bytes() if path.is_file() else b"") for path in folder.rglob("*")
    )


def test_a_mail_with_a_letter_and_an_annex_becomes_one_record_with_roles(office: Archive) -> None:
    mail = a_box(
        ("phụ lục.txt", ANNEX, ATTACHED),
        ("trả lời.txt", LETTER, ATTACHED),
        ("thư.txt", "Kính gửi", MemberRole.BODY),
        text="Kính gửi Bộ, xin gửi kèm công văn trả lời.",
    )
    drop(office, "thư.eml", mail)
    [outcome] = take_in(office)
    assert (outcome.state, outcome.arrival_number) == (LedgerState.FILED, 1)
    record = office.store.load(FIRST)
    assert str(record.code) == "212/SGDĐT-KHTC"
    assert [link.state for link in record.links] == [LinkState.AUTOMATIC]
    assert roles(record) == [
        (FileRole.DOCUMENT, "trả lời.txt"),
        (FileRole.ORIGINAL, "thư.eml"),
        (FileRole.ATTACHMENT, "phụ lục.txt"),
    ]
    assert office.store.file(FIRST, record.files[1].path).read_bytes() == mail
    text = office.store.file(FIRST, "text.txt").read_text(encoding="utf-8")
    assert all(words in text for words in ("118 trường", "Hoa Hồng", "xin gửi kèm"))
    assert len(rows(office)) == 1
    assert is_sound(office)


def test_what_the_container_calls_the_document_is_the_document(office: Archive) -> None:
    other = a_reply("Cà Mau", number=77)
    drop(
        office,
        "gói.edxml",
        a_box(("a.txt", other, ATTACHED), ("b.txt", LETTER, MemberRole.DOCUMENT)),
    )
    take_in(office)
    record = office.store.load(FIRST)
    assert str(record.code) == "212/SGDĐT-KHTC"
    assert [reason.code for reason in record.review] == ["several-documents"]
    assert record.review[0].facts == ("77/SGDĐT-KHTC",)


def test_a_zip_without_a_document_takes_no_number_and_waits_for_a_person(office: Archive) -> None:
    drop(office, "nén.zip", a_box(("a.txt", "một hai ba", ATTACHED)))
    [outcome] = take_in(office)
    assert outcome.state is LedgerState.FILED
    assert outcome.arrival_number is None
    assert str(outcome.id) == "2026-tep-000001"


def test_a_scan_and_a_word_file_of_one_code_in_one_folder_become_one_record(office: Archive) -> None:
    drop(office, "Lạng Sơn/a.txt", LETTER.replace("118 trường", "118  trường"))
    drop(office, "Lạng Sơn/b.txt", LETTER)
    drop(office, "Lạng Sơn/phụ lục.txt", ANNEX)
    outcomes = take_in(office)
    assert {outcome.id for outcome in outcomes} == {FIRST}
    assert {outcome.arrival_number for outcome in outcomes} == {1}
    record = office.store.load(FIRST)
    assert roles(record) == [
        (FileRole.ORIGINAL, "a.txt"),
        (FileRole.VERSION, "b.txt"),
        (FileRole.ATTACHMENT, "phụ lục.txt"),
    ]
    assert [(row.state, row.record_id) for row in rows(office)] == [(LedgerState.FILED, FIRST)] * 3
    assert is_sound(office)


def test_documents_of_one_number_from_different_senders_stay_apart(office: Archive) -> None:
    drop(office, "chung/a.txt", LETTER)
    drop(office, "chung/b.txt", a_reply("Cà Mau"))
    drop(office, "chung/phụ lục.txt", ANNEX)
    assert sorted(str(outcome.id) for outcome in take_in(office)) == [
        "2026-den-000001",
        "2026-den-000002",
        "2026-tep-000001",
    ]


def test_the_same_arrival_twice_is_a_duplicate_as_a_whole(office: Archive) -> None:
    for folder in ("lần 1", "lần 2"):
        drop(office, f"{folder}/trả lời.txt", LETTER)
        drop(office, f"{folder}/phụ lục.txt", ANNEX)
    assert states(office) == {
        "lần 1/trả lời.txt": LedgerState.FILED,
        "lần 1/phụ lục.txt": LedgerState.FILED,
        "lần 2/trả lời.txt": LedgerState.DUPLICATE,
        "lần 2/phụ lục.txt": LedgerState.DUPLICATE,
    }
    record = office.store.load(FIRST)
    assert len(record.arrivals) == 4
    assert len(roles(record)) == 2
    assert is_sound(office)


def test_a_known_letter_with_a_new_annex_is_no_duplicate(office: Archive) -> None:
    drop(office, "trả lời.txt", LETTER)
    take_in(office)
    drop(office, "lần 2/trả lời.txt", LETTER)
    drop(office, "lần 2/phụ lục.txt", ANNEX)
    assert set(states(office).values()) == {LedgerState.FILED}
    record = office.store.load(FIRST)
    assert roles(record) == [(FileRole.ORIGINAL, "trả lời.txt"), (FileRole.ATTACHMENT, "phụ lục.txt")]
    assert ArrivalOutcome.DUPLICATE not in {arrival.outcome for arrival in record.arrivals}
    assert is_sound(office)


def test_another_mail_with_the_same_letter_is_a_further_version(office: Archive) -> None:
    drop(office, "thư 1.eml", a_box(("trả lời.txt", LETTER, ATTACHED), text="Kính gửi Bộ"))
    take_in(office)
    drop(office, "thư 2.eml", a_box(("trả lời.txt", LETTER, ATTACHED), text="Xin gửi lại"))
    [outcome] = take_in(office)
    assert (outcome.state, outcome.id) == (LedgerState.FILED, FIRST)
    assert roles(office.store.load(FIRST)) == [
        (FileRole.DOCUMENT, "trả lời.txt"),
        (FileRole.ORIGINAL, "thư 1.eml"),
        (FileRole.VERSION, "thư 2.eml"),
    ]
    assert is_sound(office)


@pytest.mark.parametrize(
    "arrival",
    [
        {"thư.eml": a_box(("trả lời.txt", LETTER, ATTACHED), ("b.txt", SECRET, ATTACHED))},
        {"thư.eml": a_box(("trả lời.txt", LETTER, ATTACHED), (f"{CANARY} MẬT.txt", "x", ATTACHED))},
        {"gói.zip": a_box(("trong.zip", a_box(("c.txt", SECRET, ATTACHED)), ATTACHED))},
        {"x/trả lời.txt": LETTER.encode(), "x/thư.eml": a_box(("b.txt", SECRET, ATTACHED))},
        {"x/trả lời.txt": LETTER.encode(), "x/y/z.txt": SECRET.encode()},
    ],
    ids=["member", "member's name", "nested", "beside", "deeper in the folder"],
)
def test_a_mark_of_secrecy_on_any_part_withholds_the_whole_arrival(
    office: Archive, tmp_path: Path, arrival: dict[str, bytes]
) -> None:
    for name, data in arrival.items():
        drop(office, name, data)
    drop(office, "khác.txt", a_reply("Cà Mau", number=9))
    outcomes = take_in(office)
    withheld = [outcome for outcome in outcomes if outcome.state is LedgerState.WITHHELD]
    assert len(withheld) == len(arrival)
    assert {outcome.path for outcome in outcomes} == {None, "khác.txt"}
    assert {row.sha256 for row in rows(office) if row.state is LedgerState.WITHHELD} == {None}
    office.folder.inbox.rename(tmp_path / "taken away")
    office.close()
    left = everything_below(office.folder.root)
    assert CANARY.encode() not in left
    assert LETTER.encode() not in left


@pytest.mark.parametrize(
    ("member", "reason"),
    [
        (("a.7z", "7z\xbc\xaf\x27\x1c....", ATTACHED), "member-unread"),
        (("b.txt", "", ATTACHED), "empty-inside"),
    ],
    ids=["no reader", "empty"],
)
def test_a_container_waits_while_nobody_can_look_at_all_of_it(
    office: Archive, member: tuple[str, str, MemberRole], reason: str | None
) -> None:
    box = a_box(("trả lời.txt", LETTER, ATTACHED), member)
    drop(office, "thư.eml", box)
    [outcome] = take_in(office)
    assert outcome.reason is not None
    assert outcome.reason.code == reason
    assert outcome.state is (LedgerState.WAITING if reason == "member-unread" else LedgerState.FILED)


def nested(depth: int) -> bytes:
    box = a_box(("trả lời.txt", LETTER, ATTACHED))
    for _ in range(depth - 1):
        box = a_box(("trong.zip", box, ATTACHED))
    return box


@pytest.mark.parametrize(
    ("data", "state"),
    [
        (nested(MOST_DEPTH), LedgerState.FILED),
        (nested(MOST_DEPTH + 1), LedgerState.WAITING),
        (a_box(*[(f"{n}.txt", "x", ATTACHED) for n in range(MOST_MEMBERS + 1)]), LedgerState.WAITING),
    ],
    ids=["nested as far as allowed", "nested deeper", "too many members"],
)
def test_containers_in_containers_are_limited(office: Archive, data: bytes, state: LedgerState) -> None:
    drop(office, "nén.zip", data)
    [outcome] = take_in(office)
    assert outcome.state is state


def test_data_files_inside_a_container_are_kept_as_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    can_be_opened(monkeypatch)
    settings = SETTINGS.__class__(
        agency=SETTINGS.agency, openings=SETTINGS.openings, data_types=frozenset({"mdb"})
    )
    office = an_archive(tmp_path / "office", settings=settings)
    issue_sample(office)
    drop(office, "thư.eml", a_box(("trả lời.txt", LETTER, ATTACHED), ("a.mdb", "\x00\x01 Jet", ATTACHED)))
    take_in(office)
    assert (FileRole.DATA, "a.mdb") in roles(office.store.load(FIRST))
    assert is_sound(office)
    office.close()


def test_an_arrival_goes_on_as_a_whole_after_it_was_staged(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(office, "Lạng Sơn/thư.eml", a_box(("trả lời.txt", LETTER, ATTACHED)))
    drop(office, "Lạng Sơn/phụ lục.txt", ANNEX)
    with monkeypatch.context() as broken:
        broken.setattr("archive.filing.Filing.settle", _stop)
        broken.setattr("archive.resuming.Resuming.run", lambda *_: iter(()))
        assert take_in(office) == []
    assert {row.state for row in rows(office)} == {LedgerState.STAGED}
    again = reopened(office)
    assert {outcome.id for outcome in take_in(again)} == {FIRST}
    assert len(roles(again.store.load(FIRST))) == 3
    assert list(again.folder.inbox.rglob("*.*")) == []
    assert is_sound(again)


def _stop(*_: object) -> None:
    raise OSError


def test_a_folder_of_many_files_is_looked_at_whole_before_any_of_it_is_filed(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookahead, "MOST_TOGETHER", 4)
    for number in range(1, 7):
        drop(office, f"đợt 1/{number}/trả lời.txt", a_reply("Lạng Sơn", number=number))
        drop(office, f"đợt 1/{number}/phụ lục.txt", f"{ANNEX} {number}")
    drop(office, "đợt 2/a.txt", a_reply("Cà Mau", number=50))
    for number in range(1, 5):
        drop(office, f"đợt 2/{number}.txt", a_reply("Cà Mau", number=number))
    drop(office, "đợt 2/cuối.txt", SECRET)
    outcomes = take_in(office)
    filed = [outcome for outcome in outcomes if outcome.state is LedgerState.FILED]
    assert len(filed) == 12
    assert {outcome.arrival_number for outcome in filed} == set(range(1, 7))
    assert len([outcome for outcome in outcomes if outcome.state is LedgerState.WITHHELD]) == 6
    assert is_sound(office)


def test_mails_forwarded_in_each_other_go_deeper_than_archives_and_what_is_too_deep_says_so() -> None:
    mail = b"Ghi"
    for number in range(MOST_DEPTH + 2):
        mail = a_mail_with("a.eml" if number else "a.txt", mail)
    assert read_whole_tree(mail, name="a.eml").members
    zipped = package({"a.txt": "Ghi"})
    for _ in range(MOST_DEPTH):
        zipped = package({"a.zip": zipped})
    with pytest.raises(NestedFileError) as refused:
        read_whole_tree(zipped, name="a.zip")
    assert refused.value.reason.facts == (str(MOST_DEPTH),)


def test_an_empty_file_inside_a_container_is_named_on_the_record(office: Archive) -> None:
    drop(office, "thư.eml", a_box(("trả lời.txt", LETTER, ATTACHED), ("phụ lục.docx", "", ATTACHED)))
    [outcome] = take_in(office)
    assert outcome.id is not None
    record = office.store.load(outcome.id)
    assert [reason.facts for reason in record.review if reason.code == "empty-inside"] == [("phụ lục.docx",)]
    assert (FileRole.DATA, "phụ lục.docx") in roles(record)
