"""Letters as plain text for the tests of recognition, worded here."""

from archive.readers import read
from archive.recognition import identify
from archive.recognition.passage import Passage
from archive.recognition.passages import passages_of
from model.identification import Identification

NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
LETTERHEAD = f"""UBND TỈNH LẠNG SƠN      {NAME}
SỞ GIÁO DỤC VÀ ĐÀO TẠO      {MOTTO}
"""
NUMBER_LINE = "Số: 512/SGDĐT-KHTC      Lạng Sơn, ngày 10 tháng 4 năm 2014\n"
GREETING = "Kính gửi: Bộ Giáo dục và Đào tạo\n"


def a_letter(
    *,
    letterhead: str = LETTERHEAD,
    number_line: str = NUMBER_LINE,
    subject: str = "V/v báo cáo cơ sở vật chất\n",
    greeting: str = GREETING,
    body: str = "Sở báo cáo như sau:\n",
) -> str:
    """Return a dispatch of a department; every part may be another."""
    return f"{letterhead}{number_line}{subject}{greeting}{body}"


def recognised(text: str) -> Identification:
    """Return what is recognised in a text."""
    return identify(read(text.encode(), name="a.txt"))


def passages(text: str) -> list[Passage]:
    """Return the passages of a text."""
    return passages_of(read(text.encode(), name="a.txt"))
