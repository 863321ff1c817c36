"""The only module that writes, renames, syncs or deletes user data.

Every function is durable when it returns: the bytes and the names are on the disk. Each step that reaches
the disk is announced to ``on_step`` first, so that a test can stop the program before any of them. Files are
readable by the office alone (people's documents).
"""

import fcntl
import hashlib
import os
import shutil
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from archive.errors import BusyError, NotPlainFileError, SourceChangedError, TargetExistsError

Data = bytes | Iterable[bytes]

on_step: Callable[[str, Path], None] | None = None
"""Called with the name and the path of each step before it is done; for tests of crashes."""

_FILE_MODE: Final = 0o600
_FOLDER_MODE: Final = 0o700
_CHUNK: Final = 1 << 20
_LOCK_POLL_S: Final = 0.02
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_APPEND: Final = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
# Without O_NONBLOCK the opening of a named pipe would wait for a writer for ever.
_SOURCE: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def make_folder(path: Path) -> None:
    """Create a folder with the parents it lacks; nothing happens when it is there."""
    if path.is_dir():
        return
    make_folder(path.parent)
    _step("make-folder", path)
    path.mkdir(mode=_FOLDER_MODE, exist_ok=True)
    sync_folder(path.parent)


def write_new(path: Path, data: Data) -> None:
    """Write a file that must not exist yet, and its name.

    Raises:
        TargetExistsError: when something lies there.
    """
    _create(path, data)
    _sync_file(path)
    sync_folder(path.parent)


def write_files(folder: Path, files: Mapping[str, Data]) -> None:
    """Write several new files below a folder, making it and their folders, as one group.

    All is written first and synced afterwards: the disk then gathers the group, which costs far less than one
    file at a time. Names are relative, with ``/``.

    Raises:
        TargetExistsError: when one of them exists.
    """
    paths = {folder / name: data for name, data in files.items()}
    parents = {path.parent for path in paths}
    for parent in sorted(parents):
        make_folder(parent)
    for path, data in paths.items():
        _create(path, data)
    for path in paths:
        _sync_file(path)
    for parent in sorted(parents, reverse=True):
        sync_folder(parent)


def copy_new(source: Path, target: Path) -> str:
    """Copy a plain file to a place that must be free and return its SHA-256 (hex).

    Raises:
        NotPlainFileError: when the source is a link, folder or device; links are never followed.
        SourceChangedError: when the source changed or was replaced while it was copied; no copy stays.
        TargetExistsError: when something lies at the target.
    """
    descriptor = _open_source(source)
    with os.fdopen(descriptor, "rb", buffering=0) as stream:
        before = os.fstat(descriptor)
        digest = hashlib.sha256()
        _create(target, _chunks(stream.read, digest.update))
        copied = target.stat().st_size
        if not _is_unchanged(source, before, os.fstat(descriptor), copied):
            remove_file(target)
            raise SourceChangedError(source)
    _sync_file(target)
    sync_folder(target.parent)
    return digest.hexdigest()


def write_atomic(path: Path, data: Data) -> None:
    """Write or replace a file so that a reader sees the old or the new bytes, never a mixture."""
    fresh = path.with_name(f".{path.name}.new")
    if fresh.exists():  # left by a crash; nobody reads it
        remove_file(fresh)
    _create(fresh, data)
    _sync_file(fresh)
    _step("replace", path)
    fresh.replace(path)
    sync_folder(path.parent)


def move_folder(source: Path, target: Path) -> None:
    """Rename a folder within its filesystem.

    Raises:
        TargetExistsError: when something lies at the target.
    """
    _move(source, target)


def move_file(source: Path, target: Path) -> None:
    """Rename a file within its filesystem.

    Raises:
        TargetExistsError: when something lies at the target.
    """
    _move(source, target)


def remove_file(path: Path) -> None:
    """Delete a file; nothing happens when it is gone already."""
    _step("remove", path)
    path.unlink(missing_ok=True)
    sync_folder(path.parent)


def remove_tree(path: Path) -> None:
    """Delete a folder of staging with all that is in it; nothing happens when it is gone already."""
    if not path.exists():
        return
    _step("remove-tree", path)
    shutil.rmtree(path)
    sync_folder(path.parent)


def append_line(path: Path, line: bytes) -> None:
    """Append one line to a file, making the file when there is none. ``line`` carries no line end."""
    is_new = not path.exists()
    _step("append", path)
    descriptor = os.open(path, _APPEND, _FILE_MODE)
    try:
        _write_all(descriptor, line + b"\n")
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if is_new:
        sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable."""
    _step("sync-folder", path)
    _fsync(path, os.O_RDONLY | os.O_DIRECTORY)


@contextmanager
def lock(path: Path, *, wait: float) -> Iterator[None]:
    """Hold the lock file at ``path`` for the block; ``wait`` is in seconds.

    The lock falls with the process that holds it. The file stays: deleting it would let two holders in.

    Raises:
        BusyError: when somebody else holds it all the while.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, _FILE_MODE)
    try:
        _acquire(descriptor, path, wait)
        yield
    finally:
        os.close(descriptor)


def _step(name: str, path: Path) -> None:
    if on_step is not None:
        on_step(name, path)


def _create(path: Path, data: Data) -> None:
    _step("create", path)
    try:
        descriptor = os.open(path, _NEW, _FILE_MODE)
    except FileExistsError:
        raise TargetExistsError(path) from None
    try:
        _step("write", path)
        for chunk in (data,) if isinstance(data, bytes) else data:
            _write_all(descriptor, chunk)
    except OSError:  # a full disk: half a file must not keep its place from the next attempt
        remove_file(path)
        raise
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _sync_file(path: Path) -> None:
    _step("sync-file", path)
    _fsync(path, os.O_RDONLY)


def _fsync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _move(source: Path, target: Path) -> None:
    if os.path.lexists(target):
        raise TargetExistsError(target)
    make_folder(target.parent)
    _step("move", target)
    source.rename(target)
    sync_folder(target.parent)
    sync_folder(source.parent)


def _open_source(path: Path) -> int:
    try:
        descriptor = os.open(path, _SOURCE)
    except OSError as error:
        if path.is_symlink():
            raise NotPlainFileError(path) from error
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NotPlainFileError(path)
    return descriptor


def _chunks(read: Callable[[int], bytes], seen: Callable[[bytes], object]) -> Iterator[bytes]:
    while chunk := read(_CHUNK):
        seen(chunk)
        yield chunk


def _is_unchanged(path: Path, before: os.stat_result, after: os.stat_result, copied: int) -> bool:
    try:
        there = os.lstat(path)
    except FileNotFoundError:
        return False
    same_file = (there.st_dev, there.st_ino) == (before.st_dev, before.st_ino)
    same_time = before.st_mtime_ns == after.st_mtime_ns == there.st_mtime_ns
    return same_file and same_time and before.st_size == after.st_size == copied


def _acquire(descriptor: int, path: Path, wait: float) -> None:
    deadline = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise BusyError(path, wait) from None
            time.sleep(_LOCK_POLL_S)
        else:
            return
