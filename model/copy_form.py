"""The forms of copying a document, by what they are called on paper."""

from enum import StrEnum
from functools import cache

from model.data_file import read_data
from model.layout_profile import LayoutProfile


class CopyForm(StrEnum):
    """The three forms of copying (article 3, clauses 10 to 12); their facts lie in data/copies.toml."""

    FULL = "sao-y"
    """The whole of an original."""
    RECOPY = "sao-luc"
    """The whole of a full copy."""
    EXTRACT = "trich-sao"
    """A part of an original, set anew."""

    @property
    def label(self) -> str:
        """The name in running text: ``Sao y``."""
        return _facts()[self]["label"]

    def heading(self, profile: LayoutProfile) -> str:
        """Return the words in capitals that the copy bears, as of that time."""
        facts = _facts()[self]
        return facts["heading" if profile is LayoutProfile.ND30_2020 else "heading_before_2020"]

    def abbreviation(self, profile: LayoutProfile) -> str:
        """Return what stands for the form in the symbol, as of that time."""
        facts = _facts()[self]
        return facts["abbreviation" if profile is LayoutProfile.ND30_2020 else "abbreviation_before_2020"]


@cache
def _facts() -> dict[CopyForm, dict[str, str]]:
    return {CopyForm(slug): row for slug, row in read_data("copies").items()}
