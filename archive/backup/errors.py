"""What can go wrong with a backup.

BackupError
  BackupFolderError          the folder holds something else, or lies where no backup may lie
  BackupOfOtherOfficeError   the folder holds the backups of another office
  BackupNotFoundError        the folder holds no finished backup
  BackupDamagedError         what lies there is not what was written
  BackupTooNewError          a later version of the program wrote it in another format
  RestoreTargetError         the folder to restore into is in use
"""

from pathlib import Path

from archive.errors import ArchiveError


class BackupError(ArchiveError):
    """The base of everything that a backup refuses."""


class BackupFolderError(BackupError):
    """The folder holds something else than backups, or lies in the office itself."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"no folder for backups: {folder}")
        self.folder = folder


class BackupOfOtherOfficeError(BackupError):
    """The folder holds the backups of another office; they are not mixed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"backups of another office: {folder}")
        self.folder = folder


class BackupNotFoundError(BackupError):
    """The folder holds no finished backup, or none of this number."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"no finished backup in {folder}")
        self.folder = folder


class BackupDamagedError(BackupError):
    """A file of the backup is gone or altered."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"damaged backup: {path}")
        self.path = path


class BackupTooNewError(BackupError):
    """The backup is written in a format that this version does not know."""

    def __init__(self, path: Path, found: int) -> None:
        super().__init__(f"{path} has format {found}")
        self.path = path
        self.found = found


class RestoreTargetError(BackupError):
    """The folder to restore into holds something else already; nothing of it is touched."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"not an empty folder: {folder}")
        self.folder = folder
