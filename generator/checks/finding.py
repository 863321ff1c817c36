"""What the checker says: single findings, and the report of a document."""

from dataclasses import dataclass
from datetime import date

from generator.checks.observed import Place, Seen, SeenParagraph
from model.check_finding import CheckSeverity, Regime
from model.layout_profile import LayoutProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """What a check yields: where a document differs from its rule, and how."""

    at: SeenParagraph | None
    """None for the document as a whole."""
    found: str
    expected: str
    severity: CheckSeverity | None = None
    """Where it differs from the rule's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A breach with its rule."""

    rule: str
    clause: str
    severity: CheckSeverity
    place: Place | None
    excerpt: str
    """The beginning of the paragraph, so that a person finds it."""
    found: str
    expected: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything the checker found in one document, and what it could not judge."""

    findings: tuple[Finding, ...]
    profile: LayoutProfile | None
    """None where the document follows rules that are not judged here; ``regime`` says which."""
    regime: Regime
    seen: Seen
    dated: date | None
    unseen: tuple[str, ...] = ()
    """Rules that were not judged since the file does not show what they ask for."""
    needing_office: tuple[str, ...] = ()
    """Rules that were not judged for want of the office's data."""

    @property
    def has_errors(self) -> bool:
        """Whether the document must not be issued like this."""
        return bool(self.errors)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that block issue."""
        return tuple(finding for finding in self.findings if finding.severity is CheckSeverity.ERROR)
