from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.saved_search_errors import (
    SavedNameEmptyError,
    SavedNameLengthError,
    SavedNameLettersError,
    SavedSearchEmptyError,
    SavedSearchError,
)
from archive.saved_searches import LONGEST_NAME, SavedSearches
from model.clock import FixedClock
from model.search import Places, SearchRequest, Sort
from tests.archive.offices import CLERK

REQUEST = SearchRequest(
    text='báo cáo "phần mềm"', chosen=(("year", "2014"),), places=Places.ALL, sort=Sort.NEWEST
)


@pytest.fixture
def searches(tmp_path: Path) -> SavedSearches:
    """Give the saved searches of an office that has none."""
    return SavedSearches(tmp_path / "office.db", FixedClock(datetime(2026, 11, 2, tzinfo=UTC)))


def test_a_search_is_kept_whole(searches: SavedSearches) -> None:
    searches.save("Phần mềm 2014", REQUEST, actor=CLERK)
    (saved,) = searches.all()
    assert (saved.name, saved.request, saved.saved_by) == ("Phần mềm 2014", REQUEST, CLERK.name)


def test_searches_stand_by_name(searches: SavedSearches) -> None:
    for name in ("b", "A", "c"):
        searches.save(name, REQUEST, actor=CLERK)
    assert [saved.name for saved in searches.all()] == ["A", "b", "c"]


def test_a_name_is_taken_over_in_any_case_of_its_letters(searches: SavedSearches) -> None:
    assert not searches.save("  một   tên ", REQUEST, actor=CLERK)
    assert searches.save("Một tên", SearchRequest(text="khác"), actor=CLERK)
    assert [(saved.name, saved.request.text) for saved in searches.all()] == [("Một tên", "khác")]


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("", SavedNameEmptyError),
        (" \n ", SavedNameEmptyError),
        ("tên\x07", SavedNameLettersError),
        ("tên\u202e", SavedNameLettersError),
        ("x" * (LONGEST_NAME + 1), SavedNameLengthError),
    ],
)
def test_a_name_that_nobody_can_read_is_refused(
    name: str, refusal: type[SavedSearchError], searches: SavedSearches
) -> None:
    with pytest.raises(refusal):
        searches.save(name, REQUEST, actor=CLERK)
    assert searches.all() == ()


def test_a_name_may_be_as_long_as_the_page_shows(searches: SavedSearches) -> None:
    searches.save("ế" * LONGEST_NAME, REQUEST, actor=CLERK)
    assert [len(saved.name) for saved in searches.all()] == [LONGEST_NAME]


def test_a_search_for_nothing_is_not_kept(searches: SavedSearches) -> None:
    with pytest.raises(SavedSearchEmptyError):
        searches.save("một", SearchRequest(text="  "), actor=CLERK)
    searches.save("một", SearchRequest(text="", chosen=(("year", "2014"),)), actor=CLERK)
    assert [saved.name for saved in searches.all()] == ["một"]


def test_a_file_that_cannot_be_opened_is_no_riddle(tmp_path: Path) -> None:
    (tmp_path / "office.db").mkdir()
    searches = SavedSearches(tmp_path / "office.db", FixedClock(datetime(2026, 11, 2, tzinfo=UTC)))
    with pytest.raises(PermissionError, match=r"office\.db"):
        searches.save("một", REQUEST, actor=CLERK)


def test_a_search_can_be_forgotten(searches: SavedSearches) -> None:
    searches.save("một", REQUEST, actor=CLERK)
    searches.remove("một")
    searches.remove("hai")
    assert searches.all() == ()


def test_looking_makes_no_file(searches: SavedSearches, tmp_path: Path) -> None:
    assert searches.all() == ()
    searches.remove("một")
    assert list(tmp_path.iterdir()) == []
