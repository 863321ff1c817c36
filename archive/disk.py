"""The only module that writes, renames, syncs or deletes user data.

Every function is durable when it returns: the bytes and the names are on the disk. Each step that reaches
the disk is announced to ``on_step`` first, so that a test can stop the program before any of them. Files are
readable by the office alone (people's documents).
"""

import errno
import fcntl
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from archive.errors import BusyError, TargetExistsError
from archive.folder_errors import FolderReadOnlyError

Data = bytes | Iterable[bytes]

on_step: Callable[[str, Path], None] | None = None
"""Called with the name and the path of each step before it is done; for tests of crashes."""

FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
"""The numbers of the errors that say that there is no room left."""

_FILE_MODE: Final = 0o600
_FOLDER_MODE: Final = 0o700
_LOCK_POLL_S: Final = 0.02
_SYNCS_AT_A_TIME: Final = 8
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_APPEND: Final = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC


def is_writable(folder: Path) -> bool:
    """Whether we may write into a folder: not on a medium that is only read, nor in somebody else's."""
    return os.access(folder, os.W_OK)


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

    All is written first and synced afterwards, several at a time: the disk then gathers the group, which
    costs far less than one file after the other. Names are relative, with ``/``.

    Raises:
        TargetExistsError: when one of them exists.
    """
    paths = {folder / name: data for name, data in files.items()}
    touched = _make_folders({path.parent for path in paths})
    for path, data in paths.items():
        _create(path, data)
    _sync_all(_sync_file, paths)
    _sync_all(sync_folder, sorted(touched, reverse=True))


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


def move_folders(moves: Mapping[Path, Path]) -> None:
    """Rename folders (source to target) within their filesystem, as one group.

    Raises:
        TargetExistsError: when something lies at one of the targets; those before it are moved.
    """
    touched = _make_folders({target.parent for target in moves.values()})
    touched |= {path.parent for move in moves.items() for path in move}
    try:
        for source, target in moves.items():
            if os.path.lexists(target):
                raise TargetExistsError(target)
            _step("move", target)
            source.rename(target)
    finally:
        _sync_all(sync_folder, sorted(touched, reverse=True))


def remove_files(paths: Iterable[Path]) -> None:
    """Delete files as one group; those that are gone already are passed over."""
    folders = set()
    try:
        for path in paths:
            _step("remove", path)
            path.unlink(missing_ok=True)
            folders.add(path.parent)
    finally:
        _sync_all(sync_folder, sorted(folders))


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


def append_lines(path: Path, *lines: bytes) -> None:
    """Append lines to a file as one group, making the file when there is none; they carry no line ends."""
    is_new = not path.exists()
    _step("append", path)
    descriptor = os.open(path, _APPEND, _FILE_MODE)
    try:
        _write_all(descriptor, b"".join(line + b"\n" for line in lines))
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

    The lock falls with the process that holds it.

    Raises:
        BusyError: when somebody else holds it all the while.
        FolderReadOnlyError: when nothing can be written where it lies.
    """
    with ExitStack() as opened:
        _acquire(_opened(path, opened), path, wait)
        yield


GiveWay = Callable[[], bool]
"""Lets who waits for the lock have it first; returns whether somebody did."""


@contextmanager
def turn(path: Path, *, wait: float) -> Iterator[GiveWay]:
    """Hold the lock file at ``path`` as ``lock`` does, and give way to others now and then.

    Who waits stands in a queue, another lock file: so a holder knows of it, and comes after it. What the
    block knew before it gave way may have changed.

    Raises:
        BusyError: when others hold it all the while, in the beginning or after giving way.
        FolderReadOnlyError: when nothing can be written where it lies.
    """
    with ExitStack() as opened:
        own, queue = (_opened(one, opened) for one in (path, path.with_suffix(".queue.lock")))

        def take() -> None:
            _acquire(queue, path, wait)
            try:
                _acquire(own, path, wait)
            finally:
                fcntl.flock(queue, fcntl.LOCK_UN)

        def give_way() -> bool:
            try:
                fcntl.flock(queue, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                fcntl.flock(own, fcntl.LOCK_UN)
                take()
                return True
            fcntl.flock(queue, fcntl.LOCK_UN)
            return False

        take()
        yield give_way


def _opened(path: Path, opened: ExitStack) -> int:
    """Open a lock file; it stays when it is closed, since deleting it would let two holders in."""
    if not is_writable(path.parent):
        raise FolderReadOnlyError(path.parent)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, _FILE_MODE)
    opened.callback(os.close, descriptor)
    return descriptor


def _make_folders(folders: Iterable[Path]) -> set[Path]:
    """Create folders with the parents they lack, not yet durable; return all whose names must be synced."""
    touched = set(folders)
    missing = {parent for folder in touched for parent in (folder, *folder.parents) if not parent.is_dir()}
    for folder in sorted(missing):
        _step("make-folder", folder)
        folder.mkdir(mode=_FOLDER_MODE, exist_ok=True)
    return touched | missing | {folder.parent for folder in missing}


def _sync_all(sync: Callable[[Path], None], paths: Iterable[Path]) -> None:
    """Sync a group; where the steps are followed, one after the other in a fixed order."""
    if on_step is not None:
        for path in paths:
            sync(path)
        return
    with ThreadPoolExecutor(_SYNCS_AT_A_TIME) as threads:
        for _ in threads.map(sync, paths):  # raises what one of them raised
            pass


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
