"""The pages that begin with a letterhead."""

import pytest

from archive.letterhead import has_letterhead
from archive.read_document import Line, Page


@pytest.mark.parametrize(
    "text",
    [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "SỞ Y TẾ Đ0c lap – Tự do – Hạnh phúc",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
    ],
)
def test_a_page_that_names_the_country_or_the_party_at_its_top_has_a_letterhead(text: str) -> None:
    others = tuple(Line(text="Nội dung") for _ in range(12))
    head = Line(text=text, box=(20, 20, 100, 25))
    assert has_letterhead(Page(number=2, lines=(head, *others), height=297))
    assert not has_letterhead(Page(number=2, lines=(*others, head), height=297))


def test_what_names_it_further_down_is_no_letterhead() -> None:
    low = Line(text="Độc lập - Tự do - Hạnh phúc", box=(20, 150, 100, 155))
    assert not has_letterhead(Page(number=2, lines=(low,), height=297))
    assert not has_letterhead(Page(number=2, lines=(Line(text="BÁO CÁO"),), height=297))
