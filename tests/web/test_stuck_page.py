"""The page of files that could not be filed."""

import pytest

from model.record import FileRole
from office import RecordsOffice
from tests.web.browser import Browser, form_token, text_of
from tests.web.offices import CLERK

SEALED = b"Rar!\x1a\x07\x00" + bytes(50)
BROKEN = b"%PDF-1.4\n" + bytes(100)


@pytest.fixture
def number(office: RecordsOffice) -> int:
    """Give the number of a broken PDF that waits in the inbox."""
    office.drop("hỏng.pdf", BROKEN)
    list(office.take_in(actor=CLERK))
    [row] = [row for row in office.archive.set_aside.waiting() if row.path == "hỏng.pdf"]
    return row.id


def test_the_page_shows_what_waits_with_why_and_what_can_be_done(browser: Browser, number: int) -> None:
    home = browser.get("/").text
    assert 'href="/chua-luu"' in home
    page = browser.get("/chua-luu")
    assert f'id="{number}"' in page.text
    text = text_of(page)
    assert "hỏng.pdf" in text
    assert "Tệp PDF bị hỏng, không đọc được danh mục các trang." in text
    assert f'action="/chua-luu/{number}/nhan"' in page.text


def test_a_person_who_looked_into_a_file_lets_it_in_with_an_arrival_number(
    browser: Browser, office: RecordsOffice, number: int
) -> None:
    token = form_token(browser.get("/chua-luu"))
    done = browser.post(f"/chua-luu/{number}/nhan", {"dau": token, "da_xem": "true", "la_van_ban": "true"})
    assert done.status_code == 303
    [view] = office.show(done.headers["location"].rpartition("/")[2])
    assert view.record.arrival_number is not None
    assert view.record.registered_by.name == CLERK.name
    assert FileRole.ORIGINAL in {file.role for file in view.record.files}
    assert not (office.folder.inbox / "hỏng.pdf").exists()


def test_without_the_word_that_it_was_looked_into_the_file_stays(
    browser: Browser, office: RecordsOffice, number: int
) -> None:
    token = form_token(browser.get("/chua-luu"))
    refused = browser.post(f"/chua-luu/{number}/nhan", {"dau": token, "la_van_ban": "true"})
    assert refused.status_code == 409
    assert "Chưa ai xem được bên trong" in text_of(refused)
    assert (office.folder.inbox / "hỏng.pdf").exists()


def test_a_file_that_cannot_be_read_again_stays_on_the_page(browser: Browser, number: int) -> None:
    token = form_token(browser.get("/chua-luu"))
    again = browser.post(f"/chua-luu/{number}/doc-lai", {"dau": token})
    assert (again.status_code, again.headers["location"]) == (303, f"/chua-luu#{number}")
    assert browser.post("/chua-luu/999999/doc-lai", {"dau": token}).status_code == 409
