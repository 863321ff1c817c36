"""What of an office a backup holds, page by page."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Final

from archive.ocfl.layout import ID_PREFIX, is_object_folder, object_folder
from archive.office_folder import OfficeFolder
from archive.record_store import record_id_of
from model.record_id import RecordId

TOP: Final = "office"
"""The page of the files that lie in the office folder itself."""

_RECORDS_PER_PAGE_DIGITS: Final = 3
_PASSING: Final = (".lock", ".pending", ".new", "-wal", "-shm", "-journal")
"""Ends of names of what is only there while a program works."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficePage:
    """One page: the files and folders that it is about; ``of_records`` when these are objects of records."""

    name: str
    roots: tuple[Path, ...]
    of_records: bool = False


def page_of(record_id: RecordId) -> str:
    """Return the page on which a record's object stands: those whose numbers differ in the last digits."""
    folder = object_folder(record_id.urn)
    return f"archive/{folder.parent}/{folder.name[:-_RECORDS_PER_PAGE_DIGITS]}"


def office_pages(office: OfficeFolder) -> Iterator[OfficePage]:
    """Yield the pages of an office; the one with its settings and its key comes last.

    Left out are the inbox (nobody has looked yet whether its files are secret), half-done work that lies in
    the inbox as well, and what can be made again: registers and search index.
    """
    left_out = {office.inbox, office.staging, office.search, office.register}
    entries = [path for path in sorted(office.root.iterdir()) if path not in left_out]
    folders = [path for path in entries if path.is_dir() and not path.is_symlink()]
    for folder in folders:
        if folder == office.archive:
            yield from _archive_pages(folder)
        else:
            yield OfficePage(name=folder.name, roots=(folder,))
    files = (path for path in entries if path not in folders)
    # The settings make a folder an office: they are restored after all the rest.
    yield OfficePage(name=TOP, roots=tuple(sorted(files, key=lambda path: path == office.settings)))


def files_of(page: OfficePage) -> Iterator[Path]:
    """Yield the plain files of a page, none that is only there while a program works."""
    for root in page.roots:
        for path in (root,) if not root.is_dir() else _below(root):
            if not path.name.endswith(_PASSING) and path.is_file() and not path.is_symlink():
                yield path


def name_in(office: OfficeFolder, path: Path) -> str:
    """Return the path of a file as a backup names it."""
    return str(PurePosixPath(path.relative_to(office.root)))


def _archive_pages(archive: Path) -> Iterator[OfficePage]:
    rest: list[Path] = []
    for parent in sorted(archive.iterdir()):
        entries = sorted(parent.iterdir()) if parent.is_dir() and not parent.is_symlink() else []
        for page, found in groupby(entries, key=_page_of_object):
            paths = tuple(found)
            if page is None:
                rest += paths
            else:
                yield OfficePage(name=page, roots=paths, of_records=True)
        if not entries:
            rest.append(parent)
    yield OfficePage(name=archive.name, roots=tuple(rest))


def _page_of_object(path: Path) -> str | None:
    is_object = is_object_folder(path.parent.name, path.name)
    record_id = record_id_of(ID_PREFIX + path.name) if is_object else None
    return None if record_id is None else page_of(record_id)


def _below(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders.sort()
        yield from (Path(parent, name) for name in sorted(files))
