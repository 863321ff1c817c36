from datetime import date

import pytest

from model.layout_profile import LayoutProfile


@pytest.mark.parametrize(
    ("day", "profile"),
    [
        (date(1998, 1, 1), LayoutProfile.TTLT55_2005),
        (date(2005, 5, 6), LayoutProfile.TTLT55_2005),
        (date(2011, 3, 4), LayoutProfile.TTLT55_2005),
        (date(2011, 3, 5), LayoutProfile.TT01_2011),
        (date(2014, 3, 31), LayoutProfile.TT01_2011),
        (date(2020, 3, 4), LayoutProfile.TT01_2011),
        (date(2020, 3, 5), LayoutProfile.ND30_2020),
        (date(2026, 11, 22), LayoutProfile.ND30_2020),
    ],
)
def test_the_profile_follows_the_date_of_the_document(day: date, profile: LayoutProfile) -> None:
    assert LayoutProfile.on(day) is profile
