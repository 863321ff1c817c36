"""``vanthu quarantine``, as a clerk and a script meet it."""

import json

import pytest

from cli import run
from model.ledger import LedgerState
from office import RecordsOffice
from tests.web.offices import CLERK
from web.exit_codes import ExitCode

BROKEN = b"%PDF-1.4\n" + bytes(100)


@pytest.fixture
def where(office: RecordsOffice) -> list[str]:
    """Give how the office is named, where a broken PDF and an empty file came."""
    office.drop("hỏng.pdf", BROKEN)
    office.drop("trống.docx", b"")
    list(office.take_in(actor=CLERK))
    return ["--office", str(office.folder.root), "--by", "Lê Văn A"]


def listed(where: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, object]]:
    assert run(["quarantine", "--json", *where[:2]]) == ExitCode.DONE
    lines = map(json.loads, capsys.readouterr().out.splitlines())
    return {fields["path"]: fields for fields in lines}


def test_what_is_set_aside_and_what_waits_stand_in_one_list(
    where: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    files = listed(where, capsys)
    assert files["trống.docx"]["state"] == "quarantined"
    assert (files["hỏng.pdf"]["state"], files["hỏng.pdf"]["sha256"]) == ("waiting", None)
    assert run(["quarantine", "list", *where[:2]]) == ExitCode.DONE
    out = capsys.readouterr().out
    assert "hỏng.pdf: chờ trong hộp đến · tệp PDF bị hỏng, không đọc được danh mục các trang" in out
    assert "trống.docx: cách ly · tệp rỗng" in out
    assert "vanthu quarantine release" in out


def test_a_file_that_waits_is_let_in_only_by_who_says_that_she_opened_it(
    office: RecordsOffice, where: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    number = str(listed(where, capsys)["hỏng.pdf"]["number"])
    assert run(["quarantine", "release", number, *where]) == ExitCode.USAGE
    assert "hãy thêm --inspected" in capsys.readouterr().err
    words = ["quarantine", "release", number, "--inspected", "--document", "--json", *where]
    assert run(words) == ExitCode.DONE
    filed = json.loads(capsys.readouterr().out)
    assert (filed["state"], filed["reason"]["code"]) == ("filed", "unread-document")
    assert "Lê Văn A" in office.folder.audit.read_text(encoding="utf-8")
    code = ["review", "complete", filed["id"], "--number", "12/QĐ-UBND", "--date", "1/11/2026", *where]
    assert run(code) == ExitCode.DONE
    assert run(["show", "12/QĐ-UBND", *where[:2]]) == ExitCode.DONE
    assert run(words) == ExitCode.NOT_FOUND


def test_another_turn_that_changes_nothing_says_so(
    where: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    number = str(listed(where, capsys)["hỏng.pdf"]["number"])
    assert run(["quarantine", "retry", number, *where]) == ExitCode.SOME_FAILED
    assert "hỏng.pdf: chờ trong hộp đến" in capsys.readouterr().out
    assert run(["quarantine", "retry", "999999", *where]) == ExitCode.NOT_FOUND


def test_a_file_withheld_by_mistake_is_released_by_a_named_person_with_a_reason(
    office: RecordsOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    office.drop("Nuôi ong (mật).txt", "Báo cáo về nghề nuôi ong\n".encode())
    list(office.take_in(actor=CLERK))
    alert = max(office.ledger(LedgerState.WITHHELD), key=lambda row: row.id)
    named = ["--by", "Lê Văn A", "--office", str(office.folder.root)]
    release = ["quarantine", "release", str(alert.id), *named]
    assert run(release) == ExitCode.USAGE
    assert run([*release, "--inspected"]) == ExitCode.USAGE
    assert run([*release, "--reason", "nghề nuôi ong"]) == ExitCode.USAGE
    assert run([*release, "--inspected", "--reason", "nghề nuôi ong"]) == ExitCode.DONE
    assert "Nuôi ong" in capsys.readouterr().out
    assert not (office.folder.inbox / "Nuôi ong (mật).txt").exists()
