from collections.abc import Iterator
from inspect import isclass
from pathlib import Path
from typing import NoReturn

import pytest

import archive.errors
import archive.folder_errors
import archive.intake_errors
import archive.readers.errors
import archive.saved_search_errors
import desks.errors
import index.errors
import web.errors
from archive.errors import BusyError, DamagedError, OfficeBusyError, RegisterDamagedError
from index.errors import IndexBusyError, IndexDamagedError
from office import RecordsOffice
from tests.web.browser import Browser, text_of
from web.refusals import STATUS_OF

SOMEWHERE = Path("register.db")


def breaking(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Let every search fail."""

    def fail(*_: object, **__: object) -> NoReturn:
        raise error

    monkeypatch.setattr(RecordsOffice, "answer", fail)


def known_errors() -> Iterator[str]:
    archives = (
        archive.errors,
        archive.folder_errors,
        archive.intake_errors,
        archive.readers.errors,
        archive.saved_search_errors,
    )
    for module in (*archives, desks.errors, index.errors, web.errors):
        yield from (name for name, value in vars(module).items() if isclass(value))
    yield from ("RecordIdError", "RequestValidationError")


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (BusyError(SOMEWHERE, 60), 503, "thử lại"),
        (OfficeBusyError(SOMEWHERE), 503, "thử lại"),
        (IndexBusyError(SOMEWHERE), 503, "thử lại"),
        (DamagedError(), 500, "vanthu verify"),
        (RegisterDamagedError(SOMEWHERE, "broken"), 500, "vanthu rebuild"),
        (IndexDamagedError(SOMEWHERE, "broken"), 500, "vanthu rebuild"),
        (ZeroDivisionError("secret detail"), 500, "Lỗi ngoài dự kiến"),
    ],
)
def test_an_error_becomes_a_page_with_its_status_and_what_to_do(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, told: str
) -> None:
    breaking(monkeypatch, error)
    answer = browser.get("/tim?q=a")
    assert answer.status_code == status
    assert told in text_of(answer)
    assert 'lang="vi"' in answer.text
    assert answer.headers["content-security-policy"]


def test_no_page_shows_what_only_the_log_should_hold(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    breaking(monkeypatch, ZeroDivisionError("secret detail"))
    shown = browser.get("/tim?q=a").text
    assert "secret detail" not in shown
    assert "Traceback" not in shown
    assert "secret detail" in caplog.text


def test_a_damaged_record_names_the_command_that_finds_the_damage(
    browser: Browser, office: RecordsOffice
) -> None:
    [view] = office.show("2026-den-000001")
    file = office.stored_file(view.record, view.record.files[0])
    inventory = [one for folder in file.parents if (one := folder / "inventory.json").exists()][-1]
    inventory.chmod(0o644)
    inventory.write_bytes(inventory.read_bytes().replace(b"sha256", b"sha512"))
    answer = browser.get("/van-ban/2026-den-000001")
    assert answer.status_code == 500
    assert "vanthu verify" in text_of(answer)


def test_an_unknown_address_is_not_found_and_an_unknown_method_not_allowed(browser: Browser) -> None:
    assert browser.get("/khong-co").status_code == 404
    assert "Không tìm thấy" in text_of(browser.get("/khong-co"))
    assert browser.post("/tim").status_code == 405


def test_the_table_names_only_errors_that_exist() -> None:
    assert set(STATUS_OF) - set(known_errors()) == set()
