"""The addresses of searches: every list that a person narrows, orders or keeps has an address of its own."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Final
from urllib.parse import parse_qsl, urlencode

from model.search import Places, SearchRequest, Sort
from model.vietnamese import nfc

LONGEST_QUERY: Final = 4001
"""Letters of a query that are handed on: one more than are looked for, so that whoever asks is told."""
LIST: Final = "/tim"
SHEET: Final = "/tim/ket-qua.xlsx"

_FACETS: Final = {
    "nam": "year",
    "tinh": "province",
    "co-quan": "organ",
    "loai": "type",
    "chieu": "direction",
    "tra-loi": "answers",
}
"""The facets by their parameter."""
_QUERY, _SORT, _PLACES = "q", "xep", "dia-danh"


def request_of(parameters: Mapping[str, str]) -> SearchRequest:
    """Return the search of an address; a value that means nothing is left out."""
    named = ((facet, nfc(parameters.get(name, ""))) for name, facet in _FACETS.items())
    chosen = ((facet, value) for facet, value in named if value)
    text = nfc(parameters.get(_QUERY, "")).strip()[:LONGEST_QUERY]
    request = SearchRequest(text=text, chosen=tuple(chosen))
    with suppress(ValueError):
        request = replace(request, sort=Sort(parameters.get(_SORT, "")))
    with suppress(ValueError):
        request = replace(request, places=Places(parameters.get(_PLACES, "")))
    return request


def request_from(address: str) -> SearchRequest:
    """Return the search of the part of an address behind the question mark."""
    return request_of(dict(parse_qsl(address)))


def parameters_of(request: SearchRequest) -> str:
    """Return the part of the address behind the question mark; what is usual is left out."""
    names = {facet: name for name, facet in _FACETS.items()}
    given = {_QUERY: request.text, **{names[facet]: value for facet, value in request.chosen}}
    if request.sort is not Sort.RELEVANCE:
        given[_SORT] = request.sort
    if request.places is not Places.HEIRS:
        given[_PLACES] = request.places
    return urlencode(given)


def address(request: SearchRequest, *, of: str = LIST) -> str:
    """Return the address of a search."""
    return f"{of}?{parameters_of(request)}"


def choosing(request: SearchRequest, facet: str, value: str) -> SearchRequest:
    """Return the search with a facet's value chosen, or let go when it is the chosen one."""
    others = tuple(one for one in request.chosen if one[0] != facet)
    is_chosen = (facet, value) in request.chosen
    return replace(request, chosen=others if is_chosen else (*others, (facet, value)))
