from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from archive import ledger, register, tables
from archive.archive import Archive
from archive.damage import Damage, DamageKind
from model.ledger import LedgerState
from tests.archive.offices import CLERK, a_reply, an_archive, drop, issue_sample


@pytest.fixture
def office(tmp_path: Path) -> Archive:
    archive = an_archive(tmp_path / "office")
    issue_sample(archive)
    for number, province in enumerate(["Lạng Sơn", "Cà Mau", "An Giang"], start=11):
        drop(archive, f"{province}.txt", a_reply(province, number=number))
    drop(archive, "rỗng.docx", b"")
    list(archive.take_in(actor=CLERK))
    return archive


def damages(archive: Archive, indexed: frozenset[str] | None = None) -> tuple[Damage, ...]:
    return archive.verify(indexed=indexed, progress=lambda *_: None).damages


def original(archive: Archive) -> Path:
    [record] = archive.find("2026-den-000002")
    return archive.store.file(record.id, record.files[0].path)


def flip_a_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def test_a_sound_office_is_counted_and_nothing_is_found(office: Archive) -> None:
    report = office.verify(indexed=None, progress=lambda *_: None)
    assert report.is_sound
    assert report.ledger[LedgerState.FILED] == 3
    assert report.numbers == {"den 2026": 3, "di 2026": 1}


def test_one_flipped_byte_is_named_with_its_file(office: Archive) -> None:
    path = original(office)
    flip_a_byte(path)
    found = damages(office)
    assert any(
        damage.kind is DamageKind.ALTERED
        and damage.subject == "urn:vanthu:2026-den-000002"
        and damage.path.endswith(path.name)
        for damage in found
    )


def test_a_damaged_file_bears_the_name_under_which_it_came_or_was_issued(office: Archive) -> None:
    flip_a_byte(original(office))
    [record] = office.find("2026-den-000002")
    assert record.files[0].name in {"Lạng Sơn.txt", "Cà Mau.txt", "An Giang.txt"}
    assert record.files[0].name in {damage.name for damage in damages(office)}


@pytest.mark.parametrize("break_", [Path.unlink, flip_a_byte], ids=["missing", "altered"])
def test_a_wrong_quarantined_file_is_named(office: Archive, break_: Callable[[Path], None]) -> None:
    [kept] = office.folder.quarantine.glob("*.bin")
    kept.write_bytes(b"ab")
    break_(kept)
    [damage] = damages(office)
    assert (damage.subject, damage.path) == ("quarantine", kept.name)


def test_a_removed_record_leaves_a_gap_an_orphan_row_and_a_missing_entry(office: Archive) -> None:
    folder = office.store.root.path_of("urn:vanthu:2026-den-000002")
    folder.rename(office.folder.root / "stolen")
    subjects = {damage.subject for damage in damages(office)}
    assert {"book den 2026", "register", "ledger 2"} <= subjects


def test_a_wrong_number_in_the_series_is_named(office: Archive) -> None:
    with office._base.database.write() as connection:
        connection.execute(tables.series.update().where(tables.series.c.book == "den").values(last=4))
    assert [(damage.subject, damage.path) for damage in damages(office)] == [("book den 2026", "4")]


def test_a_row_without_its_file_is_named(office: Archive) -> None:
    with office._base.database.write() as connection:
        row = next(iter(ledger.in_state(connection, LedgerState.FILED)))
        connection.execute(tables.ledger.delete().where(tables.ledger.c.id == row.id))
    [damage] = damages(office)
    assert (damage.subject, damage.path) == ("ledger", str(row.id))


@pytest.mark.parametrize("state", [LedgerState.QUARANTINED, LedgerState.WAITING, LedgerState.WITHHELD])
def test_a_row_that_only_the_archive_remembers_is_missed(office: Archive, state: LedgerState) -> None:
    drop(office, "ảnh.jpg", b"\xff\xd8\xff\xe0")
    drop(office, "MẬT.txt", "x")
    list(office.take_in(actor=CLERK))
    with office._base.database.write() as connection:
        connection.execute(tables.ledger.delete().where(tables.ledger.c.state == state))
    [damage] = damages(office)
    assert (damage.kind, damage.subject) == (DamageKind.MISSING, "ledger")


def test_a_register_whose_columns_or_links_differ_from_its_records_is_named(office: Archive) -> None:
    with office._base.database.write() as connection:
        connection.execute(tables.links.delete())
        connection.execute(
            tables.records.update().where(tables.records.c.serial == 1).values(needs_review=True)
        )
    named = {damage.path for damage in damages(office) if damage.subject == "register"}
    assert named == {"2026-den-000001", "2026-den-000002", "2026-den-000003"}


def test_an_index_with_other_records_than_the_register_is_named(office: Archive) -> None:
    indexed = frozenset({"2026-den-000001", "2026-den-000002", "2026-di-005120", "2026-den-000099"})
    found = {(damage.kind, damage.path) for damage in damages(office, indexed)}
    assert found == {(DamageKind.MISSING, "2026-den-000003"), (DamageKind.UNEXPECTED, "2026-den-000099")}


def test_an_edited_register_entry_is_named(office: Archive) -> None:
    with office._base.database.write() as connection:
        register.put_stored(connection, replace(office.find("2026-den-000001")[0], subject="khác"))
    [damage] = damages(office)
    assert (damage.subject, damage.path) == ("register", "2026-den-000001")


def test_an_edited_audit_line_is_named(office: Archive) -> None:
    log = office.folder.audit
    log.write_text(log.read_text().replace('"act": "filed"', '"act": "duplicate"', 1))
    assert any(damage.subject == log.name for damage in damages(office))
