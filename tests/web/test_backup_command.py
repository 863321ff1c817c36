"""``backup`` and ``restore`` as a clerk and a script meet them."""

import json
from pathlib import Path

import pytest

from cli import run
from model.clock import FixedClock
from office import RecordsOffice
from tests.archive.offices import NOON, a_reply
from web.exit_codes import ExitCode

SETTINGS = '[co_quan]\nten = "Sở Giáo dục và Đào tạo"\nky_hieu = "SGDĐT"\ndia_danh = "Lạng Sơn"\n'


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = tmp_path / "office"
    with RecordsOffice.create(folder, SETTINGS, clock=FixedClock(NOON)) as made:
        made.drop("trả lời.txt", a_reply("Lạng Sơn").encode())
        list(made.take_in())
        made.drop("ảnh.7z", b"7z\xbc\xaf\x27\x1c")
    return folder


def test_an_office_comes_back_with_everything_searchable(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["backup", str(tmp_path / "copy"), "--office", str(office)]) is ExitCode.DONE
    told = capsys.readouterr().out
    assert "1 tệp còn trong hộp đến" in told
    assert "khóa của cơ quan" in told
    again = str(tmp_path / "again")
    assert run(["restore", str(tmp_path / "copy"), "--office", again, "--json"]) is ExitCode.DONE
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (lines[0]["number"], lines[0]["damaged"], lines[-1]["sound"]) == (1, [], True)
    assert run(["search", "đường truyền vùng cao", "--office", again, "--json"]) is ExitCode.DONE
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["total"] == 1


def test_what_a_backup_lost_is_named_and_told_by_the_code(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["backup", str(tmp_path / "copy"), "--office", str(office)])
    with RecordsOffice(office) as opened:
        [record] = opened.show("2026-den-000001")
    digest = record.record.files[0].sha256
    (tmp_path / "copy" / "blobs" / digest[:2] / digest).write_bytes(b"x")
    words = ["restore", str(tmp_path / "copy"), "--office", str(tmp_path / "again")]
    assert run(words) is ExitCode.DAMAGED
    assert "archive/2026/2026-den-000001" in capsys.readouterr().out


def test_restoring_needs_a_new_folder(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VANTHU_OFFICE", raising=False)
    run(["backup", str(tmp_path / "copy"), "--office", str(office)])
    assert run(["restore", str(tmp_path / "copy")]) is ExitCode.USAGE
    assert run(["restore", str(tmp_path / "copy"), "--office", str(office)]) is ExitCode.USAGE
    assert run(["restore", str(tmp_path / "nothing"), "--office", str(tmp_path / "b")]) is ExitCode.NOT_FOUND
    assert "không trống" in capsys.readouterr().err
