"""Two processes at one inbox: what the other one filed first is told, and the rest is filed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive import inbox
from archive.archive import Archive
from archive.inbox import Found
from model.clock import FixedClock
from model.ledger import LedgerState
from model.reason import Reason
from tests.archive.offices import CLERK, NOON, SETTINGS, a_reply, an_archive, drop, issue_sample


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Archive]:
    archive = an_archive(tmp_path / "office")
    issue_sample(archive)
    yield archive
    archive.close()


def test_what_another_process_filed_after_the_folder_was_listed_is_told_with_its_number(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, last = drop(office, "a.txt", a_reply("Lạng Sơn")), drop(office, "b.txt", a_reply("Cà Mau"))
    other = Archive.open(office.folder, SETTINGS, FixedClock(NOON))
    found_at, passed = inbox.found_at, list[Path]()

    def quicker(path: Path, *, inbox: Path) -> Found:
        if path == first and not passed:
            passed.append(path)
            list(other.receiving._intake.run([found_at(first, inbox=inbox)], actor=CLERK))
        return found_at(path, inbox=inbox)

    monkeypatch.setattr(inbox, "found_at", quicker)
    outcomes = {one.path: one for one in office.file([office.folder.inbox], actor=CLERK)}
    other.close()
    assert not first.exists()
    assert not last.exists()
    assert [outcomes[name].state for name in ("a.txt", "b.txt")] == [LedgerState.FILED] * 2
    assert outcomes["a.txt"].reason == Reason("filed-elsewhere")
    assert outcomes["a.txt"].arrival_number == 1
    assert [str(code) for code in outcomes["a.txt"].replies_to] == ["5120/BGDĐT-KHTC"]


def test_what_somebody_took_away_meanwhile_is_passed_over(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(office, "a.txt", a_reply("Lạng Sơn"))
    drop(office, "b.txt", a_reply("Cà Mau"))
    found_at = inbox.found_at

    def without_first(path: Path, *, inbox: Path) -> Found:
        if path.name == "a.txt":
            path.unlink(missing_ok=True)
        return found_at(path, inbox=inbox)

    monkeypatch.setattr(inbox, "found_at", without_first)
    outcomes = list(office.file([office.folder.inbox], actor=CLERK))
    assert [(one.path, one.state) for one in outcomes] == [("b.txt", LedgerState.FILED)]
