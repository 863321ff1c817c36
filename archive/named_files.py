"""The files that a command names: those in named folders too, but never what belongs to the office itself."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from archive.inbox import Found, files_below, found_at, found_below, unlinked, vanished_from
from archive.office_folder import OfficeFolder


def named_files(
    paths: Iterable[Path], *, office: OfficeFolder, vanished: Callable[[Found], None]
) -> Iterator[Found]:
    """Yield what is to be filed, folder by folder in the order of names; ``vanished`` hears of what is gone.

    Raises:
        OSError: when one of them cannot be looked at.
    """
    for path in paths:
        for file, folder in _files(path, office):
            try:
                found = (
                    found_at(file, inbox=office.inbox)
                    if folder is None
                    else found_below(file, folder=folder, inbox=office.inbox)
                )
            except FileNotFoundError:
                vanished(vanished_from(file, inbox=office.inbox))
            else:
                yield found


def _files(path: Path, office: OfficeFolder) -> Iterator[tuple[Path, Path | None]]:
    """Yield files, each with the named folder that it lies in, if one was named."""
    if _is_folder(path):
        below = files_below(path, passed_over=lambda file: _is_own(file, office))
        yield from ((file, path) for file in below)
    elif not _is_own(path, office):
        yield path, None


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
