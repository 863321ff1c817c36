import pytest
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse

from tests.web.browser import Browser
from web.guard import PAGE_POLICY, LoopbackOnly, SafeHeaders


def answering() -> FastAPI:
    app = FastAPI()

    @app.get("/")
    def answer() -> PlainTextResponse:
        return PlainTextResponse("an answer", headers={"cache-control": "max-age=60"})

    app.add_middleware(SafeHeaders)
    app.add_middleware(LoopbackOnly)
    return app


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8080", "localhost", "LOCALHOST:1", "[::1]", "[::1]:8080"]
)
def test_the_loopback_is_served_under_each_of_its_names(host: str) -> None:
    assert Browser(answering()).get("/", {"host": host}).text == "an answer"


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:8080",
        "127.0.0.1.evil.example",
        "localhost.evil.example:8080",
        "127.0.0.1@evil.example",
        "127.0.0.1:8080:1",
        "127.1",
        "127.0.0.2",
        "[::]",
        "192.168.1.7:8080",
    ],
)
def test_any_other_name_is_refused(host: str) -> None:
    answer = Browser(answering()).get("/", {"host": host})
    assert answer.status_code == 400
    assert "an answer" not in answer.text


def test_two_hosts_in_one_request_are_refused() -> None:
    headers = [("host", "127.0.0.1"), ("host", "127.0.0.1")]
    assert Browser(answering()).get("/", headers).status_code == 400


def test_the_browser_is_told_to_be_careful_unless_the_page_says_otherwise() -> None:
    headers = Browser(answering()).get("/").headers
    assert headers["content-security-policy"] == PAGE_POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers.get_list("cache-control") == ["max-age=60"]


def test_a_page_loads_nothing_from_elsewhere_and_stands_in_no_frame() -> None:
    rules = {rule.strip() for rule in PAGE_POLICY.split(";")}
    assert {
        "default-src 'self'",
        "script-src 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    } <= rules
    assert "http" not in PAGE_POLICY
    assert "unsafe" not in PAGE_POLICY
