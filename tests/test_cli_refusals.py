"""What the command refuses, and what it says where there is nothing to do, on an office without records."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import cli
from cli import run
from generator import demo
from model.clock import VIETNAM, SystemClock
from office import RecordsOffice
from web.exit_codes import ExitCode

SAMPLE = Path(cli.__file__).parent / "templates" / "cong-van" / "sample.yaml"
LAST_BUT_ONE_OF_2026 = datetime(2026, 12, 30, 12, 0, tzinfo=VIETNAM)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Make an office that has its name and nothing else."""
    RecordsOffice.create(tmp_path / "office", demo.settings(demo.ISSUED_ON)).close()
    return tmp_path / "office"


def _objects(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_an_office_that_is_there_already_stays_as_it_is_and_this_is_said(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (office / "office.toml").read_bytes()
    assert run(["init", str(office), "--name", "Sở B"]) == ExitCode.DONE
    assert "đã có từ trước; không thay đổi gì" in capsys.readouterr().out
    assert (office / "office.toml").read_bytes() == before
    run(["init", str(office), "--json"])
    assert _objects(capsys) == [{"office": str(office), "created": False}]


def test_nothing_is_issued_on_a_day_to_come(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SystemClock, "now", lambda _: LAST_BUT_ONE_OF_2026)
    issue = ["issue", str(SAMPLE), "--office", str(office), "--on"]
    assert run([*issue, "31/12/2026"]) == ExitCode.USAGE
    assert capsys.readouterr().err.startswith("Ngày 31/12/2026 chưa đến (hôm nay là 30/12/2026)")
    assert run([*issue, "30/12/2026"]) == ExitCode.DONE


def test_nothing_is_issued_before_the_office_has_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "new"
    run(["init", str(folder), "--name", "Sở A"])
    capsys.readouterr()
    assert run(["issue", str(SAMPLE), "--office", str(folder)]) == ExitCode.USAGE
    said = capsys.readouterr().err
    assert f"{folder / 'office.toml'} còn để nguyên mẫu ở mục co_quan.ky_hieu, co_quan.dia_danh;" in said
    assert list((folder / "outbox").iterdir()) == []
    assert run(["draft", str(SAMPLE), "-o", str(tmp_path), "--office", str(folder)]) == ExitCode.DONE


def test_where_there_is_nothing_to_file_this_is_said(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (office / "inbox").iterdir():
        path.unlink()
    (tmp_path / "trống").mkdir()
    assert run(["file", str(office / "inbox"), "--office", str(office)]) == ExitCode.DONE
    assert run(["file", str(tmp_path / "trống"), "--office", str(office)]) == ExitCode.DONE
    assert capsys.readouterr().out == "Hộp đến trống.\nKhông có tệp nào ở đó.\n"


def test_the_office_is_not_filed_into_itself(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(office)
    assert run(["file", "office.toml", "archive", "--json"]) == ExitCode.SOME_FAILED
    refused = _objects(capsys)
    assert [line["path"] for line in refused] == ["office.toml", "archive"]
    assert {(line["state"], line["reason"]["code"]) for line in refused} == {("refused", "part-of-office")}
    assert run(["verify"]) == ExitCode.DONE


@pytest.mark.parametrize("command", ["init", "demo"])
def test_no_office_is_made_among_other_files(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.txt").touch()
    assert run([command, str(tmp_path)]) == ExitCode.USAGE
    assert str(tmp_path) in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_withheld_file_is_not_named(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("TUYỆT MẬT\n\nBÁO CÁO\n", encoding="utf-8")
    assert run(["identify", str(secret), "--json"]) == ExitCode.DONE
    assert _objects(capsys) == [{"state": "withheld", "rule": "stamp"}]
    assert run(["file", str(secret), "--office", str(office), "--json"]) == ExitCode.SOME_FAILED
    [alert] = _objects(capsys)
    assert alert.pop("seen_at")
    reason = {"code": "stamp", "facts": []}
    assert alert == {"state": "withheld", "reason": reason, "number": 1, "size": secret.stat().st_size}
    assert run(["file", str(secret), "--office", str(office)]) in {ExitCode.DONE, ExitCode.SOME_FAILED}
    said = capsys.readouterr()
    assert "secret" not in said.out + said.err
