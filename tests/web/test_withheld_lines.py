"""Alerts about withheld files can be told apart, and none says what the file is."""

import json
import re

import pytest

from cli import run
from office import RecordsOffice
from web.exit_codes import ExitCode


@pytest.fixture
def where(office: RecordsOffice) -> list[str]:
    """Give how the office is named, where two files with marks lie."""
    office.drop("TUYỆT MẬT 1.txt", b"x")
    office.drop("TUYỆT MẬT 2.txt", b"xy")
    return ["--office", str(office.folder.root), "--by", "Lê Văn A"]


def test_each_line_has_its_number_size_and_time(
    office: RecordsOffice, where: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    run(["file", str(office.folder.inbox), *where])
    lines = [line for line in capsys.readouterr().out.splitlines() if "Cảnh báo" in line]
    found = [
        re.search(r"Cảnh báo số (\d+) \(tệp (\d) byte, đến lúc \d\d/\d\d/\d{4} ", line) for line in lines
    ]
    assert [match and match[2] for match in found][-2:] == ["1", "2"]
    assert len({match and match[1] for match in found}) == len(lines)
    assert "TUYỆT" not in "".join(lines)


def test_a_program_reads_the_same(
    office: RecordsOffice, where: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    run(["file", str(office.folder.inbox), "--json", *where])
    out = capsys.readouterr().out
    told = [fields for line in out.splitlines() if (fields := json.loads(line))["state"] == "withheld"]
    assert [fields["size"] for fields in told][-2:] == [1, 2]
    assert all(fields.keys() == {"state", "reason", "number", "size", "seen_at"} for fields in told)
    number = str(told[-1]["number"])
    assert run(["acknowledge", number, *where]) == ExitCode.DONE
