import pytest

from model.copy_form import CopyForm
from model.layout_profile import LayoutProfile


@pytest.mark.parametrize(
    ("form", "heading", "abbreviation", "old_heading", "old_abbreviation"),
    [
        (CopyForm.FULL, "SAO Y", "SY", "SAO Y BẢN CHÍNH", "SY"),
        (CopyForm.RECOPY, "SAO LỤC", "SL", "SAO LỤC", "SL"),
        (CopyForm.EXTRACT, "TRÍCH SAO", "TrS", "TRÍCH SAO", "TS"),
    ],
)
def test_a_form_of_copy_is_written_as_its_time_did(
    form: CopyForm, heading: str, abbreviation: str, old_heading: str, old_abbreviation: str
) -> None:
    now, then = LayoutProfile.ND30_2020, LayoutProfile.TT01_2011
    assert (form.heading(now), form.abbreviation(now)) == (heading, abbreviation)
    assert (form.heading(then), form.abbreviation(then)) == (old_heading, old_abbreviation)
