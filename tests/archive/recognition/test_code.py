import pytest

from tests.archive.recognition.letters import a_letter, recognised

DATE = "      Lạng Sơn, ngày 10 tháng 4 năm 2014\n"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Số: 512/SGDĐT-KHTC", "512/SGDĐT-KHTC"),
        ("Số : 512 /SGDĐT - KHTC", "512/SGDĐT-KHTC"),
        ("Số: 512/SGDĐT – KHTC", "512/SGDĐT-KHTC"),
        ("So: 512/SGD&ĐT-KHTC", "512/SGDĐT-KHTC"),
        ("Số: 3176B/QĐ-SYT", "3176B/QĐ-SYT"),
        ("Số: 66.15/2026/NQ-CP", "66.15/2026/NQ-CP"),
        ("Luật số: 41/2024/QH15", "41/2024/QH15"),
        ("Số: 12-CV/TU", "12-CV/TU"),
        ("Số: 45/CT-TTr -", "45/CT-TTr"),
        ("Số: 214-CV/TĐTN-VP", "214-CV/TĐTN-VP"),
        # habits of their own, whole
        ("Số: 310/KBKV IX-TVQT", "310/KBKVIX-TVQT"),
        ("Số: 71/UBND_NV", "71/UBND_NV"),
        ("Số: 640/SYT-TCCB/2023", "640/SYT-TCCB/2023"),
        ("Số: 27/SNV-TCBC,CCVC", "27/SNV-TCBC,CCVC"),
        # figures typed apart
        ("Số : 2 0 7 / SGDĐT-KHTC", "207/SGDĐT-KHTC"),
        # a kind that lost its diacritics gets them back
        ("Số: 1421/QD-BTC", "1421/QĐ-BTC"),
        # blank or misread numbers are left out
        ("Số:        /SGDĐT-KHTC", "/SGDĐT-KHTC"),
        ("Số: ...../SGDĐT-KHTC", "/SGDĐT-KHTC"),
        ("Số: {5oo/SGDĐT-KHTC", "/SGDĐT-KHTC"),
        ("Số;/(0/3/CT-TTHT", "/CT-TTHT"),
    ],
)
def test_the_number_line_gives_the_code_as_far_as_it_can_be_read(written: str, code: str) -> None:
    found = recognised(a_letter(number_line=written + DATE)).code
    assert found is not None
    assert str(found.value) == code


def test_a_code_with_letters_right_behind_it_is_a_suggestion_only() -> None:
    found = recognised(a_letter(number_line="Số: 512/SGDĐT-khtc" + DATE))
    assert found.code is not None
    assert not found.code.value.has_number
    assert found.code.confidence < 0.9
    assert [reading.value for reading in found.suggestions["full_code"]] == ["512/SGDĐT"]


def test_the_place_behind_a_dash_is_no_part_of_the_symbol() -> None:
    found = recognised(a_letter(number_line="Số: 9543/CT-TTHT - Hà Nội, ngày 13 tháng 3 năm 2018\n"))
    assert found.code is not None
    assert str(found.code.value) == "9543/CT-TTHT"
    assert found.place is not None
    assert found.place.value == "Hà Nội"


def test_a_misread_number_is_less_sure_and_says_so() -> None:
    found = recognised(a_letter(number_line="Số: 5o2'/SGDĐT-KHTC" + DATE)).code
    assert found is not None
    assert found.evidence.rule == "number-line-unread"
    assert found.confidence < 0.9


@pytest.mark.parametrize(
    "stamp",
    ["ĐẾN  Số: 245\nNgày: 12/5/2014\n", "CÔNG VĂN ĐẾN\nSố:....4097......\n"],
)
def test_the_stamp_of_the_receiver_is_not_the_number(stamp: str) -> None:
    for text in (stamp + a_letter(), a_letter(greeting=stamp + "Kính gửi: Bộ Giáo dục và Đào tạo\n")):
        found = recognised(text)
        assert found.code is not None
        assert str(found.code.value) == "512/SGDĐT-KHTC"
        assert found.date is not None
        assert str(found.date.value) == "2014-04-10"


def test_a_code_that_is_only_cited_is_not_the_documents_own() -> None:
    assert recognised("Trả lời công văn số 99/BTC-CST ngày 1/2/2014, Công ty báo cáo như sau.").code is None


@pytest.mark.parametrize("label", ["8é:.", "6:.", "86:,", "Số:"])
def test_a_label_that_a_machine_misread_still_begins_the_number(label: str) -> None:
    found = recognised(
        a_letter(number_line=f"{label} 2953 /SGDĐT-KHTC   Lạng Sơn, ngày 1 tháng 4 năm 2014\n")
    )

    assert found.code is not None
    assert str(found.code.value) == "2953/SGDĐT-KHTC"
    assert found.organ is not None
    assert found.organ.value == "Sở Giáo dục và Đào tạo"


def test_a_blank_number_of_the_party_leaves_its_symbol_whole() -> None:
    found = recognised(
        "TỈNH ỦY LẠNG SƠN   ĐẢNG CỘNG SẢN VIỆT NAM\n*\nSố    -NQ/TU   Lạng Sơn, ngày 3 tháng 3 năm 2026\n"
        "NGHỊ QUYẾT\nvề chuyển đổi số\n- Căn cứ Điều lệ Đảng;\n"
    )

    assert found.code is not None
    assert found.code.value.symbol == "NQ/TU"
    assert not found.code.value.has_number


def test_a_number_on_top_of_the_page_is_the_documents() -> None:
    letter = a_letter(number_line="      Lạng Sơn, ngày 10 tháng 4 năm 2014\n")
    found = recognised(f"Số: 512/SGDĐT-KHTC\n{letter}")

    assert found.code is not None
    assert str(found.code.value) == "512/SGDĐT-KHTC"
    assert found.organ is not None
    assert found.organ.value == "Sở Giáo dục và Đào tạo"
    assert found.subject is not None
    assert found.subject.value == "báo cáo cơ sở vật chất"


def test_a_code_in_the_second_line_of_the_subject_is_not_the_documents() -> None:
    found = recognised(a_letter(number_line="", subject="V/v sửa đổi Nghị định\nsố 123/2020/NĐ-CP\n"))

    assert found.code is None
