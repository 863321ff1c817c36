"""What lies in the inbox now, and whether it is whole."""

import errno
import fcntl
import hmac
import os
import signal
import stat
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Final

from archive.ledger import Channel, FileStamp
from model.ledger import LedgerState
from model.vietnamese import nfc


class Obstacle(StrEnum):
    """Why an entry of the inbox cannot be taken in as a file; the codes of ledger reasons."""

    SYSTEM_FILE = "system-file"
    SYMBOLIC_LINK = "symbolic-link"
    SPECIAL_FILE = "special-file"
    FOLDER_NAMED_AS_FILE = "folder-named-as-file"
    UNREADABLE_FOLDER = "unreadable-folder"

    @property
    def state(self) -> LedgerState:
        """The state of such an entry; nobody can say what lies in a folder that cannot be read: it waits."""
        known = {Obstacle.SYSTEM_FILE: LedgerState.IGNORED, Obstacle.UNREADABLE_FOLDER: LedgerState.WAITING}
        return known.get(self, LedgerState.REFUSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One entry of the inbox: ``raw`` is its path there as the file system spells it, ``name`` in NFC."""

    path: Path
    raw: bytes
    name: str
    stamp: FileStamp
    channel: Channel = Channel.INBOX
    arrival: str | None = None
    """The folder below the inbox that it came in, with all that lies there; None for what came alone."""
    obstacle: Obstacle | None = None


@dataclass(frozen=True, slots=True)
class Scan:
    """Everything in the inbox but unfinished files; ``is_whole`` says that every folder could be listed.

    ``folders`` are those that could be, by their paths in the inbox as the file system spells them.
    """

    entries: tuple[Found, ...]
    is_whole: bool
    folders: tuple[bytes, ...] = ()


def scan(inbox: Path) -> Scan:
    """List the inbox, folder by folder, in the order of names; what vanishes meanwhile is left out."""
    listed: dict[Path, bool] = {}
    entries = tuple(_scan(inbox, inbox, listed))
    folders = tuple(os.fsencode(folder.relative_to(inbox)) for folder, is_whole in listed.items() if is_whole)
    return Scan(entries, is_whole=all(listed.values()), folders=folders)


def found_at(path: Path, *, inbox: Path) -> Found:
    """Describe one named file; outside the inbox it belongs to the channel of commands.

    Raises:
        OSError: when there is nothing there.
    """
    whole = unlinked(path)
    inside = whole.is_relative_to(inbox)
    status = whole.lstat()
    name = str(whole.relative_to(inbox) if inside else whole)
    return Found(
        path=whole,
        raw=os.fsencode(name),
        name=readable(name),
        stamp=stamp_of(status),
        channel=Channel.INBOX if inside else Channel.COMMAND,
        arrival=_arrival(whole, inbox) if inside else None,
        obstacle=_obstacle(whole.name, status),
    )


def unlinked(path: Path) -> Path:
    """Return where a file lies, through no link to a folder; the file itself may be one."""
    return path.absolute().parent.resolve() / path.name


def vanished_from(path: Path, *, inbox: Path) -> Found:
    """Describe a file that was there a moment ago, for the ledger to say what became of it."""
    whole = unlinked(path)
    inside = whole.is_relative_to(inbox)
    raw = os.fsencode(whole.relative_to(inbox) if inside else whole)
    channel = Channel.INBOX if inside else Channel.COMMAND
    return Found(
        path=whole, raw=raw, name=readable(os.fsdecode(raw)), stamp=FileStamp(0, 0, 0), channel=channel
    )


def files_below(folder: Path, *, passed_over: Callable[[Path], bool]) -> Iterator[Path]:
    """Yield the files in a named folder, and the folders there that cannot be read.

    What another program is still at is left out, unlike a file that is named itself.
    """
    try:
        entries = _listed(folder)
    except PermissionError:
        yield folder
        return
    except OSError:  # it vanished meanwhile
        return
    for entry, status in entries:
        path = Path(entry.path)
        if is_unfinished(entry.name) or passed_over(path):
            continue
        if stat.S_ISDIR(status.st_mode):
            yield from files_below(path, passed_over=passed_over)
        else:
            yield path


def found_below(path: Path, *, folder: Path, inbox: Path) -> Found:
    """Describe what ``files_below`` yields; a folder in the named one came as one arrival, as in the inbox.

    Raises:
        OSError: when it vanished meanwhile, or is the inbox itself.
    """
    if unlinked(path) == inbox:
        raise PermissionError(errno.EACCES, "cannot be read", str(inbox))
    found = found_at(path, inbox=inbox)
    if path.is_dir() and not path.is_symlink():
        stamp = _folder_stamp(path.lstat())
        found = replace(found, stamp=stamp, obstacle=Obstacle.UNREADABLE_FOLDER)
    outside = found.channel is Channel.COMMAND and path != folder
    return replace(found, arrival=_arrival(path, folder)) if outside else found


def is_unfinished(name: str) -> bool:
    """Whether a name says that another program is still at the file."""
    return _matches(name, "unfinished")


def arrival_key(found: Found) -> str | bytes:
    """Return what entries have in common that came together."""
    return found.arrival or found.raw


def stamp_of(status: os.stat_result) -> FileStamp:
    """Return what tells this file from another one under the same name."""
    return FileStamp(status.st_size, status.st_mtime_ns, status.st_ino)


def path_key(key: bytes, channel: str, raw: bytes) -> str:
    """Return the keyed hash that the ledger knows a path by (records.md R-35: no name of a withheld file)."""
    return hmac.digest(key, channel.encode() + b"\0" + raw, "sha256").hex()


def _scan(
    folder: Path, inbox: Path, listed: dict[Path, bool], status: os.stat_result | None = None
) -> Iterator[Found]:
    """Yield what lies in a folder, and the folder itself where it is no plain one."""
    try:
        entries = _listed(folder)
    except OSError as error:
        listed[folder] = False
        if status is not None and isinstance(error, PermissionError):
            yield _entry(folder, inbox, status, obstacle=Obstacle.UNREADABLE_FOLDER)
        return
    listed[folder] = True
    if status is not None and _looks_like_file(folder.name):
        yield _entry(folder, inbox, status, obstacle=Obstacle.FOLDER_NAMED_AS_FILE)
    for entry, of_entry in entries:
        path = Path(entry.path)
        if is_unfinished(entry.name):
            continue
        if stat.S_ISDIR(of_entry.st_mode):
            yield from _scan(path, inbox, listed, of_entry)
        else:
            yield _entry(path, inbox, of_entry, obstacle=_obstacle(entry.name, of_entry))


def _listed(folder: Path) -> list[tuple[os.DirEntry[str], os.stat_result]]:
    """Return the entries of a folder in the order of their names; what vanishes meanwhile is left out.

    Raises:
        OSError: when it cannot be listed, or nothing in it may be looked at.
    """
    found = []
    for entry in sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name)):
        try:
            found.append((entry, entry.stat(follow_symlinks=False)))
        except PermissionError:
            raise
        except OSError:
            continue
    return found


def _entry(path: Path, inbox: Path, status: os.stat_result, *, obstacle: Obstacle | None) -> Found:
    name = str(path.relative_to(inbox))
    return Found(
        path=path,
        raw=os.fsencode(name),
        name=readable(name),
        stamp=_folder_stamp(status) if stat.S_ISDIR(status.st_mode) else stamp_of(status),
        arrival=_arrival(path, inbox),
        obstacle=obstacle,
    )


def _arrival(path: Path, top: Path) -> str | None:
    first, *rest = path.relative_to(top).parts
    return str(top / first) if rest else None


def readable(name: str | Path) -> str:
    """Return a path as text that can be kept: NFC, bytes that are no UTF-8 replaced."""
    return nfc(os.fsencode(name).decode(errors="replace"))


def _folder_stamp(status: os.stat_result) -> FileStamp:
    # A folder's size and time change with its contents; it stays the same folder.
    return FileStamp(0, 0, status.st_ino)


def _obstacle(name: str, status: os.stat_result) -> Obstacle | None:
    mode = status.st_mode
    if stat.S_ISLNK(mode):
        return Obstacle.SYMBOLIC_LINK
    if stat.S_ISDIR(mode):
        return Obstacle.FOLDER_NAMED_AS_FILE
    if not stat.S_ISREG(mode):
        return Obstacle.SPECIAL_FILE
    return Obstacle.SYSTEM_FILE if _matches(name, "ignored") else None


_FILE_ENDINGS: Final = frozenset(
    {".pdf", ".docx", ".doc", ".txt", ".xlsx", ".xls", ".odt", ".rtf", ".zip", ".eml", ".msg", ".edxml"}
    | {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".html", ".htm"}
)


def _looks_like_file(name: str) -> bool:
    return Path(name).suffix.casefold() in _FILE_ENDINGS


@cache
def _patterns() -> dict[str, list[str]]:
    return tomllib.loads(Path(__file__).with_name("inbox_names.toml").read_text(encoding="utf-8"))


def _matches(name: str, group: str) -> bool:
    return any(fnmatch(name.casefold(), pattern) for pattern in _patterns()[group])


class Stillness:
    """Tells a whole file from one that is still being written.

    A file is whole when its stamp stayed the same over ``seconds`` of ``monotonic`` time between two looks,
    and no process has it open for writing (where the file system can tell).
    """

    def __init__(self, *, seconds: float, monotonic: Callable[[], float]) -> None:
        self.seconds = seconds
        self._monotonic = monotonic
        self._since: dict[bytes, tuple[FileStamp, float]] = {}
        self.left_any = False
        """Whether something was not whole since ``begin``."""

    def begin(self, present: set[bytes]) -> None:
        """Begin a pass; forget what left the inbox."""
        self._since = {raw: seen for raw, seen in self._since.items() if raw in present}
        self.left_any = False

    def is_whole(self, found: Found) -> bool:
        """Look at a file once more; True when it may be taken in."""
        now = self._monotonic()
        stamp, since = self._since.get(found.raw, (None, now))
        if stamp != found.stamp:
            self._since[found.raw] = (found.stamp, now)
            since = now
        whole = now - since >= self.seconds and not has_writer(found.path)
        self.left_any |= not whole
        return whole


def has_writer(path: Path) -> bool:
    """Whether a process has the file open for writing; False where the system cannot tell.

    Linux grants a read lease only while nobody writes; the lease is given back at once.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        # A writer that comes in this instant signals the holder; this signal is ignored by default.
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return False
