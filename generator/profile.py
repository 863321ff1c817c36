"""The layout profile: sizes, margins and positions, read once from ``templates/profiles/``.

Attributes ending in ``_mm`` are millimetres, ``_pt`` and font sizes are points.
"""

import tomllib
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Final, Self

import msgspec

from generator.profile_rules import (
    AddresseeRules,
    AnnexRules,
    BannerRules,
    BasisRules,
    BodyRules,
    CirculationRules,
    ContactRules,
    CopyRules,
    HeadingRules,
    LetterheadRules,
    LetterheadSizes,
    RecipientRules,
    Rule,
    SignatureRules,
    TableRules,
    TitleRules,
    UrgencyRules,
)
from generator.template_files import template_file
from model.dispatch import Alignment
from model.document_kind import DocumentKind
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
    def turned(self) -> Self:
        """The same paper lying on its long side; each margin stays on its side of the text."""
        return replace(self, width_mm=self.height_mm, height_mm=self.width_mm)

    @property
    def halved(self) -> Self:
        """Half of the paper, lying: A5 instead of A4."""
        return replace(self, height_mm=self.height_mm // 2)

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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Profile:
    """Everything the decree or circular says about the look of a page; there is one object of each."""

    id: LayoutProfile
    word_template: str
    """Name of the Word template in the folder of each kind of document."""
    font: str
    language: str
    line_spacing: float
    page: Page
    small_page_kinds: tuple[DocumentKind, ...]
    """What is printed on half of the paper, lying."""
    page_number: PageNumber
    letterhead_sizes: tuple[LetterheadSizes, ...]
    letterhead: LetterheadRules
    rule: Rule
    title: TitleRules
    addressee: AddresseeRules
    body: BodyRules
    basis: BasisRules
    banner: BannerRules
    heading: HeadingRules
    table: TableRules
    signature: SignatureRules
    recipients: RecipientRules
    annex: AnnexRules
    urgency: UrgencyRules
    circulation: CirculationRules
    contact: ContactRules
    copy: CopyRules

    @property
    def turned(self) -> "Profile":
        """The same on a page that lies on its long side."""
        return _on(self, self.page.turned)

    def of_kind(self, kind: DocumentKind) -> "Profile":
        """Return the same on the paper of a kind of document."""
        return _on(self, self.page.halved) if kind in self.small_page_kinds else self


@cache
def _on(profile: Profile, page: Page) -> Profile:
    return replace(profile, page=page)


@cache
def load_profile(layout: LayoutProfile) -> Profile:
    """Return a profile.

    Raises:
        TemplateNotFoundError: for a layout that is read but not generated.
    """
    path = template_file(f"profiles/{layout}.toml")
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Profile)
