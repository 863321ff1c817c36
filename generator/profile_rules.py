"""What a layout profile says of each component; ``_mm`` are millimetres, ``_pt`` and font sizes points."""

from dataclasses import dataclass

from model.dispatch import Circulation
from model.urgency import Urgency


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
    """The lines under motto, issuer and subject."""

    thickness_pt: float
    gap_pt: float
    share: float
    """Of the last line of an issuer's name or of a subject."""
    longest_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AddresseeRules:
    """The block ``Kính gửi``."""

    size_pt: float
    before_pt: float
    line_gap_pt: float
    indent_mm: float
    dash_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRules:
    """Paragraphs of the text."""

    size_pt: float
    first_line_indent_mm: float
    before_pt: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleRules:
    """Name of the kind and subject, centred on the page."""

    size_pt: float
    before_pt: float
    subject_pt: float
    subject_share: float
    after_pt: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisRules:
    """The legal grounds before a decision."""

    italic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BannerRules:
    """Centred lines in capitals inside the text."""

    size_pt: float
    before_pt: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingRules:
    """Headings on lines of their own."""

    size_pt: float
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
class UrgencyStamp:
    """The frame of a level."""

    level: Urgency
    width_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CirculationStamp:
    """The frame of a limit."""

    level: Circulation
    width_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgencyRules:
    """The stamp that says how fast a document has to go."""

    size_pt: float
    colour: str
    """Red, green and blue in hexadecimal digits."""
    border_pt: float
    height_mm: float
    before_pt: float
    stamps: tuple[UrgencyStamp, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CirculationRules:
    """The framed words in the top margin that say how far a document may go."""

    size_pt: float
    border_pt: float
    height_mm: float
    from_edge_mm: float
    stamps: tuple[CirculationStamp, ...]
    centre_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRules:
    """Address and telephone at the foot of the first page."""

    size_pt: float
    rule_pt: float
    gap_pt: float
    from_edge_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRules:
    """The block that makes a text a copy."""

    before_pt: float
    rule_pt: float
    gap_pt: float
    form_pt: float
