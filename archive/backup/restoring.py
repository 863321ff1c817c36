"""Write an office from a backup into a new folder, every byte checked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from archive import disk
from archive.backup.destination import BackupFolder
from archive.backup.errors import BackupDamagedError, RestoreTargetError
from archive.backup.format import PART, KeptFile, digest_of
from archive.office_folder import OfficeFolder
from archive.progress import Progress

_PENDING: Final = "restore.pending"
"""Lies in a folder that is being restored into: an interrupted restore may go on there."""
_MOST_BYTES: Final = 64 * 2**20
_MOST_FILES: Final = 500
"""What is written as one group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreReport:
    """What was restored; ``damaged`` names the files whose bytes the backup has lost."""

    number: int
    made_at: str
    files: int
    damaged: tuple[str, ...]


def restore_files(
    source: Path, office: OfficeFolder, progress: Progress, *, number: int | None = None
) -> RestoreReport:
    """Write the files of a backup, the last one when no number is given; registers and index are not in it.

    A file whose bytes are damaged is left out and named. Killed at any moment the folder is no office yet,
    and the next call goes on from there.

    Raises:
        RestoreTargetError: when the folder holds something else.
        BackupError: when there is no backup to restore, or a page of it is damaged.
    """
    backup = BackupFolder(source)
    manifest = backup.manifest(number)
    _claim(office.root, manifest.number)
    damaged: list[str] = []
    for done, entry in enumerate(manifest.pages, start=1):
        for group in _groups(backup.page(entry).values()):
            damaged += _write(backup, office.root, group)
        progress(done, len(manifest.pages))
    for folder in (office.inbox, office.outbox, office.staging, office.quarantine, office.templates):
        disk.make_folder(folder)
    disk.remove_file(office.root / _PENDING)
    return RestoreReport(
        number=manifest.number,
        made_at=manifest.made_at,
        files=manifest.files - len(damaged),
        damaged=tuple(damaged),
    )


def _claim(root: Path, number: int) -> None:
    """Take an empty folder, or one that this backup was being restored into."""
    mark, wanted = root / _PENDING, str(number).encode()
    if mark.is_file() and mark.read_bytes() == wanted:
        return
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise RestoreTargetError(root)
    disk.make_folder(root)
    disk.write_atomic(mark, wanted)


def _groups(files: Iterable[KeptFile]) -> Iterator[list[KeptFile]]:
    """Yield files in groups of a bounded size."""
    group: list[KeptFile] = []
    for file in files:
        if group and (len(group) >= _MOST_FILES or sum(one.size for one in group) + file.size > _MOST_BYTES):
            yield group
            group = []
        group.append(file)
    yield group


def _write(backup: BackupFolder, root: Path, group: Iterable[KeptFile]) -> list[str]:
    """Write a group of files, those that lie there whole left as they are; return which are damaged."""
    damaged: list[str] = []
    data: dict[str, disk.Data] = {}
    for file in group:
        try:
            if not _is_there(root / file.path, file):
                data[file.path] = _bytes_of(backup, file)
        except BackupDamagedError:
            damaged.append(file.path)
    disk.remove_files([path for name in data if (path := root / name).exists()])
    disk.write_files(root, data)
    return damaged


def _bytes_of(backup: BackupFolder, file: KeptFile) -> disk.Data:
    """Return the bytes of a file, checked; those of a large one are read again while it is written."""
    if len(file.parts) == 1:
        return backup.read(file.parts[0])
    for digest in file.parts:
        backup.read(digest)
    return map(backup.read, file.parts)


def _is_there(path: Path, file: KeptFile) -> bool:
    """Whether an interrupted restore wrote the file whole."""
    if not path.is_file() or path.stat().st_size != file.size:
        return False
    with path.open("rb") as stream:
        return all(digest_of(stream.read(PART)) == digest for digest in file.parts)
