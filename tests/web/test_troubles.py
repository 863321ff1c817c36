"""What stands in the way of taking files in is told once, in Vietnamese, and again when it is over."""

import errno
import threading

import pytest

from archive.filing import Filing
from archive.troubles import Troubles
from cli import run
from model.ledger import LedgerState
from office import RecordsOffice
from tests.archive.offices import a_reply
from web import console, terminal

FULL = OSError(errno.ENOSPC, "No space left on device", "x")


def test_a_trouble_is_told_when_it_begins_and_when_it_is_over(capsys: pytest.CaptureFixture[str]) -> None:
    tell = console.trouble_printer()
    for errors in ((), (FULL,), (FULL,), (FULL, KeyError("Sở mật")), (), ()):
        tell(errors)
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        terminal.trouble(FULL),
        terminal.trouble(KeyError()),
        "Đã hết trở ngại; việc nhận tệp trở lại bình thường.",
    ]
    assert "Ổ đĩa đã đầy" in lines[0]


def test_of_many_errors_of_a_kind_the_first_is_kept() -> None:
    troubles = Troubles()
    for path in ("a", "b"):
        troubles.note(OSError(errno.ENOSPC, "full", path))
        troubles.note(OSError(errno.EACCES, "closed", path))
    assert [getattr(error, "filename", None) for error in troubles.met] == ["a", "a"]
    troubles.begin()
    assert troubles.met == ()


def hinder(monkeypatch: pytest.MonkeyPatch, office: RecordsOffice) -> None:
    """Let nothing be written where arrivals are staged, and a file lie in the inbox."""
    office.drop("Sở/mới.txt", a_reply("Lạng Sơn").encode())

    def closed(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "staging")

    monkeypatch.setattr(Filing, "file", closed)


def test_a_command_that_leaves_files_for_later_says_why(
    office: RecordsOffice, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hinder(monkeypatch, office)
    run(["file", str(office.folder.inbox), "--office", str(office.folder.root)])
    assert "Không có quyền đọc hoặc ghi staging." in capsys.readouterr().err


def test_who_watches_hears_after_each_pass_what_stood_in_its_way(
    office: RecordsOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    hinder(monkeypatch, office)
    stop, heard = threading.Event(), list[tuple[Exception, ...]]()

    def hindered(errors: "tuple[Exception, ...]") -> None:
        heard.append(tuple(errors))
        if errors:
            monkeypatch.undo()
        elif any(heard):
            stop.set()

    states = list[LedgerState]()
    watching = threading.Thread(
        target=office.watch,
        args=(stop,),
        kwargs={"told": lambda outcome: states.append(outcome.state), "hindered": hindered},
    )
    watching.start()
    watching.join(timeout=60)
    stop.set()
    assert [type(errors[0]) for errors in heard if errors] == [PermissionError]
    assert heard[-1] == ()
