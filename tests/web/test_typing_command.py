"""``vanthu review complete``, on a scan whose number and day were written by hand."""

import json

import pytest

from cli import run
from office import RecordsOffice
from tests.archive.scans import SCAN, scans_are_recognised
from tests.web.offices import CLERK
from web.exit_codes import ExitCode


@pytest.fixture
def words(office: RecordsOffice, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the command for a scan that waits, without what is typed."""
    scans_are_recognised(monkeypatch)
    office.drop(SCAN, b"a picture")
    [outcome] = [one for one in office.take_in(actor=CLERK) if one.path == SCAN]
    where = ["--office", str(office.folder.root), "--by", "Lê Văn A"]
    return ["review", "complete", str(outcome.id), *where]


def test_number_and_day_are_typed_on_the_command_line(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*words, "--number", "48", "--date", "1", "--json"]) == ExitCode.DONE
    record = json.loads(capsys.readouterr().out)
    assert (record["full_code"], record["date"]) == ("48/SYT-NVY", "2018-03-01")
    assert run([*words, "--number", "48"]) == ExitCode.NOT_FOUND


def test_it_is_told_what_was_written(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*words, "--number", "48", "--date", "01/03/2018"]) == ExitCode.DONE
    assert "đã ghi số, ký hiệu 48/SYT-NVY, ngày 01/03/2018." in capsys.readouterr().out


def test_a_printed_symbol_is_not_replaced_without_a_word(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*words, "--number", "48/BGDĐT-X", "--date", "1"]) == ExitCode.DONE
    said = capsys.readouterr().out
    assert "Ký hiệu in SYT-NVY đã thay bằng BGDĐT-X; nếu nhầm: vanthu review correct" in said


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ([], "“” không phải là số của một văn bản; hãy ghi như 123 hoặc 123/QĐ-UBND."),
        (
            ["--number", "48", "--date", "hôm qua"],
            "“hôm qua” không phải là ngày của văn bản đã đến; hãy ghi như 31/03/2014 hoặc 31.",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(
    words: list[str], typed: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*words, *typed]) == ExitCode.USAGE
    assert capsys.readouterr().err == f"{sentence}\n"
