import pytest

from office import RecordsOffice
from tests.archive.forms.filled_forms import filled
from tests.web.browser import Browser, form_token, text_of
from tests.web.offices import CLERK, CODE, DISPATCH
from web.rendering import size


def test_a_record_shows_what_was_registered(browser: Browser) -> None:
    text = text_of(browser.get("/van-ban/2026-den-000001"))
    for fact in (
        "212/SGDĐT-KHTC",
        "Số đến 1 ",
        "Ngày đến 22/11/2026",
        "Ngày văn bản 09/11/2026",
        "Cơ quan ban hành Sở Giáo dục và Đào tạo",
        "Tỉnh, thành phố Lạng Sơn",
        "Vào sổ 12:00, 22/11/2026, Nguyễn Thị Hằng",
    ):
        assert fact in text


def test_every_recognised_value_shows_its_confidence_and_evidence(browser: Browser) -> None:
    text = text_of(browser.get("/van-ban/2026-den-000001"))
    recognised = text.partition("Phần mềm đọc được gì, vì sao")[2]
    assert "Số, ký hiệu 212/SGDĐT-KHTC" in recognised
    assert "“Số: 212/SGDĐT-KHTC" in recognised
    assert "Tỉnh, thành phố Lạng Sơn" in recognised
    assert "%" in recognised


def test_an_answer_leads_to_its_dispatch_with_the_reasons(browser: Browser) -> None:
    page = browser.get("/van-ban/2026-den-000001")
    assert f'<a href="/van-ban/{DISPATCH}"><strong>{CODE}</strong></a>' in page.text
    assert f'href="/bang/{DISPATCH}"' in page.text
    assert "Tự động" in text_of(page)


def test_a_dispatch_leads_to_its_answers_and_its_board(browser: Browser) -> None:
    page = browser.get(f"/van-ban/{DISPATCH}")
    assert '<a href="/van-ban/2026-den-000001">212/SGDĐT-KHTC</a>' in page.text
    assert "Bảng theo dõi trả lời: 34 nơi được hỏi" in text_of(page)
    assert "Hạn trả lời trước ngày 15 tháng 12 năm 2026 (đến hết 14/12/2026)" in text_of(page)


def test_the_pdf_of_a_dispatch_is_shown_in_its_page(browser: Browser) -> None:
    page = browser.get(f"/van-ban/{DISPATCH}").text
    assert f'<iframe src="/van-ban/{DISPATCH}/tep/2#' in page
    assert browser.get(f"/van-ban/{DISPATCH}/tep/2").headers["content-type"] == "application/pdf"


def test_a_text_is_shown_where_there_is_no_pdf(browser: Browser) -> None:
    page = browser.get("/van-ban/2026-den-000001")
    assert '<iframe src="/van-ban/2026-den-000001/tep/1#' in page.text


def test_files_are_listed_with_name_size_and_digest(browser: Browser, office: RecordsOffice) -> None:
    page = browser.get("/van-ban/2026-den-000001")
    [view] = office.show("2026-den-000001")
    assert "1 Lạng Sơn.txt" in text_of(page)
    assert f"Bản nhận được, {size(view.record.files[0].size)}" in text_of(page)
    assert view.record.files[0].sha256 in page.text


def test_the_history_names_each_step_and_who_took_it(browser: Browser) -> None:
    address = "/van-ban/2026-den-000002"
    browser.post("/cho-duyet/2026-den-000002", {"dau": form_token(browser.get("/")), "so_ky_hieu": CODE})
    history = text_of(browser.get(address)).partition("Lịch sử")[2]
    assert f"12:00, 22/11/2026: Vào sổ ({CLERK.name})" in history
    assert f"12:00, 22/11/2026: Xác nhận trả lời ({CLERK.name})" in history


def test_a_record_that_waits_says_why_and_leads_to_the_decision(browser: Browser) -> None:
    page = browser.get("/van-ban/2026-den-000002")
    assert "Có thể trả lời 5120/BGDĐT-KHTC; cần người xác nhận." in text_of(page)
    assert 'href="/cho-duyet?tu=2026-den-000002#2026-den-000002"' in page.text


def test_a_file_that_is_no_document_has_a_page_too(browser: Browser) -> None:
    text = text_of(browser.get("/van-ban/2026-tep-000001"))
    assert "Không rõ số" in text
    assert "3 giấy nháp.txt" in text


@pytest.mark.parametrize(
    "record_id", ["2026-den-000999", "abc", "2026-den-1", "abc/", "%2e%2e%2f", "2026-den-000001%00"]
)
def test_an_address_without_a_record_is_not_found(browser: Browser, record_id: str) -> None:
    answer = browser.get(f"/van-ban/{record_id}")
    assert answer.status_code == 404
    assert "Không tìm thấy" in text_of(answer)


def test_the_answers_to_a_form_stand_beside_what_was_asked(browser: Browser, office: RecordsOffice) -> None:
    forms = office.folder.outbox / DISPATCH / "phieu"
    [form] = [path for path in forms.iterdir() if path.name.endswith("tỉnh Sơn La.docx")]
    office.drop("sơn la.docx", filled(form.read_bytes(), {"CT04": "852"}))
    [outcome] = [one for one in office.take_in() if one.path == "sơn la.docx"]
    assert "CT04. Kinh phí hằng năm 852" in text_of(browser.get(f"/van-ban/{outcome.id}"))
    assert "Đang tính là trả lời 5120/BGDĐT-KHTC. " in text_of(browser.get("/cho-duyet"))
    assert "Đã xem, giữ nguyên" in text_of(browser.get("/cho-duyet"))


def test_a_document_shows_where_it_stands_and_why(browser: Browser, office: RecordsOffice) -> None:
    text = text_of(browser.get(f"/van-ban/{DISPATCH}"))
    assert "Tình trạng Chờ ký" in text
    assert "Ghi chú" not in text  # it would say the same
    office.after_issue.cancel(CODE, "in nhầm <mẫu>", actor=CLERK)
    page = browser.get(f"/van-ban/{DISPATCH}")
    assert "Tình trạng Đã hủy" in text_of(page)
    assert "in nhầm &lt;mẫu&gt;" in page.text
    assert "in nhầm &lt;mẫu&gt;" in browser.get("/so/di").text
    assert "không chờ ai nữa" in text_of(browser.get(f"/bang/{DISPATCH}"))
