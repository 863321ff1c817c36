"""A withheld file that a named person calls not secret is taken in, with what came with it."""

import json
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from archive.archive import Archive
from archive.intake_errors import NotWithheldError
from model.ledger import LedgerState
from tests.archive.offices import CLERK, a_reply, an_archive, drop, issue_sample
from tests.archive.own_readers import OwnReaders

NAME = "Sản lượng mật năm 2026.txt"
WHY = "báo cáo về nghề nuôi ong"


@pytest.fixture(autouse=True)
def _own_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("lookahead", "resuming", "set_aside"):
        monkeypatch.setattr(f"archive.{module}.readers", OwnReaders)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Archive]:
    archive = an_archive(tmp_path / "office")
    issue_sample(archive)
    yield archive
    archive.close()


def take_in(office: Archive) -> None:
    list(office.take_in(actor=CLERK))


def withheld(office: Archive) -> list[int]:
    return [row.id for row in office.ledger_rows(LedgerState.WITHHELD)]


def acts(office: Archive, act: str) -> list[dict[str, object]]:
    lines = map(json.loads, office.folder.audit.read_text().splitlines())
    return [line for line in lines if line["act"] == act]


def is_sound(office: Archive) -> bool:
    return office.verify(indexed=None, progress=lambda *_: None).is_sound


def clear(office: Archive, number: int) -> list[LedgerState]:
    return [
        one.state for one in office.set_aside.false_alarms.clear(number, inspected=True, why=WHY, actor=CLERK)
    ]


def test_a_withheld_file_is_taken_in_as_if_nothing_had_been_on_it_by_the_word_of_a_person(
    office: Archive,
) -> None:
    path = drop(office, NAME, a_reply("Lạng Sơn"))
    take_in(office)
    [number] = withheld(office)
    assert clear(office, number) == [LedgerState.FILED]
    assert not path.exists()
    assert withheld(office) == []
    [row] = office.ledger_rows(LedgerState.FILED)
    assert str(row.record_id).endswith("-den-000001")
    assert is_sound(office)


def test_who_called_an_alarm_false_and_why_is_in_the_audit_log(office: Archive) -> None:
    drop(office, NAME, a_reply("Lạng Sơn"))
    take_in(office)
    [number] = withheld(office)
    clear(office, number)
    [act] = acts(office, "clear-alert")
    assert (act["actor"], act["subject"]) == (CLERK.name, f"ledger {number}")
    assert act["facts"] == {"rule": "name", "why": WHY}


def test_the_audit_log_says_of_a_withheld_file_its_channel_and_size_and_no_name(office: Archive) -> None:
    drop(office, NAME, "x" * 77)
    take_in(office)
    [act] = acts(office, "withhold")
    assert act["facts"] == {"rule": "name", "channel": "inbox", "size": "77"}
    assert "nuôi ong" not in office.folder.audit.read_text()


def test_a_mail_with_an_attachment_of_such_a_name_is_taken_in_whole(office: Archive) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "so@langson.gov.vn", "Báo cáo"
    mail.set_content("Kính gửi")
    mail.add_attachment(a_reply("Lạng Sơn").encode(), maintype="text", subtype="plain", filename=NAME)
    (office.folder.inbox / "thư.eml").write_bytes(mail.as_bytes())
    take_in(office)
    [number] = withheld(office)
    assert clear(office, number) == [LedgerState.FILED]
    assert is_sound(office)


def test_what_came_in_one_folder_is_taken_in_with_it(office: Archive) -> None:
    drop(office, f"sở/{NAME}", a_reply("Lạng Sơn"))
    drop(office, "sở/kèm.txt", a_reply("Cao Bằng"))
    take_in(office)
    first, _ = withheld(office)
    assert set(clear(office, first)) == {LedgerState.FILED}
    assert withheld(office) == []
    assert is_sound(office)


def test_a_file_that_changed_or_is_gone_is_not_taken_in(office: Archive) -> None:
    path = drop(office, NAME, a_reply("Lạng Sơn"))
    take_in(office)
    [number] = withheld(office)
    path.write_text("MẬT")
    with pytest.raises(NotWithheldError):
        clear(office, number)
    path.unlink()
    with pytest.raises(NotWithheldError):
        clear(office, number)
    assert acts(office, "clear-alert") == []


def test_only_a_withheld_file_is_called_a_false_alarm(office: Archive) -> None:
    drop(office, "a.txt", a_reply("Lạng Sơn"))
    take_in(office)
    [row] = office.ledger_rows(LedgerState.FILED)
    with pytest.raises(NotWithheldError):
        clear(office, row.id)


def test_what_was_said_stands_when_the_program_stops_while_it_files(
    office: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(office, NAME, a_reply("Lạng Sơn"))
    take_in(office)
    [number] = withheld(office)
    with monkeypatch.context() as stopped:
        stopped.setattr("archive.filing.Filing.settle", _stop)
        with pytest.raises(KeyboardInterrupt):
            clear(office, number)
    take_in(office)
    assert withheld(office) == []
    assert [row.id for row in office.ledger_rows(LedgerState.FILED)] == [number]
    assert is_sound(office)


def _stop(*_: object) -> None:
    raise KeyboardInterrupt
