"""What a command names is filed from folders too; the office is never filed into itself."""

import errno
from pathlib import Path

import pytest

from archive.archive import Archive
from archive.intake import Intake
from model.ledger import FilingOutcome, LedgerState
from tests.archive.offices import CLERK, a_reply, an_archive, drop


@pytest.fixture
def office(tmp_path: Path) -> Archive:
    return an_archive(tmp_path / "nhà" / "office")


def filed(office: Archive, *paths: Path) -> tuple[FilingOutcome, ...]:
    return tuple(office.file(paths, actor=CLERK))


def refused(outcomes: tuple[FilingOutcome, ...]) -> list[str]:
    return [
        Path(outcome.path or "").name
        for outcome in outcomes
        if outcome.state is LedgerState.REFUSED and outcome.reason and outcome.reason.code == "part-of-office"
    ]


def test_of_the_office_folder_only_the_inbox_is_filed_and_each_other_part_is_named_once(
    office: Archive,
) -> None:
    drop(office, "trả lời.txt", a_reply("Lạng Sơn"))
    root = office.folder.root
    parts = sorted(part.name for part in root.iterdir() if part != office.folder.inbox)
    outcomes = filed(office, root, root / "office.key")
    assert sorted(refused(outcomes)) == parts
    assert [outcome.path for outcome in outcomes if outcome.state is LedgerState.FILED] == ["trả lời.txt"]
    assert len(outcomes) == len(parts) + 1


def test_a_folder_around_the_office_is_filed_without_the_office(office: Archive) -> None:
    around = office.folder.root.parent
    (around / "ghi chú.txt").write_text("Một trang giấy.", encoding="utf-8")
    outcomes = filed(office, around)
    archived = [outcome for outcome in outcomes if outcome.state is LedgerState.FILED]
    assert [outcome.path for outcome in archived] == [str(around / "ghi chú.txt")]
    assert "archive" in refused(outcomes)


@pytest.mark.parametrize("part", ["office.key", "archive", "archive/0=ocfl_1.1", "inbox/../office.key"])
def test_nothing_is_written_about_a_part_of_the_office(office: Archive, part: str) -> None:
    outcomes = filed(office, office.folder.root / part)
    assert refused(outcomes) == [Path(part).name]
    assert office.ledger_rows() == ()


def test_a_link_to_the_office_leads_nowhere_else(office: Archive, tmp_path: Path) -> None:
    (tmp_path / "lối tắt").symlink_to(office.folder.root, target_is_directory=True)
    assert refused(filed(office, tmp_path / "lối tắt" / "office.key")) == ["office.key"]
    assert office.ledger_rows() == ()


def test_a_file_that_could_not_be_finished_is_named(office: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    path = drop(office, "trả lời.txt", a_reply("Lạng Sơn"))

    def fail(*_: object) -> None:
        raise ValueError

    with monkeypatch.context() as broken:
        broken.setattr(Intake, "_take", fail)
        [outcome] = filed(office, path)
    assert (outcome.state, outcome.path) == (LedgerState.SEEN, "trả lời.txt")
    assert outcome.reason is not None
    assert outcome.reason.code == "left-for-later"
    [outcome] = filed(office, path)
    assert outcome.state is LedgerState.FILED


def test_a_full_disk_stops_the_filing_and_the_file_stays(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = drop(office, "trả lời.txt", a_reply("Lạng Sơn"))

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Intake, "_take", fail)
    with pytest.raises(OSError, match="No space"):
        filed(office, path)
    assert path.is_file()


def test_what_another_program_is_at_in_a_named_folder_waits_until_it_is_named_itself(office: Archive) -> None:
    drop(office, "trả lời.txt", a_reply("Lạng Sơn"))
    for name in ("thư.pdf.part", "~$thư.docx", "đang tải.crdownload/a.txt", "b.tmp"):
        drop(office, name, a_reply("Cà Mau", number=9))
    assert [outcome.path for outcome in filed(office, office.folder.inbox)] == ["trả lời.txt"]
    assert [outcome.path for outcome in filed(office, office.folder.inbox / "b.tmp")] == ["b.tmp"]
