"""Judge a Word file of a test and name the rules that report."""

from datetime import date

from generator.checks.finding import Finding
from generator.checks.judging import judge
from generator.checks.office_facts import OfficeFacts
from generator.checks.read_word import read_word

TODAY = date(2026, 11, 22)


def findings_in(data: bytes, *, office: OfficeFacts | None = None) -> tuple[Finding, ...]:
    """Return what the checker finds."""
    return judge(read_word(data, "văn bản.docx"), office=office, today=TODAY).findings


def rules_in(data: bytes, *, office: OfficeFacts | None = None) -> set[str]:
    """Return the rules that report."""
    return {finding.rule for finding in findings_in(data, office=office)}
