"""An office on a medium that can only be read: everything is found and proved, nothing is written."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from archive import disk, register
from archive.archive import Archive
from archive.database import Database
from archive.folder_errors import FolderReadOnlyError
from model.clock import FixedClock
from model.record import Direction
from tests.archive.offices import CLERK, CODE, NOON, SETTINGS, a_reply, an_archive, drop, issue_sample

Change = Callable[[Archive], object]

CHANGES: dict[str, Change] = {
    "issuing": issue_sample,
    "filing a named file": lambda office: list(office.file([office.folder.settings], actor=CLERK)),
    "a pass over the inbox": lambda office: list(office.take_in(actor=CLERK)),
    "deciding": lambda office: office.close_review(office.find(CODE_OF_REPLY)[0].id, actor=CLERK),
    "recalling": lambda office: office.after_issue.recall(office.find(str(CODE))[0], "sai", actor=CLERK),
    "closing a year": lambda office: office.close_year(2025, print_book=lambda *_: {}, actor=CLERK),
    "rebuilding": lambda office: office.rebuild(lambda *_: None),
}
CODE_OF_REPLY = "212/SGDĐT-KHTC"


@pytest.fixture
def medium(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """Give an office with a dispatch and an answer that was copied to such a medium."""
    office = an_archive(tmp_path / "office")
    issue_sample(office)
    drop(office, "tra-loi.txt", a_reply("Lạng Sơn"))
    assert len(list(office.take_in(actor=CLERK))) == 1
    office.close()
    # Root may write into folders of any mode; so the answer to the question is what is replaced.
    monkeypatch.setattr(disk, "is_writable", lambda _folder: False)
    return Archive.open(office.folder, SETTINGS, FixedClock(NOON))


def everything_in(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_what_it_holds_is_found_listed_and_proved_and_nothing_is_written(medium: Archive) -> None:
    before = everything_in(medium.folder.root)
    assert [record.code for record in medium.find(str(CODE))] == [CODE]
    assert medium.board(str(CODE), on=date(2026, 11, 22)).answered == 1
    assert len(medium.registered(Direction.INCOMING, year=2026)) == 1
    assert medium.verify(indexed=None, progress=lambda *_: None).damages == ()
    medium.close()
    assert everything_in(medium.folder.root) == before


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_would_change_it_is_refused_before_anything_is_written(medium: Archive, change: Change) -> None:
    before = everything_in(medium.folder.root)
    with pytest.raises(FolderReadOnlyError) as refused:
        change(medium)
    assert refused.value.path == medium.folder.root
    assert everything_in(medium.folder.root) == before


def test_damage_is_named_although_nothing_can_be_repaired(medium: Archive) -> None:
    [record] = medium.find(CODE_OF_REPLY)
    (medium.store.root.path_of(record.id.urn) / "inventory.json").write_bytes(b"{}")
    report = medium.verify(indexed=None, progress=lambda *_: None)
    assert record.id.urn in {damage.subject for damage in report.damages}


def test_a_copy_made_while_the_office_was_at_work_shows_its_last_changes(tmp_path: Path) -> None:
    office = an_archive(tmp_path / "office")
    issue_sample(office)
    copied = tmp_path / "copy.db"
    for rest in ("", "-wal", "-shm"):
        copied.with_name(copied.name + rest).write_bytes(
            office.folder.register.with_name(office.folder.register.name + rest).read_bytes()
        )
    assert copied.with_name("copy.db-wal").stat().st_size
    with Database(copied, is_read_only=True).read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM records").scalar() == 1
    office.close()


def test_a_register_of_an_earlier_schema_is_not_brought_up_to_date(tmp_path: Path) -> None:
    Database(tmp_path / "register.db").close()
    made = Database(tmp_path / "register.db")
    with made.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0005'")
    made.close()
    with pytest.raises(FolderReadOnlyError):
        Database(tmp_path / "register.db", is_read_only=True)


def test_what_an_office_at_work_registers_is_seen_by_who_opened_it_to_read_before(tmp_path: Path) -> None:
    Database(tmp_path / "register.db").close()
    own = Database(tmp_path / "register.db")
    with own.read() as connection:
        assert register.is_empty(connection)
    other = Database(own.path, is_read_only=True)
    with own.write() as connection:
        connection.exec_driver_sql("CREATE TABLE later (one)")
    with other.read() as connection:
        assert connection.exec_driver_sql("SELECT * FROM later").all() == []
    other.close()
    own.close()
