"""The folder of the index: proof that it is ours, and durable writing of the small files in it."""

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from index.errors import IndexFolderForeignError

_MARKER: Final = "vanthu-index.json"
_LOCK: Final = "LOCK"


@dataclass(frozen=True, slots=True)
class IndexFolder:
    """A folder with a marker that says whose index it holds and which version."""

    path: Path

    def claim(self) -> None:
        """Make the folder ours when it is missing or empty.

        Raises:
            IndexFolderForeignError: when it holds files but not our marker.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        names = {entry.name for entry in self.path.iterdir()}
        if _MARKER not in names and any(not name.startswith(_MARKER) for name in names):
            raise IndexFolderForeignError(self.path)
        if _MARKER not in names:
            self.mark("", 0)

    def mark(self, engine: str, version: int) -> None:
        """Write down which engine made the index and in which version."""
        write_durably(self.path / _MARKER, json.dumps({"engine": engine, "version": version}))

    def marked(self) -> tuple[str, int]:
        """Return engine and version, or no engine where none was made or the marker is unreadable."""
        try:
            marker = json.loads((self.path / _MARKER).read_text(encoding="utf-8"))
            return str(marker["engine"]), int(marker["version"])
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return "", 0

    def empty(self) -> None:
        """Remove what another engine left; locks stay, since somebody may wait for them."""
        for entry in self.path.iterdir():
            if entry.is_dir():
                shutil.rmtree(entry)
            elif entry.name != _MARKER and not entry.name.endswith(_LOCK):
                entry.unlink()


def write_durably(path: Path, text: str) -> None:
    """Put a small file in place: after a crash the old or the new content is there, never half of it."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
