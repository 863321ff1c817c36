from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.partial_date import PartialDate


@given(st.dates())
def test_a_whole_date_survives_being_printed_and_read(day: date) -> None:
    written = PartialDate.of(day)

    assert PartialDate.from_iso(str(written)) == written
    assert (written.exact, written.latest, written.is_whole) == (day, day, True)


def test_an_unread_day_leaves_month_and_year() -> None:
    unread = PartialDate.from_iso("2014-02")

    assert (str(unread), unread.exact, unread.is_whole) == ("2014-02", None, False)
    assert unread.latest == date(2014, 2, 28)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2014",
        "2014-13",
        "2014-02-30",
        "2014-00",
        "31/3/2014",
        "2014-3-1",
        "2014-02-00",
        "201\u0664-02",
        "2014-02-01 ",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- the class makes no promise about the message
        PartialDate.from_iso(text)


def test_an_unread_day_sorts_before_the_days_of_its_month() -> None:
    days = [PartialDate(2014, 3, 2), PartialDate(2014, 3), PartialDate(2014, 2, 28)]

    assert sorted(days) == [PartialDate(2014, 2, 28), PartialDate(2014, 3), PartialDate(2014, 3, 2)]
