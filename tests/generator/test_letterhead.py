from collections.abc import Callable

import pytest

from generator.letterhead import Letterhead, measure_letterhead
from generator.printing import print_dispatch
from generator.profile import POINTS_PER_MM, load_profile
from generator.template import load_template
from model.dispatch import Dispatch, Issuer
from model.document_kind import DocumentKind
from model.layout_profile import LayoutProfile

Build = Callable[..., Dispatch]


def measured(dispatch: Dispatch) -> Letterhead:
    template = load_template(DocumentKind.OFFICIAL_DISPATCH)
    return measure_letterhead(print_dispatch(dispatch, template), load_profile(LayoutProfile.ND30_2020))


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Bộ Giáo dục và Đào tạo", ("BỘ GIÁO DỤC VÀ ĐÀO TẠO",)),
        ("Ủy ban nhân dân Thành phố Hồ Chí Minh", ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HỒ CHÍ MINH")),
        ("Ủy ban nhân dân tỉnh Lâm Đồng", ("ỦY BAN NHÂN DÂN", "TỈNH LÂM ĐỒNG")),
        ("Viện Nghiên cứu thiết kế trường học", ("VIỆN NGHIÊN CỨU", "THIẾT KẾ TRƯỜNG HỌC")),
    ],
)
def test_a_name_breaks_before_a_phrase_or_evenly(
    a_dispatch: Build, name: str, lines: tuple[str, ...]
) -> None:
    issuer = Issuer(name_lines=(name,), symbol="X")
    assert measured(a_dispatch(issuer=issuer)).issuer_lines == lines


def test_columns_fill_the_text_and_hold_what_never_breaks(a_dispatch: Build) -> None:
    letterhead = measured(a_dispatch())
    assert (letterhead.left_width + letterhead.right_width) / POINTS_PER_MM == pytest.approx(165)
    assert letterhead.right_width / POINTS_PER_MM == pytest.approx(99)
    assert letterhead.motto_rule / POINTS_PER_MM == pytest.approx(60.5, abs=0.1)


def test_a_place_longer_than_any_real_one_leaves_room_for_the_names(a_dispatch: Build) -> None:
    letterhead = measured(a_dispatch(place="Thành phố " * 20))
    assert letterhead.left_width / POINTS_PER_MM == pytest.approx(55)
