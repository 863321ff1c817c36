"""The files that a command names: those in named folders too, but never what belongs to the office itself."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from archive.inbox import Found, found_at, found_below, unlinked
from archive.office_folder import OfficeFolder


def named_files(paths: Iterable[Path], *, office: OfficeFolder) -> Iterator[Found]:
    """Yield what is to be filed, folder by folder in the order of names.

    Raises:
        OSError: when one of them vanishes meanwhile.
    """
    for path in paths:
        if _is_folder(path):
            yield from found_below(path, inbox=office.inbox, passed_over=lambda file: _is_own(file, office))
        elif not _is_own(path, office):
            yield found_at(path, inbox=office.inbox)


def parts_of_office(paths: Iterable[Path], *, office: OfficeFolder) -> tuple[Path, ...]:
    """Return, each once, what the paths name of the office itself; of a folder around it, its parts."""
    return tuple(dict.fromkeys(part for path in paths for part in _parts(path, office)))


def _parts(path: Path, office: OfficeFolder) -> Iterator[Path]:
    if _is_folder(path) and office.root.is_relative_to(path.resolve()):
        yield from sorted(part for part in office.root.iterdir() if part != office.inbox)
    elif _is_own(path, office):
        yield _whole(path)


def _is_own(path: Path, office: OfficeFolder) -> bool:
    whole = _whole(path)
    return whole.is_relative_to(office.root) and not whole.is_relative_to(office.inbox)


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _whole(path: Path) -> Path:
    return path.resolve() if _is_folder(path) else unlinked(path)
