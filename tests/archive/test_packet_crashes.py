"""Stopped before any step that touches the disk, packets say what they say once, and lose nothing."""

import itertools
import shutil
from pathlib import Path

import pytest

from archive import disk, lookahead, resuming
from archive.archive import Archive
from archive.office_folder import OfficeFolder
from model.clock import FixedClock
from model.ledger import LedgerState
from tests.archive.failing_disk import KilledError
from tests.archive.offices import CLERK, NOON, SETTINGS, an_archive, drop, issue_sample
from tests.archive.own_readers import OwnReaders
from tests.archive.packets import a_letter, a_status, business

LETTER = "H37.05,2026/11/10,512/BC-SGDĐT"
PACKETS = {
    "2.edxml": a_status("03"),
    "3.edxml": a_letter(code="520/BC-SGDĐT", day="2026/11/12", more=business(3, "", replaces=LETTER)),
    "4.edxml": a_letter(more=business(1, LETTER)),
}


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for module in (lookahead, resuming):
        monkeypatch.setattr(module, "readers", OwnReaders)
    archive = an_archive(tmp_path / "office")
    issue_sample(archive)
    drop(archive, "1.edxml", a_letter())
    list(archive.take_in(actor=CLERK))
    for name, data in PACKETS.items():
        drop(archive, name, data)
    archive.close()
    return archive.folder.root


def opened(folder: Path) -> Archive:
    return Archive.open(OfficeFolder(folder), SETTINGS, FixedClock(NOON))


def is_stopped(folder: Path, step: int) -> bool:
    """Take the inbox in, killed before the given step (from 1); tell whether there are so many."""
    steps = itertools.count(1)

    def announce(_name: str, _path: Path) -> None:
        if next(steps) == step:
            raise KilledError

    archive = opened(folder)
    disk.on_step = announce
    try:
        list(archive.take_in(actor=CLERK))
    except KilledError:
        return True
    finally:
        disk.on_step = None
        archive.close()
    return False


def check(folder: Path) -> None:
    archive = opened(folder)
    list(archive.take_in(actor=CLERK))
    report = archive.verify(indexed=None, progress=lambda *_: None)
    assert report.damages == ()
    assert report.numbers == {"den 2026": 2, "di 2026": 1}
    assert report.ledger[LedgerState.FILED] == 1 + len(PACKETS)
    [ours], [recalled] = archive.find("2026-di-005120"), archive.find("2026-den-000001")
    assert [one.code for one in ours.notices] == ["03"]
    assert [one.code for one in recalled.notices] == ["replaced", "recall"]
    assert recalled.recalled is not None
    assert not list(archive.folder.inbox.glob("*.edxml"))
    archive.close()


def test_a_stop_before_any_step_neither_loses_nor_repeats_what_packets_say(filled: Path) -> None:
    for step in itertools.count(1):
        copy = filled.with_name(f"office-{step}")
        shutil.copytree(filled, copy)
        stopped = is_stopped(copy, step)
        check(copy)
        shutil.rmtree(copy)
        if not stopped:
            break
    assert step > 150  # every packet went through its steps
