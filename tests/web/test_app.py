"""What holds for all pages: a session for each, a token in each form, plain and labelled HTML."""

from collections import Counter
from collections.abc import Iterator
from importlib import import_module

import pytest
from lxml import html
from lxml.html import HtmlElement

from office import RecordsOffice
from tests.web.browser import Browser, form_token
from tests.web.offices import DISPATCH, HOSTILE_NAME, ROOT, SCRIPT, visitor
from web.login import LoginTickets

OPEN = {"/vao"}
"""What works without a session."""

PAGES = [
    "/",
    "/tim",
    "/tim?q=phan+mem",
    "/tim?q=khongcotunay",
    "/so/den",
    "/so/di",
    "/so/di?nam=2001",
    "/cho-duyet",
    "/chua-luu",
    "/goi-y",
    "/van-ban/2026-den-000001/sua",
    f"/bang/{DISPATCH}",
    f"/van-ban/{DISPATCH}",
    "/van-ban/2026-den-000001",
    "/van-ban/2026-den-000003",
    "/khong-co",
]


def routes() -> Iterator[tuple[str, str]]:
    """Yield method and address of every page function, the parameters filled in."""
    for file in sorted((ROOT / "web").glob("*_page.py")):
        for route in import_module(f"web.{file.stem}").router.routes:
            path = route.path.format(record_id=DISPATCH, number=1, row_id=1, ending=".csv")
            yield from ((method, path) for method in route.methods)


def test_nothing_is_shown_without_a_session(office: RecordsOffice) -> None:
    stranger = visitor(office, LoginTickets())
    guarded = [(method, path) for method, path in routes() if path not in OPEN]
    answers = {path: stranger.send(method, path) for method, path in guarded}
    assert len(guarded) >= 11
    assert {answer.status_code for answer in answers.values()} == {401}
    assert not [path for path, answer in answers.items() if "5120" in answer.text]


def test_every_page_may_be_asked_for_its_head_alone(browser: Browser) -> None:
    whole = {path: browser.get(path) for path in PAGES}
    heads = {path: browser.send("HEAD", path) for path in PAGES}
    assert {path: answer.status_code for path, answer in heads.items()} == {
        path: answer.status_code for path, answer in whole.items()
    }
    assert {answer.headers["content-security-policy"] for answer in heads.values()} == {
        whole["/"].headers["content-security-policy"]
    }


def test_every_form_is_refused_without_the_token_of_its_session(browser: Browser) -> None:
    posts = [path for method, path in routes() if method == "POST" and path not in OPEN]
    assert len(posts) >= 3
    assert {browser.post(path).status_code for path in posts} == {403}
    assert {browser.post(path, data={"dau": "guess"}).status_code for path in posts} == {403}


def test_the_token_of_another_session_is_refused(browser: Browser, office: RecordsOffice) -> None:
    tickets = LoginTickets()
    other = visitor(office, tickets)
    other.post("/vao", data={"ma": tickets.issue(), "ten": "Khác"})
    token = form_token(other.get("/"))
    assert browser.post("/ra", data={"dau": token}).status_code == 403


@pytest.mark.parametrize("path", ["/", "/vao?ma=x", "/static/office.css"])
def test_nothing_is_served_under_a_foreign_name(browser: Browser, path: str) -> None:
    answer = browser.get(path, {"host": "evil.example:8080"})
    assert answer.status_code == 400
    assert "evil" not in answer.text


def test_the_framework_describes_itself_to_nobody(browser: Browser) -> None:
    for path in ("/docs", "/redoc", "/openapi.json"):
        assert browser.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/..%2fapp.py", "/static/", "/static/%2e%2e/app.py"]
)
def test_static_files_are_those_of_their_folder(browser: Browser, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 404
    assert "create_app" not in answer.text


def test_the_sheet_of_styles_needs_nothing_from_elsewhere(browser: Browser) -> None:
    sheet = browser.get("/static/office.css")
    assert sheet.status_code == 200
    assert "url(" not in sheet.text
    assert "@import" not in sheet.text


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_plain_html_of_our_own(browser: Browser, path: str) -> None:
    page = html.fromstring(browser.get(path).text)
    assert page.get("lang") == "vi"
    assert page.xpath("//script | //style | //*[@style] | //@*[starts-with(name(), 'on')]") == []
    addresses = [str(address) for address in page.xpath("//@href | //@src | //@action")]
    assert [address for address in addresses if not address.startswith(("/", "#"))] == []
    assert [address for address in addresses if address.startswith("//")] == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_can_be_read_aloud_and_used_by_keyboard(browser: Browser, path: str) -> None:
    page = html.fromstring(browser.get(path).text)
    ids = Counter(str(found) for found in page.xpath("//@id"))
    assert [found for found, count in ids.items() if count > 1] == []
    assert len(page.xpath("//h1")) == 1
    assert [field.get("name") for field in unlabelled(page)] == []
    assert page.xpath("//th[not(@scope)]") == []
    assert page.xpath("//iframe[not(@title)]") == []
    assert page.xpath("//*[contains(@class, 'scroll') and not(@tabindex)]") == []
    named = page.xpath("//@aria-labelledby | //@aria-describedby | //label/@for")
    assert {str(name) for name in named} <= set(ids)


def unlabelled(page: HtmlElement) -> list[HtmlElement]:
    labelled = {label.get("for") for label in page.xpath("//label")}
    return [
        field
        for field in page.xpath("//input[@type!='hidden' or not(@type)]")
        if field.get("id") not in labelled
    ]


@pytest.mark.parametrize("path", [*PAGES, "/van-ban/2026-den-000004", "/tim?q=alert", f"/tim?q={SCRIPT}"])
def test_what_arrived_is_shown_as_text_and_never_as_html(browser: Browser, path: str) -> None:
    shown = browser.get(path).text
    assert SCRIPT not in shown
    assert "<img" not in shown
    assert "onerror=alert(1)>" not in shown


def test_the_hostile_document_is_there_all_the_same(browser: Browser) -> None:
    page = html.fromstring(browser.get("/van-ban/2026-den-000003").text)
    assert HOSTILE_NAME in page.text_content()
    assert f"báo cáo {SCRIPT} tình hình" in page.text_content()
