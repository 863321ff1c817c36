from io import BytesIO

from openpyxl import load_workbook

from model.record import Direction
from office import RecordsOffice
from tests.web.offices import CODE
from web.register_sheet import register_sheet
from web.register_xlsx import register_xlsx


def test_the_workbook_has_cover_heads_numbers_lines_and_end(office: RecordsOffice) -> None:
    records = office.register(Direction.INCOMING, year=2026)
    sheet = register_sheet(
        Direction.INCOMING, records, year=2026, parent=None, agency="Bộ Giáo dục và Đào tạo"
    )
    page = load_workbook(BytesIO(register_xlsx(sheet))).worksheets[0]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    flat = [row[0] for row in rows]
    assert flat[1:4] == ["BỘ GIÁO DỤC VÀ ĐÀO TẠO", "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN", "Năm: 2026"]
    head = flat.index("Ngày đến")
    assert rows[head][1] == "Số đến"
    assert rows[head + 1][:2] == ["(1)", "(2)"]
    assert [row[1] for row in rows[head + 2 : -1]] == [str(one.arrival_number) for one in records]
    assert flat[-1] == f"Sổ này có {len(records)} văn bản."


def test_no_text_of_a_sender_becomes_a_formula(office: RecordsOffice) -> None:
    records = office.register(Direction.OUTGOING, year=2026)
    sheet = register_sheet(Direction.OUTGOING, records, year=2026, parent="=1+1", agency="=2+2")
    page = load_workbook(BytesIO(register_xlsx(sheet))).worksheets[0]
    assert [page.cell(row, 1).data_type for row in (1, 2)] == ["s", "s"]
    assert any(cell.value == CODE for row in page.iter_rows() for cell in row)


def test_every_printed_page_has_the_heads_and_every_line_its_border(office: RecordsOffice) -> None:
    records = office.archive.listings.registered(Direction.INCOMING, year=2026)
    sheet = register_sheet(Direction.INCOMING, records, year=2026, parent=None, agency="Bộ")
    page = load_workbook(BytesIO(register_xlsx(sheet))).worksheets[0]
    head = next(cell.row for (cell,) in page.iter_rows(max_col=1) if cell.value == sheet.heads[0])
    assert page.print_title_rows == f"${head}:${head + 1}"
    assert page.freeze_panes == f"A{head + 2}"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    last = page.cell(head + 1 + len(sheet.rows), len(sheet.heads))
    assert (last.border.left.style, last.font.name, last.font.bold) == ("thin", "Times New Roman", False)
    assert (page.cell(head, 1).font.bold, page.cell(head + 1, 1).font.italic) == (True, True)
    assert page.column_dimensions["F"].width == max(sheet.shares) * 160
