"""A check of a large archive: while people work, by several processes, broken off and gone on with."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from archive import tables, verification
from archive.archive import Archive
from archive.damage import DamageKind
from archive.ocfl import StorageRoot
from archive.record_check import RecordCheck
from archive.verification import VerifyReport
from archive.verify_walk import walk, walk_together
from model.clock import FixedClock
from tests.archive.offices import CLERK, NOON, SETTINGS, a_reply, an_archive, drop, issue_sample


@pytest.fixture
def office(tmp_path: Path) -> Archive:
    archive = an_archive(tmp_path / "office")
    issue_sample(archive)
    for number in range(1, 13):
        drop(archive, f"{number}.txt", a_reply("Lạng Sơn", number=number))
    list(archive.take_in(actor=CLERK))
    return archive


def verified(archive: Archive, progress: Callable[[int, int], None] = lambda *_: None) -> VerifyReport:
    return archive.verify(indexed=None, progress=progress)


def flip_a_byte(archive: Archive, record_id: str) -> str:
    [record] = archive.find(record_id)
    path = archive.store.file(record.id, record.files[0].path)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    return record.id.urn


class BrokenOff(BaseException):
    """The check ends here."""


def break_off(archive: Archive, monkeypatch: pytest.MonkeyPatch, *, at: int) -> None:
    """Check so many objects, then end."""

    def end(done: int, _total: int) -> None:
        if done >= at:
            raise BrokenOff

    monkeypatch.setattr("archive.verify_walk._AT_A_TIME", 3)
    with pytest.raises(BrokenOff):
        verified(archive, end)


def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list of objects that are read from now on."""
    ids: list[str] = []
    validate = StorageRoot.validate_object

    def count(root: StorageRoot, object_id: str) -> object:
        ids.append(object_id)
        return validate(root, object_id)

    monkeypatch.setattr(StorageRoot, "validate_object", count)
    return ids


def test_a_check_that_was_broken_off_goes_on_and_remembers_what_it_found(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoiled = flip_a_byte(office, "2026-den-000001")
    break_off(office, monkeypatch, at=6)
    ids = looked_at(monkeypatch)
    report = verified(office)
    assert report.objects == 14
    assert {damage.subject for damage in report.damages} == {spoiled}
    assert not {f"urn:vanthu:2026-den-{number:06d}" for number in range(2, 7)} & set(ids)
    assert not list(office.folder.root.glob("verify.pending"))


def test_what_changed_after_it_was_read_is_read_again(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_off(office, monkeypatch, at=12)
    drop(office, "trùng.txt", a_reply("Lạng Sơn", number=1))
    drop(office, "mới.txt", a_reply("Lạng Sơn", number=99))
    list(office.take_in(actor=CLERK))
    ids = looked_at(monkeypatch)
    report = verified(office)
    assert report.is_sound
    assert report.numbers["den 2026"] == 13
    assert {"urn:vanthu:2026-den-000001", "urn:vanthu:2026-den-000013"} <= set(ids)


def test_what_was_read_long_ago_is_read_again(office: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    break_off(office, monkeypatch, at=12)
    spoiled = flip_a_byte(office, "2026-den-000002")
    later = Archive.open(office.folder, SETTINGS, FixedClock(NOON + timedelta(days=2)))
    assert {damage.subject for damage in verified(later).damages} == {spoiled}
    later.close()


@pytest.mark.parametrize("left", [b"", b"{", b'{"at": 1}\n', b"\xff\n\xff\n"])
def test_notes_that_cannot_be_read_count_for_nothing(office: Archive, left: bytes) -> None:
    (office.folder.root / "verify.pending").write_bytes(left)
    assert verified(office).is_sound


def test_documents_filed_during_the_check_disturb_nothing(office: Archive) -> None:
    def file_one(_done: int, _total: int) -> None:
        drop(office, "mới.txt", a_reply("Cà Mau", number=77))
        drop(office, "trùng.txt", a_reply("Lạng Sơn", number=3))
        list(office.take_in(actor=CLERK))

    report = verified(office, file_one)
    assert report.is_sound
    assert report.numbers["den 2026"] == 13


def test_a_damage_that_is_mended_meanwhile_is_none(office: Archive) -> None:
    with office._base.database.write() as connection:
        connection.execute(tables.series.update().where(tables.series.c.book == "den").values(last=13))

    def mend(_done: int, _total: int) -> None:
        with office._base.database.write() as connection:
            connection.execute(tables.series.update().where(tables.series.c.book == "den").values(last=12))

    assert verified(office, mend).is_sound


def test_several_processes_find_what_one_finds(office: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    flip_a_byte(office, "2026-den-000001")
    flip_a_byte(office, "2026-den-000012")
    ids = sorted(office.store.root.ids())
    monkeypatch.setattr("archive.verify_walk._AT_A_TIME", 5)
    check = RecordCheck(office.store.root, office._base.database, office._base.key)
    assert [*walk_together(office.folder, ids)] == [*walk(check, ids)]
    monkeypatch.setattr(verification, "WORTH_PROCESSES", 0)
    assert len({damage.subject for damage in verified(office).damages}) == 2


def test_an_extra_file_and_an_extra_object_are_named(office: Archive) -> None:
    folder = office.store.root.path_of("urn:vanthu:2026-den-000003")
    (folder / "v1" / "content" / "extra.txt").write_bytes(b"x")
    (office.folder.archive / "2026" / "notes.txt").write_bytes(b"x")
    found = {(damage.kind, damage.path) for damage in verified(office).damages}
    assert found == {
        (DamageKind.UNEXPECTED, "v1/content/extra.txt"),
        (DamageKind.UNEXPECTED, "2026/notes.txt"),
    }


def test_an_orphan_row_in_ledger_or_register_is_named(office: Archive) -> None:
    with office._base.database.write() as connection:
        row = connection.execute(tables.ledger.select().limit(1)).one()._mapping
        connection.execute(
            tables.ledger.insert().values(dict(row) | {"id": 900, "record_id": "2026-den-000099"})
        )
        entry = connection.execute(tables.records.select().limit(1)).one()._mapping
        orphan = {"id": "2026-den-000099", "serial": 99}
        connection.execute(tables.records.insert().values(dict(entry) | orphan))
    found = {(damage.subject, damage.path) for damage in verified(office).damages}
    assert found == {("ledger 900", "2026-den-000099"), ("register", "2026-den-000099")}
