"""A reader that hangs or dies at a file costs that file its turn; after the second it is left in peace."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive import entries
from archive.archive import Archive
from archive.examination import Wait
from archive.looking import Looked
from archive.reader_pool import DIED, HUNG
from model.ledger import LedgerState
from model.reason import Reason
from tests.archive.offices import a_reply, an_archive, drop, issue_sample, reopened, take_in
from tests.archive.own_readers import answering


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Archive]:
    archive = an_archive(tmp_path / "office")
    issue_sample(archive)
    yield archive
    archive.close()


def failing(monkeypatch: pytest.MonkeyPatch, code: str) -> list[str]:
    """Let readers fail at every file called "treo"; return the list of its turns."""
    turns: list[str] = []

    def answer(name: str) -> Looked | None:
        if "treo" not in name:
            return None
        turns.append(name)
        return Wait(Reason(code))

    monkeypatch.setattr("archive.lookahead.readers", answering(answer))
    return turns


@pytest.mark.parametrize("code", [HUNG, DIED])
def test_the_others_are_filed_and_the_file_has_one_more_turn(
    office: Archive, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    turns = failing(monkeypatch, code)
    path = drop(office, "treo.txt", a_reply("Lạng Sơn"))
    drop(office, "tốt.txt", a_reply("Cà Mau"))
    first = {outcome.path: outcome for outcome in take_in(office)}
    assert first["tốt.txt"].state is LedgerState.FILED
    assert first["treo.txt"].state is LedgerState.WAITING
    [second] = take_in(office)
    assert second.reason is not None
    assert (second.reason.code, second.reason.facts[0]) == (code, "2")
    assert take_in(office) == []
    assert take_in(reopened(office)) == []
    assert len(turns) == 2
    assert path.exists()
    assert office.verify(indexed=None, progress=lambda *_: None).is_sound


def test_a_file_that_can_be_read_at_its_second_turn_is_filed(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(office, "treo.txt", a_reply("Lạng Sơn"))
    with monkeypatch.context() as broken:
        failing(broken, DIED)
        take_in(office)
    [outcome] = take_in(office)
    assert outcome.state is LedgerState.FILED


def test_newer_readers_have_turns_of_their_own(office: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    drop(office, "treo.txt", a_reply("Lạng Sơn"))
    with monkeypatch.context() as broken:
        failing(broken, HUNG)
        take_in(office)
        take_in(office)
    monkeypatch.setattr(entries, "reader_version", lambda: "newer")
    [outcome] = take_in(reopened(office))
    assert outcome.state is LedgerState.FILED
