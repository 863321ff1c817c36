from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from index.engines.inversion import Inverter
from index.engines.postings import Field, summed

TEXTS = st.lists(
    st.lists(st.sampled_from(["a", "ab", "b", "ba", "đ", "-"]), max_size=8), min_size=1, max_size=6
)


def spelled(term: str) -> bytes | None:
    return None if term == "-" else term.encode()


def a_field(texts: list[list[str]]) -> Field:
    inverter = Inverter("field", spelled, with_places=True)
    for text in texts:
        inverter.add(text)
    return Field(inverter.arrays(), "field")


@given(TEXTS)
def test_every_term_stands_where_it_stood_in_the_texts(texts: list[list[str]]) -> None:
    wanted: dict[bytes, dict[int, list[int]]] = defaultdict(dict)
    for entry, text in enumerate(texts):
        for place, term in enumerate(text):
            if term != "-":
                wanted[term.encode()].setdefault(entry, []).append(place)
    field = a_field(texts)
    assert list(field.terms()) == sorted(wanted)
    for spelling, entries in wanted.items():
        run = field.run_of_term(spelling)
        times = field.times(*run)
        places = summed(field.places(*run), times.cumsum() - times)
        assert field.entries(*run).tolist() == list(entries)
        assert times.tolist() == [len(places) for places in entries.values()]
        assert places.tolist() == [place for places in entries.values() for place in places]


@given(TEXTS, st.sampled_from(["a", "b", "đ", "z"]))
def test_a_run_holds_the_terms_that_begin_alike(texts: list[list[str]], prefix: str) -> None:
    field = a_field(texts)
    begin, end = field.run_of(prefix.encode())
    terms = list(field.terms())
    assert terms[begin:end] == [term for term in terms if term.startswith(prefix.encode())]
    assert len(field.entries(begin, end)) == field.sizes(begin, end).sum()
