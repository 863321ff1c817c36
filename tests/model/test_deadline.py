from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.deadline import Deadline, find_deadline

_days = st.dates(min_value=date(2005, 1, 1), max_value=date(2099, 12, 31))


@pytest.mark.parametrize(
    ("text", "literal", "due_on"),
    [
        # the day is out
        ("trước ngày 15 tháng 12 năm 2026", "trước ngày 15 tháng 12 năm 2026", date(2026, 12, 14)),
        ("Đề nghị gửi về Bộ trước ngày 15/4/2014.", "trước ngày 15/4/2014", date(2014, 4, 14)),
        ("Trước ngày 01/3/2026, các Sở gửi báo cáo.", "Trước ngày 01/3/2026", date(2026, 2, 28)),
        ("gửi ý kiến về Phòng trước ngày 13.12.2007", "trước ngày 13.12.2007", date(2007, 12, 12)),
        ("báo cáo trước ngày 22/ 12/ 2011", "trước ngày 22/ 12/ 2011", date(2011, 12, 21)),
        ("gửi báo cáo trước\nngày 05/01/2018", "trước ngày 05/01/2018", date(2018, 1, 4)),
        # the day is in
        ("chậm nhất ngày 18/10/2017", "chậm nhất ngày 18/10/2017", date(2017, 10, 18)),
        ("Chậm nhất là ngày 5 tháng 3 năm 2026", "Chậm nhất là ngày 5 tháng 3 năm 2026", date(2026, 3, 5)),
        ("chậm nhất đến hết ngày 25/10/2017", "chậm nhất đến hết ngày 25/10/2017", date(2017, 10, 25)),
        ("Hồ sơ gửi đến hết ngày 22/01/2018", "đến hết ngày 22/01/2018", date(2018, 1, 22)),
        ("hạn chót là ngày 10/10/2016", "hạn chót là ngày 10/10/2016", date(2016, 10, 10)),
        ("Hạn trả lời: 31-3-2014", "Hạn trả lời: 31-3-2014", date(2014, 3, 31)),
        ("hạn ngày 31/3/2014", "hạn ngày 31/3/2014", date(2014, 3, 31)),
        ("gửi trước 17 giờ 00 ngày 5/3/2026", "trước 17 giờ 00 ngày 5/3/2026", date(2026, 3, 5)),
        ("gửi trước 17h30 ngày 5/3/2026", "trước 17h30 ngày 5/3/2026", date(2026, 3, 5)),
        (
            "Hạn chót: 17h00 thứ Sáu, ngày 27/11/2026.",
            "Hạn chót: 17h00 thứ Sáu, ngày 27/11/2026",
            date(2026, 11, 27),
        ),
        (
            "Bộ đã yêu cầu báo cáo, đến nay chưa nhận được và đề nghị Sở gửi trước ngày 15/12/2026.",
            "trước ngày 15/12/2026",
            date(2026, 12, 14),
        ),
    ],
)
def test_a_deadline_is_read_with_its_last_day(text: str, literal: str, due_on: date) -> None:
    assert find_deadline(text, year=1999) == Deadline(literal=literal, due_on=due_on)


@pytest.mark.parametrize("text", ["gửi trước ngày 15/4", "gửi trước ngày 15 tháng 4"])
def test_a_missing_year_is_that_of_the_document(text: str) -> None:
    found = find_deadline(text, year=2014)

    assert found is not None
    assert found.due_on == date(2014, 4, 14)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hà Nội, ngày 31 tháng 3 năm 2014",
        "Các hợp đồng đã ký kết giữa hai bên của dự án trước ngày 01/7/2016 vẫn còn hiệu lực",
        "Từ ngày 01/7/2016 đến trước ngày 01/02/2018, đơn vị nộp hồ sơ",
        "gửi trước ngày 31/02/2014",
        "giấy phép hết hạn ngày 31/12/2013, đề nghị báo cáo",
        "được gia hạn đến ngày 31/12/2013, đề nghị báo cáo",
        "Sở xin phép gửi báo cáo trước ngày 15/12/2026.",
        "Sở đã yêu cầu các trường báo cáo trước 01/12.",
        "Kính đề nghị Bộ cho lùi thời hạn báo cáo đến hết ngày 31/12/2026.",
        "gửi trước ngày 15 hằng tháng",
        "gửi trước ngày 45/4/2014",
        "chậm nhất là 60 ngày kể từ ngày kết thúc năm, báo cáo",
        "gửi báo cáo. Các hợp đồng đã ký kết giữa hai bên trước ngày 01/7/2016 vẫn còn",
    ],
)
def test_a_date_that_asks_for_nothing_is_no_deadline(text: str) -> None:
    assert find_deadline(text, year=2014) is None


def test_the_first_deadline_of_a_text_counts() -> None:
    text = "Gửi bản giấy trước ngày 10/4/2014, bản điện tử chậm nhất ngày 12/4/2014."

    found = find_deadline(text, year=2014)

    assert found is not None
    assert found.due_on == date(2014, 4, 9)


@given(_days, st.integers(min_value=-400, max_value=400))
def test_lateness_counts_days_after_the_last_day(due_on: date, offset: int) -> None:
    deadline = Deadline(literal="hạn", due_on=due_on)

    assert deadline.days_late(due_on + timedelta(days=offset)) == max(0, offset)


@given(_days)
def test_a_paper_that_arrives_on_the_named_day_is_late_after_before_and_in_time_after_until(
    day: date,
) -> None:
    written = f"{day:%d/%m/%Y}"
    before = find_deadline(f"trước ngày {written}", year=day.year)
    until = find_deadline(f"chậm nhất ngày {written}", year=day.year)

    assert before is not None
    assert until is not None
    assert (before.days_late(day), until.days_late(day)) == (1, 0)
