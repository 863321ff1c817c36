"""``vanthu check`` at the terminal: lines for people, objects for programs, exit codes."""

import json
from pathlib import Path

import pytest

from cli import run
from generator.checks.read_word import read_word
from tests.generator.checks.word_files import centred, dispatch
from web.exit_codes import ExitCode

WRONG = dispatch(code=centred("Số: 5/SGDĐT-GDTrH", size=13, before=10))
FIXABLE = dispatch(motto=centred("Độc lập – Tự do – Hạnh phúc", bold=True, border_mm=19))


def written(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    return str(path)


def test_a_document_that_keeps_the_rules_ends_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path / "cong-van.docx", dispatch())
    assert run(["check", file]) is ExitCode.DONE
    assert (
        f"{file}: 0 lỗi, 0 điểm cần xem lại, 0 ghi chú (theo Nghị định 30/2020/NĐ-CP)."
        in capsys.readouterr().out
    )


def test_an_error_is_an_object_with_the_promised_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path / "cong-van.docx", WRONG)
    assert run(["check", "--json", file]) is ExitCode.INVALID
    [line] = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert list(found) == ["file", "rule", "clause", "severity", "where", "found", "expected"]
    assert (found["file"], found["rule"], found["severity"]) == (file, "SO-02", "E")
    assert found["expected"] == "Số: 05/SGDĐT-GDTrH"


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = written(tmp_path / "hong.docx", b"PK\x03\x04")
    whole = written(tmp_path / "cong-van.docx", dispatch())
    assert run(["check", broken, whole]) is ExitCode.SOME_FAILED
    told = capsys.readouterr()
    assert "hong.docx" in told.err
    assert "cong-van.docx: 0 lỗi" in told.out


def test_mending_writes_a_copy_and_tells_what_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = written(tmp_path / "cu.docx", FIXABLE), tmp_path / "moi.docx"
    assert run(["check", file, "--fix", str(out)]) is ExitCode.DONE
    assert "đã sửa QH-01" in capsys.readouterr().out
    assert any(
        line.text == "Độc lập - Tự do - Hạnh phúc" for line in read_word(out.read_bytes(), "a").paragraphs
    )
    assert Path(file).read_bytes() == FIXABLE


def test_findings_become_comments_in_a_copy(tmp_path: Path) -> None:
    file, out = written(tmp_path / "cu.docx", WRONG), tmp_path / "ghi-chu.docx"
    assert run(["check", file, "--annotate", str(out)]) is ExitCode.INVALID
    assert b"comments" in out.read_bytes()


def test_a_copy_is_made_of_one_file_only(tmp_path: Path) -> None:
    file = written(tmp_path / "a.docx", dispatch())
    assert run(["check", file, file, "--fix", str(tmp_path / "b.docx")]) is ExitCode.USAGE
    both = ["--fix", str(tmp_path / "b.docx"), "--annotate", str(tmp_path / "c.docx")]
    assert run(["check", file, *both]) is ExitCode.USAGE
