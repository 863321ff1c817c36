"""The folder that backups are written to: bytes by digest, one manifest per backup."""

import os
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final, Self

from archive import disk
from archive.backup.errors import (
    BackupDamagedError,
    BackupFolderError,
    BackupNotFoundError,
    BackupTooNewError,
)
from archive.backup.format import (
    FORMAT,
    KeptFile,
    Manifest,
    PageEntry,
    decode_manifest,
    decode_page,
    digest_of,
    encode_manifest,
    format_of,
)

README: Final = "DOC-TRUOC.txt"
"""Says what lies here, for whoever finds it; also the sign that the folder is ours."""

_BLOBS: Final = "blobs"
_LOCK_WAIT_S: Final = 1.0


class BackupFolder:
    """Backups of one office; a file once written is never changed."""

    def __init__(self, folder: Path) -> None:
        if not (folder / README).is_file():
            is_there = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
            raise BackupFolderError(folder) if is_there else BackupNotFoundError(folder)
        self.folder = folder

    @classmethod
    def made(cls, folder: Path) -> Self:
        """Return the folder, made ready when it is new or empty.

        Raises:
            BackupFolderError: when it holds something else.
        """
        if not (folder / README).is_file():
            if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
                raise BackupFolderError(folder)
            disk.make_folder(folder)
            disk.write_atomic(folder / README, Path(__file__).with_name("readme.txt").read_bytes())
        return cls(folder)

    def held(self) -> AbstractContextManager[None]:
        """Hold the folder against another backup.

        Raises:
            BusyError: when one is under way.
        """
        return disk.lock(self.folder / "backup.lock", wait=_LOCK_WAIT_S)

    def put(self, data: Mapping[str, bytes]) -> int:
        """Keep bytes by their digests as one group, durable and read back; return how many bytes are new.

        What an interrupted backup left under the same name is kept if it is whole, else written anew.
        """
        new = {digest: of for digest, of in data.items() if not self._is_kept(digest)}
        disk.remove_files([path for digest in new if (path := self._blob(digest)).exists()])
        disk.write_files(self.folder / _BLOBS, {f"{digest[:2]}/{digest}": of for digest, of in new.items()})
        for digest in new:
            if not self._is_kept(digest):
                raise BackupDamagedError(self._blob(digest))
        return sum(map(len, new.values()))

    def has(self, file: KeptFile) -> bool:
        """Whether the bytes of a file lie here, by name and size."""
        try:
            return all(self._blob(digest).stat().st_size == size for digest, size in file.part_sizes)
        except FileNotFoundError:
            return False

    def read(self, digest: str) -> bytes:
        """Return kept bytes.

        Raises:
            BackupDamagedError: when they are gone or altered.
        """
        path = self._blob(digest)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise BackupDamagedError(path) from error
        if digest_of(data) != digest:
            raise BackupDamagedError(path)
        return data

    def page(self, entry: PageEntry) -> dict[str, KeptFile]:
        """Return the files of a page by their paths.

        Raises:
            BackupDamagedError: when the page is gone or altered, or is none.
        """
        try:
            return {file.path: file for file in decode_page(self.read(entry.digest))}
        except (ValueError, TypeError) as error:
            raise BackupDamagedError(self._blob(entry.digest)) from error

    def numbers(self) -> list[int]:
        """Return the numbers of the finished backups, in order."""
        return sorted(int(path.name[7:-12]) for path in self.folder.glob("backup-*.json.sha256"))

    def manifest(self, number: int | None = None) -> Manifest:
        """Return a finished backup, the last one when no number is given.

        Raises:
            BackupNotFoundError: when there is none.
            BackupDamagedError: when its manifest was altered.
            BackupTooNewError: when this version cannot read it.
        """
        finished = self.numbers()
        if not finished or (number or finished[-1]) not in finished:
            raise BackupNotFoundError(self.folder)
        path = self._manifest(number or finished[-1])
        try:
            data = path.read_bytes()
            if _sidecar(path).read_bytes() != _sum_of(path, data):
                raise BackupDamagedError(path)
            written_as = format_of(data)
            if written_as > FORMAT:
                raise BackupTooNewError(path, written_as)
            return decode_manifest(data)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BackupDamagedError(path) from error

    def add(self, manifest: Manifest) -> None:
        """Write a manifest; with its digest beside it the backup is finished."""
        path, data = self._manifest(manifest.number), encode_manifest(manifest)
        disk.write_atomic(path, data)
        disk.write_atomic(_sidecar(path), _sum_of(path, data))

    def _is_kept(self, digest: str) -> bool:
        """Whether the bytes lie on the disk itself, not only in the memory before it."""
        path = self._blob(digest)
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            return digest_of(stream.read()) == digest

    def _blob(self, digest: str) -> Path:
        return self.folder / _BLOBS / digest[:2] / digest

    def _manifest(self, number: int) -> Path:
        return self.folder / f"backup-{number:06d}.json"


def _sidecar(path: Path) -> Path:
    return path.with_name(f"{path.name}.sha256")


def _sum_of(path: Path, data: bytes) -> bytes:
    """Return the line that ``sha256sum -c`` reads."""
    return f"{digest_of(data)}  {path.name}\n".encode()
