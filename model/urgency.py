"""How fast a document has to go."""

from enum import StrEnum


class Urgency(StrEnum):
    """The three levels of urgency (III-2b), as templates and drafts name them."""

    URGENT = "khan"
    VERY_URGENT = "thuong-khan"
    EXPRESS = "hoa-toc"
