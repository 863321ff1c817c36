"""``vanthu review correct`` and ``vanthu hints``, as a clerk and a script meet them."""

import json
from pathlib import Path

import pytest

from cli import run
from office import RecordsOffice
from tests.archive.offices import a_reply
from web.exit_codes import ExitCode


@pytest.fixture
def where(office: RecordsOffice) -> list[str]:
    """Give the words that name the office and who acts."""
    return ["--office", str(office.folder.root), "--by", "Lê Văn A"]


def test_a_correction_tells_what_was_learnt_and_how_to_undo_it(
    where: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["review", "correct", "2026-den-000002", "--organ", "Trường THPT Núi Thành", *where]
    assert run(words) == ExitCode.DONE
    said = capsys.readouterr().out
    assert "2026-den-000002: đã sửa." in said
    assert "“Sở Giáo dục và Đào tạo” (dưới UBND tỉnh An Giang) là Trường THPT Núi Thành (chưa có" in said
    assert "chưa có trong danh mục cơ quan)." in said
    assert "vanthu hints remove 1" in said
    assert run(["hints", *where[:2], "--json"]) == ExitCode.DONE
    hint = json.loads(capsys.readouterr().out)
    assert (hint["number"], hint["kind"], hint["record"]) == (1, "alias", "2026-den-000002")
    assert run(["hints", "remove", "1", *where]) == ExitCode.DONE
    assert run(["hints", "remove", "1", *where]) == ExitCode.NOT_FOUND
    capsys.readouterr()
    assert run(["hints", "list", *where[:2]]) == ExitCode.DONE
    assert capsys.readouterr().out == "Chưa ghi nhớ gợi ý nào.\n"


def test_a_correction_for_once_teaches_nothing(where: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    words = ["review", "correct", "2026-den-000002", "--organ", "Sở Y tế", "--once", "--json", *where]
    assert run(words) == ExitCode.DONE
    assert "hint" not in json.loads(capsys.readouterr().out)


def test_identify_goes_by_the_hints_of_a_named_office(
    where: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    garbled = a_reply("Lạng Sơn").replace("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "SỞ GIAO DỤC VÀ ĐAO TAO LANG SƠM")
    file = tmp_path / "quét.txt"
    file.write_text(garbled, encoding="utf-8")
    read = json.loads(said(["identify", str(file), "--json"], capsys))["organ"]
    taught = ["hints", "add", read, "--organ", "Sở Giáo dục và Đào tạo tỉnh Lạng Sơn"]
    assert run([*taught, "--parent", "UBND tỉnh Lạng Sơn", *where]) == ExitCode.DONE
    capsys.readouterr()
    found = json.loads(said(["identify", str(file), "--json", *where[:2]], capsys))
    assert (found["organ_id"], found["evidence"]["organ"]["rule"]) == ("sgddt@p34-lang-son", "office-alias:1")
    assert found["suggestions"]["organ"][0]["value"] == read
    assert "(gợi ý)" in said(["identify", str(file), *where[:2]], capsys)


def test_identify_goes_on_without_hints_where_the_archive_is_damaged_and_says_so(
    where: list[str], office: RecordsOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "thư.txt"
    file.write_text(a_reply("Lạng Sơn"), encoding="utf-8")
    (office.folder.archive / "0=ocfl_1.1").unlink()
    assert run(["identify", str(file), "--json", *where[:2]]) == ExitCode.DONE
    printed = capsys.readouterr()
    assert json.loads(printed.out)["full_code"] == "212/SGDĐT-KHTC"
    assert "không dùng gợi ý" in printed.err


def said(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Return what a command prints."""
    assert run(words) == ExitCode.DONE
    return capsys.readouterr().out


def test_a_hint_is_added_by_hand(where: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    words = ["hints", "add", "vt@syt.langson.gov.vn", "--sender", "--organ", "Sở Y tế tỉnh Lạng Sơn", *where]
    assert run([*words, "--json"]) == ExitCode.DONE
    hint = json.loads(capsys.readouterr().out)
    assert (hint["kind"], hint["organ_id"]) == ("sender", "syt@p34-lang-son")
    other = ["hints", "add", "VT@syt.langson.gov.vn", "--sender", "--organ", "Sở Y tế tỉnh Cà Mau", *where]
    assert "Trái với gợi ý số 1" in said(other, capsys)
    assert run(["hints", "add", "gmail.com", "--sender", "--organ", "Sở Y tế", *where]) == ExitCode.USAGE
    assert "Ai cũng có thể có thư ở gmail.com" in capsys.readouterr().err


def test_a_hint_tells_whether_a_registry_knows_its_body(
    where: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    add = ["hints", "add", "SỞ Y TÊ HA NÔI", "--organ", "Sở Y tế thành phố Hà Nội", *where]
    assert run(add) == ExitCode.DONE
    assert "danh mục" not in capsys.readouterr().out
    assert run(["hints", "add", "CQ LẠ", "--organ", "Không có cơ quan này", *where]) == ExitCode.DONE
    assert "Không có cơ quan này (chưa có trong danh mục cơ quan)." in capsys.readouterr().out
