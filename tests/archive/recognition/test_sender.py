import pytest

from model.identification import Reading
from tests.archive.recognition.letters import MOTTO, NAME, a_letter, recognised


def value(reading: Reading[str] | None) -> str | None:
    return None if reading is None else reading.value


@pytest.mark.parametrize(
    ("above", "own", "place_and_date", "organ_id", "province_id"),
    [
        # the era is that of the document's date
        (
            "UBND TỈNH LẠNG SƠN",
            "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
            "Lạng Sơn, ngày 10 tháng 4 năm 2014",
            "sgddt@p63-lang-son",
            "p63-lang-son",
        ),
        (
            "UBND TỈNH LẠNG SƠN",
            "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
            "Lạng Sơn, ngày 10 tháng 4 năm 2026",
            "sgddt@p34-lang-son",
            "p34-lang-son",
        ),
        # a ministry belongs to no province, though it sits in one
        ("", "BỘ TÀI CHÍNH", "Hà Nội, ngày 10 tháng 4 năm 2014", "btc", None),
        # a body that is not registered still has its province
        (
            "UBND TỈNH LẠNG SƠN",
            "TRƯỜNG THPT VIỆT BẮC",
            "Lạng Sơn, ngày 10 tháng 4 năm 2014",
            None,
            "p63-lang-son",
        ),
        # a commune called like a province, of today or before, may lie in another
        ("", "UBND XÃ THÁI BÌNH", "Thái Bình, ngày 10 tháng 4 năm 2026", None, None),
        ("", "UBND XÃ HÀ TÂY", "Hà Tây, ngày 10 tháng 4 năm 2026", None, None),
        ("UBND TỈNH GIA LAI", "UBND XÃ HÒA BÌNH", "Hòa Bình, ngày 10 tháng 4 năm 2026", None, "p34-gia-lai"),
        ("", "UBND THỊ XÃ CAO BẰNG", "Cao Bằng, ngày 10 tháng 4 năm 2010", None, "p63-cao-bang"),
        # without a date nobody knows the era
        ("UBND TỈNH LẠNG SƠN", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Lạng Sơn, ngày    tháng    năm", None, None),
    ],
)
def test_letterhead_and_date_tell_the_registered_sender(
    above: str, own: str, place_and_date: str, organ_id: str | None, province_id: str | None
) -> None:
    letterhead = f"{above}   {NAME}\n{own}   {MOTTO}\n"
    found = recognised(a_letter(letterhead=letterhead, number_line=f"Số: 5/XX-YY   {place_and_date}\n"))
    assert (value(found.organ_id), value(found.province_id)) == (organ_id, province_id)


def test_old_stationery_of_a_merged_province_is_mapped_to_its_successor_with_doubt() -> None:
    letterhead = f"UBND TỈNH HÀ GIANG   {NAME}\nTRƯỜNG THPT A   {MOTTO}\n"
    found = recognised(
        a_letter(letterhead=letterhead, number_line="Số: 5/XX-YY   Hà Giang, ngày 10 tháng 4 năm 2026\n")
    )
    assert found.province_id is not None
    assert found.province_id.value == "p34-tuyen-quang"
    assert found.province_id.confidence < 0.85


def test_letterhead_and_place_that_agree_are_surer_than_the_letterhead_alone() -> None:
    alone = recognised(a_letter(number_line="Số: 5/XX-YY   Đồng Đăng, ngày 10 tháng 4 năm 2014\n"))
    both = recognised(a_letter())
    assert alone.province_id is not None
    assert both.province_id is not None
    assert both.province_id.confidence > alone.province_id.confidence
