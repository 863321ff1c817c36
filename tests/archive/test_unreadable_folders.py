"""A folder of the inbox that nobody may read: told once, listed as waiting, over when it can be read."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archive.archive import Archive
from model.ledger import FilingOutcome, LedgerState
from model.reason import Reason
from tests.archive.offices import CLERK, a_reply, an_archive, drop, is_sound, issue_sample, reopened, take_in

UNREADABLE = Reason("unreadable-folder")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Archive]:
    archive = an_archive(tmp_path / "office")
    issue_sample(archive)
    yield archive
    archive.close()


@pytest.fixture
def forbid(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Give what takes the right to read a folder away, also from a superuser."""
    list_folder = os.scandir

    def forbid_one(folder: Path) -> None:
        def guarded(path: str | Path) -> object:
            if Path(path) == folder:
                raise PermissionError(13, "Permission denied", str(path))
            return list_folder(path)

        monkeypatch.setattr(os, "scandir", guarded)

    return forbid_one


def waiting(office: Archive) -> list[tuple[str | None, Reason | None]]:
    return [(row.path, row.reason) for row in office.set_aside.waiting()]


def told(outcomes: list[FilingOutcome]) -> list[tuple[str | None, LedgerState, Reason | None]]:
    return [(one.path, one.state, one.reason) for one in outcomes]


def test_it_waits_under_its_name_and_is_told_once(office: Archive, forbid: Callable[[Path], None]) -> None:
    folder = drop(office, "Sở/cấm/a.txt", a_reply("Lạng Sơn")).parent
    forbid(folder)
    assert told(take_in(office)) == [("Sở/cấm", LedgerState.WAITING, UNREADABLE)]
    assert take_in(office) == []
    assert waiting(office) == [("Sở/cấm", UNREADABLE)]
    [row] = office.ledger_rows(LedgerState.WAITING)
    assert row.path == "Sở/cấm"
    again = reopened(office)
    assert take_in(again) == []
    assert is_sound(again)
    again.close()


def test_once_it_can_be_read_its_files_are_filed_and_nothing_counts_as_taken_away(
    office: Archive, forbid: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = drop(office, "cấm/a.txt", a_reply("Lạng Sơn")).parent
    forbid(folder)
    take_in(office)
    monkeypatch.undo()
    assert [one.state for one in take_in(office)] == [LedgerState.FILED]
    assert waiting(office) == []
    assert office.set_aside.taken_away() == ()
    assert is_sound(office)


def test_one_that_is_taken_away_unread_is_told(office: Archive, forbid: Callable[[Path], None]) -> None:
    path = drop(office, "cấm/a.txt", a_reply("Lạng Sơn"))
    forbid(path.parent)
    take_in(office)
    path.unlink()
    path.parent.rmdir()
    take_in(office)
    assert len(office.set_aside.taken_away()) == 1


def test_one_whose_name_bears_a_mark_is_withheld(office: Archive, forbid: Callable[[Path], None]) -> None:
    folder = drop(office, "TUYỆT MẬT/a.txt", "x").parent
    forbid(folder)
    [(name, state, _)] = told(take_in(office))
    assert (name, state) == (None, LedgerState.WITHHELD)


def test_a_named_folder_tells_of_one_within_it_and_goes_on(
    office: Archive, forbid: Callable[[Path], None], tmp_path: Path
) -> None:
    (tmp_path / "đĩa" / "cấm").mkdir(parents=True)
    (tmp_path / "đĩa" / "a.txt").write_text(a_reply("Lạng Sơn"), encoding="utf-8")
    forbid(tmp_path / "đĩa" / "cấm")
    outcomes = list(office.file([tmp_path / "đĩa"], actor=CLERK))
    assert sorted(one.state for one in outcomes) == [LedgerState.FILED, LedgerState.WAITING]


def test_a_folder_without_permission_to_look_into_is_one(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = drop(office, "cấm/a.txt", "x")
    list_folder = os.scandir

    class Unsearchable:
        def __init__(self, name: str) -> None:
            self.name = name

        def stat(self, *, follow_symlinks: bool) -> os.stat_result:
            raise PermissionError(13, str(follow_symlinks))

    def guarded(folder: str | Path) -> object:
        inside = Path(folder) == path.parent
        return [Unsearchable("a.txt")] if inside else list_folder(folder)

    monkeypatch.setattr(os, "scandir", guarded)
    assert told(take_in(office)) == [("cấm", LedgerState.WAITING, UNREADABLE)]


def test_an_inbox_that_cannot_be_read_is_an_error(office: Archive, forbid: Callable[[Path], None]) -> None:
    forbid(office.folder.inbox)
    with pytest.raises(PermissionError):
        list(office.file([office.folder.inbox], actor=CLERK))
