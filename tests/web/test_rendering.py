from datetime import UTC, date, datetime
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from model.partial_date import PartialDate
from model.search import Snippet
from web.rendering import highlighted, instant, iso_day, number, printed, size


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, "0 B"), (1023, "1023 B"), (1024, "1 KB"), (25_655, "25 KB"), (1_572_864, "1,5 MB")],
)
def test_sizes_are_shown_with_their_unit(count: int, shown: str) -> None:
    assert size(count) == shown


def test_numbers_are_parted_as_people_here_write_them() -> None:
    assert [number(count) for count in (7, 1000, 1_234_567)] == ["7", "1.000", "1.234.567"]


def test_instants_are_shown_in_the_zone_of_vietnam() -> None:
    assert instant(datetime(2026, 11, 22, 18, 5, tzinfo=UTC)) == "01:05, 23/11/2026"
    assert instant("2026-11-22T12:00:00+07:00") == "12:00, 22/11/2026"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        ("212/SGDĐT", "212/SGDĐT"),
        (12, "12"),
        (date(2026, 3, 1), "01/03/2026"),
        (PartialDate(2026, 3), "03/2026"),
    ],
)
def test_a_register_shows_dates_as_dates_and_nothing_for_nothing(value: object, shown: str) -> None:
    assert printed(value) == shown


def test_a_date_from_the_index_is_shown_like_any_other() -> None:
    assert [iso_day(value) for value in ("2014-03-31", "2014-03", None)] == ["31/03/2014", "03/2014", ""]


def test_hits_are_marked_and_the_text_around_them_is_escaped() -> None:
    snippet = Snippet(text="a <b> & c", marks=((2, 5),))
    assert highlighted(snippet) == Markup("a <mark>&lt;b&gt;</mark> &amp; c")


@given(text=st.text(max_size=40), cuts=st.lists(st.integers(0, 40), max_size=8))
def test_a_highlighted_snippet_says_what_the_snippet_says(text: str, cuts: list[int]) -> None:
    borders = sorted({min(cut, len(text)) for cut in cuts})
    marks = tuple(zip(borders[::2], borders[1::2], strict=False))
    html = highlighted(Snippet(text=text, marks=marks))
    assert html.count("<mark>") == len(marks)
    assert unescape(html.replace("<mark>", "").replace("</mark>", "")) == text
