"""The review page for scans whose number and day were written by hand."""

import re
from io import BytesIO

import pytest
from PIL import Image

from model.record import Record
from office import RecordsOffice
from tests.archive.readers.pictures import picture, png
from tests.archive.recognition.pictures import dispatch
from tests.archive.scans import SCAN, scans_are_recognised
from tests.web.browser import Browser, form_token, text_of
from tests.web.offices import CLERK


@pytest.fixture
def scanned(office: RecordsOffice, monkeypatch: pytest.MonkeyPatch) -> Record:
    """Give a scan that waits: its number is not read, and two readings of it are suggested."""
    scans_are_recognised(monkeypatch, dispatch())
    office.drop(SCAN, png(picture()))
    [outcome] = [one for one in office.take_in(actor=CLERK) if one.path == SCAN]
    [view] = office.show(str(outcome.id))
    return view.record


def test_the_queue_shows_the_lines_the_readings_and_what_is_to_be_typed(
    browser: Browser, scanned: Record
) -> None:
    html = browser.get("/cho-duyet").text
    assert "Số viết tay hoặc khó đọc, máy không đọc được; cần người ghi số." in html
    assert f'src="/cho-duyet/{scanned.id}/hinh"' in html
    assert re.findall(r'name="chon" value="([^"]+)"[^>]* accesskey="(\d)"', html) == [
        ("48/SYT-NVY", "1"),
        ("40/SYT-NVY", "2"),
    ]


def test_the_picture_shows_a_strip_of_the_page(browser: Browser, scanned: Record) -> None:
    answer = browser.get(f"/cho-duyet/{scanned.id}/hinh")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    strip = Image.open(BytesIO(answer.content))
    assert strip.width > 4 * strip.height


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"so_doc_duoc": "47", "ngay": "1"}, "47/SYT-NVY"),
        ({"so_doc_duoc": "", "ngay": "01/03/2018", "chon": "40/SYT-NVY"}, "40/SYT-NVY"),
    ],
)
def test_what_was_typed_or_chosen_completes_the_record(
    browser: Browser, office: RecordsOffice, scanned: Record, form: dict[str, str], code: str
) -> None:
    token = form_token(browser.get("/cho-duyet"))
    done = browser.post(f"/cho-duyet/{scanned.id}/so", {"dau": token, **form})
    assert (done.status_code, done.headers["location"]) == (303, f"/cho-duyet?tu={scanned.id}")
    [view] = office.show(str(scanned.id))
    assert (str(view.record.code), str(view.record.dated)) == (code, "2018-03-01")
    assert view.history[-1].actor == CLERK.name
    assert code not in text_of(browser.get("/cho-duyet"))
    assert [str(hit.id) for hit in office.search(code).hits] == [str(scanned.id)]


@pytest.mark.parametrize(
    ("number", "day", "sentence"),
    [
        ("bốn", "1", "“bốn” không phải là số của một văn bản; hãy ghi như 123 hoặc 123/QĐ-UBND."),
        ("48", "32", "“32” không phải là ngày của văn bản đã đến; hãy ghi như 31/03/2014 hoặc 31."),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(
    browser: Browser, office: RecordsOffice, scanned: Record, *, number: str, day: str, sentence: str
) -> None:
    form = {"dau": form_token(browser.get("/cho-duyet")), "so_doc_duoc": number, "ngay": day}
    answer = browser.post(f"/cho-duyet/{scanned.id}/so", form)
    assert answer.status_code == 400
    assert sentence in text_of(answer)
    assert scanned in office.review()


def test_nothing_is_typed_without_the_token_of_the_page(
    browser: Browser, office: RecordsOffice, scanned: Record
) -> None:
    assert browser.post(f"/cho-duyet/{scanned.id}/so", {"so_doc_duoc": "48"}).status_code == 403
    assert scanned in office.review()


def test_a_record_without_a_page_has_no_picture(browser: Browser) -> None:
    assert browser.get("/cho-duyet/2026-den-000002/hinh").status_code == 404
    assert browser.get("/cho-duyet/2026-den-000999/hinh").status_code == 404


def test_who_replaces_a_printed_symbol_sees_both(browser: Browser, scanned: Record) -> None:
    form = {"dau": form_token(browser.get("/cho-duyet")), "so_doc_duoc": "48/BGDĐT-X", "ngay": "1"}
    done = browser.post(f"/cho-duyet/{scanned.id}/so", form)
    assert done.headers["location"] == f"/van-ban/{scanned.id}/sua"
    shown = browser.get(f"/van-ban/{scanned.id}/sua").text
    assert 'value="48/BGDĐT-X"' in shown
    assert "/SYT-NVY" in shown
