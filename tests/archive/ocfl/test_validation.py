import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.damage import Damage, DamageKind
from archive.ocfl import StorageRoot, VersionNote, stage_object, validation
from tests.archive.builders import CLERK, NOON
from tests.archive.outside_validator import damages_of, objection_to_object

ID = "urn:vanthu:2026-den-000123"
NOTE = VersionNote(message="tiếp nhận", user=CLERK, created=NOON)


def an_archive(folder: Path) -> StorageRoot:
    root = StorageRoot.create(folder / "archive")
    files = {"record.json": b"{}", "original/ab12.pdf": b"%PDF-1.7"}
    root.install(ID, stage_object(folder / "staging", ID, files, NOTE))
    root.add_version(ID, {"record.json": b"{2}"}, NOTE)
    return root


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def place(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"stranger")


@pytest.mark.parametrize(
    ("do", "path", "kind", "name"),
    [
        # content
        (flip, "v1/content/original/ab12.pdf", DamageKind.ALTERED, "original/ab12.pdf"),
        (cut, "v1/content/original/ab12.pdf", DamageKind.ALTERED, "original/ab12.pdf"),
        (Path.unlink, "v1/content/original/ab12.pdf", DamageKind.MISSING, "original/ab12.pdf"),
        (flip, "v2/content/record.json", DamageKind.ALTERED, "record.json"),
        # what only an earlier version names
        (flip, "v1/content/record.json", DamageKind.ALTERED, "record.json"),
        # strangers
        (place, "v1/content/original/other.pdf", DamageKind.UNEXPECTED, None),
        (place, "v1/note.txt", DamageKind.UNEXPECTED, None),
        (place, "note.txt", DamageKind.UNEXPECTED, None),
        (place, "v4/inventory.json", DamageKind.UNEXPECTED, None),
        (Path.mkdir, "v1/content/empty", DamageKind.UNEXPECTED, None),
        # what describes the object
        (flip, "0=ocfl_object_1.1", DamageKind.ALTERED, None),
        (Path.unlink, "0=ocfl_object_1.1", DamageKind.MISSING, None),
        (flip, "inventory.json", DamageKind.ALTERED, None),
        (Path.unlink, "inventory.json", DamageKind.MISSING, None),
        (Path.unlink, "inventory.json.sha256", DamageKind.MISSING, None),
        (flip, "v1/inventory.json", DamageKind.ALTERED, None),
        (Path.unlink, "v1/inventory.json.sha256", DamageKind.MISSING, None),
    ],
)
def test_damage_is_named(
    tmp_path: Path, do: Callable[[Path], object], path: str, kind: DamageKind, name: str | None
) -> None:
    root = an_archive(tmp_path)
    do(root.path_of(ID) / path)
    named = [of for of in root.validate_object(ID) if path.startswith(of.path)]
    assert (kind, name, ID) in [(of.kind, of.name, of.subject) for of in named]
    assert objection_to_object(root.path_of(ID)) != ""


def test_a_sidecar_that_does_not_fit_accuses_the_inventory(tmp_path: Path) -> None:
    root = an_archive(tmp_path)
    flip(root.path_of(ID) / "v1/inventory.json.sha256")
    assert root.validate_object(ID) == (
        Damage(kind=DamageKind.ALTERED, subject=ID, path="v1/inventory.json"),
    )


def test_an_object_in_the_place_of_another_is_noticed(tmp_path: Path) -> None:
    root = an_archive(tmp_path)
    root.path_of(ID).rename(root.path_of("urn:vanthu:2026-den-000124"))
    (damage,) = root.validate_object("urn:vanthu:2026-den-000124")
    assert (damage.kind, damage.path) == (DamageKind.INCONSISTENT, "inventory.json")


def test_an_older_inventory_put_back_is_noticed(tmp_path: Path) -> None:
    root = an_archive(tmp_path)
    folder = root.path_of(ID)
    for name in ("inventory.json", "inventory.json.sha256"):
        (folder / name).write_bytes((folder / "v1" / name).read_bytes())
    assert {damage.path for damage in root.validate_object(ID)} >= {"v2", "v2/inventory.json"}


def test_a_link_in_the_place_of_a_file_is_no_file(tmp_path: Path) -> None:
    root = an_archive(tmp_path)
    path = root.file_path(ID, "record.json")
    path.symlink_to(path.rename(tmp_path / "elsewhere"))
    (damage,) = root.validate_object(ID)
    assert (damage.kind, damage.name) == (DamageKind.MISSING, "record.json")


def test_a_file_that_the_disk_cannot_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(path: Path) -> str:
        raise OSError(errno.EIO, "Input/output error", str(path))

    root = an_archive(tmp_path)
    monkeypatch.setattr(validation, "digest_of", failing)
    assert {damage.kind for damage in root.validate_object(ID)} == {DamageKind.UNREADABLE}


@pytest.mark.parametrize(
    "path", ["2026/stranger.txt", "2026/2027-den-000001", "stranger.txt", "empty", "2026/Đến"]
)
def test_what_is_no_object_is_named(tmp_path: Path, path: str) -> None:
    root = an_archive(tmp_path)
    stranger = root.folder / path
    stranger.write_bytes(b"") if stranger.suffix else stranger.mkdir()
    (damage,) = damages_of(root)
    assert (damage.kind, damage.path) == (DamageKind.UNEXPECTED, path)


def test_a_changed_layout_is_named(tmp_path: Path) -> None:
    root = an_archive(tmp_path)
    flip(root.folder / "ocfl_layout.json")
    (damage,) = damages_of(root)
    assert (damage.kind, damage.path) == (DamageKind.ALTERED, "ocfl_layout.json")


def test_a_whole_archive_has_no_damage(tmp_path: Path) -> None:
    assert damages_of(an_archive(tmp_path)) == []
