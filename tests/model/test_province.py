import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.province import (
    Province,
    ProvinceType,
    UnknownProvinceError,
    find_province,
    predecessors,
    province,
    provinces_in,
    provinces_on,
    successor,
)
from model.vietnamese import fold

IN_2014 = date(2014, 3, 31)
EARLY_2025 = date(2025, 3, 1)
LAST_DAY_OF_63 = date(2025, 6, 30)
FIRST_DAY_OF_34 = date(2025, 7, 1)
IN_2026 = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2001, 1, 1), 63),
        (IN_2014, 63),
        (EARLY_2025, 63),
        (LAST_DAY_OF_63, 63),
        (FIRST_DAY_OF_34, 34),
        (IN_2026, 34),
    ],
)
def test_there_were_63_provinces_and_are_34(day: date, count: int) -> None:
    assert len(provinces_on(day)) == count


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)))
def test_on_any_day_codes_and_names_are_unique_and_ids_lead_back(day: date) -> None:
    units = provinces_on(day)

    assert len({unit.code for unit in units}) == len({fold(unit.name) for unit in units}) == len(units)
    assert [province(unit.id) for unit in units] == list(units)


@pytest.mark.parametrize("day", [IN_2014, EARLY_2025, IN_2026])
def test_no_alias_or_city_is_shared_by_two_provinces(day: date) -> None:
    for unit in provinces_on(day):
        for spelling in (unit.name, *unit.aliases, *unit.cities):
            assert find_province(spelling, day) == unit
            assert find_province(fold(spelling).upper(), day) == unit
            assert provinces_in(f"{spelling}, ngày 5 tháng 3 năm 2026", day) == (unit,)


@pytest.mark.parametrize(
    ("code", "before", "since"),
    [
        ("15", "Yên Bái", "Lào Cai"),
        ("24", "Bắc Giang", "Bắc Ninh"),
        ("44", "Quảng Bình", "Quảng Trị"),
        ("52", "Bình Định", "Gia Lai"),
        ("80", "Long An", "Tây Ninh"),
        ("82", "Tiền Giang", "Đồng Tháp"),
        ("91", "Kiên Giang", "An Giang"),
    ],
)
def test_seven_codes_changed_their_owner(code: str, before: str, since: str) -> None:
    assert _by_code(code, LAST_DAY_OF_63).name == before
    assert _by_code(code, FIRST_DAY_OF_34).name == since


def test_no_other_code_of_today_meant_another_province() -> None:
    old = {unit.code: unit.name for unit in provinces_on(LAST_DAY_OF_63)}
    changed = {unit.code for unit in provinces_on(IN_2026) if old.get(unit.code) != unit.name}

    assert changed == {"15", "24", "44", "52", "80", "82", "91"}


def test_each_former_province_has_one_successor_and_each_present_one_continues_one() -> None:
    formers = provinces_on(LAST_DAY_OF_63)
    presents = provinces_on(IN_2026)

    assert {successor(unit) for unit in formers} == set(presents)
    assert all(sum(unit.continues for unit in formers if successor(unit) == heir) == 1 for heir in presents)
    assert all(successor(heir) == heir for heir in presents)


def test_predecessors_begin_with_the_one_that_is_continued() -> None:
    assert next(unit.name for unit in predecessors(province("p34-lam-dong"))) == "Lâm Đồng"
    assert {unit.name for unit in predecessors(province("p34-lam-dong"))} == {
        "Lâm Đồng",
        "Đắk Nông",
        "Bình Thuận",
    }
    assert predecessors(province("p63-lam-dong")) == ()


def test_hue_was_a_province_until_2024() -> None:
    then, now = find_province("Huế", IN_2014), find_province("Thừa Thiên Huế", EARLY_2025)

    assert then is not None
    assert now is not None
    assert (then.id, then.label_on(IN_2014)) == ("p63-thua-thien-hue", "tỉnh Thừa Thiên Huế")
    assert (now.id, now.label_on(EARLY_2025)) == ("p63-hue", "thành phố Huế")
    assert predecessors(province("p34-hue")) == (then, now)


@pytest.mark.parametrize(
    ("province_id", "last_as_province", "first_as_city"),
    [
        ("p34-dong-nai", date(2026, 4, 29), date(2026, 4, 30)),
        ("p34-quang-ninh", date(2026, 8, 31), date(2026, 9, 1)),
        ("p34-bac-ninh", date(2026, 9, 19), date(2026, 9, 20)),
    ],
)
def test_three_provinces_became_cities_in_2026(
    province_id: str, last_as_province: date, first_as_city: date
) -> None:
    unit = province(province_id)

    assert (unit.type_on(last_as_province), unit.type_on(first_as_city)) == (
        ProvinceType.PROVINCE,
        ProvinceType.CITY,
    )
    assert unit.label_on(last_as_province) == f"tỉnh {unit.name}"
    assert unit.label_on(first_as_city) == f"thành phố {unit.name}"


def test_nine_cities_are_run_centrally_today() -> None:
    assert sum(unit.type_on(IN_2026) is ProvinceType.CITY for unit in provinces_on(IN_2026)) == 9


@pytest.mark.parametrize(
    ("written", "province_id"),
    [
        ("Lạng Sơn", "p63-lang-son"),
        ("tỉnh Lạng Sơn", "p63-lang-son"),
        ("TINH LANG SON", "p63-lang-son"),
        ("Hoà Bình", "p63-hoa-binh"),
        ("HÒA BÌNH", "p63-hoa-binh"),
        ("Tuyên-Quang", "p63-tuyen-quang"),
        ("Đắc Lắc", "p63-dak-lak"),
        ("Dak Lak", "p63-dak-lak"),
        ("Kontum", "p63-kon-tum"),
        ("BR-VT", "p63-ba-ria-vung-tau"),
        ("Bà Rịa – Vũng Tàu", "p63-ba-ria-vung-tau"),
        ("Bà Rịa-Vũng Tàu", "p63-ba-ria-vung-tau"),
        ("Thừa Thiên - Huế", "p63-thua-thien-hue"),
        ("TT-Huế", "p63-thua-thien-hue"),
        ("TP.HCM", "p63-ho-chi-minh"),
        ("TPHCM", "p63-ho-chi-minh"),
        ("Tp.Hồ Chí Minh", "p63-ho-chi-minh"),
        ("Sài Gòn", "p63-ho-chi-minh"),
        ("TP. Cần Thơ", "p63-can-tho"),
        ("Hà Tây", "p63-ha-noi"),
        ("Quy Nhơn", "p63-binh-dinh"),
    ],
)
def test_a_province_is_found_by_any_of_its_names(written: str, province_id: str) -> None:
    found = find_province(written, IN_2014)

    assert found is not None
    assert found.id == province_id


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("", IN_2014),
        ("Quảng", IN_2014),
        ("Hà Nam Ninh", IN_2014),
        ("huyện Cao Lộc", IN_2014),
        ("thành phố Lạng Sơn", IN_2014),
        ("TP. Pleiku", IN_2014),
        ("Hà Giang", IN_2026),
        ("thành phố Đồng Nai", date(2026, 4, 29)),
    ],
)
def test_what_is_no_province_of_the_day_is_not_found(written: str, day: date) -> None:
    assert find_province(written, day) is None


def test_a_city_stands_for_the_province_that_holds_it_on_the_day() -> None:
    assert [unit.id for unit in provinces_in("Quy Nhơn, ngày 3 tháng 4", IN_2014)] == ["p63-binh-dinh"]
    assert [unit.id for unit in provinces_in("Quy Nhơn, ngày 3 tháng 4", IN_2026)] == ["p34-gia-lai"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("UBND TỈNH QUẢNG NAM", ["Quảng Nam"]),
        ("Vĩnh Long, ngày 3 tháng 4 năm 2014", ["Vĩnh Long"]),
        ("Vinh, ngày 3 tháng 4 năm 2014", ["Nghệ An"]),
        ("UBND HUYỆN VĨNH BẢO", []),
        ("ĐOÀN TNCS HỒ CHÍ MINH TỈNH HÀ NAM", ["Hà Nam"]),
        ("CỤC THUẾ TỈNH BÀ RỊA - VŨNG TÀU", ["Bà Rịa - Vũng Tàu"]),
        ("Phan Rang-Tháp Chàm, ngày 5", ["Ninh Thuận"]),
        ("Hà Nội, Hải Phòng và Hà Nội", ["Hà Nội", "Hải Phòng"]),
        ("UBND THANH PHO HO CHI MINH", ["Hồ Chí Minh"]),
        ("giữ gìn hòa bình, an giang", []),
        ("Độc lập - Tự do - Hạnh phúc", []),
    ],
)
def test_mentions_are_read_from_letterheads_and_place_lines(text: str, names: list[str]) -> None:
    assert [unit.name for unit in provinces_in(text, IN_2014)] == names


def test_an_unknown_id_is_named() -> None:
    with pytest.raises(UnknownProvinceError) as refusal:
        province("p34-ha-giang")

    assert refusal.value.province_id == "p34-ha-giang"


@pytest.mark.corpus
def test_the_data_agree_with_the_table_of_mergers(shared: Path) -> None:
    table = (shared / "spec/records.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| (\d\d) \| ([^|]+?) \| ((?:tỉnh|thành phố)[^|]*?) \| ([^|]+?) \| ([^|]+?) \|$",
        table,
        re.MULTILINE,
    )

    assert len(rows) == 34
    for code, name, status, continued, absorbed in rows:
        unit = _by_code(code, IN_2026)
        kept, *taken = predecessors(unit)[1:] if name == "Huế" else predecessors(unit)
        assert (unit.name, unit.label_on(FIRST_DAY_OF_34).rsplit(f" {name}")[0].lower()) == (
            name,
            status.split(";")[0],
        )
        assert _described(kept) == continued
        assert {_described(former) for former in taken} == set(
            absorbed.replace("unchanged", "").split(" · ")
        ) - {""}


def _described(unit: Province) -> str:
    return f"{unit.name} ({unit.code}, {unit.identifier})"


def _by_code(code: str, day: date) -> Province:
    (unit,) = (unit for unit in provinces_on(day) if unit.code == code)
    return unit
