"""The commands for a document after its number, as a clerk and a script meet them."""

import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from cli import run
from model.clock import VIETNAM, FixedClock
from office import RecordsOffice
from tests.web.offices import CLERK, CODE, DISPATCH, SAMPLE, SETTINGS
from web.exit_codes import ExitCode


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an office of a year that is over, with one dispatch."""
    clock = FixedClock(datetime(2025, 11, 22, 9, 0, tzinfo=VIETNAM))
    settings = SETTINGS.replace("di.2026", "di.2025")
    with RecordsOffice.create(tmp_path / "office", settings, clock=clock) as office:
        office.issue(SAMPLE, actor=CLERK, on=date(2025, 11, 2))
    monkeypatch.setenv("VANTHU_OFFICE", str(tmp_path / "office"))
    monkeypatch.setenv("VANTHU_USER", "Hằng")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def signed(folder: Path, more: bytes = b"% signed\n") -> str:
    [issued] = (folder / "office" / "outbox" / DISPATCH.replace("2026", "2025")).glob("*.pdf")
    path = folder / "ky.pdf"
    path.write_bytes(issued.read_bytes() + more)
    return str(path)


def printed(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(capsys.readouterr().out.splitlines()[-1])
    return value


def test_attach_tells_a_difference_and_takes_a_reason(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = signed(folder)
    assert run(["attach", CODE, path]) == ExitCode.INVALID
    assert '--anyway "LÝ DO"' in capsys.readouterr().err
    assert run(["attach", CODE, path, "--anyway", "ký tay", "--json"]) == ExitCode.DONE
    record = printed(capsys)
    assert record["standing"] == "issued"
    assert record["signed"][0]["accepted_because"] == "ký tay"
    assert record["signed"][0]["differences"] == [{"code": "signed-no-signature", "facts": []}]
    assert run(["show", CODE]) == ExitCode.DONE
    shown = capsys.readouterr().out
    assert re.search(r"Tình trạng văn bản +đã phát hành", shown)
    assert "nhận bản đã ký" in shown
    assert "bản đã ký" in shown


def test_a_file_that_is_not_there_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["attach", CODE, str(folder / "không có.pdf")]) == ExitCode.SOME_FAILED
    assert "không có.pdf" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["cancel", "recall"])
@pytest.mark.parametrize("reason", [[], ["--reason", "  "]])
def test_nothing_ends_without_a_reason(
    folder: Path, capsys: pytest.CaptureFixture[str], command: str, reason: list[str]
) -> None:
    assert folder.exists()
    assert run([command, CODE, *reason]) == ExitCode.USAGE
    assert "--reason" in capsys.readouterr().err


def test_a_cancelled_number_is_shown_with_its_reason_in_the_register(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.exists()
    assert run(["cancel", CODE, "--reason", "in nhầm mẫu"]) == ExitCode.DONE
    assert capsys.readouterr().out == f"{CODE}: đã hủy.\n"
    assert run(["register", "out", "--year", "2025", "--json"]) == ExitCode.DONE
    assert printed(capsys)["note"].endswith(": in nhầm mẫu")
    assert run(["replies", CODE]) == ExitCode.DONE
    assert "không chờ ai nữa" in capsys.readouterr().out
    assert run(["cancel", CODE, "--reason", "lần nữa"]) == ExitCode.USAGE


def test_corrections_and_recalls_leave_drafts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["correct", CODE, "--wrong", "15", "--right", "20", "-o", str(folder / "d"), "--json"]
    assert run(words) == ExitCode.DONE
    assert Path(printed(capsys)["path"]).name.startswith("dinh-chinh-5120-bgddt-khtc-")
    assert run(["recall", CODE, "--reason", "sai", "-o", str(folder / "d"), "--json"]) == ExitCode.DONE
    recalled = printed(capsys)
    assert (recalled["standing"], recalled["recalled"]["by"]) == ("recalled", "Hằng")
    assert Path(recalled["path"]).is_file()


def test_a_year_is_closed_and_nothing_is_issued_in_it_any_more(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["close-year", "2025", "--json"]) == ExitCode.DONE
    closing = printed(capsys)
    assert closing["books"] == [{"book": "di", "opening": 5119, "last": 5120}]
    assert len(closing["files"]) == 4
    assert Path(closing["path"]).is_dir()
    assert run(["issue", str(SAMPLE), "--on", "2025-12-31"]) == ExitCode.USAGE
    assert "Sổ năm 2025 đã khóa" in capsys.readouterr().err
    assert run(["close-year", "9998"]) == ExitCode.USAGE
    assert run(["verify"]) == ExitCode.DONE
    assert folder.exists()


@pytest.mark.parametrize(("name", "begins"), [("so.pdf", b"%PDF"), ("so.XLSX", b"PK")])
def test_a_register_is_printed(folder: Path, name: str, begins: bytes) -> None:
    assert run(["register", "out", "--year", "2025", "-o", name]) == ExitCode.DONE
    assert (folder / name).read_bytes().startswith(begins)


def test_a_register_is_printed_in_no_other_format(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert folder.exists()
    assert run(["register", "out", "-o", "so.doc"]) == ExitCode.USAGE
    assert "so.doc" in capsys.readouterr().err
