import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from model.organ import (
    OrganLevel,
    UnknownOrganError,
    expand_group,
    find_organ,
    former_organ,
    heir_on,
    is_former_district,
    organ,
    organs_on,
)

IN_2014 = date(2014, 3, 31)
LAST_DAY_OF_63 = date(2025, 6, 30)
FIRST_DAY_OF_34 = date(2025, 7, 1)
IN_2026 = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("day", "count"), [(IN_2014, 63), (LAST_DAY_OF_63, 63), (FIRST_DAY_OF_34, 34), (IN_2026, 34)]
)
@pytest.mark.parametrize("kind", ["ubnd", "hdnd", "sgddt", "syt"])
def test_every_province_of_the_day_has_its_committee_and_departments(
    kind: str, day: date, count: int
) -> None:
    assert sum(body.id.startswith(f"{kind}@") for body in organs_on(day)) == count


@pytest.mark.parametrize("day", [IN_2014, date(2025, 3, 1), IN_2026])
def test_ids_are_unique_lead_back_and_parents_exist(day: date) -> None:
    bodies = organs_on(day)
    ids = {body.id for body in bodies}

    assert len(ids) == len(bodies)
    assert all(organ(body.id, day) == body and body.is_valid_on(day) for body in bodies)
    assert {body.parent_id for body in bodies} - {None} <= ids


@pytest.mark.parametrize("day", [IN_2014, date(2025, 3, 1), IN_2026])
def test_every_organ_is_found_by_its_full_name(day: date) -> None:
    for body in organs_on(day):
        assert find_organ(body.full_name, day=day) == body
        assert find_organ(body.full_name.upper(), day=day) == body


@pytest.mark.parametrize("day", [IN_2014, IN_2026])
def test_every_department_is_found_by_the_two_lines_of_its_letterhead(day: date) -> None:
    for body in organs_on(day):
        if body.level is OrganLevel.DEPARTMENT and body.parent_id and "@" in body.parent_id:
            above = organ(body.parent_id, day).name.upper()
            assert find_organ(body.name.upper(), day=day, parent=above) == body


@pytest.mark.parametrize(
    ("written", "parent", "organ_id"),
    [
        ("UBND tỉnh Lạng Sơn", None, "ubnd@p63-lang-son"),
        ("ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN", None, "ubnd@p63-lang-son"),
        ("UỶ BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH", None, "ubnd@p63-ho-chi-minh"),
        ("Sở GD&ĐT Lạng Sơn", None, "sgddt@p63-lang-son"),
        ("Sở GD-ĐT TP.HCM", None, "sgddt@p63-ho-chi-minh"),
        ("SGDĐT Lạng Sơn", None, "sgddt@p63-lang-son"),
        ("Sở Giáo dục - Đào tạo", "UBND TỈNH LẠNG SƠN", "sgddt@p63-lang-son"),
        ("so giao duc va dao tao", "uy ban nhan dan tinh lang son", "sgddt@p63-lang-son"),
        ("Sở LĐ-TB&XH tỉnh Hà Nam", None, "sldtbxh@p63-ha-nam"),
        ("VĂN PHÒNG", "UBND TỈNH HÀ NAM", "vpubnd@p63-ha-nam"),
        ("Văn phòng UBND tỉnh Hà Nam", None, "vpubnd@p63-ha-nam"),
        ("THANH TRA TỈNH HÀ NAM", "UBND TỈNH HÀ NAM", "ttr@p63-ha-nam"),
        ("Cục Thuế TP Hà Nội", "Tổng cục Thuế", "cthue@p63-ha-noi"),
        ("Bộ GD&ĐT", None, "bgddt"),
        ("BỘ GIÁO DỤC & ĐÀO TẠO", None, "bgddt"),
        ("Bộ LĐTBXH", None, "bldtbxh"),
        ("Thủ tướng", None, "ttg"),
        ("BGDĐT", None, "bgddt"),
    ],
)
def test_an_organ_is_found_as_offices_write_it(written: str, parent: str | None, organ_id: str) -> None:
    found = find_organ(written, day=IN_2014, parent=parent)

    assert found is not None
    assert found.id == organ_id


@pytest.mark.parametrize(
    ("written", "parent"),
    [
        ("", None),
        ("Sở Giáo dục và Đào tạo", None),
        ("ỦY BAN NHÂN DÂN", None),
        ("UBND HUYỆN CAO LỘC", None),
        ("UBND thành phố Lạng Sơn", None),
        ("Phòng Giáo dục và Đào tạo", "UBND HUYỆN CAO LỘC"),
        ("Thanh tra", "Sở Y tế tỉnh Kiên Giang"),
        ("Văn phòng", "UBND HUYỆN CAO LỘC"),
        ("Sở Y tế", "Bộ Y tế"),
        ("Sở Y tế tỉnh Hà Nam", "UBND tỉnh Nam Định"),
        ("Sở Y tế - Công đoàn ngành", "UBND tỉnh Kiên Giang"),
        ("Bộ Nông nghiệp và Môi trường", None),
    ],
)
def test_an_unknown_or_contradictory_name_finds_nothing(written: str, parent: str | None) -> None:
    assert find_organ(written, day=IN_2014, parent=parent) is None


def test_the_caller_may_tell_the_province_of_a_department_but_not_of_a_common_name() -> None:
    found = find_organ("SỞ Y TẾ", day=IN_2014, province_id="p63-kien-giang")

    assert found is not None
    assert found.id == "syt@p63-kien-giang"
    assert find_organ("THANH TRA", day=IN_2014, province_id="p63-kien-giang") is None
    assert find_organ("SỞ Y TẾ", day=IN_2026, province_id="p63-kien-giang") is None


@pytest.mark.parametrize(
    ("organ_id", "last_day"),
    [("bgtvt", date(2025, 2, 28)), ("bldtbxh", date(2025, 2, 28)), ("ubnd@p63-ha-giang", LAST_DAY_OF_63)],
)
def test_organs_that_ended_in_2025_are_valid_to_their_last_day(organ_id: str, last_day: date) -> None:
    body = organ(organ_id)

    assert body.valid_to == last_day
    assert body.is_valid_on(last_day)
    assert not body.is_valid_on(last_day.replace(year=2026))


def test_a_department_lives_no_longer_than_its_kind_and_its_province() -> None:
    assert organ("stttt@p63-ha-giang").valid_to == date(2025, 2, 28)
    assert organ("syt@p63-ha-giang").valid_to == LAST_DAY_OF_63
    assert organ("syt@p34-tuyen-quang").valid_from == FIRST_DAY_OF_34


def test_names_follow_the_type_of_the_province_on_the_day() -> None:
    assert organ("ubnd@p34-dong-nai", date(2026, 4, 29)).name == "Ủy ban nhân dân tỉnh Đồng Nai"
    assert organ("ubnd@p34-dong-nai").name == "Ủy ban nhân dân thành phố Đồng Nai"
    assert organ("sgddt@p34-lang-son").full_name == "Sở Giáo dục và Đào tạo tỉnh Lạng Sơn"
    assert organ("sgddt@p34-lang-son").name == "Sở Giáo dục và Đào tạo"
    assert organ("sgddt@p34-ho-chi-minh").full_name == "Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh"


def test_codes_and_identifiers_are_known() -> None:
    assert (organ("bgddt").abbreviations[0], organ("bgddt").identifier) == ("BGDĐT", "G03")
    assert organ("sgddt@p34-lang-son").abbreviations[0] == "SGDĐT"
    assert organ("ubnd@p63-ha-giang").identifier == "H22"


@pytest.mark.parametrize(
    "written",
    [
        "Sở giáo dục và đào tạo các tỉnh, thành phố",
        "các sở giáo dục và đào tạo",
        "Các Sở Giáo dục và Đào tạo.",
        "Các Sở GDĐT",
        "Các Sở Giáo dục và Đào tạo tỉnh, thành phố",
        "Sở Giáo dục và Đào tạo các tỉnh/thành phố trong cả nước",
        "Giám đốc các Sở Giáo dục và Đào tạo",
        "34 Sở Giáo dục và Đào tạo",
        "Sở GD&ĐT các tỉnh, thành phố trực thuộc TW",
    ],
)
def test_a_group_means_one_department_per_province_of_the_day(written: str) -> None:
    then, now = expand_group(written, IN_2014), expand_group(written, IN_2026)

    assert (len(then), len(now)) == (63, 34)
    assert {body.id.split("@")[0] for body in (*then, *now)} == {"sgddt"}
    assert then[1].full_name == "Sở Giáo dục và Đào tạo tỉnh Hà Giang"


def test_a_group_of_committees_is_known_with_its_legal_addition() -> None:
    group = expand_group("Ủy ban nhân dân các tỉnh, thành phố (trực thuộc Trung ương)", IN_2026)

    assert [body.id for body in group] == [
        body.id for body in organs_on(IN_2026) if body.id.startswith("ubnd@")
    ]


def test_the_name_of_one_organ_means_that_organ() -> None:
    assert [body.id for body in expand_group("Bộ Tài chính", IN_2026)] == ["btc"]
    assert [body.id for body in expand_group("UBND tỉnh Lạng Sơn", IN_2026)] == ["ubnd@p34-lang-son"]


@pytest.mark.parametrize(
    "written",
    ["", "Các trường trung học phổ thông", "Sở Giáo dục và Đào tạo", "Ủy ban nhân dân tỉnh", "Như trên"],
)
def test_anything_else_means_nobody(written: str) -> None:
    assert expand_group(written, IN_2026) == ()


def test_departments_that_ended_are_not_addressed_any_more() -> None:
    assert len(expand_group("Các Sở Thông tin và Truyền thông", IN_2014)) == 63
    assert expand_group("Các Sở Thông tin và Truyền thông", IN_2026) == ()


@pytest.mark.parametrize("organ_id", ["", "bo-x", "sgddt@p34-ha-giang", "xyz@p34-lang-son", "sgddt@"])
def test_an_unknown_id_is_named(organ_id: str) -> None:
    with pytest.raises(UnknownOrganError) as refusal:
        organ(organ_id)

    assert refusal.value.organ_id == organ_id


def test_importing_the_model_reads_no_data() -> None:
    code = "import tomllib; tomllib.loads = None; import model.organ, model.document_code, model.deadline"

    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


@pytest.mark.parametrize(
    ("name", "former", "heir"),
    [
        ("Bộ Giao thông vận tải", "bgtvt", "bxd"),
        ("Bộ Thông tin và Truyền thông", "btttt", "bkhcn"),
        ("Sở Giáo dục và Đào tạo tỉnh Hà Giang", "sgddt@p63-ha-giang", "sgddt@p34-tuyen-quang"),
        ("Sở Giao thông vận tải tỉnh Lạng Sơn", "sgtvt@p63-lang-son", "sxd@p34-lang-son"),
        ("Sở Giao thông vận tải tỉnh Hà Giang", "sgtvt@p63-ha-giang", "sxd@p34-tuyen-quang"),
    ],
)
def test_a_former_organ_is_known_with_the_one_that_took_over(name: str, former: str, heir: str) -> None:
    found = former_organ(name, IN_2026)
    assert found is not None
    taken_over_by = heir_on(found, IN_2026)
    assert taken_over_by is not None
    assert (found.id, taken_over_by.id) == (former, heir)


@pytest.mark.parametrize("name", ["Bộ Nội vụ", "Sở Y tế tỉnh Lạng Sơn", "Trường Đại học Vinh", "Sở Nội vụ"])
def test_an_organ_of_the_day_and_an_unknown_one_are_not_former(name: str) -> None:
    assert former_organ(name, IN_2026) is None


def test_a_heir_is_an_organ_of_the_data() -> None:
    heirs = [heir_on(body, IN_2026) for body in organs_on(IN_2014) if body.heir]
    assert heirs
    assert None not in heirs


@pytest.mark.parametrize(
    ("name", "day", "is_former"),
    [
        ("UBND huyện Đức Trọng", IN_2026, True),
        ("Ủy ban nhân dân các quận, huyện", IN_2026, True),
        ("HĐND thị xã Gia Nghĩa", FIRST_DAY_OF_34, True),
        ("UBND huyện Đức Trọng", LAST_DAY_OF_63, False),
        ("Ủy ban nhân dân quận 1", IN_2014, False),
        ("Ủy ban nhân dân phường Bến Thành", IN_2026, False),
        ("Ủy ban nhân dân thành phố Huế", IN_2026, False),
    ],
)
def test_there_are_no_districts_since_july_2025(name: str, day: date, *, is_former: bool) -> None:
    assert is_former_district(name, day) is is_former


@pytest.mark.parametrize(
    ("written", "parent", "day", "organ_id"),
    [
        # what national bodies have in the provinces
        ("CÔNG AN TỈNH LẠNG SƠN", "BỘ CÔNG AN", IN_2014, "ca@p63-lang-son"),
        ("CÔNG AN TỈNH LẠNG SƠN", "BỘ CÔNG AN", IN_2026, "ca@p34-lang-son"),
        ("BHXH tỉnh Lạng Sơn", "BẢO HIỂM XÃ HỘI VIỆT NAM", IN_2014, "bhxhtinh@p63-lang-son"),
        ("Viện kiểm sát nhân dân tỉnh Hà Giang", None, IN_2014, "vksnd@p63-ha-giang"),
        ("Cục Hải quan TP. Hải Phòng", "TỔNG CỤC HẢI QUAN", IN_2014, "chaiquan@p63-hai-phong"),
        ("THUẾ TỈNH LẠNG SƠN", "CỤC THUẾ", IN_2026, "thue@p34-lang-son"),
        # of a district, or of no province that is named
        ("Công an huyện Hữu Lũng", None, IN_2014, None),
        ("Công an", None, IN_2014, None),
        # renamed and merged
        ("Bộ Thương mại", None, date(2005, 6, 1), "btm"),
        ("Bộ Thương mại", None, IN_2014, None),
        ("Bộ Công Thương", None, date(2005, 6, 1), None),
        ("Tổng cục Thống kê", None, IN_2014, "tctk"),
        ("Cục Thống kê", None, IN_2026, "ctk"),
        ("Ban Dân tộc", "UBND TỈNH LẠNG SƠN", IN_2014, "bdt@p63-lang-son"),
    ],
)
def test_branches_and_renamed_bodies_are_found_on_their_days(
    written: str, parent: str | None, day: date, organ_id: str | None
) -> None:
    found = find_organ(written, day=day, parent=parent)
    assert (found and found.id) == organ_id


def test_the_work_of_a_ministry_of_before_is_carried_on() -> None:
    former = former_organ("Bộ Bưu chính, Viễn thông", IN_2014)
    assert former is not None
    heir = heir_on(former, IN_2014)
    assert heir is not None
    assert heir.id == "btttt"
