"""Workbooks: cells keep their places, numbers and dates stand as on paper."""

import shutil
import subprocess
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from archive.examination import Admit, Wait, Withhold, examine
from archive.read_document import Cell
from archive.readers import read
from archive.readers.errors import BrokenFileError, EncryptedFileError
from archive.readers.sheet_values import days, is_date, number
from model.reason import Reason
from tests.archive.documents import CONTENT_TYPES, docx, package, paragraph
from tests.archive.readers.compound_file import compound_file
from tests.archive.readers.legacy_writing import in_tcvn3

ROWS = (
    ("TT", "Trường", "Số phòng", "Ngày"),
    (1, "Tiểu học Hoa Hồng", 12.5, date(2026, 4, 10)),
    (2, "Tiểu học\nBình Minh", 1_234_567, date(2025, 12, 31)),
)
SHOWN = [
    ("Số liệu", None),
    ("TT", (0, 0)), ("Trường", (0, 1)), ("Số phòng", (0, 2)), ("Ngày", (0, 3)),
    ("1", (1, 0)), ("Tiểu học Hoa Hồng", (1, 1)), ("12.5", (1, 2)), ("10/04/2026", (1, 3)),
    ("2", (2, 0)), ("Tiểu học", (2, 1)), ("Bình Minh", (2, 1)), ("1234567", (2, 2)), ("31/12/2025", (2, 3)),
    ("huyện", (3, 1)),
]  # fmt: skip


def workbook(*, stamp: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Số liệu"
    assert sheet.oddFooter is not None
    sheet.oddFooter.center.text = "Lưu hành nội bộ"
    for row in ROWS:
        sheet.append(row)
    legacy = sheet.cell(row=4, column=2, value=in_tcvn3("huyện"))
    legacy.font = Font(name=".VnTime")
    if stamp:
        book.create_sheet("Phụ lục").append([stamp])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the workbook in all formats, written by LibreOffice."""
    if shutil.which("soffice") is None:
        pytest.skip("needs LibreOffice")
    folder = tmp_path_factory.mktemp("sheets")
    source = folder / "a.xlsx"
    source.write_bytes(workbook())
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for filter_ in ("xls:MS Excel 97", "ods"):
        command = ["soffice", profile, "--headless", "--convert-to", filter_, "--outdir", folder, source]
        subprocess.run(command, capture_output=True, check=True, timeout=300)
    return folder


@pytest.mark.parametrize("ending", ["xlsx", "xls"])
def test_cells_keep_their_places_and_look_as_on_paper(ending: str, converted: Path) -> None:
    document = read((converted / f"a.{ending}").read_bytes(), name="a")
    assert document.format == ending
    assert [line.text.strip() for line in document.margins if line.text.strip()] == ["Lưu hành nội bộ"]
    found = [(line.text, line.cell and (line.cell.row, line.cell.column)) for line in document.lines]
    assert found == SHOWN


def test_an_open_document_sheet_is_read(converted: Path) -> None:
    document = read((converted / "a.ods").read_bytes(), name="a")
    assert document.format == "ods"
    cells = {line.text: line.cell for line in document.lines if line.text}
    assert cells["Tiểu học Hoa Hồng"] == Cell(0, 1, 1)
    assert cells["huyện"] == Cell(0, 3, 1)


def test_a_stamp_on_any_sheet_that_comes_first_withholds() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["TUYỆT MẬT"])
    buffer = BytesIO()
    book.save(buffer)
    assert examine("a.xlsx", buffer.getvalue()) == Withhold("stamp")
    assert isinstance(examine("a.xlsx", workbook()), Admit)


@pytest.mark.parametrize(
    ("code", "pattern", "expected"),
    [
        ("14", "", True),
        ("0", "", False),
        ("164", "dd/mm/yyyy", True),
        ("165", '[$-42A]d" tháng "m', True),
        ("166", '#,##0" đồng/ngày"', False),
        ("167", "0.00", False),
        ("168", "h:mm", False),
    ],
)
def test_a_format_tells_dates_from_numbers(code: str, pattern: str, *, expected: bool) -> None:
    assert is_date(code, pattern) is expected


def test_numbers_and_days_stand_as_on_paper() -> None:
    assert [number(text) for text in ("0.1", "3.0000000000000004", "1e3", "abc")] == [
        "0.1",
        "3",
        "1000",
        "abc",
    ]
    assert [days(text) for text in ("42095", "0.5", "9e99", "x")] == ["01/04/2015", "0.5", "9e+99", "x"]


def test_a_damaged_workbook_is_broken() -> None:
    with pytest.raises(BrokenFileError):
        read(compound_file({"Workbook": b"\x09\x08" + b"\xff" * 5000}), name="a.xls")
    with pytest.raises(BrokenFileError):
        read(package({"[Content_Types].xml": "", "xl/workbook.xml": "<workbook"}), name="a.xlsx")


def test_a_workbook_under_a_password_is_told() -> None:
    with pytest.raises(EncryptedFileError):
        read(compound_file({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"x"}), name="a.xlsx")


def test_a_document_embedded_in_a_workbook_is_looked_into() -> None:
    parts = {
        "[Content_Types].xml": "",
        "xl/workbook.xml": "<workbook/>",
        "xl/_rels/workbook.xml.rels": "<Relationships/>",
    }
    stamped = package(parts | {"xl/embeddings/a.docx": docx(paragraph("MẬT"))})
    assert examine("a.xlsx", stamped) == Withhold("stamp")
    unknown = package(parts | {"xl/embeddings/a.bin": b"\0\1"})
    assert examine("a.xlsx", unknown) == Wait(Reason("no-reader", ("embedded",)))


def test_words_of_text_boxes_and_pages_that_are_pictures_are_looked_at() -> None:
    box = (
        '<xdr:wsDr xmlns:xdr="x" xmlns:a="a"><xdr:sp><xdr:txBody><a:p><a:r><a:t>MẬT</a:t></a:r></a:p>'
        "</xdr:txBody></xdr:sp></xdr:wsDr>"
    )
    assert examine("a.xlsx", with_part("xl/drawings/drawing1.xml", box)) == Withhold("stamp")
    bare: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "xl/workbook.xml": "<workbook/>",
        "xl/media/a.emf": b"x",
    }
    bare["xl/_rels/workbook.xml.rels"] = "<Relationships/>"
    assert examine("a.xlsx", package(bare)) == Wait(Reason("no-reader", ("xlsx-image",)))


def with_part(name: str, content: str) -> bytes:
    """Return a workbook with one more part."""
    buffer = BytesIO(workbook())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(name, content)
    return buffer.getvalue()
