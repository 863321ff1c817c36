"""A disk that stops at a chosen step, as a killed process or as a power cut would stop it."""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from archive import disk


class KilledError(BaseException):
    """The program ends here; nothing in it may catch this."""


class DurablePart:
    """What a disk holds after a power cut: synced bytes under synced names, and nothing else."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._content: dict[int, bytes] = {}
        self._names: dict[int, dict[str, int]] = {}
        self._folders: set[int] = set()
        self._held: list[int] = []
        for folder, _, files in os.walk(root):
            self.sync_folder(Path(folder))
            for name in files:
                self.sync_file(Path(folder, name))

    def sync_file(self, path: Path) -> None:
        """Keep the bytes of a file."""
        self._content[self._inode(path)] = path.read_bytes()

    def sync_folder(self, path: Path) -> None:
        """Keep the names in a folder."""
        self._names[self._inode(path)] = {entry.name: self._inode(entry) for entry in path.iterdir()}

    def restore(self) -> None:
        """Make the folder what it would be after the power came back."""
        top = self._root.stat().st_ino
        for entry in self._root.iterdir():
            disk.remove_tree(entry) if entry.is_dir() else entry.unlink()
        self._build(top, self._root)

    def close(self) -> None:
        """Let go of the files that were held open."""
        for descriptor in self._held:
            os.close(descriptor)
        self._held.clear()

    def _build(self, inode: int, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        for name, child in self._names.get(inode, {}).items():
            if child in self._folders:
                self._build(child, folder / name)
            else:
                (folder / name).write_bytes(self._content.get(child, b""))

    def _inode(self, path: Path) -> int:
        """Return the inode, held open so that the filesystem gives its number to no other file."""
        descriptor = os.open(path, os.O_RDONLY)
        self._held.append(descriptor)
        status = os.fstat(descriptor)
        if stat.S_ISDIR(status.st_mode):
            self._folders.add(status.st_ino)
        return status.st_ino


class Failure:
    """Counts the steps, follows what they make durable, and stops before the chosen one."""

    def __init__(self, durable: DurablePart, stop_at: int) -> None:
        self._durable = durable
        self._left = stop_at
        self._last: tuple[str, Path] | None = None

    def step(self, name: str, path: Path) -> None:
        """Stop here, or take note of what is about to be done."""
        self.settle()
        self._left -= 1
        if self._left == 0:
            raise KilledError
        self._last = (name, path)

    def settle(self) -> None:
        """Take the last step as done."""
        match self._last:
            case ("sync-file" | "append", path):
                self._durable.sync_file(path)
            case ("sync-folder", path):
                self._durable.sync_folder(path)
        self._last = None


@contextmanager
def stopped_at(root: Path, step: int, *, power_cut: bool) -> Iterator[None]:
    """Run the block until the given step (from 1) and leave ``root`` as the stop leaves it.

    Raises:
        KilledError: when the step was reached.
    """
    durable = DurablePart(root)
    failure = Failure(durable, step)
    disk.on_step = failure.step
    try:
        yield
        failure.settle()
    finally:
        disk.on_step = None
        if power_cut:
            durable.restore()
        durable.close()


def each_stop(
    root: Path, action: Callable[[Path], None], *, power_cut: bool, most_steps: int = 500
) -> Iterator[tuple[Path, bool]]:
    """Run the action on copies of ``root``, stopped at each of its steps in turn.

    Gives each copy as the stop leaves it, and whether the action had been finished (the last one is).
    """
    for step in range(1, most_steps):
        copy = root.with_name(f"{root.name}-{step}")
        shutil.copytree(root, copy)
        finished = False
        try:
            with stopped_at(copy, step, power_cut=power_cut):
                action(copy)
                finished = True
        except KilledError:
            pass
        yield copy, finished
        shutil.rmtree(copy)
        if finished:
            return
    message = f"not finished after {most_steps} steps"
    raise AssertionError(message)
