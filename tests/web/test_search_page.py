import unicodedata
from urllib.parse import quote

import pytest

from office import RecordsOffice
from tests.archive.offices import a_reply
from tests.web.browser import Browser, text_of
from tests.web.offices import CLERK, CODE, DISPATCH


def search(browser: Browser, query: str, page: int = 1) -> str:
    answer = browser.get(f"/tim?q={quote(query)}&trang={page}")
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize(
    "query",
    [
        "phần mềm quản lý",
        "phan mem quan ly",
        unicodedata.normalize("NFD", "phần mềm quản lý"),
        "PHẦN MỀM QUẢN LÝ",
    ],
)
def test_words_are_found_however_they_are_typed(browser: Browser, query: str) -> None:
    found = search(browser, query)
    assert "4 văn bản, xem 1–4" in found
    assert f'<a href="/van-ban/{DISPATCH}">{CODE}</a>' in found
    assert "<mark>phần</mark>" in found


def test_the_query_stays_in_its_box_as_text(browser: Browser) -> None:
    assert 'value="&#34;&gt;&lt;b&gt; phần"' in search(browser, ' "><b> phần ')


def test_a_code_finds_the_dispatch_and_its_answers(browser: Browser) -> None:
    found = search(browser, "5120/bgddt-khtc")
    assert f'<a href="/van-ban/{DISPATCH}">' in found
    assert '<a href="/van-ban/2026-den-000001">212/SGDĐT-KHTC</a>' in found


def test_a_search_that_finds_nothing_says_so(browser: Browser) -> None:
    assert "Không có văn bản nào chứa tất cả các chữ này" in search(browser, "khôngcótừnày")


def test_an_empty_search_only_asks(browser: Browser) -> None:
    assert "Hãy gõ điều cần tìm" in search(browser, "   ")
    assert "Hãy gõ điều cần tìm" in browser.get("/tim").text


@pytest.mark.parametrize(
    "address", ["/tim?q=a&trang=0", "/tim?q=a&trang=-1", "/tim?q=a&trang=x", "/tim?q=" + "a" * 1001]
)
def test_a_page_that_cannot_be_is_a_bad_request(browser: Browser, address: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == 400
    assert "Yêu cầu không hợp lệ" in text_of(answer)


def test_a_long_list_is_shown_in_pages(browser: Browser, office: RecordsOffice) -> None:
    for number in range(300, 320):
        path = office.folder.inbox / f"{number}.txt"
        path.write_text(a_reply("Sơn La", number=number), encoding="utf-8")
    list(office.take_in(actor=CLERK))
    first, second = search(browser, "phần mềm"), search(browser, "phần mềm", page=2)
    assert "24 văn bản, xem 1–20" in first
    assert "24 văn bản, xem 21–24" in second
    assert 'rel="next" href="/tim?q=ph%E1%BA%A7n+m%E1%BB%81m&amp;trang=2"' in first
    assert 'rel="prev"' not in first
    assert 'rel="next"' not in second
    assert '<ol class="hits" start="21">' in second
    assert "Không còn kết quả ở trang này" in search(browser, "phần mềm", page=3)
