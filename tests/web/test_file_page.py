from pathlib import Path
from urllib.parse import quote

import pytest

from model.record import FileRole
from office import RecordsOffice
from tests.web.browser import Browser, text_of
from tests.web.offices import DISPATCH, HOSTILE_NAME, INBOX

ANSWER = "/van-ban/2026-den-000001/tep/1"
HOSTILE = "/van-ban/2026-den-000003/tep/1"


def stored(office: RecordsOffice, record_id: str) -> Path:
    [view] = office.show(record_id)
    return office.stored_file(view.record, view.record.files[0])


def test_a_file_is_handed_out_byte_for_byte(browser: Browser) -> None:
    answer = browser.get(ANSWER)
    assert answer.content == str(INBOX["1 Lạng Sơn.txt"]).encode()
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


def test_pdf_and_text_are_shown_and_everything_else_is_downloaded(
    browser: Browser, office: RecordsOffice
) -> None:
    [view] = office.show(DISPATCH)
    shown = {"application/pdf", "text/plain"}
    for number, file in enumerate(view.record.files, start=1):
        answer = browser.get(f"/van-ban/{DISPATCH}/tep/{number}")
        disposition = answer.headers["content-disposition"].partition(";")[0]
        assert disposition == ("inline" if file.media_type in shown else "attachment"), file
        assert answer.headers["content-type"].startswith(file.media_type)
    assert {file.role for file in view.record.files} >= {FileRole.RENDERED, FileRole.DRAFT}


def test_a_download_can_be_asked_for(browser: Browser) -> None:
    assert browser.get(f"{ANSWER}?tai=1").headers["content-disposition"].startswith("attachment;")


def test_a_file_keeps_its_vietnamese_name(browser: Browser) -> None:
    disposition = browser.get(ANSWER).headers["content-disposition"]
    assert disposition == f"inline; filename*=utf-8''{quote('1 Lạng Sơn.txt')}"


def test_a_hostile_name_stays_within_the_header(browser: Browser) -> None:
    disposition = browser.get(HOSTILE).headers["content-disposition"]
    assert disposition == f"inline; filename*=utf-8''{quote(HOSTILE_NAME)}"


def test_what_is_shown_may_stand_only_in_our_own_page_and_load_nothing(browser: Browser) -> None:
    text, pdf = browser.get(ANSWER), browser.get(f"/van-ban/{DISPATCH}/tep/2")
    for answer in (text, pdf):
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "frame-ancestors 'self'" in policy
    assert "sandbox" in text.headers["content-security-policy"]
    download = browser.get(f"{ANSWER}?tai=1").headers["content-security-policy"]
    assert "frame-ancestors 'none'" in download


@pytest.mark.parametrize(
    "tail",
    [
        "0",
        "-1",
        "3",
        "99999999999999999999",
        "1/../../record.json",
        "..%2f..%2finventory.json",
        "%2e%2e/%2e%2e/office.toml",
        "record.json",
        "text.txt",
        "1%00",
    ],
)
def test_only_the_numbered_files_of_a_record_can_be_reached(browser: Browser, tail: str) -> None:
    answer = browser.get(f"/van-ban/2026-den-000001/tep/{tail}")
    assert answer.status_code in {400, 404}
    assert answer.headers["content-type"].startswith("text/html")


def test_an_unknown_record_has_no_files(browser: Browser) -> None:
    assert browser.get("/van-ban/2026-den-000999/tep/1").status_code == 404


@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(b"other"), Path.unlink])
def test_damaged_bytes_are_never_handed_out(browser: Browser, office: RecordsOffice, damage: object) -> None:
    path = stored(office, "2026-den-000001")
    path.chmod(0o644)
    assert callable(damage)
    damage(path)
    answer = browser.get(ANSWER)
    assert answer.status_code == 500
    assert "vanthu verify" in text_of(answer)
    assert "1 Lạng Sơn.txt" in text_of(answer)
