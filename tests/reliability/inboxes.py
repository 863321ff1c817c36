"""Offices whose inbox is full, what has become of them, and what must have become of them."""

import dataclasses
import shutil
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from unittest import mock

from archive.archive import Archive
from archive.looking import Looked, look
from archive.office_folder import OfficeFolder
from model.clock import FixedClock
from model.correction import Correction
from model.record import Direction
from model.record_id import UNREGISTERED_BOOK
from tests.archive.offices import CLERK, NOON, SETTINGS, an_archive, drop, issue_sample
from tests.reliability.kinds import Files

ALL_SETTINGS: Final = dataclasses.replace(SETTINGS, data_types=frozenset({"mdb"}))
_USERS_OF_READERS: Final = ("lookahead", "set_aside", "resuming", "waiting_packets", "receiving")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an office: the same at the end, however often the program was broken off."""

    states: dict[str, int]
    """Rows of the ledger per state."""
    numbers: dict[str, int]
    records: tuple[tuple[object, ...], ...]
    inbox: tuple[str, ...]
    damages: tuple[str, ...]


class RememberedReaders:
    """Looks at the same bytes once: what breaks here is the filing, and a fork knows what was read before."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, bytes], Looked] = {}

    def look(
        self, name: str, data: bytes, data_types: frozenset[str], *, cleared: bool = False
    ) -> Future[Looked]:
        """Look at a file, or remember."""
        if (name, data) not in self._seen:
            self._seen[name, data] = look(name, data, data_types=data_types, cleared=cleared)
        future: Future[Looked] = Future()
        future.set_result(self._seen[name, data])
        return future

    def warm(self) -> None:
        """Do nothing: there is no process."""

    def abandon(self) -> None:
        """Do nothing: there is no process."""


@contextmanager
def remembered_readers() -> Iterator[None]:
    """Put readers that remember in the place of the reader processes."""
    readers = RememberedReaders()
    patches = [mock.patch(f"archive.{module}.readers", return_value=readers) for module in _USERS_OF_READERS]
    for patch in patches:
        patch.start()
    try:
        yield
    finally:
        for patch in patches:
            patch.stop()


def filled(folder: Path, files: Files) -> Path:
    """Make an office with a dispatch and files in the inbox that nobody has taken in."""
    archive = an_archive(folder, settings=ALL_SETTINGS)
    issue_sample(archive)
    for name, data in files.items():
        drop(archive, name, data)
    archive.close()
    return folder


@contextmanager
def opened(folder: Path) -> Iterator[Archive]:
    """Open an office as a program does that starts."""
    archive = Archive.open(OfficeFolder(folder), ALL_SETTINGS, FixedClock(NOON))
    try:
        yield archive
    finally:
        archive.close()


def take_in(folder: Path) -> None:
    """Make one pass over the inbox, in a program that starts and ends."""
    with opened(folder) as archive:
        list(archive.take_in(actor=CLERK))


def let_in(folder: Path) -> None:
    """Make a pass, then let in what waits and what is set aside, as a person does who looked into it."""
    with opened(folder) as archive:
        list(archive.take_in(actor=CLERK))
        for row in (*archive.set_aside.rows(), *archive.set_aside.waiting()):
            archive.set_aside.release(row.id, inspected=True, is_document=True, actor=CLERK)


def retry(folder: Path) -> None:
    """Make a pass, then give what waits and what is set aside another turn."""
    with opened(folder) as archive:
        list(archive.take_in(actor=CLERK))
        list(archive.set_aside.retry((), actor=CLERK))


def correct(folder: Path) -> None:
    """Make a pass, then say of each file that was taken for no document which one it is."""
    with opened(folder) as archive:
        list(archive.take_in(actor=CLERK))
        files = (one for one in archive.waiting_for_review() if one.id.book == UNREGISTERED_BOOK)
        for number, file in enumerate(files, start=1):
            typed = Correction(code=f"{number}/SGDĐT-VP", organ="Sở Giáo dục và Đào tạo")
            archive.clerk.correcting.correct(file.id, typed, remember=False, actor=CLERK)


def watch(folder: Path) -> None:
    """Make pass after pass, until the process is killed."""
    with opened(folder) as archive:
        while True:
            list(archive.take_in(actor=CLERK))


def copied(source: Path, target: Path) -> Path:
    """Return a copy of an office in the place of another one."""
    shutil.rmtree(target, ignore_errors=True)
    return Path(shutil.copytree(source, target))


def settled(folder: Path) -> Outcome:
    """Start the program again, let it finish, and return what became of the office."""
    take_in(folder)
    with opened(folder) as archive:
        report = archive.verify(indexed=None, progress=lambda *_: None)
        records = [
            (
                str(record.code),
                tuple(sorted((file.role, file.name, file.sha256) for file in record.files)),
                tuple(sorted((arrival.path, arrival.outcome) for arrival in record.arrivals)),
                tuple(sorted(reason.code for reason in record.review)),
            )
            for record in (
                *archive.registered(Direction.INCOMING, year=NOON.year),
                *archive.waiting_for_review(),
            )
        ]
        inbox = archive.folder.inbox
        left = sorted(str(path.relative_to(inbox)) for path in inbox.rglob("*") if not path.is_dir())
    return Outcome(
        states={str(state): number for state, number in report.ledger.items() if number},
        numbers=report.numbers,
        records=tuple(sorted(set(records), key=repr)),
        inbox=tuple(left),
        damages=tuple(map(str, report.damages)),
    )
