import errno
import re
import shutil
import unicodedata
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pytest
from openpyxl import load_workbook

from office import RecordsOffice
from tests.archive.offices import a_reply
from tests.web.browser import Browser, form_token, text_of
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


@pytest.mark.parametrize("address", ["/tim?q=a&trang=0", "/tim?q=a&trang=-1", "/tim?q=a&trang=x"])
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


def test_a_list_is_narrowed_by_its_facets(browser: Browser) -> None:
    found = browser.get("/tim?q=ph%E1%BA%A7n+m%E1%BB%81m&chieu=out")
    assert "1 văn bản, xem 1–1" in found.text
    assert "Chiều: Văn bản đi" in text_of(found)
    assert 'href="/tim?q=ph%E1%BA%A7n+m%E1%BB%81m"' in found.text
    assert "&amp;chieu=in" in search(browser, "phần mềm")


def test_a_list_is_ordered_by_date(browser: Browser) -> None:
    newest = browser.get("/tim?q=ph%E1%BA%A7n+m%E1%BB%81m&xep=newest").text
    oldest = browser.get("/tim?q=ph%E1%BA%A7n+m%E1%BB%81m&xep=oldest").text
    hits = [re.findall(r'<h2><a href="/van-ban/([^"]+)"', one) for one in (newest, oldest)]
    assert hits[0] != hits[1]
    assert sorted(hits[0]) == sorted(hits[1])


def test_the_page_says_how_the_query_was_read(browser: Browser) -> None:
    assert "Dấu ngoặc kép chưa đóng được bỏ qua" in search(browser, '"phần mềm')
    found = search(browser, "tỉnh:Hà Giang")
    assert "Hà Giang nay thuộc Tuyên Quang" in found
    assert "dia-danh=named" in found


def test_another_spelling_is_suggested(browser: Browser) -> None:
    found = search(browser, "phần mềmm")
    assert 'Có phải bạn tìm: <a class="better" href="/tim?q=ph%E1%BA%A7n+m%E1%BB%81m">phần mềm</a>' in found


def test_the_list_is_handed_out_as_a_workbook(browser: Browser) -> None:
    answer = browser.get("/tim/ket-qua.xlsx?q=ph%E1%BA%A7n+m%E1%BB%81m&chieu=in")
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    assert sheet.cell(2, 1).value == "Câu hỏi: phần mềm; Chiều: Văn bản đến"
    assert [sheet.cell(row, 1).value for row in range(6, sheet.max_row + 1)] == [1, 2, 3]


def test_a_search_is_kept_and_forgotten(browser: Browser, office: RecordsOffice) -> None:
    token = form_token(browser.get("/tim"))
    kept = {"dau": token, "ten": "Phần mềm đi", "tim": "q=ph%E1%BA%A7n+m%E1%BB%81m&chieu=out"}
    answer = browser.post("/tim/luu", kept)
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/tim?q=ph%E1%BA%A7n+m%E1%BB%81m&chieu=out&luu=moi",
    )
    assert "Đã lưu tìm kiếm này" in text_of(browser.get(answer.headers["location"]))
    again = browser.post("/tim/luu", kept).headers["location"]
    assert "Đã thay tìm kiếm lưu trước đây" in text_of(browser.get(again))
    assert [one.saved_by for one in office.saved_searches.all()] == [CLERK.name]
    assert "Phần mềm đi" in text_of(browser.get("/tim"))
    browser.post("/tim/bo-luu", {"dau": token, "ten": "Phần mềm đi"})
    assert office.saved_searches.all() == ()


@pytest.mark.parametrize(
    ("name", "asked", "told"),
    [
        (" ", "q=x", "hãy đặt cho nó một tên"),
        ("tên\x07", "q=x", "ký tự điều khiển"),
        ("x" * 81, "q=x", "tên dài 81 chữ cái, nhiều nhất là 80"),
        ("tên", "", "chưa có điều gì để tìm"),
    ],
)
def test_a_search_that_cannot_be_kept_is_refused_in_words(
    name: str, asked: str, told: str, browser: Browser, office: RecordsOffice
) -> None:
    token = form_token(browser.get("/tim"))
    answer = browser.post("/tim/luu", {"dau": token, "ten": name, "tim": asked})
    assert answer.status_code == 400
    assert told in text_of(answer)
    assert office.saved_searches.all() == ()


def test_only_a_form_of_our_own_keeps_a_search(browser: Browser, office: RecordsOffice) -> None:
    assert browser.post("/tim/luu", {"dau": "x", "ten": "x", "tim": "q=x"}).status_code == 403
    assert office.saved_searches.all() == ()


def test_documents_like_one_are_shown(browser: Browser) -> None:
    found = browser.get("/van-ban/2026-den-000001/tuong-tu")
    assert found.status_code == 200
    assert '<a href="/van-ban/2026-den-000002">' in found.text
    assert browser.get("/van-ban/2026-den-009999/tuong-tu").status_code == 404


def test_where_the_choice_leaves_nothing_the_way_back_is_shown(browser: Browser) -> None:
    found = browser.get("/tim?q=ph%E1%BA%A7n+m%E1%BB%81m&nam=1990").text
    assert 'trong phạm vi đã chọn; <a href="/tim?q=ph%E1%BA%A7n+m%E1%BB%81m">' in found


def test_an_endless_query_is_cut_and_the_page_says_so(browser: Browser) -> None:
    assert "chỉ tìm 64 chữ đầu" in search(browser, "phần mềm " * 1100)
    assert browser.get("/tim/ket-qua.xlsx?q=" + "x" * 9000).status_code == 200


def test_what_was_withheld_as_secret_is_found_by_nothing(browser: Browser) -> None:
    for query in ("Không ai đọc dòng này", "tối mật", "toi mat"):
        assert "Không có văn bản nào" in search(browser, query)


def test_a_recalled_document_is_shown_as_one(browser: Browser, office: RecordsOffice, tmp_path: Path) -> None:
    office.after_issue.recall(CODE, "sai số liệu", actor=CLERK, out=tmp_path)
    office.sync_index()
    assert "<strong>đã thu hồi</strong>" in search(browser, CODE)


def file_unindexed(office: RecordsOffice) -> None:
    path = office.folder.inbox / "sau.txt"
    path.write_text(a_reply("Sơn La", number=300), encoding="utf-8")
    list(office.archive.take_in(actor=CLERK))


def test_a_search_finds_what_the_index_lacked(browser: Browser, office: RecordsOffice) -> None:
    file_unindexed(office)
    found = search(browser, "phần mềm")
    assert "5 văn bản, xem 1–5" in found
    assert "kết quả có thể thiếu" not in found


def test_a_search_tells_why_the_index_lacks_something(
    browser: Browser, office: RecordsOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(office.index, "apply", failing)
    file_unindexed(office)
    found = search(browser, "phần mềm")
    assert "4 văn bản, xem 1–4" in found
    assert "Đĩa đầy nên chỉ mục chậm" in found


def test_without_an_index_the_page_says_what_is_in_the_way_until_it_is_gone(
    browser: Browser, office: RecordsOffice
) -> None:
    shutil.rmtree(office.folder.search)
    office.folder.search.mkdir()
    foreign = office.folder.search / "segments.gen"
    foreign.write_text("of another program")
    answer = browser.get("/tim?q=x")
    assert answer.status_code == 503
    assert "chứa tệp không phải của chỉ mục" in text_of(answer)
    assert browser.get("/").status_code == 200
    office.sync_index()
    foreign.unlink()
    assert "4 văn bản, xem 1–4" in search(browser, "phần mềm")


@pytest.mark.parametrize("query", ["<script>alert(1)</script>", "x" * 1000, '"' * 900, "*" * 900, "\x00\x1b"])
def test_any_query_has_a_page(browser: Browser, query: str) -> None:
    assert "<script>alert" not in search(browser, query)
