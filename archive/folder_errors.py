"""What can go wrong with the folder of an office itself.

ArchiveError
  StorageError
    FolderReadOnlyError  nothing can be written into a folder
"""

from pathlib import Path

from archive.errors import StorageError


class FolderReadOnlyError(StorageError):
    """Nothing can be written into the folder: a medium that is only read, or the folder of somebody else."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "read-only")
