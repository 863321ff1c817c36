"""Two dispatches in one PDF: what the review page offers, and the command does."""

import json
from pathlib import Path

import pytest

from cli import run
from model.record import Record
from office import RecordsOffice
from tests.archive.two_dispatches import TWO
from tests.web.browser import Browser, form_token, text_of
from tests.web.offices import CLERK
from web.exit_codes import ExitCode


@pytest.fixture
def scanned(office: RecordsOffice) -> Record:
    """Give a record whose file holds two dispatches."""
    office.drop("quét.pdf", TWO)
    [outcome] = [one for one in office.take_in(actor=CLERK) if one.path == "quét.pdf"]
    [view] = office.show(str(outcome.id))
    return view.record


def test_the_queue_offers_to_part_the_pages(browser: Browser, scanned: Record) -> None:
    page = browser.get("/cho-duyet")
    assert "Trang 3–4 có thể là văn bản khác (77/SGDĐT-KHTC, Sở Giáo dục và Đào tạo)" in text_of(page)
    assert f'action="/cho-duyet/{scanned.id}/tach"' in page.text


def test_a_button_parts_them(browser: Browser, office: RecordsOffice, scanned: Record) -> None:
    form = {"dau": form_token(browser.get("/cho-duyet")), "tu": "3", "den": "4"}
    done = browser.post(f"/cho-duyet/{scanned.id}/tach", form)
    [whole] = office.show(str(scanned.id))
    [part] = whole.record.parted_off
    assert (done.status_code, done.headers["location"]) == (303, f"/van-ban/{part}")
    text = text_of(browser.get(f"/van-ban/{part}"))
    assert "Trang trong tệp 3–4" in text
    assert str(scanned.id) in text
    assert str(part) in text_of(browser.get(f"/van-ban/{scanned.id}"))
    assert [str(hit.id) for hit in office.search("77/SGDĐT-KHTC số:77").hits]


def test_a_button_keeps_them_as_an_annex(browser: Browser, office: RecordsOffice, scanned: Record) -> None:
    page = browser.get("/cho-duyet")
    assert 'name="phan" value="3"' in page.text
    form = {"dau": form_token(page), "phan": "2"}
    assert browser.post(f"/cho-duyet/{scanned.id}/phu-luc", form).status_code == 409
    assert browser.post(f"/cho-duyet/{scanned.id}/phu-luc", form | {"phan": "3"}).status_code == 303
    assert str(scanned.id) not in [str(record.id) for record in office.review()]


@pytest.mark.parametrize(("first", "last", "status"), [("1", "4", 400), ("0", "4", 400), ("x", "4", 400)])
def test_pages_that_cannot_be_parted_are_refused(
    browser: Browser, scanned: Record, *, first: str, last: str, status: int
) -> None:
    form = {"dau": form_token(browser.get("/cho-duyet")), "tu": first, "den": last}
    assert browser.post(f"/cho-duyet/{scanned.id}/tach", form).status_code == status


def test_the_command_parts_them_too(
    office: RecordsOffice, scanned: Record, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--office", str(office.folder.root), "--by", "Lê Văn A"]
    words = ["review", "split", str(scanned.id), *where]
    assert run(words) == ExitCode.USAGE
    assert run([*words, "--pages", "4-3"]) == ExitCode.USAGE
    capsys.readouterr()
    assert run([*words, "--pages", "3-4", "--json"]) == ExitCode.DONE
    left, part = map(json.loads, capsys.readouterr().out.splitlines())
    assert (left["pages"], left["parted_off"]) == ([1, 2], [part["id"]])
    assert (part["pages"], part["parted_from"], part["full_code"]) == ([3, 4], left["id"], "77/SGDĐT-KHTC")
    assert run(["review", "annex", str(scanned.id), "--pages", "3-4", *where]) == ExitCode.NOT_FOUND


def test_identify_tells_the_documents_of_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "quét.pdf"
    file.write_bytes(TWO)
    assert run(["identify", str(file), "--json"]) == ExitCode.DONE
    found = json.loads(capsys.readouterr().out)
    assert [(part["pages"], part["full_code"]) for part in found["parts"]] == [
        ([1, 2], "512/SGDĐT-KHTC"),
        ([3, 4], "77/SGDĐT-KHTC"),
    ]
    assert found["pages"] == 4
    assert "replies_to" not in found
    assert run(["identify", str(file)]) == ExitCode.DONE
    assert "Trang 3–4 có thể là văn bản khác:" in capsys.readouterr().out
