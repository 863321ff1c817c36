from datetime import datetime

import pytest

from model.clock import VIETNAM
from model.packet_notice import PacketNotice, delivery
from office import RecordsOffice
from tests.archive.packets import LANG_SON, a_status
from tests.web.browser import Browser, text_of
from tests.web.offices import CLERK, DISPATCH
from web import json_lines, packet_texts, terminal

AT = datetime(2026, 11, 3, 8, 30, tzinfo=VIETNAM)


def told(code: str) -> PacketNotice:
    return PacketNotice(code=code, sender="Sở Y tế", at=AT, received_at=AT, packet="a" * 64)


@pytest.fixture
def informed(office: RecordsOffice) -> RecordsOffice:
    office.drop("a.edxml", a_status("03", text="Số đến 1207"))
    list(office.take_in(actor=CLERK))
    return office


@pytest.mark.parametrize(
    ("code", "words"),
    [("03", "đã tiếp nhận"), ("replaced", "thay thế bằng văn bản khác"), ("99", "trạng thái 99")],
)
def test_a_notice_is_told_in_words_and_an_unknown_code_as_it_is(code: str, words: str) -> None:
    assert packet_texts.notice(told(code)) == words


def test_a_delivery_is_told_with_what_was_said_about_a_recall() -> None:
    assert packet_texts.delivered(delivery([told("01"), told("16")])) == (
        "đã đến; không đồng ý cho lấy lại hoặc cập nhật"
    )
    assert packet_texts.delivered(None) == ""


@pytest.mark.usefixtures("informed")
def test_the_pages_show_what_packets_said(browser: Browser) -> None:
    board = text_of(browser.get(f"/bang/{DISPATCH}"))
    assert "Nơi nhận báo" in board
    assert "đã tiếp nhận nhận ngày 03/11/2026" in board
    record = text_of(browser.get(f"/van-ban/{DISPATCH}"))
    assert "Gói tin về văn bản này (1)" in record
    assert f"08:30, 03/11/2026: {LANG_SON[1]}, đã tiếp nhận (“Số đến 1207”)" in record
    assert "Nhận trạng thái" in record


def test_a_board_without_packets_has_no_column_for_them(browser: Browser) -> None:
    assert "Nơi nhận báo" not in text_of(browser.get(f"/bang/{DISPATCH}"))


def test_the_command_shows_what_packets_said(informed: RecordsOffice) -> None:
    [view] = informed.show(DISPATCH)
    shown = "\n".join(terminal.shown(view, width=None))
    assert "Gói tin về văn bản này" in shown
    assert "Số đến 1207" in shown
    [notice] = json_lines.shown(view)["notices"]
    assert (notice["code"], notice["identifier"], notice["at"]) == ("03", "H37.05", AT.isoformat())
    board = informed.replies(DISPATCH)
    assert "đã tiếp nhận" in "\n".join(terminal.replies(board, width=None))
    rows = [json_lines.board_row(row)["delivery"] for row in board.rows]
    assert [row for row in rows if row] == [
        {"reached_at": AT.isoformat(), "code": "03", "text": "Số đến 1207"}
    ]


def test_a_refused_dispatch_waits_on_the_review_page_without_a_question_what_it_answers(
    browser: Browser, office: RecordsOffice
) -> None:
    office.drop("a.edxml", a_status("02", text="Gửi nhầm nơi nhận"))
    list(office.take_in(actor=CLERK))
    page = browser.get("/cho-duyet").text
    of_dispatch = page.partition(f'id="{DISPATCH}"')[2].partition("</article>")[0]
    assert "từ chối tiếp nhận: Gửi nhầm nơi nhận" in of_dispatch
    assert "so_ky_hieu" not in of_dispatch
    assert "Đã xem<" in of_dispatch
