import pytest

from tests.archive.recognition.letters import recognised


@pytest.mark.parametrize(
    ("title", "code", "date", "organ"),
    [
        (
            "NGHỊ ĐỊNH\nCỦA CHÍNH PHỦ SỐ 71/2004/NĐ-CP NGÀY 06 THÁNG 2 NĂM 2004\nVỀ QUẢN LÝ LƯU TRỮ\n",
            "71/2004/NĐ-CP",
            "2004-02-06",
            "Chính phủ",
        ),
        (
            "QUYẾT ĐỊNH\nCỦA BỘ TRƯỞNG BỘ TÀI CHÍNH SỐ 12/2003/QĐ-BTC\nNGÀY 5 THÁNG 2 NĂM 2003\nVỀ LƯU TRỮ\n",
            "12/2003/QĐ-BTC",
            "2003-02-05",
            "Bộ Tài chính",
        ),
    ],
)
def test_a_title_names_issuer_number_and_date_where_there_is_no_letterhead(
    title: str, code: str, date: str, organ: str
) -> None:
    found = recognised(f"{title}Căn cứ Luật Lưu trữ;\nĐiều 1. Phạm vi\n")
    assert found.code is not None
    assert found.date is not None
    assert found.organ is not None
    assert (str(found.code.value), str(found.date.value), found.organ.value) == (code, date, organ)


def test_what_a_title_without_letterhead_amends_is_not_its_own_code() -> None:
    found = recognised(
        "NGHỊ ĐỊNH\nSửa đổi, bổ sung một số điều của Nghị định số 71/2004/NĐ-CP ngày 06 tháng 2 năm 2004\n"
        "Căn cứ Luật Lưu trữ;\n"
    )
    assert found.code is None
    assert found.date is None
