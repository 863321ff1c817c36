"""Correcting what was read wrongly, and seeing what the office learns by it."""

import html
import re

import pytest

from model.correction import Correction
from model.record import Record
from office import RecordsOffice
from tests.web.browser import Browser, form_token, text_of
from tests.web.offices import CLERK

PAGE = "/van-ban/2026-den-000002/sua"


def record(office: RecordsOffice) -> Record:
    [view] = office.show("2026-den-000002")
    return view.record


def test_the_page_shows_each_field_with_what_was_read_and_why(browser: Browser) -> None:
    page = browser.get(PAGE).text
    assert 'value="77/SGDĐT-KHTC"' in page
    assert "Máy đọc: Sở Giáo dục và Đào tạo (90%)" in page
    assert "(đầu trang)" in page
    assert "<option selected>Công văn</option>" in page


def test_only_what_was_typed_anew_is_corrected(browser: Browser, office: RecordsOffice) -> None:
    before = record(office)
    form = {"dau": form_token(browser.get(PAGE)), "code": " 78/SGDĐT-KHTC ", "organ": before.organ or ""}
    done = browser.post(PAGE, form)
    assert (done.status_code, done.headers["location"]) == (303, "/van-ban/2026-den-000002")
    after = record(office)
    assert (str(after.code), after.organ, after.subject) == ("78/SGDĐT-KHTC", before.organ, before.subject)
    [view] = office.show("2026-den-000002")
    assert view.history[-1].actor == CLERK.name
    assert [str(hit.id) for hit in office.search("78/SGDĐT-KHTC").hits] == ["2026-den-000002"]


def test_what_another_person_corrected_meanwhile_stays(browser: Browser, office: RecordsOffice) -> None:
    shown = browser.get(PAGE)
    fields = re.findall(r'<input type="hidden" name="(truoc_\w+)" value="([^"]*)"', shown.text)
    form = {name: html.unescape(value) for name, value in fields}
    form |= {name.removeprefix("truoc_"): value for name, value in form.items()}
    other = Correction(subject="Trích yếu của người khác")
    office.completing.correct(record(office).id, other, remember=False, actor=CLERK)
    done = browser.post(PAGE, form | {"dau": form_token(shown), "signer": "Lê Văn A"})
    assert done.status_code == 303
    assert (record(office).subject, record(office).signer) == ("Trích yếu của người khác", "Lê Văn A")


@pytest.mark.parametrize("remember", [{"ghi_nho": "1"}, {}], ids=["remembered", "once"])
def test_what_the_office_learns_is_shown_at_once(
    browser: Browser, office: RecordsOffice, remember: dict[str, str]
) -> None:
    form = {"dau": form_token(browser.get(PAGE)), "organ": "Trường THPT Núi Thành", **remember}
    done = browser.post(PAGE, form)
    assert done.headers["location"] == ("/goi-y" if remember else "/van-ban/2026-den-000002")
    assert [hint.organ for hint in office.hints.present()] == (["Trường THPT Núi Thành"] if remember else [])


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("code", "bốn tám", "“bốn tám” không phải là số của một văn bản"),
        ("dated", "hôm qua", "“hôm qua” không phải là ngày của văn bản đã đến"),
        ("kind", "thư tình", "“thư tình” không phải là tên loại văn bản"),
        ("code", "77/SGDĐT-KHTC", "không có gì để sửa"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(
    browser: Browser, office: RecordsOffice, field: str, text: str, sentence: str
) -> None:
    before = record(office)
    answer = browser.post(PAGE, {"dau": form_token(browser.get(PAGE)), field: text})
    assert answer.status_code == 400
    assert sentence in text_of(answer)
    assert record(office) == before


def test_a_forged_correction_changes_nothing(browser: Browser, office: RecordsOffice) -> None:
    before = record(office)
    assert browser.post(PAGE, {"subject": "khác"}).status_code == 403
    assert record(office) == before


def test_an_unknown_record_is_not_found(browser: Browser) -> None:
    assert browser.get("/van-ban/2026-den-000999/sua").status_code == 404
