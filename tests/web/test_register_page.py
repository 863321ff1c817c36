import pytest
from lxml import html

from tests.web.browser import Browser, text_of
from tests.web.offices import CODE, DISPATCH


def heads(page: str) -> list[str]:
    return [str(head.text_content()) for head in html.fromstring(page).xpath("//table//th[@scope='col']")]


def test_the_register_of_incoming_documents_has_the_columns_of_the_decree(browser: Browser) -> None:
    page = browser.get("/so/den").text
    assert heads(page) == [
        "Ngày đến",
        "Số đến",
        "Tác giả",
        "Số, ký hiệu văn bản",
        "Ngày tháng văn bản",
        "Tên loại và trích yếu nội dung văn bản",
        "Đơn vị hoặc người nhận",
        "Ngày chuyển",
        "Ký nhận",
        "Ghi chú",
    ]


def test_the_register_of_outgoing_documents_has_the_columns_of_the_decree(browser: Browser) -> None:
    page = browser.get("/so/di").text
    assert heads(page)[:6] == [
        "Số, ký hiệu văn bản",
        "Ngày tháng văn bản",
        "Tên loại và trích yếu nội dung văn bản",
        "Người ký",
        "Nơi nhận văn bản",
        "Đơn vị, người nhận bản lưu",
    ]
    assert len(heads(page)) == 10


def test_arrivals_stand_in_the_order_of_their_numbers(browser: Browser) -> None:
    page = browser.get("/so/den")
    text = text_of(page)
    assert "năm 2026, 3 văn bản" in text
    line = (
        "22/11/2026 1 Sở Giáo dục và Đào tạo, Lạng Sơn 212/SGDĐT-KHTC 09/11/2026 Công văn báo cáo tình hình"
    )
    assert line in text
    assert text.index("212/SGDĐT-KHTC") < text.index("77/SGDĐT-KHTC") < text.index("99/SGDĐT-KHTC")
    assert f'Trả lời <a href="/van-ban/{DISPATCH}">{CODE}</a>' in page.text


def test_a_dispatch_leads_from_its_register_to_its_board(browser: Browser) -> None:
    page = browser.get("/so/di").text
    assert f'<a href="/van-ban/{DISPATCH}">{CODE}</a>' in page
    assert f'<a href="/bang/{DISPATCH}">Theo dõi trả lời</a>' in page


def test_another_year_has_its_own_register(browser: Browser) -> None:
    text = text_of(browser.get("/so/den?nam=2025"))
    assert "năm 2025, 0 văn bản" in text
    assert "Không có văn bản nào ở đây" in text


@pytest.mark.parametrize("query", ["nam=xyz", "nam=0", "nam=99999", "nam=2026&trang=0"])
def test_a_year_that_cannot_be_is_a_bad_request(browser: Browser, query: str) -> None:
    assert browser.get(f"/so/den?{query}").status_code == 400
