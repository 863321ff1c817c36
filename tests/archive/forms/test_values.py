import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.forms.values import check, typed
from model.reply_form import FieldType, FormField


def an_item(type_: FieldType, **changes: object) -> FormField:
    return FormField(code="CT01", label="x", type=type_, **changes)  # type: ignore[arg-type] # fields of all types


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # as people write numbers in Vietnam
        ("1204", "1204"),
        ("1.204", "1204"),
        ("12.345.678", "12345678"),
        ("1 204", "1204"),
        ("93,5", "93.5"),
        ("1.204,50", "1204.5"),
        ("0,125", "0.125"),
        ("07", "7"),
        ("0", "0"),
        ("-3", "-3"),
        ("\u22123", "-3"),
        # as foreign software does, where nothing else can be meant
        ("93.5", "93.5"),
        ("1,204.5", "1204.5"),
        ("1,204,567", "1204567"),
        # with the unit that was asked for
        ("96,5 triệu đồng", "96.5"),
        ("96,5 TRIỆU ĐỒNG", "96.5"),
        # anything else is a person's to judge
        ("1,204", None),
        ("1.20.4", None),
        ("khoảng 120", None),
        ("120 trường", None),
        ("1,2 tỷ đồng", None),
        ("trên 100", None),
        ("mười", None),
        ("12-15", None),
        ("-", None),
    ],
)
def test_a_number_is_read_as_it_is_written_in_vietnam(text: str, value: str | None) -> None:
    checked = check(text, an_item(FieldType.NUMBER, note="triệu đồng"))
    assert checked.value == value
    assert (checked.problem is None) == (value is not None)


def test_a_percent_sign_stands_for_the_words_of_the_form() -> None:
    assert check("96,5%", an_item(FieldType.NUMBER, note="phần trăm")).value == "96.5"
    assert check("96,5%", an_item(FieldType.NUMBER, note="triệu đồng")).value is None
    assert check("96,5%", an_item(FieldType.NUMBER)).value is None


@given(st.integers(0, 10**12))
def test_a_grouped_whole_number_is_read_back(number: int) -> None:
    assert check(f"{number:,}".replace(",", "."), an_item(FieldType.NUMBER)).value == str(number)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("15/11/2026", "2026-11-15"),
        ("5-1-2026", "2026-01-05"),
        ("15.11.2026", "2026-11-15"),
        ("2026-11-15", "2026-11-15"),
        ("ngày 15 tháng 11 năm 2026", "2026-11-15"),
        ("Ngày 05 Tháng 01 Năm 2026", "2026-01-05"),
        ("31/02/2026", None),
        ("11/2026", None),
        ("15/11/26", None),
        ("đầu năm học", None),
    ],
)
def test_a_date_is_read_in_each_manner(text: str, value: str | None) -> None:
    checked = check(text, an_item(FieldType.DATE))
    assert checked.value == value
    assert (checked.problem is None) == (value is not None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("thuê dịch vụ", "thuê dịch vụ"),
        ("Thuê dịch vụ.", "thuê dịch vụ"),
        ("☑ thuê dịch vụ", "thuê dịch vụ"),
        ("- THUE DICH VU", "thuê dịch vụ"),
        ("mua (trả góp)", "mua (trả góp)"),
        ("thuê", None),
        ("thuê dịch vụ / mua (trả góp)", None),
    ],
)
def test_a_choice_is_one_of_the_list(text: str, value: str | None) -> None:
    field = an_item(FieldType.CHOICE, choices=("thuê dịch vụ", "mua (trả góp)"))
    assert check(text, field).value == value


def test_text_comes_out_on_one_line() -> None:
    assert check("dòng một\n dòng  hai", an_item(FieldType.TEXT)).value == "dòng một dòng hai"


@pytest.mark.parametrize("text", ["", " \n ", "......", "…………", "____ ____", "\u00a0"])
def test_what_only_fills_a_cell_is_not_typed(text: str) -> None:
    assert typed(text) == ""


def test_typed_text_keeps_its_lines() -> None:
    assert typed("  một \n\n hai  ba ") == "một\nhai ba"
