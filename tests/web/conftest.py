"""The office of the page tests, made once and copied for each test, and a browser signed in there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from office import RecordsOffice
from tests.web.browser import Browser
from tests.web.offices import copied_office, make_office, sign_in, visitor
from web.login import LoginTickets


@pytest.fixture(scope="session")
def made_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of an office that no test changes."""
    folder = tmp_path_factory.mktemp("web") / "office"
    make_office(folder)
    return folder


@pytest.fixture
def office(made_office: Path, tmp_path: Path) -> Iterator[RecordsOffice]:
    """Give an office of the test's own."""
    with copied_office(made_office, tmp_path / "office") as office:
        yield office


@pytest.fixture
def browser(office: RecordsOffice) -> Browser:
    """Give a browser in which the clerk is signed in."""
    tickets = LoginTickets()
    browser = visitor(office, tickets)
    sign_in(browser, tickets.issue())
    return browser
