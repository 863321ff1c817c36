"""What can go wrong with the index.

SearchError
    IndexFolderForeignError     the folder holds files of somebody else
    IndexFolderUnusableError    the folder cannot be opened or made
    IndexBusyError              another process is writing
    IndexDamagedError           files of the index cannot be read
    EngineUnknownError          the settings name an engine that does not exist
    EngineMissingError          the settings name an engine whose package is not installed
"""

import errno
from pathlib import Path
from typing import Final

from model.reason import Reason

_PROBLEMS: Final = {
    errno.EEXIST: "index-no-folder",
    errno.ENOTDIR: "index-no-folder",
    errno.EACCES: "index-closed",
    errno.EPERM: "index-closed",
    errno.EROFS: "index-no-writing",
    errno.ENOSPC: "index-no-room",
    errno.EDQUOT: "index-no-room",
}


class SearchError(Exception):
    """Base of all errors of this folder."""


def problem_of(fault: OSError) -> Reason:
    """Return what the system says about the folder of an index."""
    return Reason(_PROBLEMS.get(fault.errno or 0, "index-fault"), (name_of(fault),))


def name_of(fault: Exception) -> str:
    """Return what people can look up about a fault: the system's name for it (EIO), or that of its class."""
    number = fault.errno if isinstance(fault, OSError) else None
    return errno.errorcode.get(number or 0, type(fault).__name__)


class IndexFolderForeignError(SearchError):
    """The folder meant for the index holds files that the index did not write; nothing was touched."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"not a search index, and not empty: {folder}")
        self.folder = folder


class IndexFolderUnusableError(SearchError):
    """The system lets nobody open or make the index where it should lie."""

    def __init__(self, folder: Path, problem: Reason) -> None:
        super().__init__(f"the index cannot be opened: {folder}: {', '.join(problem.facts)}")
        self.folder = folder
        self.problem = problem


class IndexBusyError(SearchError):
    """Another process holds the one writer lock; searching goes on, the change can be applied later."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"the index is being written by another process: {folder}")
        self.folder = folder


class IndexDamagedError(SearchError):
    """Files of the index are missing or unreadable; the index must be made anew from the archive."""

    def __init__(self, folder: Path, fault: str) -> None:
        super().__init__(f"the index is damaged: {folder}: {fault}")
        self.folder = folder
        self.fault = fault


class EngineUnknownError(SearchError):
    """No search engine has this name."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"no search engine {name!r}; there are {', '.join(known)}")
        self.name = name
        self.known = known


class EngineMissingError(SearchError):
    """A search engine needs a package that is not installed."""

    def __init__(self, name: str, package: str) -> None:
        super().__init__(f"the search engine {name!r} needs the package {package}: install vanthu[{name}]")
        self.name = name
        self.package = package
