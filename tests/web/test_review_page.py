import pytest

from model.record import LinkState
from office import RecordsOffice
from tests.web.browser import Browser, form_token, text_of
from tests.web.offices import CLERK, CODE, DISPATCH
from web import review_page

WAITING = "/cho-duyet/2026-den-000002"


def test_the_queue_shows_what_waits_and_why(browser: Browser) -> None:
    text = text_of(browser.get("/cho-duyet"))
    assert "Chờ duyệt 2 văn bản" in text
    assert "77/SGDĐT-KHTC Công văn" in text
    assert "Sở Giáo dục và Đào tạo, An Giang · " not in text  # the dots are drawn by the sheet
    assert "Có thể trả lời 5120/BGDĐT-KHTC; cần người xác nhận." in text
    assert f"Trả lời {CODE}" in text
    assert "Không thấy thể thức của một văn bản; chưa cấp số đến." in text


@pytest.mark.parametrize("answered", [CODE, DISPATCH, "5120/bgddt-khtc"])
def test_a_decision_is_kept_with_the_name_of_who_made_it(
    browser: Browser, office: RecordsOffice, answered: str
) -> None:
    form = {"dau": form_token(browser.get("/cho-duyet")), "so_ky_hieu": answered}
    accepted = browser.post(WAITING, form)
    assert (accepted.status_code, accepted.headers["location"]) == (303, "/van-ban/2026-den-000002")
    [view] = office.show("2026-den-000002")
    [link] = view.record.links
    assert (str(link.dispatch), link.state) == (DISPATCH, LinkState.CONFIRMED)
    assert link.decided_by == CLERK
    assert "77/SGDĐT-KHTC" not in text_of(browser.get("/cho-duyet"))


@pytest.mark.parametrize("code", ["", "999/KHONG-CO", "212/SGDĐT-KHTC", "<script>"])
def test_a_decision_for_no_dispatch_of_ours_changes_nothing(
    browser: Browser, office: RecordsOffice, code: str
) -> None:
    waiting = office.review()
    form = {"dau": form_token(browser.get("/cho-duyet")), "so_ky_hieu": code}
    assert browser.post(WAITING, form).status_code == 404
    assert office.review() == waiting


def test_a_record_that_answers_nothing_is_closed(browser: Browser, office: RecordsOffice) -> None:
    form = {"dau": form_token(browser.get("/cho-duyet"))}
    closed = browser.post("/cho-duyet/2026-tep-000001/da-xem", form)
    assert (closed.status_code, closed.headers["location"]) == (303, "/van-ban/2026-tep-000001")
    assert [str(record.id) for record in office.review()] == ["2026-den-000002"]


def test_a_forged_decision_changes_nothing(browser: Browser, office: RecordsOffice) -> None:
    waiting = office.review()
    assert browser.post(WAITING, {"so_ky_hieu": CODE}).status_code == 403
    assert office.review() == waiting


def test_a_decision_about_an_unknown_record_is_not_found(browser: Browser) -> None:
    form = {"dau": form_token(browser.get("/cho-duyet")), "so_ky_hieu": CODE}
    assert browser.post("/cho-duyet/2026-den-000999", form).status_code == 404
    assert browser.post("/cho-duyet/xyz", form).status_code == 404


def test_an_empty_queue_says_so(browser: Browser) -> None:
    for record_id in ("2026-den-000002", "2026-tep-000001"):
        form = {"dau": form_token(browser.get("/cho-duyet")), "so_ky_hieu": CODE}
        browser.post(f"/cho-duyet/{record_id}", form)
    assert "Không có văn bản nào chờ người xác nhận" in text_of(browser.get("/cho-duyet"))


def test_a_long_queue_is_shown_page_by_page(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_page, "_PER_PAGE", 1)
    first, last = browser.get("/cho-duyet"), browser.get("/cho-duyet?trang=2")
    assert "Chờ duyệt 2 văn bản" in text_of(first)
    assert ('id="2026-den-000002"' in first.text, 'id="2026-tep-000001"' in first.text) == (True, False)
    assert ('id="2026-den-000002"' in last.text, 'id="2026-tep-000001"' in last.text) == (False, True)
    assert "trang=2" in first.text
    assert "trang=1" in last.text


@pytest.mark.parametrize(
    ("record", "shown"),
    [
        ("2026-den-000001", "2026-den-000002"),
        ("2026-den-000002", "2026-den-000002"),
        ("2026-tep-000001", "2026-tep-000001"),
        ("2026-tep-000999", "2026-tep-000001"),
    ],
)
def test_the_queue_opens_where_a_record_stands_or_stood(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, record: str, shown: str
) -> None:
    monkeypatch.setattr(review_page, "_PER_PAGE", 1)
    assert f'<article class="decision" id="{shown}"' in browser.get(f"/cho-duyet?tu={record}").text


def test_no_record_has_a_place_that_is_no_record(browser: Browser) -> None:
    assert browser.get("/cho-duyet?tu=abc").status_code == browser.get("/van-ban/abc").status_code


@pytest.mark.parametrize("from_board", [False, True])
def test_a_link_is_undone_where_it_is_seen(
    browser: Browser, office: RecordsOffice, *, from_board: bool
) -> None:
    linked = next(row.replies[0].record for row in office.replies(CODE).rows if row.replies)
    seen = f"/bang/{DISPATCH}" if from_board else f"/van-ban/{linked}"
    before, shown = office.replies(CODE).answered, browser.get(seen)
    assert "Không trả lời công văn này" in text_of(shown)
    form = {"dau": form_token(shown), "cong_van": DISPATCH} | ({"ve_bang": "true"} if from_board else {})
    undone = browser.post(f"/cho-duyet/{linked}/khong-tra-loi", form)
    assert (undone.status_code, undone.headers["location"]) == (303, seen)
    assert office.replies(CODE).answered == before - 1
    [view] = office.show(str(linked))
    assert [(link.state, link.decided_by) for link in view.record.links] == [(LinkState.REMOVED, CLERK)]
    assert "xác nhận không trả lời" in text_of(browser.get(f"/van-ban/{linked}")).lower()
