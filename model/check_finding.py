"""What the checker says of a document, as it crosses to the command line and the pages."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from model.layout_profile import LayoutProfile


class CheckSeverity(StrEnum):
    """What a finding means for the clerk; the worst first."""

    ERROR = "E"
    """Contradicts the words of the decree; blocks issue."""
    WARNING = "W"
    """Contradicts a template, an official example or settled practice."""
    NOTE = "I"


class Regime(StrEnum):
    """Whose rules of layout a document follows."""

    ADMINISTRATIVE = "hanh-chinh"
    NORMATIVE = "quy-pham"
    PARTY = "dang"
    UNKNOWN = "chua-ro"
    """No letterhead was found: an annex, a form, some other text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFinding:
    """One place where a document differs from a rule."""

    rule: str
    clause: str
    """Article or appendix of the decree; ``-`` where settled practice alone says it."""
    severity: CheckSeverity
    found: str
    expected: str
    sentence: str
    """What the clerk reads."""
    excerpt: str = ""
    """How the paragraph begins; empty where the document as a whole is meant."""
    page: int | None = None
    paragraph: int | None = None
    """Counted from 1 in the file's own order; None where the document as a whole is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedDocument:
    """Everything that was found in one document, and what could not be judged."""

    findings: tuple[CheckFinding, ...]
    profile: LayoutProfile | None
    """None where the document follows rules that are not judged; ``regime`` says which."""
    regime: Regime
    dated: date | None
    is_scan: bool
    """Whether it is a picture, of which nothing is judged."""
    unseen: tuple[str, ...]
    """Rules that the file does not show enough for."""
    needing_office: tuple[str, ...]
    """Rules that only the office's own data can judge."""

    @property
    def has_errors(self) -> bool:
        """Whether it must not be issued like this."""
        return any(finding.severity is CheckSeverity.ERROR for finding in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class MendedDocument:
    """What mending changed in a document, and what a person has to mend."""

    changes: tuple[CheckFinding, ...]
    remaining: CheckedDocument
