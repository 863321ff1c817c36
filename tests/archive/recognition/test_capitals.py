import pytest

from archive.recognition.capitals import organ_name, sentence


@pytest.mark.parametrize(
    "name",
    [
        "Cục Thuế tỉnh Phú Yên",
        "Cục Thuế Nghệ An",
        "Bộ Lao động - Thương binh và Xã hội",
        "Bảo hiểm xã hội Việt Nam",
        "Sở Giáo dục và Đào tạo",
        "UBND tỉnh Lạng Sơn",
        "Ủy ban nhân dân thành phố Hồ Chí Minh",
        "Văn phòng Chính phủ",
        "Thủ tướng Chính phủ",
        "Tổng cục Hải quan",
        "Trường Đại học An Giang",
        "Tòa án nhân dân tối cao",
    ],
)
def test_a_name_in_capitals_comes_back_as_it_is_written(name: str) -> None:
    assert organ_name(name.upper()) == name


def test_a_name_that_is_not_in_capitals_stays() -> None:
    assert organ_name("Sở giáo dục") == "Sở giáo dục"


def test_a_title_in_capitals_becomes_a_sentence_that_keeps_its_codes() -> None:
    assert sentence("BÃI BỎ THÔNG TƯ SỐ 134/2014/TT-BTC") == "Bãi bỏ Thông tư số 134/2014/TT-BTC"


def test_a_title_in_capitals_keeps_names_of_places_and_abbreviations() -> None:
    title = "VỀ VIỆC PHÊ DUYỆT QUY TRÌNH CỦA UBND TỈNH LẠNG SƠN THEO QUYẾT ĐỊNH SỐ 06/QĐ-TTG CỦA CHÍNH PHỦ"

    assert sentence(title) == (
        "Về việc phê duyệt quy trình của UBND tỉnh Lạng Sơn theo Quyết định số 06/QĐ-TTg của Chính phủ"
    )
