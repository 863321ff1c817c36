import pytest

from archive.recognition.recipients import read_copies
from tests.archive.recognition.letters import LETTERHEAD, a_letter, passages, recognised


@pytest.mark.parametrize(
    ("greeting", "recipients"),
    [
        ("Kính gửi: Bộ Giáo dục và Đào tạo.\n", ("Bộ Giáo dục và Đào tạo",)),
        ("Kính gửi:\n- Bộ Tài chính;\n- Bộ Nội vụ.\n", ("Bộ Tài chính", "Bộ Nội vụ")),
        ("Kính gửi: - Bộ Tài chính;\n- Bộ Nội vụ.\n", ("Bộ Tài chính", "Bộ Nội vụ")),
        ("Kính gửi: Công ty Đại Nam\n(Địa chỉ: 12 Trần Phú)\nMST: 0102\n", ("Công ty Đại Nam",)),
        (
            "Kính gửi: Trung tâm Hạ tầng -\nChi nhánh Công ty Đại Nam\n",
            ("Trung tâm Hạ tầng - Chi nhánh Công ty Đại Nam",),
        ),
        ("Kinh giti: Cuc Thue tinh Hai Duong\n", ("Cuc Thue tinh Hai Duong",)),
        ("__ Kính gửi: Bộ Tài chính\n", ("Bộ Tài chính",)),
        ("Đồng kính gửi: Bộ Nội vụ\n", ("Bộ Nội vụ",)),
    ],
)
def test_the_addressees_stand_behind_the_greeting(greeting: str, recipients: tuple[str, ...]) -> None:
    body = "Trả lời công văn số 12/ABC-VP ngày 1/2/2014, Sở báo cáo như sau.\n"
    found = recognised(a_letter(greeting=greeting, body=body)).recipients
    assert found is not None
    assert found.value == recipients


def test_the_list_of_copies_ends_with_the_copy_that_is_kept() -> None:
    text = (
        "Sở báo cáo./.\nNơi nhận:          GIÁM ĐỐC\n- Bộ GD&ĐT (để b/c);\n"
        "- UBND tỉnh;     Lý Thị Mai\n- Lưu: VT.\n- khác\n"
    )
    assert read_copies(passages(text), 0) == ("Bộ GD&ĐT (để b/c)", "UBND tỉnh")


@pytest.mark.parametrize(
    "sender", ["THỦ TƯỚNG CHÍNH PHỦ điện:", "BỘ XÂY DỰNG điện:", "Ban Chỉ huy phòng thủ dân sự tỉnh điện:"]
)
def test_an_urgent_dispatch_wires_whom_it_addresses(sender: str) -> None:
    found = recognised(
        f"{LETTERHEAD}Số: 12/CĐ-SGDĐT      Lạng Sơn, ngày 10 tháng 4 năm 2014\nCÔNG ĐIỆN\n"
        f"V/v chủ động ứng phó bão số 3\n{sender}\n- Chủ tịch Ủy ban nhân dân các huyện;\n- Các trường học.\n"
        "Bão số 3 có gió mạnh cấp 12, dự báo vào đất liền trong đêm nay.\n"
    )

    assert found.recipients is not None
    assert found.recipients.value == ("Chủ tịch Ủy ban nhân dân các huyện", "Các trường học")
    assert found.subject is not None
    assert found.subject.value == "chủ động ứng phó bão số 3"
