"""The layout profile: sizes, margins and positions, read once from ``templates/profiles/``.

Attributes ending in ``_mm`` are millimetres, ``_pt`` and font sizes are points.
"""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

import msgspec

from generator.template_files import template_file
from model.dispatch import Alignment
from model.layout_profile import LayoutProfile

POINTS_PER_MM: Final = 72 / 25.4


def points(millimetres: float) -> float:
    """Return a length of millimetres in points."""
    return millimetres * POINTS_PER_MM


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Paper and margins."""

    width_mm: float
    height_mm: float
    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float

    @property
    def text_width_pt(self) -> float:
        """The width between the margins."""
        return points(self.width_mm - self.left_mm - self.right_mm)

    @property
    def text_height_pt(self) -> float:
        """The height between the margins."""
        return points(self.height_mm - self.top_mm - self.bottom_mm)


class Band(StrEnum):
    """The strip of the page outside its text that holds the page number."""

    HEADER = "header"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNumber:
    """The number from page 2 on, and how far its line is from the nearer edge of the paper."""

    band: Band
    alignment: Alignment
    size_pt: float
    from_edge_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterheadSizes:
    """One permitted combination of font sizes."""

    national_name: float
    motto: float
    parent_agency: float
    issuer: float
    code: float
    place_date: float
    subject: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterheadRules:
    """The grid of the letterhead."""

    right_share: float
    clearance_mm: float
    row_gap_pt: float
    subject_gap_pt: float
    phrases: tuple[str, ...]
    """Words that a name on several lines is broken before, where that costs no further line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The lines under motto and issuer."""

    thickness_pt: float
    gap_pt: float
    issuer_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AddresseeRules:
    """The block ``Kính gửi``."""

    size_pt: float
    before_pt: float
    after_pt: float
    line_gap_pt: float
    indent_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRules:
    """Paragraphs of the text."""

    size_pt: float
    first_line_indent_mm: float
    before_pt: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRules:
    """Tables inside the text."""

    size_pt: float
    padding_mm: float
    row_gap_pt: float
    around_pt: float
    border_pt: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRules:
    """The block of capacity, title, signature and name."""

    right_share: float
    clearance_mm: float
    before_pt: float
    size_pt: float
    space_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientRules:
    """The list ``Nơi nhận``."""

    label_pt: float
    size_pt: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexRules:
    """The heading of an annex, and the mark of a reply form in it."""

    label_pt: float
    title_pt: float
    reference_pt: float
    rule_mm: float
    before_pt: float
    mark_pt: float
    code_mm: float
    quiet_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Everything the decree or circular says about the look of a page."""

    id: LayoutProfile
    word_template: str
    """Name of the Word template in the folder of each kind of document."""
    font: str
    language: str
    line_spacing: float
    page: Page
    page_number: PageNumber
    letterhead_sizes: tuple[LetterheadSizes, ...]
    letterhead: LetterheadRules
    rule: Rule
    addressee: AddresseeRules
    body: BodyRules
    table: TableRules
    signature: SignatureRules
    recipients: RecipientRules
    annex: AnnexRules


@cache
def load_profile(layout: LayoutProfile) -> Profile:
    """Return a profile.

    Raises:
        TemplateNotFoundError: for a layout that is read but not generated.
    """
    path = template_file(f"profiles/{layout}.toml")
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Profile)
