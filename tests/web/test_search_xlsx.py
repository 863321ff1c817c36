from datetime import datetime
from io import BytesIO

from openpyxl import load_workbook

from model.clock import VIETNAM
from model.search import SearchHit, SearchPage, Snippet
from web.search_xlsx import search_xlsx

AT = datetime(2026, 11, 22, 14, 5, tzinfo=VIETNAM)


def a_hit(**fields: str | None) -> SearchHit:
    known: dict[str, str | None] = dict.fromkeys(
        ("full_code", "date", "organ", "province", "type", "subject", "standing")
    )
    values = {**known, "id": "2026-den-000001", "direction": "in", **fields}
    return SearchHit(snippet=Snippet(text=""), score=1.0, **values)  # type: ignore[arg-type]  # fields vary


def rows_of(*hits: SearchHit, query: str = "báo cáo") -> list[list[object]]:
    data = search_xlsx(SearchPage(hits=hits, total=len(hits), took_ms=1.0), query, at=AT)
    return [[cell.value for cell in row] for row in load_workbook(BytesIO(data)).worksheets[0].iter_rows()]


def test_the_list_says_what_was_asked_and_when() -> None:
    told = [row[0] for row in rows_of(a_hit())]
    assert told[:3] == ["Kết quả tìm kiếm", "Câu hỏi: báo cáo", "1 văn bản, lập lúc 14:05, 22/11/2026"]


def test_a_row_is_a_document_with_a_date_that_sorts() -> None:
    row = rows_of(a_hit(full_code="12/QĐ-UBND", date="2014-03-31", subject="Về việc"))[5]
    assert row[:5] == [1, "2026-den-000001", "Văn bản đến", "12/QĐ-UBND", datetime(2014, 3, 31)]  # noqa: DTZ001 - a cell has no zone
    assert row[8] == "Về việc"


def test_what_is_no_longer_in_force_says_so() -> None:
    rows = rows_of(a_hit(standing="recalled"), a_hit())
    assert [row[9] for row in rows[4:]] == ["Tình trạng", "đã thu hồi", None]


def test_a_date_without_a_day_and_no_date_are_kept_as_they_are() -> None:
    rows = rows_of(a_hit(date="2014-03"), a_hit())
    assert [row[4] for row in rows[5:]] == ["03/2014", None]


def test_no_text_becomes_a_formula() -> None:
    data = search_xlsx(SearchPage(hits=(a_hit(subject="=1+1"),), total=1, took_ms=1.0), "=2+2", at=AT)
    page = load_workbook(BytesIO(data)).worksheets[0]
    assert page.cell(6, 9).data_type == "s"
    assert page.cell(2, 1).data_type == "s"
