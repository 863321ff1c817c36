import errno
import stat
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import disk
from archive.errors import BusyError, TargetExistsError
from tests.archive.failing_disk import each_stop

BYTES = "Công văn số 1616/BGDĐT-KHTC".encode()


def test_a_new_file_holds_what_was_written(tmp_path: Path) -> None:
    disk.write_new(tmp_path / "a", BYTES)
    disk.write_new(tmp_path / "b", (BYTES[at : at + 1] for at in range(len(BYTES))))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() == BYTES


@pytest.mark.parametrize(
    "write",
    [
        lambda target, _: disk.write_new(target, b"new"),
        lambda target, _: disk.write_files(target.parent, {target.name: b"new"}),
        lambda target, source: disk.move_folders({source: target}),
    ],
)
def test_nothing_replaces_what_is_there(tmp_path: Path, write: Callable[[Path, Path], object]) -> None:
    target, source = tmp_path / "target", tmp_path / "source"
    target.write_bytes(b"old")
    source.write_bytes(b"new")
    with pytest.raises(TargetExistsError):
        write(target, source)
    assert (target.read_bytes(), source.read_bytes()) == (b"old", b"new")


def test_a_dangling_link_counts_as_something_there(tmp_path: Path) -> None:
    (tmp_path / "target").symlink_to(tmp_path / "nowhere")
    with pytest.raises(TargetExistsError):
        disk.write_new(tmp_path / "target", b"")
    assert not (tmp_path / "nowhere").exists()


def test_files_and_folders_are_the_offices_alone(tmp_path: Path) -> None:
    disk.write_files(tmp_path / "a/b", {"c/d": b"", "e": b""})
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "a").rglob("*")}
    assert modes == {0o600, 0o700}


def test_a_full_disk_leaves_no_half_file_behind(tmp_path: Path) -> None:
    def half_a_file() -> Iterator[bytes]:
        yield b"half"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        disk.write_new(tmp_path / "target", half_a_file())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("power_cut", [False, True])
def test_a_replaced_file_is_the_old_or_the_new_one_wherever_it_is_stopped(
    tmp_path: Path, *, power_cut: bool
) -> None:
    (tmp_path / "office").mkdir()
    (tmp_path / "office/settings").write_bytes(b"old")

    def replace(folder: Path) -> None:
        disk.write_atomic(folder / "settings", b"new")

    seen = []
    for folder, finished in each_stop(tmp_path / "office", replace, power_cut=power_cut):
        seen.append((folder / "settings").read_bytes())
        assert seen[-1] == b"new" or not finished
        replace(folder)
        assert [path.name for path in folder.iterdir()] == ["settings"]
    assert set(seen) == {b"old", b"new"}


def test_a_folder_moves_with_all_that_is_in_it(tmp_path: Path) -> None:
    disk.write_files(tmp_path / "staging/x", {"a/b": BYTES})
    disk.move_folders({tmp_path / "staging/x": tmp_path / "archive/2026/x"})
    assert (tmp_path / "archive/2026/x/a/b").read_bytes() == BYTES
    assert not (tmp_path / "staging/x").exists()


def test_removing_what_is_gone_is_harmless(tmp_path: Path) -> None:
    disk.remove_file(tmp_path / "nothing")
    disk.remove_tree(tmp_path / "nothing")


def test_removing_a_tree_spares_what_its_links_point_to(tmp_path: Path) -> None:
    disk.write_files(tmp_path / "kept", {"file": BYTES})
    disk.make_folder(tmp_path / "staging")
    (tmp_path / "staging/link").symlink_to(tmp_path / "kept")
    disk.remove_tree(tmp_path / "staging")
    assert (tmp_path / "kept/file").read_bytes() == BYTES


@settings(max_examples=25, deadline=None)
@given(st.lists(st.binary(max_size=20).filter(lambda line: b"\n" not in line), max_size=6))
def test_lines_are_appended_in_order(tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]) -> None:
    path = tmp_path_factory.mktemp("log") / "log"
    for line in lines:
        disk.append_lines(path, line)
    assert not lines or path.read_bytes() == b"".join(line + b"\n" for line in lines)


def test_a_lock_lets_one_in_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with disk.lock(path, wait=0), pytest.raises(BusyError), disk.lock(path, wait=0.05):
        pass


def test_a_lock_waits_for_the_one_before(tmp_path: Path) -> None:
    held, order = threading.Event(), []

    def hold() -> None:
        with disk.lock(tmp_path / "lock", wait=0):
            held.set()
            order.append("first")

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait()
    with disk.lock(tmp_path / "lock", wait=10):
        order.append("second")
    thread.join()
    assert order == ["first", "second"]


def test_a_lock_falls_with_the_block_that_failed(tmp_path: Path) -> None:
    def fail() -> None:
        with disk.lock(tmp_path / "lock", wait=0):
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with disk.lock(tmp_path / "lock", wait=0):
        pass
