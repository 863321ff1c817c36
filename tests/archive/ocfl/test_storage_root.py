import threading
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive import disk
from archive.damage import DamageKind
from archive.errors import (
    DamagedError,
    FileNotStoredError,
    LogicalPathError,
    ObjectExistsError,
    ObjectIdError,
    ObjectNotFoundError,
    SourceChangedError,
    StorageRootError,
)
from archive.ocfl import Source, StorageRoot, VersionNote, stage_object
from tests.archive.builders import CLERK, NOON
from tests.archive.failing_disk import each_stop
from tests.archive.outside_validator import damages_of, objection_to_object, objection_to_root

ID = "urn:vanthu:2026-den-000123"
NOTE = VersionNote(message="tiếp nhận", user=CLERK, created=NOON)


def an_archive(folder: Path, files: Mapping[str, Source] | None = None) -> StorageRoot:
    root = StorageRoot.create(folder / "archive")
    add(root, ID, files or {"record.json": b"{}", "original/ab12.pdf": b"%PDF"})
    return root


def add(root: StorageRoot, object_id: str, files: Mapping[str, Source]) -> None:
    root.install(object_id, stage_object(root.folder.with_name("staging"), object_id, files, NOTE))


def test_an_object_lies_where_a_person_looks_for_it(tmp_path: Path) -> None:
    an_archive(tmp_path)
    assert (tmp_path / "archive/2026/2026-den-000123/v1/content/original/ab12.pdf").read_bytes() == b"%PDF"


def test_another_program_agrees_with_a_new_object(tmp_path: Path) -> None:
    root = an_archive(tmp_path)
    assert objection_to_object(root.path_of(ID)) == ""
    assert objection_to_root(root.folder) == ""


def test_another_program_agrees_after_many_versions(tmp_path: Path) -> None:
    root = an_archive(tmp_path)
    for number in range(2, 13):
        root.add_version(ID, {"record.json": b"%d" % number, f"issued/{number}.docx": b"%PDF"}, NOTE)
    assert root.inventory(ID).number == 12
    assert objection_to_object(root.path_of(ID)) == ""
    assert root.validate_object(ID) == ()


def test_the_outside_program_would_notice_a_wrong_object(tmp_path: Path) -> None:
    root = an_archive(tmp_path)
    (root.path_of(ID) / "v1/content/record.json").write_bytes(b"[]")
    assert "E092" in objection_to_object(root.path_of(ID))


def test_a_new_version_gives_new_bytes_and_keeps_the_other_files(tmp_path: Path) -> None:
    root = an_archive(tmp_path)
    root.add_version(ID, {"record.json": b"{2}"}, NOTE)
    assert root.read(ID, "record.json") == b"{2}"
    assert root.read(ID, "original/ab12.pdf") == b"%PDF"


def test_every_version_stays_readable(tmp_path: Path) -> None:
    root = an_archive(tmp_path)
    inventory = root.add_version(ID, {"record.json": b"{2}"}, NOTE)
    first = inventory.versions[0].state["record.json"]
    assert (root.path_of(ID) / inventory.content_path(first)).read_bytes() == b"{}"


def test_bytes_that_the_object_holds_are_not_stored_again(tmp_path: Path) -> None:
    root = an_archive(tmp_path)
    root.add_version(ID, {"original/copy.pdf": b"%PDF", "record.json": b"{2}"}, NOTE)
    assert root.file_path(ID, "original/copy.pdf") == root.file_path(ID, "original/ab12.pdf")


def test_a_change_that_changes_nothing_makes_no_version(tmp_path: Path) -> None:
    root = an_archive(tmp_path)
    assert root.add_version(ID, {"record.json": b"{}"}, NOTE).number == 1


def test_the_version_names_who_made_it_when_and_why(tmp_path: Path) -> None:
    assert an_archive(tmp_path).inventory(ID).head.note == NOTE


def test_files_are_stored_from_paths_as_from_bytes(tmp_path: Path) -> None:
    source = tmp_path / "công văn.pdf"
    source.write_bytes(b"a" * 3_000_000)
    root = an_archive(tmp_path, {"original/a.pdf": source})
    assert root.read(ID, "original/a.pdf") == source.read_bytes()
    assert root.validate_object(ID) == ()


def test_installing_twice_is_harmless(tmp_path: Path) -> None:
    root = an_archive(tmp_path)
    again = {"record.json": b"{}", "original/ab12.pdf": b"%PDF"}
    staged = stage_object(tmp_path / "staging", ID, again, NOTE)
    root.install(ID, staged)
    root.install(ID, staged)
    assert not staged.exists()
    assert root.inventory(ID).number == 1


def test_an_object_is_never_replaced_by_another(tmp_path: Path) -> None:
    root = an_archive(tmp_path)
    staged = stage_object(tmp_path / "staging", ID, {"record.json": b"other"}, NOTE)
    with pytest.raises(ObjectExistsError):
        root.install(ID, staged)
    assert root.read(ID, "record.json") == b"{}"


def test_ids_come_sorted_and_narrowed(tmp_path: Path) -> None:
    root = an_archive(tmp_path)
    for name in ("2025-di-000001", "2026-den-000007", "office", "nhat-ky-2026-11-22"):
        add(root, f"urn:vanthu:{name}", {"record.json": name.encode()})
    assert list(root.ids()) == sorted(root.ids())
    assert len(list(root.ids())) == 5
    assert list(root.ids("2026-den-")) == ["urn:vanthu:2026-den-000007", ID]
    assert list(root.ids("20")) == [
        "urn:vanthu:2025-di-000001",
        "urn:vanthu:2026-den-000007",
        "urn:vanthu:2026-den-000123",
    ]


@pytest.mark.parametrize(
    "bad", ["2026-den-1", "urn:vanthu:", "urn:vanthu:../../etc", "urn:vanthu:Số", "urn:x:2026-a"]
)
def test_an_id_that_no_object_can_have_is_refused(tmp_path: Path, bad: str) -> None:
    with pytest.raises(ObjectIdError):
        an_archive(tmp_path).has(bad)


@pytest.mark.parametrize(
    "bad", ["../x", "/etc/passwd", "a//b", "công-văn.pdf", "", "a/.", ".hidden", "a/../b"]
)
def test_a_path_that_could_leave_the_object_is_refused(tmp_path: Path, bad: str) -> None:
    with pytest.raises(LogicalPathError):
        stage_object(tmp_path, ID, {bad: b""}, NOTE)


def test_what_is_not_there_is_said_not_to_be_there(tmp_path: Path) -> None:
    root = an_archive(tmp_path)
    with pytest.raises(ObjectNotFoundError):
        root.inventory("urn:vanthu:2026-den-000999")
    with pytest.raises(ObjectNotFoundError):
        root.add_version("urn:vanthu:2026-den-000999", {"a": b""}, NOTE)
    with pytest.raises(FileNotStoredError):
        root.read(ID, "nothing.txt")


def test_a_folder_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StorageRootError):
        StorageRoot(tmp_path)


def test_altered_bytes_are_never_handed_out(tmp_path: Path) -> None:
    root = an_archive(tmp_path)
    root.file_path(ID, "record.json").write_bytes(b"[]")
    with pytest.raises(DamagedError) as caught:
        root.read(ID, "record.json")
    assert [damage.kind for damage in caught.value.damages] == [DamageKind.ALTERED]


def test_an_altered_inventory_is_not_believed(tmp_path: Path) -> None:
    root = an_archive(tmp_path)
    inventory = root.path_of(ID) / "inventory.json"
    inventory.write_bytes(inventory.read_bytes().replace(b"ab12", b"ab13"))
    with pytest.raises(DamagedError):
        root.inventory(ID)


def test_people_outside_the_office_cannot_read_the_files(tmp_path: Path) -> None:
    root = an_archive(tmp_path)
    assert {path.stat().st_mode & 0o077 for path in root.path_of(ID).rglob("*")} == {0}


def test_versions_from_several_threads_are_all_kept(tmp_path: Path) -> None:
    root = an_archive(tmp_path)
    threads = [
        threading.Thread(target=root.add_version, args=(ID, {f"text/{n}.txt": b"%d" % n}, NOTE))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {root.read(ID, f"text/{n}.txt") for n in range(8)} == {b"%d" % n for n in range(8)}
    assert root.validate_object(ID) == ()


@pytest.mark.parametrize("power_cut", [False, True])
def test_a_version_is_there_wholly_or_not_at_all_wherever_it_is_stopped(
    tmp_path: Path, *, power_cut: bool
) -> None:
    office = tmp_path / "office"
    an_archive(office)
    seen = set()

    def add_a_version(folder: Path) -> None:
        changes = {"record.json": b"{2}", "issued/new.docx": b"PK"}
        StorageRoot(folder / "archive").add_version(ID, changes, NOTE)

    for folder, finished in each_stop(office, add_a_version, power_cut=power_cut):
        root = StorageRoot(folder / "archive")
        root.recover()
        seen.add(root.read(ID, "record.json"))
        assert damages_of(root) == []
        assert objection_to_object(root.path_of(ID)) == ""
        assert root.read(ID, "record.json") == b"{2}" or not finished
        add_a_version(folder)
        assert (root.inventory(ID).number, root.read(ID, "issued/new.docx")) == (2, b"PK")
    assert seen == {b"{}", b"{2}"}


@pytest.mark.parametrize("power_cut", [False, True])
def test_an_object_is_there_wholly_or_not_at_all_wherever_its_filing_is_stopped(
    tmp_path: Path, *, power_cut: bool
) -> None:
    office = tmp_path / "office"
    root = an_archive(office)
    object_id = "urn:vanthu:2027-den-000001"

    def file_it(folder: Path) -> None:
        add(StorageRoot(folder / "archive"), object_id, {"record.json": b"{}", "original/a.pdf": b"%PDF"})

    for folder, finished in each_stop(office, file_it, power_cut=power_cut):
        root = StorageRoot(folder / "archive")
        assert root.has(object_id) or not finished
        assert not root.has(object_id) or root.validate_object(object_id) == ()
        file_it(folder)
        assert damages_of(root) == []
        assert not any((folder / "staging").iterdir())


def test_a_root_is_made_again_after_any_interruption(tmp_path: Path) -> None:
    office = tmp_path / "office"
    office.mkdir()
    for folder, _ in each_stop(office, lambda at: _create(at / "archive"), power_cut=True):
        assert damages_of(StorageRoot.create(folder / "archive")) == []


def _create(folder: Path) -> None:
    StorageRoot.create(folder)


def test_a_source_that_changes_between_two_readings_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "a.pdf"
    source.write_bytes(b"before")
    monkeypatch.setattr(
        disk, "on_step", lambda step, _: source.write_bytes(b"after") if step == "write" else None
    )
    with pytest.raises(SourceChangedError):
        stage_object(tmp_path / "staging", ID, {"original/a.pdf": source}, NOTE)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    versions=st.lists(
        st.dictionaries(st.sampled_from(["a", "b/c", "b/d.txt", "e"]), st.binary(max_size=3), min_size=1),
        max_size=6,
    )
)
def test_after_any_changes_the_last_bytes_come_back(
    tmp_path_factory: pytest.TempPathFactory, versions: list[dict[str, bytes]]
) -> None:
    root = an_archive(tmp_path_factory.mktemp("office"))
    expected = {"record.json": b"{}", "original/ab12.pdf": b"%PDF"}
    for changes in versions:
        expected |= changes
        root.add_version(ID, changes, NOTE)
    assert {name: root.read(ID, name) for name in root.inventory(ID).head.state} == expected
    assert root.validate_object(ID) == ()
    assert objection_to_object(root.path_of(ID)) == ""
