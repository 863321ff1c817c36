import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.organ_identifier import canonical


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("000.00.05.H41", "H41.05"),
        ("001.03.08.H30", "H30.08.03.001"),
        ("000.00.00.G22", "G22"),
        ("g03 ", "G03"),
        ("H49.64.33", "H49.64.33"),
        ("H37.DN.001", "H37.DN.001"),
        ("", ""),
    ],
)
def test_both_forms_of_an_identifier_become_one(written: str, form: str) -> None:
    assert canonical(written) == form


@given(st.text(alphabet="0123456789.HGabc ", max_size=24))
def test_the_canonical_form_stays_as_it_is(written: str) -> None:
    assert canonical(canonical(written)) == canonical(written)
