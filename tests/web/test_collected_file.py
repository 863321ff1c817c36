import csv
import io
import json
from typing import Any

import openpyxl
import pytest

from tests.web.collections import FORMULA, a_collection
from web.collected import lines
from web.collected_file import WRITERS
from web.command_line import TABLES

PLACE = "7/SGDĐT-KHTC, tệp trả lời.docx, bảng 3, dòng {}, cột 3"


@pytest.fixture(scope="module")
def book() -> Any:  # noqa: ANN401 - a workbook
    return openpyxl.load_workbook(io.BytesIO(WRITERS[".xlsx"](a_collection())))


def values(sheet: Any) -> list[tuple[object, ...]]:  # noqa: ANN401 - a worksheet
    return [tuple(row) for row in sheet.iter_rows(values_only=True)]


def test_every_ending_that_the_command_takes_can_be_written() -> None:
    assert set(TABLES) == WRITERS.keys()


def test_a_workbook_has_a_row_for_each_addressee_under_the_head(book: Any) -> None:  # noqa: ANN401
    rows = values(book["Tổng hợp"])
    assert rows[2][0] == "Đã trả lời 1/2, còn thiếu: Cà Mau"
    assert rows[4][7:9] == ("CT01. Đơn vị chủ trì", "CT02. Số phòng máy")
    assert rows[5][:7] == (
        1, "Sở Giáo dục và Đào tạo tỉnh Lạng Sơn", "đã trả lời", "20/11/2026, 20/11/2026",
        "1/SGDĐT-KHTC, 7/SGDĐT-KHTC", None, "CT09",
    )  # fmt: skip
    assert rows[5][7:] == (FORMULA, 1300, "đầu năm", "Tiểu học | 412", "1 tệp dữ liệu")
    assert rows[6][:3] == (2, "Sở Giáo dục và Đào tạo tỉnh Cà Mau", "đang chờ")
    assert set(rows[6][3:]) == {None}


def test_each_cell_of_a_workbook_tells_its_source(book: Any) -> None:  # noqa: ANN401
    sheet = book["Tổng hợp"]
    assert sheet["H6"].comment.text == PLACE.format(2)
    assert sheet["I6"].comment.text.splitlines() == [
        PLACE.format(3),
        "Trước đó: “1.204” (1/SGDĐT-KHTC, tệp trả lời.docx, bảng 3, dòng 3, cột 3)",
    ]
    assert "“đầu năm” không phải là một ngày" in sheet["J6"].comment.text
    assert sheet["L6"].comment.text == "QLHS 2012-2013.zip (Quản lý học sinh, 2012-2013)"


def test_a_text_that_looks_like_a_formula_stays_text_in_a_workbook(book: Any) -> None:  # noqa: ANN401
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == FORMULA]
    assert len(cells) == 3
    assert {(cell.data_type, cell.quotePrefix) for cell in cells} == {("s", True)}


def test_a_workbook_lists_sources_tables_and_data_files(book: Any) -> None:  # noqa: ANN401
    assert book.sheetnames == ["Tổng hợp", "CT04", "Nguồn", "Tệp dữ liệu"]
    assert values(book["CT04"])[1] == ("Sở Giáo dục và Đào tạo tỉnh Lạng Sơn", "Tiểu học", "412")
    standings = {(row[1], row[2]): row[6] for row in values(book["Nguồn"])}
    assert standings["CT02", "1.300"] == "hiện hành"
    assert standings["CT02", "1.204"] == "đã thay bằng câu trả lời sau"
    assert values(book["Tệp dữ liệu"])[1][1:5] == (
        "Quản lý học sinh",
        "2012-2013",
        "QLHS 2012-2013.zip",
        1234,
    )


def test_csv_has_three_columns_for_each_item_and_no_formulas() -> None:
    data = WRITERS[".csv"](a_collection())
    assert data.startswith(b"\xef\xbb\xbf")
    head, first, second = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    found = dict(zip(head, first, strict=True))
    assert found["CT01. Đơn vị chủ trì"] == f"'{FORMULA}"
    assert (found["CT02. Số phòng máy"], found["CT02 Giá trị"]) == ("1.300", "1300")
    assert found["CT02 Nguồn"].startswith(PLACE.format(3))
    assert found["Mã cơ quan"] == "sgddt@p34-lang-son"
    assert len(second) == len(head)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+84 912", "'+84 912"),
        ("-cmd", "'-cmd"),
        ("@SUM(1)", "'@SUM(1)"),
        ("  =1", "'=1"),
        ("\t=1", "'=1"),
        ("-3", "-3"),
        ("-3.5", "-3.5"),
        ("a=1", "a=1"),
    ],
)
def test_a_text_that_a_spreadsheet_would_run_is_made_harmless(text: str, written: str) -> None:
    from web.collected_csv import _harmless

    assert _harmless(text) == written


def test_json_holds_everything_that_is_known_of_a_cell() -> None:
    table = json.loads(WRITERS[".json"](a_collection()))
    assert (table["answered"], table["asked"], table["missing"]) == (
        1, 2, ["Sở Giáo dục và Đào tạo tỉnh Cà Mau"],
    )  # fmt: skip
    answers = table["rows"][0]["answers"]
    assert answers["CT02"]["current"] == [
        {
            "text": "1.300",
            "value": "1300",
            "rows": [],
            "problem": None,
            "record": "2026-den-000007",
            "full_code": "7/SGDĐT-KHTC",
            "file": "trả lời.docx",
            "place": {"page": None, "table": 3, "row": 3, "column": 3, "box": None},
        }
    ]
    assert answers["CT02"]["superseded"][0]["value"] == "1204"
    assert answers["CT03"]["current"][0]["problem"] == {"code": "answer-no-date", "facts": ["đầu năm"]}
    assert answers["CT05"]["files"][0]["module"] == "Quản lý học sinh"


def test_on_a_terminal_each_answer_stands_with_its_source() -> None:
    shown = [*lines(a_collection())]
    assert shown[0] == "Đã trả lời 1/2, còn thiếu: Cà Mau"
    assert any("CT02. Số phòng máy" in line and "1.300; 7/SGDĐT-KHTC" in line for line in shown)
    assert not any("Cà Mau" in line for line in shown[1:])
