"""Whom a draft may address on its day, and input that is meant to break it."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.draft import read_draft
from generator.errors import DraftInvalidError
from model.dispatch import Dispatch

TODAY = date(2026, 11, 16)
DRAFT = """\
loai: công văn
co_quan_ban_hanh: Sở Nội vụ
co_quan_chu_quan: UBND tỉnh Lâm Đồng
ky_hieu: SNV-VP
dia_danh: Lâm Đồng
ngay: {day}
trich_yeu: rà soát
kinh_gui: {to}
noi_dung: |
  {text}
luu: VT
nguoi_ky: {{chuc_vu: GIÁM ĐỐC, ho_ten: Lê An}}
"""


def read(
    folder: Path, *, to: str = "Sở Tài chính", text: str = "Một câu.", day: str = "2026-10-05"
) -> Dispatch:
    path = folder / "du-thao.yaml"
    path.write_text(DRAFT.format(to=to, text=text, day=day), encoding="utf-8")
    return read_draft(path, issuer_defaults=None, today=TODAY)


@pytest.mark.parametrize(
    ("name", "code", "heir"),
    [
        ("Bộ Giao thông vận tải", "addressee-succeeded", "Bộ Xây dựng"),
        ("Tổng cục Thuế", "addressee-succeeded", "Cục Thuế"),
        ("- UBND tỉnh Hà Giang;", "addressee-succeeded", "Ủy ban nhân dân tỉnh Tuyên Quang"),
        ("Sở Y tế tỉnh Bình Dương", "addressee-succeeded", "Sở Y tế Thành phố Hồ Chí Minh"),
        ("Sở Kế hoạch và Đầu tư tỉnh Lạng Sơn", "addressee-succeeded", "Sở Tài chính tỉnh Lạng Sơn"),
        ("Ủy ban nhân dân huyện Đức Trọng", "addressee-district", None),
        ("UBND các quận, huyện", "addressee-district", None),
    ],
)
def test_a_body_that_is_no_more_is_refused_with_the_one_that_carries_on(
    tmp_path: Path, name: str, code: str, heir: str | None
) -> None:
    with pytest.raises(DraftInvalidError) as caught:
        read(tmp_path, to=f"'{name}'")
    assert (caught.value.reason.code, caught.value.field) == (code, "kinh_gui")
    assert heir is None or heir in caught.value.sentence


@pytest.mark.parametrize(
    "name",
    [
        "Bộ Xây dựng",
        "Sở Nội vụ",
        "Sở Giáo dục và Đào tạo các tỉnh, thành phố",
        "Ủy ban nhân dân xã Đức Trọng",
        "Ủy ban nhân dân thành phố Huế",
        "Trường Trung học phổ thông Chuyên Thăng Long",
        "Ông Nguyễn Văn A",
    ],
)
def test_a_body_of_the_day_or_an_unknown_one_may_be_addressed(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, to=name).addressee_lines == (name,)


@pytest.mark.parametrize("name", ["Bộ Giao thông vận tải", "UBND tỉnh Hà Giang", "UBND huyện Đức Trọng"])
def test_an_old_draft_addresses_the_bodies_of_its_time(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, to=name, day="2014-03-31").addressee_lines == (name,)


def test_two_hundred_addressees_are_all_there(tmp_path: Path) -> None:
    names = [f"Trường Tiểu học số {number}" for number in range(200)]
    dispatch = read(tmp_path, to=f"[{', '.join(names)}]")
    assert dispatch.addressee_lines == tuple(names)
    assert len(dispatch.expected) == 200


def test_signs_of_markup_and_small_pictures_are_text(tmp_path: Path) -> None:
    dispatch = read(tmp_path, to="'Công ty \"A & B\" <Hà Nội> 🙂'", text="a < b & c > d “x” 🙂")
    assert dispatch.addressee_lines == ('Công ty "A & B" <Hà Nội> 🙂',)
    assert dispatch.body[0].text == "a < b & c > d “x” 🙂"


def test_decomposed_letters_are_composed_everywhere(tmp_path: Path) -> None:
    dispatch = read(tmp_path, to="So\u031b\u0309 Ta\u0300i chi\u0301nh", text="Ba\u0301o ca\u0301o.")
    assert (dispatch.addressee_lines, dispatch.body[0].text) == (("Sở Tài chính",), "Báo cáo.")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(text=st.text(max_size=80))
def test_any_text_gives_a_document_or_one_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "du-thao.yaml"
    path.write_bytes(DRAFT.format(to="Sở Tài chính", text=text, day="2026-10-05").encode(errors="replace"))
    try:
        outcome = read_draft(path, issuer_defaults=None, today=TODAY).subject
    except DraftInvalidError as error:
        outcome = error.sentence
    assert outcome.endswith(("rà soát", ".", "?"))
