"""``search``, ``similar`` and ``searches`` as a clerk and a script meet them."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from cli import run
from web.exit_codes import ExitCode

Captured = pytest.CaptureFixture[str]


def objects(capsys: Captured) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture
def office(made_office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make an office with a dispatch and four answers the one that commands mean."""
    monkeypatch.setenv("VANTHU_OFFICE", str(made_office))


@pytest.mark.usefixtures("office")
def test_hits_are_listed_in_the_order_asked_for(capsys: Captured) -> None:
    dates = []
    for sort in ("newest", "oldest"):
        assert run(["search", "phần mềm", "--sort", sort, "--json"]) is ExitCode.DONE
        dates.append([line["date"] for line in objects(capsys)[:-1]])
    assert dates[0] == sorted(dates[0], reverse=True)
    assert dates[1] == sorted(dates[0])


@pytest.mark.usefixtures("office")
def test_how_the_query_was_read_and_what_to_ask_instead_is_told(capsys: Captured) -> None:
    run(["search", 'phần "mềmm', "--json"])
    (end,) = objects(capsys)
    assert end["notes"] == [{"code": "query-quote-odd", "facts": []}]
    assert end["suggestion"] == 'phần "mềm'
    run(["search", 'phần "mềmm'])
    told = capsys.readouterr().out
    assert "Dấu ngoặc kép chưa đóng" in told
    assert 'Có phải bạn tìm: phần "mềm' in told


@pytest.mark.usefixtures("office")
def test_the_whole_list_goes_into_a_workbook(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "danh-sach.xlsx"
    assert run(["search", "phần mềm", "--limit", "1", "--export", str(path)]) is ExitCode.DONE
    assert str(path) in capsys.readouterr().out
    assert load_workbook(path).worksheets[0].max_row == 5 + 4


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("words", [["--sort", "x"], ["--places", "x"], ["--export", "x.pdf"]])
def test_a_value_that_there_is_not_is_refused(words: list[str], capsys: Captured) -> None:
    assert run(["search", "x", *words]) is ExitCode.USAGE
    assert "“x" in capsys.readouterr().err


def test_a_search_is_kept_under_a_name(made_office: Path, tmp_path: Path, capsys: Captured) -> None:
    at = ["--office", str(copied(made_office, tmp_path)), "--json"]
    run(["searches", *at])
    assert objects(capsys) == []
    run(["search", "phần mềm", "năm:2026", "--save", "Năm nay", "--by", "Mai", "--sort", "newest", *at])
    capsys.readouterr()
    run(["searches", *at])
    (saved,) = objects(capsys)
    assert (saved["name"], saved["query"], saved["sort"], saved["saved_by"]) == (
        *("Năm nay", "phần mềm năm:2026", "newest", "Mai"),
    )


def test_whoever_keeps_a_search_is_told_what_became_of_it(
    made_office: Path, tmp_path: Path, capsys: Captured
) -> None:
    at = ["--office", str(copied(made_office, tmp_path)), "--by", "Mai"]
    for told in ("Đã lưu tìm kiếm này.", "Đã thay tìm kiếm lưu trước đây với tên này."):
        assert run(["search", "phần mềm", "--save", "Một", *at]) is ExitCode.DONE
        assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "name"), [("phần", ""), (" ", "Một"), ("phần", "x\x1b[31m"), ("phần", "x" * 81)]
)
def test_a_search_that_cannot_be_kept_is_refused(
    words: str, name: str, made_office: Path, tmp_path: Path, capsys: Captured
) -> None:
    at = ["--office", str(copied(made_office, tmp_path)), "--by", "Mai"]
    assert run(["search", words, "--save", name, *at]) is ExitCode.USAGE
    assert capsys.readouterr().err.startswith("Chưa lưu ")


@pytest.mark.usefixtures("office")
def test_a_workbook_in_no_folder_is_refused_by_the_name_of_the_folder(
    tmp_path: Path, capsys: Captured
) -> None:
    folder = tmp_path / "nowhere"
    assert run(["search", "phần mềm", "--export", str(folder / "x.xlsx")]) is ExitCode.SOME_FAILED
    assert capsys.readouterr().err == f"Không tìm thấy {folder}.\n"


def test_an_index_folder_that_is_a_file_is_told_in_words(
    made_office: Path, tmp_path: Path, capsys: Captured
) -> None:
    office = copied(made_office, tmp_path)
    shutil.rmtree(office / "search")
    (office / "search").write_text("")
    assert run(["search", "phần mềm", "--office", str(office)]) is ExitCode.SOME_FAILED
    assert "ở đó là một tệp, không phải một thư mục" in capsys.readouterr().err


def test_a_kept_search_runs_again_with_more_words_until_it_is_removed(
    made_office: Path, tmp_path: Path, capsys: Captured
) -> None:
    at = ["--office", str(copied(made_office, tmp_path)), "--json"]
    run(["search", "phần mềm", "--save", "Phần mềm", "--sort", "oldest", *at])
    first, *_ = objects(capsys)
    run(["search", "--saved", "phần  mềm", *at])
    assert objects(capsys)[0]["id"] == first["id"]
    run(["search", "--saved", "Phần mềm", f"số:{first['full_code']}", *at])
    assert [line.get("id") for line in objects(capsys)] == [first["id"], None]
    assert run(["searches", "--remove", "PHẦN MỀM", *at]) is ExitCode.DONE
    assert objects(capsys) == []
    assert run(["search", "--saved", "Phần mềm", *at]) is ExitCode.NOT_FOUND
    assert run(["searches", "--remove", "Phần mềm", *at]) is ExitCode.NOT_FOUND
    assert "“Phần mềm”" in capsys.readouterr().err


@pytest.mark.usefixtures("office")
def test_a_word_with_a_minus_is_left_out_and_no_option(capsys: Captured) -> None:
    totals = []
    for words in (["phần", "mềm"], ["phần", "mềm", "-phần"], ["phần mềm -phần"]):
        assert run(["search", *words, "--json"]) is ExitCode.DONE
        totals.append(objects(capsys)[-1]["total"])
    assert totals == [totals[0], 0, 0]
    assert totals[0] > 0
    assert run(["search", "phần", "--limt", "3"]) is ExitCode.USAGE
    assert "--limit" in capsys.readouterr().err
    assert run(["search", "--", "--phần"]) is ExitCode.DONE


@pytest.mark.usefixtures("office")
def test_a_search_asks_for_words(capsys: Captured) -> None:
    assert run(["search"]) is ExitCode.USAGE
    assert "CÂU_HỎI" in capsys.readouterr().err


@pytest.mark.usefixtures("office")
def test_documents_like_one_are_listed_without_itself(capsys: Captured) -> None:
    assert run(["similar", "2026-den-000001", "--json"]) is ExitCode.DONE
    found = [line["id"] for line in objects(capsys)]
    assert "2026-den-000002" in found
    assert "2026-den-000001" not in found
    assert run(["similar", "2026-den-009999"]) is ExitCode.NOT_FOUND


def copied(office: Path, to: Path) -> Path:
    return Path(shutil.copytree(office, to / "copy"))
