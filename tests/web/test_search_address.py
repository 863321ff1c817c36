from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.search import Places, SearchRequest, Sort
from web.search_address import address, choosing, parameters_of, request_from, request_of

_LINES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(str.strip).filter(bool)
_REQUESTS = st.builds(
    SearchRequest,
    text=st.just("") | _LINES,
    chosen=st.lists(st.tuples(st.sampled_from(["year", "organ"]), _LINES), unique_by=lambda one: one[0]).map(
        lambda chosen: tuple(sorted(chosen, reverse=True))
    ),
    places=st.sampled_from(Places),
    sort=st.sampled_from(Sort),
)


@given(_REQUESTS)
def test_an_address_holds_the_whole_search(request: SearchRequest) -> None:
    once = request_from(parameters_of(request))
    assert request_from(parameters_of(once)) == once
    assert (once.places, once.sort) == (request.places, request.sort)


def test_what_is_usual_is_not_in_the_address() -> None:
    assert address(SearchRequest(text="báo cáo")) == "/tim?q=b%C3%A1o+c%C3%A1o"


@pytest.mark.parametrize("parameters", ["q=x&xep=abc", "q=x&dia-danh=", "q=x&nam=", "q=x&khac=1"])
def test_a_value_that_means_nothing_is_left_out(parameters: str) -> None:
    assert request_of(dict(parse_qsl(parameters))) == SearchRequest(text="x")


def test_a_facet_is_chosen_changed_and_let_go() -> None:
    first = choosing(SearchRequest(text="x"), "year", "2014")
    second = choosing(choosing(first, "organ", "Sở"), "year", "2015")
    assert first.chosen == (("year", "2014"),)
    assert second.chosen == (("organ", "Sở"), ("year", "2015"))
    assert choosing(second, "year", "2015").chosen == (("organ", "Sở"),)
