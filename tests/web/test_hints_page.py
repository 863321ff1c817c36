"""What the office was taught is seen, added to and removed by people."""

from office import RecordsOffice
from tests.web.browser import Browser, form_token, text_of
from tests.web.offices import CLERK


def taught(browser: Browser, **changes: str) -> int:
    form = {"dau": form_token(browser.get("/goi-y")), "loai": "alias", "chu": "SYT LS", "co_quan": "Sở Y tế"}
    return browser.post("/goi-y", form | changes).status_code


def test_a_hint_is_added_shown_and_removed(browser: Browser, office: RecordsOffice) -> None:
    assert taught(browser, chu_quan="UBND tỉnh Lạng Sơn") == 303
    [hint] = office.hints.present()
    assert (hint.text, hint.parent, hint.organ, hint.added_by) == (
        "SYT LS",
        "UBND tỉnh Lạng Sơn",
        "Sở Y tế",
        CLERK,
    )
    assert "“SYT LS” dưới “UBND tỉnh Lạng Sơn” là Sở Y tế" in text_of(browser.get("/goi-y"))
    assert browser.post("/goi-y/1/bo", {"dau": form_token(browser.get("/goi-y"))}).status_code == 303
    assert office.hints.present() == ()
    assert f"Bỏ: {CLERK.name}" in text_of(browser.get("/goi-y"))
    assert browser.post("/goi-y/1/bo", {"dau": form_token(browser.get("/goi-y"))}).status_code == 404


def test_hints_that_contradict_each_other_are_named(browser: Browser) -> None:
    taught(browser)
    taught(browser, co_quan="Sở Giáo dục")
    text = text_of(browser.get("/goi-y"))
    assert "Trái với gợi ý số 2" in text
    assert "Trái với gợi ý số 1" in text


def test_what_nothing_can_go_by_is_refused(browser: Browser, office: RecordsOffice) -> None:
    assert taught(browser, loai="sender", chu="gmail.com") == 400
    assert taught(browser, loai="sender", chu="không phải địa chỉ") == 400
    assert taught(browser, loai="khác") == 400
    assert taught(browser, dau="") == 403
    assert office.hints.present() == ()


def test_a_hint_is_text_and_no_markup(browser: Browser) -> None:
    taught(browser, chu="<script>alert(1)</script>")
    assert "<script>alert" not in browser.get("/goi-y").text
