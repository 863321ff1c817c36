"""Capitals of TCVN3 whose fonts are lost: headings and stamps are told from running text."""

import pytest

from archive.examination import Withhold, examine
from archive.readers import read
from archive.readers.legacy_capitals import with_capitals
from archive.recognition import identify
from tests.archive.documents import reply_txt
from tests.archive.readers.legacy_writing import in_tcvn3


def typed(line: str, *, small: bool) -> str:
    """Return how a line in capitals was typed for .VnTimeH: all small, or capitals where ASCII has them."""
    if not line.isupper():
        return in_tcvn3(line)
    if small:
        return in_tcvn3(line.lower())
    return "".join(letter if letter.isascii() else in_tcvn3(letter.lower()) for letter in line)


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
@pytest.mark.parametrize("small", [False, True])
def test_a_letterhead_typed_for_a_font_of_capitals_is_recognised(encoding: str, *, small: bool) -> None:
    letter = "\n".join(
        line
        for line in (
            "UBND TỈNH LẠNG SƠN", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            *reply_txt().decode().splitlines()[2:],
        )
    )  # fmt: skip
    coded = "\n".join(typed(line, small=small) for line in letter.splitlines())
    found = identify(read(coded.encode(encoding, "replace"), name="a.txt"))
    assert found.organ is not None
    assert found.organ.value == "Sở Giáo dục và Đào tạo"


@pytest.mark.parametrize("stamp", ["MËT", "mËt", "TèI MËT", "tuyÖt mËt"])
@pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
def test_a_stamp_is_found_though_its_capitals_are_lost(stamp: str, encoding: str) -> None:
    text = f"{stamp}\n{in_tcvn3('Kính gửi các đơn vị, đề nghị báo cáo việc thực hiện quy định')}\n"
    assert examine("a.txt", text.encode(encoding)) == Withhold("stamp")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Sở NộI Vụ\t\tĐộc lập - Tự do", "SỞ NỘI VỤ\t\tĐộc lập - Tự do"),
        ("ông GIáM đốC ký", "ông GIÁM ĐỐC ký"),
        ("báo cáo số liệu về\ncơ sở vật chất", "BÁO CÁO SỐ LIỆU VỀ\nCƠ SỞ VẬT CHẤT"),
        ("V/v báo cáo số liệu\ncơ sở vật chất", "V/v báo cáo số liệu\ncơ sở vật chất"),
        ("Sở Nội vụ\n\nkính gửi: các đơn vị", "Sở Nội vụ\n\nkính gửi: các đơn vị"),
    ],
)
def test_headings_are_told_from_running_text(text: str, shown: str) -> None:
    assert with_capitals(text) == shown


def test_two_words_are_enough_where_signs_stand_among_letters() -> None:
    assert read("§¬n vÞ".encode(), name="a.txt").text == "Đơn vị"
    for plain in ("5µm x²", "§1 Luật", "café", "Ký ngày 1»", "Müller, façade, naïve"):
        assert read(plain.encode(), name="a.txt").text == plain
