from datetime import timedelta

from model.clock import FixedClock
from office import RecordsOffice
from tests.archive.forms.filled_forms import filled
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


def test_the_board_counts_each_state_and_shows_each_province_as_a_tile(browser: Browser) -> None:
    page = browser.get(f"/bang/{DISPATCH}")
    text = text_of(page)
    assert "Đã trả lời 2 Trả lời muộn 0 Đang chờ 32 Quá hạn 0" in text
    assert page.text.count('<li class="tile ') == 34
    assert "Lạng Sơn Đã trả lời" in text


def test_the_board_names_the_items_that_an_answer_leaves_open(browser: Browser) -> None:
    text = text_of(browser.get(f"/bang/{DISPATCH}"))
    assert "212/SGDĐT-KHTC ngày 09/11/2026 Không trả lời" in text
    assert "công văn này CT01, CT02, CT03, CT06, CT09, CT11" in text


def test_the_answers_are_shown_with_their_sources_and_handed_out(
    browser: Browser, office: RecordsOffice
) -> None:
    forms = office.folder.outbox / DISPATCH / "phieu"
    [form] = [path for path in forms.iterdir() if path.name.endswith("tỉnh Sơn La.docx")]
    office.drop("sơn la.docx", filled(form.read_bytes(), {"CT01": "<b>Kế hoạch 12</b>"}))
    list(office.take_in())
    page = browser.get(f"/bang/{DISPATCH}/tong-hop")
    assert "&lt;b&gt;Kế hoạch 12&lt;/b&gt;" in page.text
    assert "tệp sơn la.docx, bảng 3, dòng 2, cột 3" in text_of(page)
    for ending, begins in ((".xlsx", b"PK"), (".csv", b"\xef\xbb\xbf"), (".json", b"{")):
        answer = browser.get(f"/bang/{DISPATCH}/tong-hop{ending}")
        assert answer.status_code == 200
        assert answer.content.startswith(begins)
        assert f'filename="{DISPATCH}-tong-hop{ending}"' in answer.headers["content-disposition"]


def test_a_table_in_another_format_is_refused(browser: Browser) -> None:
    assert browser.get(f"/bang/{DISPATCH}/tong-hop.exe").status_code == 400
