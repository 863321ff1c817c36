import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engines import frequent_rows
from index.engines.array_file import Array
from index.engines.frequent_rows import row_arrays
from index.engines.inversion import Inverter
from index.engines.postings import MOST_COUNTED, Field

WORDS = ("bao\0", "bao\0báo", "bao\0bảo", "cao\0", "cao\0cáo", "y\0")
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=8), min_size=1, max_size=9)


def a_field(texts: list[list[str]]) -> dict[str, Array]:
    inverter = Inverter("field", str.encode)
    for text in texts:
        inverter.add(text)
    return inverter.arrays()


def with_rows(written: dict[str, Array], entries: int) -> Field:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frequent_rows, "_SMALLEST", 1)
        return Field(written | row_arrays("field", written, entries), "field")


@given(TEXTS)
def test_a_row_says_what_the_postings_say(texts: list[list[str]]) -> None:
    written = a_field(texts)
    plain, rowed = Field(written, "field"), with_rows(written, len(texts))
    for begin in range(len(plain)):
        for end in range(begin + 1, len(plain) + 1):
            times, row = (one.times_of((begin, end), len(texts)) for one in (plain, rowed))
            assert row.row(len(texts)).tolist() == times.row(len(texts)).tolist()
            assert row.mask(len(texts)).tolist() == times.mask(len(texts)).tolist()


def test_frequent_terms_and_syllables_have_rows() -> None:
    texts = [["bao\0báo"], ["bao\0bảo"], ["bao\0"], *[["y\0"]] * 10]
    field = with_rows(a_field(texts), len(texts))
    begin, forms = field.forms_of(b"bao\0")
    assert field.times_of((begin, begin + len(forms)), len(texts)).entries is None  # all forms together
    assert field.times_of((begin, begin + 1), len(texts)).entries is not None  # one of thirteen entries
    assert field.times_of(field.run_of_term(b"y\0"), len(texts)).entries is None


def test_a_small_segment_has_no_rows() -> None:
    written = a_field([["y\0"]] * 9)
    assert not row_arrays("field", written, 9)["field.rows"].size


def test_times_beyond_what_a_byte_holds_count_as_the_most() -> None:
    texts = [["bao\0báo"] * 200 + ["bao\0bảo"] * 200, ["y\0"] * 300]
    written = a_field(texts)
    for field in (Field(written, "field"), with_rows(written, 2)):
        first, forms = field.forms_of(b"bao\0")
        assert field.times_of((first, first + len(forms)), 2).row(2).tolist() == [MOST_COUNTED, 0]
        assert field.times_of(field.run_of_term(b"y\0"), 2).row(2).tolist() == [0, MOST_COUNTED]
