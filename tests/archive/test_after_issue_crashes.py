"""Stopped before any step that touches the disk, an act is done whole and once, or was never begun."""

from collections.abc import Callable
from pathlib import Path

import pytest

from archive.archive import Archive
from archive.office_folder import OfficeFolder
from model.clock import FixedClock
from model.record import Record
from model.standing import Standing
from tests.archive.failing_disk import each_stop
from tests.archive.offices import CLERK, CODE, NOON, SETTINGS, an_archive
from tests.archive.signed_files import a_page, issue_printed, signed_file

Act = Callable[[Archive, Record], Record]

ACTS: dict[Standing, Act] = {
    Standing.ISSUED: lambda office, record: office.after_issue.attach(
        record, signed_file(a_page(step=11)), actor=CLERK
    ),
    Standing.CANCELLED: lambda office, record: office.after_issue.cancel(record, "nhầm", actor=CLERK),
    Standing.RECALLED: lambda office, record: office.after_issue.recall(record, "nhầm", actor=CLERK),
}


def open_archive(folder: Path) -> Archive:
    return Archive.open(OfficeFolder(folder), SETTINGS, FixedClock(NOON))


@pytest.mark.parametrize("standing", ACTS)
def test_a_stop_before_any_step_leaves_the_act_done_and_told_or_not_begun(
    tmp_path: Path, standing: Standing
) -> None:
    office = an_archive(tmp_path / "office")
    issue_printed(office)
    office.close()

    def act(folder: Path) -> None:
        archive = open_archive(folder)
        try:
            [record] = archive.find(str(CODE))
            ACTS[standing](archive, record)
        finally:
            archive.close()

    stops = 0
    for copy, finished in each_stop(tmp_path / "office", act, power_cut=False):
        stops += 1
        archive = open_archive(copy)
        [record] = archive.find(str(CODE))
        assert archive.verify(indexed=None, progress=lambda *_: None).damages == ()
        told = archive.folder.audit.read_text().count(f'"act": "{_NAMES[standing]}"')
        is_done = record.standing is standing
        assert is_done or not finished
        assert bool(told) is is_done
        assert not (copy / "act.pending").exists()
        archive.close()
    assert stops > 15


_NAMES = {Standing.ISSUED: "attach", Standing.CANCELLED: "cancel", Standing.RECALLED: "recall"}
