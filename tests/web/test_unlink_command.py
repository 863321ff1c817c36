"""``vanthu review unlink`` and what ``review accept`` leaves, as a clerk and a script meet them."""

import json

import pytest

from cli import run
from office import RecordsOffice
from tests.web.offices import CODE
from web.exit_codes import ExitCode


@pytest.fixture
def linked(office: RecordsOffice) -> str:
    """Give a record that was linked by itself."""
    return str(next(row.replies[0].record for row in office.replies(CODE).rows if row.replies))


@pytest.fixture
def where(office: RecordsOffice) -> list[str]:
    """Give the words that name the office and who acts."""
    return ["--office", str(office.folder.root), "--by", "Lê Văn A"]


def test_a_wrong_link_is_undone_once(
    linked: str, where: list[str], office: RecordsOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    before = office.replies(CODE).answered
    assert run(["review", "unlink", linked, CODE, "--json", *where]) == ExitCode.DONE
    record = json.loads(capsys.readouterr().out)
    assert [(link["state"], link["decided_by"]) for link in record["links"]] == [("removed", "Lê Văn A")]
    assert office.replies(CODE).answered == before - 1
    assert run(["review", "unlink", linked, CODE, *where]) == ExitCode.NOT_FOUND


def test_without_a_code_a_record_answers_nothing(
    linked: str, where: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["review", "unlink", linked, *where]) == ExitCode.DONE
    assert capsys.readouterr().out == f"{linked} không trả lời công văn nào.\n"


def test_the_number_alone_names_the_only_dispatch_that_has_it(
    linked: str, where: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    run(["review", "unlink", linked, *where])
    number, _, _ = CODE.partition("/")
    capsys.readouterr()
    assert run(["review", "accept", linked, number, *where]) == ExitCode.DONE
    assert capsys.readouterr().out.startswith(f"{linked} trả lời {CODE}")
    assert run(["review", "accept", linked, f"{number}0", *where]) == ExitCode.NOT_FOUND
