"""The sample office's round against what was planted in it: board, table and reminder, to the last cell."""

import csv
import io
import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from cli import run
from model.clock import VIETNAM, FixedClock
from model.province import province
from office import RecordsOffice, build_demo
from tests.web.browser import Browser
from tests.web.offices import sign_in, visitor
from web.exit_codes import ExitCode
from web.login import LoginTickets

ROOT = Path(__file__).parent.parent
CODE = "5120/BGDĐT-KHTC"
NOW = datetime(2026, 12, 18, 9, 0, tzinfo=VIETNAM)
ITEMS = [f"CT{number:02d}" for number in range(1, 12)]
LEVELS = ("Mầm non", "Tiểu học", "Trung học cơ sở", "Trung học phổ thông", "Giáo dục thường xuyên")
DATA = {
    "Lạng Sơn": {
        ("Quản lý học sinh", "2024-2025", "QLHS 2024-2025.mdb"),
        ("Quản lý nhân sự", "2025-2026", "Nhan su 2025-2026.mdb"),
    },
    "Cà Mau": {("Quản lý thiết bị", "2012-2013", "vemis_thiet_bi_2012-2013.zip")},
    "Gia Lai": {(None, None, "du lieu cu.bak")},
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordsOffice]:
    folder = tmp_path_factory.mktemp("round") / "office"
    with build_demo(folder, told=lambda _: None, clock=FixedClock(NOW)) as made:
        yield made


@pytest.fixture(scope="module")
def planted() -> dict[str, dict[str, str]]:
    """Give the typed text of each cell, by province and item, as the file of sample answers has it."""
    replies = tomllib.loads((ROOT / "templates/demo/replies.toml").read_text(encoding="utf-8"))["reply"]
    found = {}
    for reply in replies:
        rows = (" | ".join((level, *row)) for level, row in zip(LEVELS, reply["table"], strict=True))
        cells = reply["answers"] | {"CT11": "; ".join(rows)}
        found[province(reply["province"]).name] = {item: cells.get(item, "") for item in ITEMS}
    assert len(found) == 12
    return found


@pytest.fixture
def table(demo: RecordsOffice, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Give the lines of ``collect --json``."""
    assert run(["collect", CODE, "--json", "--office", str(demo.folder.root)]) == ExitCode.DONE
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def of_province(name: str) -> str:
    return name.removeprefix("Sở Giáo dục và Đào tạo ").removeprefix("tỉnh ").removeprefix("thành phố ")


def value_of(item: str, text: str) -> str | None:
    """Say what a typed text is worth, by rules of its own: none of the program's."""
    if item in {"CT04", "CT06"} and "khoảng" in text:
        return None
    if item in {"CT04", "CT06"}:
        return text.replace(".", "").replace(",", ".").rstrip("%")
    if item == "CT07":
        year_first = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text)
        day, month, year = re.findall(r"\d+", text) if not year_first else reversed(year_first.groups())
        return f"{year}-{month}-{day}"
    return text


def test_each_cell_of_the_table_holds_what_was_planted_and_no_other_holds_anything(
    table: list[dict[str, Any]], planted: dict[str, dict[str, str]]
) -> None:
    *rows, head = table
    assert (head["answered"], head["asked"], len(head["missing"])) == (12, 34, 22)
    assert [item["code"] for item in head["items"]] == ITEMS
    for row in rows:
        expected = planted.get(of_province(row["name"]), dict.fromkeys(ITEMS, ""))
        for item, cell in row["answers"].items():
            typed = [(answer["text"], answer["value"]) for answer in cell["current"]]
            text = expected[item]
            assert typed == ([(text, value_of(item, text))] if text else []), (row["name"], item)
            assert cell["superseded"] == []


def test_each_cell_tells_the_file_and_the_place_it_was_read_from(table: list[dict[str, Any]]) -> None:
    for row in table[:-1]:
        for cell in row["answers"].values():
            for answer in cell["current"]:
                assert re.fullmatch(r".+ - \d+\.(docx|pdf)", answer["file"])
                assert answer["place"]["table"] >= 1
                assert (answer["place"]["page"] is None) == answer["file"].endswith("docx")


def test_data_files_are_listed_by_module_and_school_year(table: list[dict[str, Any]]) -> None:
    found = {
        of_province(row["name"]): {
            (file["module"], file["school_year"], file["name"]) for file in row["answers"]["CT05"]["files"]
        }
        for row in table[:-1]
    }
    assert {name: files for name, files in found.items() if files} == DATA


def test_the_board_names_who_is_late_and_what_is_missing(
    demo: RecordsOffice, planted: dict[str, dict[str, str]]
) -> None:
    board = demo.replies(CODE)
    assert {of_province(row.addressee.name) for row in board.rows if row.replies} == set(planted)
    assert {
        of_province(row.addressee.name): row.missing_items for row in board.rows if row.missing_items
    } == {"Sơn La": ("CT09",)}
    # All arrived on the day of the demo, four days after the deadline.
    assert {row.days_late for row in board.rows} == {4}
    waiting = {str(record.code): [reason.code for reason in record.review] for record in demo.review()}
    assert waiting["4410/SGDĐT-KHTC"] == ["answers-to-check"]
    assert waiting["1760/SGDĐT-KHTC"] == ["answers-missing"]


def test_workbook_and_csv_hold_the_same_cells(
    demo: RecordsOffice, planted: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    for name in ("t.xlsx", "t.csv"):
        words = ["collect", CODE, "-o", str(tmp_path / name), "--office", str(demo.folder.root)]
        assert run(words) == ExitCode.DONE
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0]
    lines = [*csv.reader(io.StringIO((tmp_path / "t.csv").read_text(encoding="utf-8-sig"), newline=""))]
    for number, expected in (
        (6 + place, planted.get(of_province(row.addressee.name)))
        for place, row in enumerate(demo.replies(CODE).rows)
    ):
        for column, item in enumerate(ITEMS):
            text = "" if expected is None else expected[item]
            cell, written = sheet.cell(number, 8 + column).value, lines[number - 5][7 + 3 * column]
            if item == "CT05":
                text, written = (
                    text.partition(";")[0],
                    written.partition("; 1 tệp")[0].partition("; 2 tệp")[0],
                )
                cell = str(cell or "").partition("; 1 tệp")[0].partition("; 2 tệp")[0]
            value = value_of(item, text) if text else None
            assert written == text
            assert _same(cell, text, value if item in {"CT04", "CT06", "CT07"} else None)


def _same(cell: object, text: str, value: str | None) -> bool:
    if isinstance(cell, datetime):
        return cell.date().isoformat() == value
    if isinstance(cell, int | float) and value is not None:
        return float(value) == float(cell)
    return str(cell or "") == text


def test_the_reminder_goes_to_exactly_the_others(
    demo: RecordsOffice,
    planted: dict[str, dict[str, str]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ["remind", CODE, "-o", str(tmp_path), "--json", "--office", str(demo.folder.root)]
    assert run(words) == ExitCode.DONE
    path = Path(json.loads(capsys.readouterr().out)["path"])
    draft = yaml.safe_load(path.read_text(encoding="utf-8"))
    reminded = {of_province(name) for name in draft["kinh_gui"]}
    assert len(draft["kinh_gui"]) == len(draft["theo_doi"]) == 22
    assert reminded | set(planted) == {of_province(row.addressee.name) for row in demo.replies(CODE).rows}
    assert reminded & set(planted) == set()


@pytest.fixture
def browser(demo: RecordsOffice) -> Browser:
    tickets = LoginTickets()
    browser = visitor(demo, tickets)
    sign_in(browser, tickets.issue())
    return browser


def test_the_page_shows_the_same_cells(
    browser: Browser, demo: RecordsOffice, planted: dict[str, dict[str, str]]
) -> None:
    dispatch = demo.replies(CODE).dispatch
    page = browser.get(f"/bang/{dispatch}/tong-hop").text
    rows = re.findall(r'<th scope="row">(.*?)<span.*?</th>(.*?)</tr>', page, re.DOTALL)
    assert len(rows) == 34
    for name, cells in rows:
        expected = planted.get(of_province(name.strip()))
        shown = [_visible(cell) for cell in re.findall(r"<td>(.*?)</td>", cells, re.DOTALL)]
        if expected is None:
            assert shown == [""] * 11
        else:
            texts = [text.partition("; 1 tệp")[0].partition("; 2 tệp")[0] for text in shown]
            assert [text.partition(" “khoảng")[0] for text in texts] == [
                expected[item] or "–" for item in ITEMS
            ]


def _visible(cell: str) -> str:
    """Return what stands in a cell before one asks for its source."""
    before = cell.partition("<details>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", before)).split())


def test_the_board_page_shows_the_same_standing(
    browser: Browser, demo: RecordsOffice, planted: dict[str, dict[str, str]]
) -> None:
    page = browser.get(f"/bang/{demo.replies(CODE).dispatch}").text
    tiles = re.findall(r'<li class="tile ([a-z-]+)"><a [^>]+>(.*?)</a>', page)
    assert {unescape(name) for state, name in tiles if state == "answered-late"} == set(planted)
    assert len([name for state, name in tiles if state == "overdue"]) == 22
    assert "Đã trả lời 12/34" in page
    assert date(2026, 12, 18) == demo.replies(CODE).on
