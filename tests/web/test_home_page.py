from model.clock import FixedClock
from model.ledger import LedgerState
from office import RecordsOffice
from tests.web.browser import Browser, form_token, text_of
from tests.web.offices import CLERK, CODE, DISPATCH, NOON


def withheld_row(office: RecordsOffice) -> int:
    [row] = office.ledger(LedgerState.WITHHELD)
    return row.id


def test_the_home_page_says_what_waits_for_a_person(browser: Browser) -> None:
    text = text_of(browser.get("/"))
    assert "1 tệp có dấu chỉ mức độ mật" in text
    assert "2 văn bản chờ người xác nhận" in text
    assert "2 tệp chưa lưu được" in text
    assert "6 tệp nén.rar Chờ trong hộp đến" in text
    assert "7 rỗng.docx Cách ly Tệp rỗng" in text


def test_nothing_tells_which_file_was_withheld(browser: Browser) -> None:
    assert "tối mật" not in browser.get("/").text


def test_the_home_page_shows_how_dispatches_stand_and_what_arrived(browser: Browser) -> None:
    page = browser.get("/")
    text = text_of(page)
    assert f'href="/bang/{DISPATCH}"' in page.text
    assert f"{CODE} báo cáo tình hình" in text
    assert "2/34" in text
    assert "hạn 14/12/2026" in text
    newest, oldest = text.index("99/SGDĐT-KHTC"), text.index("212/SGDĐT-KHTC")
    assert newest < oldest
    assert "Sở Giáo dục và Đào tạo, Lạng Sơn" in text


def test_an_alert_stays_until_a_named_person_has_seen_it(browser: Browser, office: RecordsOffice) -> None:
    page = browser.get("/")
    assert f"{CLERK.name} đã biết" in text_of(page)
    seen = browser.post(f"/canh-bao/{withheld_row(office)}", {"dau": form_token(page)})
    assert (seen.status_code, seen.headers["location"]) == (303, "/")
    assert "dấu chỉ mức độ mật" not in text_of(browser.get("/"))
    assert [row.acknowledged_by for row in office.ledger(LedgerState.WITHHELD)] == [CLERK.name]


def test_a_file_withheld_by_mistake_is_taken_in_by_who_says_why(
    browser: Browser, office: RecordsOffice
) -> None:
    (office.folder.inbox / "sản lượng mật.txt").write_text("Báo cáo về nghề nuôi ong")
    list(office.archive.take_in(actor=CLERK))
    row = max(office.ledger(LedgerState.WITHHELD), key=lambda row: row.id)
    form = {"dau": form_token(browser.get("/"))}
    address = f"/canh-bao/{row.id}/khong-mat"
    assert browser.post(address, form).status_code == 400
    assert browser.post(address, form | {"ly_do": "   "}).status_code == 400
    said = form | {"ly_do": "không phải tài liệu mật"}
    assert browser.post(address, said).status_code == 409
    taken = browser.post(address, said | {"da_xem": "true"})
    assert (taken.status_code, taken.headers["location"][:9]) == (303, "/van-ban/")
    assert row.id not in {one.id for one in office.ledger(LedgerState.WITHHELD)}


def test_an_alert_is_not_seen_twice(browser: Browser, office: RecordsOffice) -> None:
    address = f"/canh-bao/{withheld_row(office)}"
    form = {"dau": form_token(browser.get("/"))}
    browser.post(address, form)
    again = browser.post(address, form)
    assert again.status_code == 409
    assert "quyết định" in text_of(again)


def test_the_year_before_still_shows_in_january(browser: Browser, office: RecordsOffice) -> None:
    office.clock = FixedClock(NOON.replace(year=2027, month=1))
    assert "2/34" in text_of(browser.get("/"))
