from datetime import date

import pytest

from generator.reply_form_sender import sender_of
from model.organ import organ, organs_on
from model.record import Addressee

BEFORE, AFTER = date(2014, 3, 31), date(2026, 11, 16)


def addressed(organ_id: str, day: date) -> Addressee:
    body = organ(organ_id, day)
    return Addressee(organ_id=organ_id, name=body.full_name, province_id=body.province_id)


HEADERS = [
    # departments: the committee above them is abbreviated
    ("sgddt@p63-lang-son", BEFORE, ("UBND tỉnh Lạng Sơn", "Sở Giáo dục và Đào tạo"), "Lạng Sơn"),
    ("sgddt@p34-lang-son", AFTER, ("UBND tỉnh Lạng Sơn", "Sở Giáo dục và Đào tạo"), "Lạng Sơn"),
    ("sgddt@p63-ha-noi", BEFORE, ("UBND thành phố Hà Nội", "Sở Giáo dục và Đào tạo"), "Hà Nội"),
    ("sgddt@p34-ha-noi", AFTER, ("UBND thành phố Hà Nội", "Sở Giáo dục và Đào tạo"), "Hà Nội"),
    # the class word stays before the name of a person
    (
        "sgddt@p63-ho-chi-minh",
        BEFORE,
        ("UBND Thành phố Hồ Chí Minh", "Sở Giáo dục và Đào tạo"),
        "Thành phố Hồ Chí Minh",
    ),
    (
        "sgddt@p34-ho-chi-minh",
        AFTER,
        ("UBND Thành phố Hồ Chí Minh", "Sở Giáo dục và Đào tạo"),
        "Thành phố Hồ Chí Minh",
    ),
    # a province that became a city and changed its name with it
    (
        "sgddt@p63-thua-thien-hue",
        BEFORE,
        ("UBND tỉnh Thừa Thiên Huế", "Sở Giáo dục và Đào tạo"),
        "Thừa Thiên Huế",
    ),
    ("sgddt@p63-hue", date(2025, 3, 1), ("UBND thành phố Huế", "Sở Giáo dục và Đào tạo"), "Huế"),
    ("sgddt@p34-hue", AFTER, ("UBND thành phố Huế", "Sở Giáo dục và Đào tạo"), "Huế"),
    (
        "sgddt@p63-ba-ria-vung-tau",
        BEFORE,
        ("UBND tỉnh Bà Rịa - Vũng Tàu", "Sở Giáo dục và Đào tạo"),
        "Bà Rịa - Vũng Tàu",
    ),
    # committees: the province stands on the second line of their own name
    ("ubnd@p63-ha-giang", date(2017, 3, 24), (None, "Ủy ban nhân dân", "tỉnh Hà Giang"), "Hà Giang"),
    ("ubnd@p34-hue", AFTER, (None, "Ủy ban nhân dân", "thành phố Huế"), "Huế"),
    (
        "ubnd@p34-ho-chi-minh",
        AFTER,
        (None, "Ủy ban nhân dân", "Thành phố Hồ Chí Minh"),
        "Thành phố Hồ Chí Minh",
    ),
    # central bodies sit in the capital; above them the Government is not written
    ("byt", AFTER, (None, "Bộ Y tế"), "Hà Nội"),
    ("bhxh", BEFORE, (None, "Bảo hiểm xã hội Việt Nam"), "Hà Nội"),
    ("ct", AFTER, ("Bộ Tài chính", "Cục Thuế"), "Hà Nội"),
    ("cthue@p63-ca-mau", BEFORE, ("Tổng cục Thuế", "Cục Thuế tỉnh Cà Mau"), "Cà Mau"),
]


@pytest.mark.parametrize(("organ_id", "day", "header", "place"), HEADERS, ids=[row[0] for row in HEADERS])
def test_the_header_is_that_of_the_body_on_its_day(
    organ_id: str, day: date, header: tuple[str | None, ...], place: str
) -> None:
    sender = sender_of(addressed(organ_id, day), day)
    assert (sender.issuer.parent_name, *sender.issuer.name_lines) == header
    assert sender.place == place


@pytest.mark.parametrize(
    ("organ_id", "capacity", "title", "report_to"),
    [
        ("sgddt@p34-ca-mau", (), "Giám đốc", "UBND tỉnh Cà Mau"),
        ("vpubnd@p34-ca-mau", (), "Chánh Văn phòng", "UBND tỉnh Cà Mau"),
        ("ubnd@p34-ca-mau", ("TM. Ủy ban nhân dân",), "Chủ tịch", None),
        ("hdnd@p34-ca-mau", ("TM. Hội đồng nhân dân",), "Chủ tịch", None),
        ("byt", (), "Bộ trưởng", None),
        ("nhnn", (), "Thống đốc", None),
        ("qh", (), "Thủ trưởng cơ quan", None),
    ],
)
def test_a_committee_is_signed_for_and_a_head_signs_himself(
    organ_id: str, capacity: tuple[str, ...], title: str, report_to: str | None
) -> None:
    sender = sender_of(addressed(organ_id, AFTER), AFTER)
    assert (sender.capacity_lines, sender.title, sender.report_to) == (capacity, title, report_to)


@pytest.mark.parametrize(
    ("name", "lines", "place", "title"),
    [
        ("Ủy ban nhân dân xã Tân Lập", ("Ủy ban nhân dân", "xã Tân Lập"), "Tân Lập", "Chủ tịch"),
        ("Ủy ban nhân dân phường 12", ("Ủy ban nhân dân", "phường 12"), "Phường 12", "Chủ tịch"),
        ("Ủy ban nhân dân đặc khu Phú Quốc", ("Ủy ban nhân dân", "đặc khu Phú Quốc"), "Phú Quốc", "Chủ tịch"),
        ("Đại học Cần Thơ", ("Đại học Cần Thơ",), "Cần Thơ", "Thủ trưởng cơ quan"),
    ],
)
def test_of_a_body_outside_the_registry_the_name_tells_what_it_can(
    name: str, lines: tuple[str, ...], place: str, title: str
) -> None:
    sender = sender_of(Addressee(organ_id="-", name=name, province_id="p34-can-tho"), AFTER)
    assert (sender.issuer.name_lines, sender.place, sender.title) == (lines, place, title)


@pytest.mark.parametrize("day", [BEFORE, date(2025, 6, 30), AFTER])
def test_every_organ_of_the_registry_can_be_a_sender(day: date) -> None:
    for body in organs_on(day):
        sender = sender_of(Addressee(organ_id=body.id, name=body.full_name), day)
        assert sender.issuer.name
        assert sender.issuer.symbol
        assert sender.title
