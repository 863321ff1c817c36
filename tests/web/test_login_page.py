import pytest

from office import RecordsOffice
from tests.web.browser import Browser, form_token, text_of
from tests.web.offices import sign_in, visitor
from web.login import LoginTickets, login_path
from web.login_page import LONGEST_NAME


@pytest.fixture
def tickets() -> LoginTickets:
    return LoginTickets()


@pytest.fixture
def door(office: RecordsOffice, tickets: LoginTickets) -> Browser:
    return visitor(office, tickets)


def test_the_printed_address_asks_for_a_name_and_lets_her_in(door: Browser, tickets: LoginTickets) -> None:
    ticket = tickets.issue()
    assert "Họ và tên" in door.get(login_path(ticket)).text
    entered = sign_in(door, ticket, "  Trần   Thị Mai ")
    assert (entered.status_code, entered.headers["location"]) == (303, "/")
    assert "<span>Trần Thị Mai</span>" in door.get("/").text


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(door: Browser, tickets: LoginTickets) -> None:
    cookie = sign_in(door, tickets.issue()).headers["set-cookie"].lower()
    assert cookie.startswith("vanthu-8080=")
    assert {"httponly", "samesite=strict", "path=/"} <= set(cookie.split("; "))


def test_a_ticket_lets_in_one_browser_only(
    door: Browser, office: RecordsOffice, tickets: LoginTickets
) -> None:
    ticket = tickets.issue()
    sign_in(door, ticket)
    second = visitor(office, tickets)
    assert second.get(login_path(ticket)).status_code == 401
    assert sign_in(second, ticket).status_code == 401
    assert second.get("/").status_code == 401


def test_a_wrong_ticket_is_told_how_to_get_in(door: Browser) -> None:
    answer = door.get(login_path("wrong"))
    assert answer.status_code == 401
    assert "vanthu serve" in text_of(answer)


@pytest.mark.parametrize("name", ["", "   ", "\u0000\u0007", "x" * (LONGEST_NAME + 1)])
def test_nobody_gets_in_without_a_name_but_the_ticket_stays_good(
    door: Browser, tickets: LoginTickets, name: str
) -> None:
    ticket = tickets.issue()
    refused = sign_in(door, ticket, name)
    assert refused.status_code == 400
    assert "Hãy ghi họ và tên" in text_of(refused)
    assert sign_in(door, ticket).status_code == 303


def test_a_name_is_kept_composed_and_shown_as_text(door: Browser, tickets: LoginTickets) -> None:
    sign_in(door, tickets.issue(), "<b>Ha\u0300</b>")
    assert "&lt;b&gt;Hà&lt;/b&gt;" in door.get("/").text


def test_signing_out_ends_the_session_even_for_a_kept_cookie(door: Browser, tickets: LoginTickets) -> None:
    sign_in(door, tickets.issue())
    kept = "; ".join(f"{name}={value}" for name, value in door.cookies.items())
    assert door.post("/ra", data={"dau": form_token(door.get("/"))}).status_code == 200
    assert not door.cookies
    assert door.get("/", {"cookie": kept}).status_code == 401


def test_signing_out_needs_the_token_of_the_session(door: Browser, tickets: LoginTickets) -> None:
    sign_in(door, tickets.issue())
    assert door.post("/ra", data={"dau": "guess"}).status_code == 403
    assert door.get("/").status_code == 200


def test_two_offices_on_one_machine_keep_their_cookies_apart(
    office: RecordsOffice, tickets: LoginTickets
) -> None:
    second = visitor(office, tickets, "http://127.0.0.1:8081")
    sign_in(second, tickets.issue())
    assert list(second.cookies) == ["vanthu-8081"]
