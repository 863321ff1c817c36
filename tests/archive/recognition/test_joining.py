import pytest

from tests.archive.recognition.letters import recognised

BROKEN = """ỦY BAN NHÂN
DÂN
TỈNH LẠNG SƠN
-------
CỘNG HÒA XÃ
HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 2164/QĐ-
UBND
{date}
QUYẾT ĐỊNH
VỀ
VIỆC CÔNG NHẬN XÃ ĐẠT CHUẨN NÔNG THÔN MỚI TRÊN ĐỊA BÀN TỈNH LẠNG
SƠN
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN
Căn
cứ Luật Tổ chức chính quyền địa phương;
Nơi nhận:
- Như Điều 3;
- Lưu: VT, NN.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
{name}
"""
DATE = "Lạng Sơn, ngày 18\ntháng 11 năm 2025"


@pytest.mark.parametrize(
    "date",
    [
        DATE,
        "Lạng\nSơn, ngày 18 tháng 11 năm 2025",
        "Lạng Sơn, ngày\n18 tháng 11 năm 2025",
        "Lạng Sơn,\nngày 18 tháng 11 năm 2025",
        "Lạng Sơn, ngày 18 tháng 11\nnăm 2025",
    ],
)
def test_a_date_that_a_web_page_broke_is_read(date: str) -> None:
    found = recognised(BROKEN.format(date=date, name="Nông Văn Thái"))

    assert found.date is not None
    assert str(found.date.value) == "2025-11-18"
    assert found.place is not None
    assert found.place.value == "Lạng Sơn"


def test_a_letterhead_that_a_web_page_broke_is_read() -> None:
    found = recognised(BROKEN.format(date=DATE, name="Nông Văn Thái"))

    assert found.organ is not None
    assert found.organ.value == "Ủy ban nhân dân tỉnh Lạng Sơn"
    assert found.code is not None
    assert str(found.code.value) == "2164/QĐ-UBND"


def test_the_last_syllable_of_a_title_stays_with_it() -> None:
    found = recognised(BROKEN.format(date=DATE, name="Nông Văn Thái"))

    assert found.subject is not None
    assert found.subject.value.lower().endswith("trên địa bàn tỉnh lạng sơn")


def test_the_last_syllable_of_a_superior_does_not_begin_the_body_below() -> None:
    broken = BROKEN.format(date=DATE, name="Nông Văn Thái")
    found = recognised(broken.replace("ỦY BAN NHÂN\nDÂN\nTỈNH LẠNG SƠN", "BỘ TÀI\nCHÍNH\nCỤC HẢI QUAN"))

    assert found.organ is not None
    assert found.organ.value == "Cục Hải quan"
    assert found.parent_organ is not None
    assert found.parent_organ.value == "Bộ Tài chính"


@pytest.mark.parametrize("name", ["Nông Văn\nThái", "Nông\nVăn Thái", "Nông Văn Thái"])
def test_a_name_that_a_web_page_broke_is_read_whole(name: str) -> None:
    found = recognised(BROKEN.format(date=DATE, name=name))

    assert found.signer is not None
    assert found.signer.value == "Nông Văn Thái"


def test_a_cell_row_on_one_line_is_parted() -> None:
    found = recognised(
        "CHÍNH PHỦ__________ Số: 170/2025/NĐ-CP | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        "Độc lập - Tự do - Hạnh phúc\n"
        "NGHỊ ĐỊNH\nQuy định về tuyển dụng công chức\nCăn cứ Luật Tổ chức Chính phủ;\n"
    )

    assert found.code is not None
    assert str(found.code.value) == "170/2025/NĐ-CP"
