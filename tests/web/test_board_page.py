from datetime import timedelta

from model.clock import FixedClock
from office import RecordsOffice
from tests.web.browser import Browser, form_token, text_of
from tests.web.offices import CODE, DISPATCH, NOON


def test_the_board_begins_with_who_answered_and_who_is_missing(browser: Browser) -> None:
    text = text_of(browser.get(f"/bang/{DISPATCH}"))
    assert "Đã trả lời 2/34, còn thiếu: Hà Nội, " in text
    assert "tính đến 22/11/2026" in text
    assert "Hạn trả lời: trước ngày 15 tháng 12 năm 2026 (đến hết 14/12/2026)." in text


def test_each_row_names_state_arrival_and_answer(browser: Browser) -> None:
    text = text_of(browser.get(f"/bang/{DISPATCH}"))
    assert "tỉnh Lạng Sơn Đã trả lời 22/11/2026 212/SGDĐT-KHTC ngày 09/11/2026" in text
    assert "tỉnh Sơn La Đang chờ" in text


def test_an_answer_that_nobody_confirmed_stands_below_the_board(browser: Browser) -> None:
    text = text_of(browser.get(f"/bang/{DISPATCH}"))
    assert "Ngoài danh sách hoặc chờ xác nhận (1)" in text
    assert "77/SGDĐT-KHTC , đến 22/11/2026" in text


def test_a_confirmed_answer_moves_onto_the_board(browser: Browser) -> None:
    browser.post("/cho-duyet/2026-den-000002", {"dau": form_token(browser.get("/")), "so_ky_hieu": CODE})
    text = text_of(browser.get(f"/bang/{DISPATCH}"))
    assert "Đã trả lời 3/34" in text
    assert "tỉnh An Giang Đã trả lời" in text
    assert "Ngoài danh sách" not in text


def test_after_the_deadline_the_board_counts_the_days(browser: Browser, office: RecordsOffice) -> None:
    office.clock = FixedClock(NOON + timedelta(days=25))
    page = browser.get(f"/bang/{DISPATCH}")
    assert 'class="state overdue"' in page.text
    assert "tỉnh Sơn La Quá hạn 3 " in text_of(page)


def test_a_document_that_came_in_has_no_board(browser: Browser) -> None:
    answer = browser.get("/bang/2026-den-000001")
    assert answer.status_code == 404
    assert "không do cơ quan này ban hành" in text_of(answer)
