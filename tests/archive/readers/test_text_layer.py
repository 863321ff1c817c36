import pytest

from archive.readers.text_layer import TextLayer, judge

PROSE = "Sở Giáo dục và Đào tạo báo cáo Bộ về tình hình cơ sở vật chất của các trường trong tỉnh."


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (PROSE, TextLayer.READABLE),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỐ 12/QĐ-UBND\n" + PROSE.upper(), TextLayer.READABLE),
        ("", TextLayer.ABSENT),
        ("Trang 1", TextLayer.ABSENT),
        (
            "Ký bởi: Văn phòng Ủy ban nhân dân tỉnh Quảng Ngãi, cơ quan: Ủy ban nhân dân tỉnh Quảng Ngãi",
            TextLayer.ABSENT,
        ),
        ("\ue001\ue002\ue003 \ue004\ue005" * 20, TextLayer.GARBLED),
        ("H)*!+ d,! -ực ./! 01c l)2!+ -3. -.45 c5!+ -6 !+78 9: -!+ n!tr c#d x$y p%q " * 6, TextLayer.GARBLED),
        ("bcd fgh klm npq rst vwx " * 10, TextLayer.GARBLED),
    ],
)
def test_a_text_layer_is_judged_before_it_is_believed(text: str, verdict: TextLayer) -> None:
    assert judge(text) is verdict
