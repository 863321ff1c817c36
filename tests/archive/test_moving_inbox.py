"""An inbox that changes meanwhile: files removed, replaced, renamed, moved in, dated anyhow."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archive import inbox_file
from archive.archive import Archive
from archive.filing import Filing
from archive.inbox import Found, Stillness
from model.ledger import LedgerState
from tests.archive.offices import CLERK, a_reply, an_archive, drop, is_sound, issue_sample, take_in
from tests.archive.own_readers import OwnReaders

LETTER, OTHER = a_reply("Lạng Sơn"), a_reply("Cà Mau", number=99)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    monkeypatch.setattr("archive.lookahead.readers", OwnReaders)
    archive = an_archive(tmp_path / "office")
    issue_sample(archive)
    yield archive
    archive.close()


def before_reading(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    def read(found: Found) -> bytes | None:
        happens()
        return inbox_file.read_whole(found)

    monkeypatch.setattr("archive.lookahead.read_whole", read)


def before_filing(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    file = Filing.file

    def filed(self: Filing, *arguments: object) -> object:
        happens()
        return file(self, *arguments)  # type: ignore[arg-type]  # what it stands in for takes the same

    monkeypatch.setattr(Filing, "file", filed)


def test_a_file_that_is_removed_before_it_is_read_is_no_arrival(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = drop(office, "a.txt", LETTER)
    with monkeypatch.context() as meanwhile:
        before_reading(meanwhile, lambda: path.unlink(missing_ok=True))
        assert take_in(office) == []
    assert take_in(office) == []
    [row] = office.ledger_rows(with_gone=True)
    assert (row.state, row.gone_at is not None) == (LedgerState.SEEN, True)
    assert is_sound(office)


def test_a_file_that_is_removed_after_it_was_read_is_filed(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = drop(office, "a.txt", LETTER)
    before_filing(monkeypatch, lambda: path.unlink(missing_ok=True))
    [outcome] = take_in(office)
    assert (outcome.state, outcome.arrival_number) == (LedgerState.FILED, 1)
    assert is_sound(office)


def test_a_name_that_is_reused_while_its_file_is_filed_keeps_the_other_file(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = drop(office, "a.txt", LETTER)
    with monkeypatch.context() as meanwhile:
        before_filing(meanwhile, lambda: _replace(path))
        [first] = take_in(office)
    assert path.read_text(encoding="utf-8") == OTHER
    [second] = take_in(office)
    assert [str(one.code) for one in (first, second)] == ["212/SGDĐT-KHTC", "99/SGDĐT-KHTC"]
    assert not path.exists()
    assert is_sound(office)


def _replace(path: Path) -> None:
    path.unlink()
    path.write_text(OTHER, encoding="utf-8")


def test_a_file_that_is_overwritten_before_it_is_read_is_filed_as_it_is_then(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = drop(office, "a.txt", LETTER)
    with monkeypatch.context() as meanwhile:
        before_reading(meanwhile, lambda: path.write_text(OTHER, encoding="utf-8"))
        assert take_in(office) == []
    [outcome] = take_in(office)
    assert str(outcome.code) == "99/SGDĐT-KHTC"
    assert is_sound(office)


def test_a_file_that_is_renamed_meanwhile_is_filed_under_its_new_name_once(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = drop(office, "a.txt", LETTER)
    with monkeypatch.context() as meanwhile:
        before_reading(meanwhile, lambda: path.exists() and path.rename(path.with_name("b.txt")))
        assert take_in(office) == []
    [outcome] = take_in(office)
    assert (outcome.path, outcome.arrival_number) == ("b.txt", 1)
    assert is_sound(office)


def test_a_folder_that_is_moved_in_comes_as_one(office: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "Sở"
    folder.mkdir()
    (folder / "trả lời.txt").write_text(LETTER, encoding="utf-8")
    (folder / "ghi chú.txt").write_text("Kèm theo.", encoding="utf-8")
    shutil.move(folder, office.folder.inbox)
    outcomes = take_in(office)
    assert {str(outcome.id) for outcome in outcomes} == {"2026-den-000001"}
    assert len(outcomes) == 2


@pytest.mark.parametrize("seconds", [0, 2**31, 4_000_000_000, -86_400])
def test_a_file_dated_anyhow_is_whole_when_it_rests(office: Archive, seconds: int) -> None:
    path = drop(office, "a.txt", LETTER)
    os.utime(path, (seconds, seconds))
    now = [0.0]
    stillness = Stillness(seconds=2, monotonic=lambda: now[0])
    assert list(office.take_in(actor=CLERK, stillness=stillness)) == []
    now[0] = 2.5
    [outcome] = office.take_in(actor=CLERK, stillness=stillness)
    assert outcome.state is LedgerState.FILED
