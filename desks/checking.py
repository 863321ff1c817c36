"""The desk that checks how documents look; it needs no office."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from archive import disk
from generator.checks.annotate import annotate
from generator.checks.check import as_new_word, check_document, read_bounded
from generator.checks.finding import Finding, Report
from generator.checks.fix import fix
from generator.checks.observed import Seen
from model.check_finding import CheckedDocument, CheckFinding, CheckSeverity, MendedDocument
from model.clock import Clock

_SEVEREST_FIRST: Final = list(CheckSeverity)


class CheckDesk:
    """Checks files, writes the findings into a copy, mends a copy; it only connects."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def check(self, path: Path, *, on: date | None = None) -> CheckedDocument:
        """Check a Word file, old or new, a PDF or a text; ``on`` dates one that bears no date.

        Raises:
            DocumentUnreadableError: when it is damaged or none of these.
            ConverterMissingError: when it is an old Word file and LibreOffice is absent or fails.
        """
        return checked(check_document(path, today=self._clock.now().date(), on=on))

    def annotate(self, path: Path, out: Path, *, on: date | None = None) -> CheckedDocument:
        """Write a new copy of a Word file that holds the findings as comments.

        Raises:
            DocumentUnreadableError: when the file cannot be read as one of Word.
            ConverterMissingError: when it is an old Word file and LibreOffice is absent or fails.
            DocumentFrozenError: when it is signed.
            TargetExistsError: when there is a file already where the copy should go.
        """
        data = as_new_word(read_bounded(path), str(path))
        report = check_document(data, today=self._clock.now().date(), on=on, name=str(path))
        disk.write_new(out, annotate(data, str(path), report.findings, at=self._clock.now()))
        return checked(report)

    def fix(self, path: Path, out: Path, *, on: date | None = None) -> MendedDocument:
        """Write a new copy of a Word file in which what is safe is mended.

        Raises:
            DocumentUnreadableError: when the file cannot be read as one of Word.
            ConverterMissingError: when it is an old Word file and LibreOffice is absent or fails.
            DocumentFrozenError: when it is signed.
            TargetExistsError: when there is a file already where the copy should go.
        """
        today = self._clock.now().date()
        data = as_new_word(read_bounded(path), str(path))
        before = checked(check_document(data, today=today, on=on, name=str(path)))
        mended = fix(data, str(path), today=today, on=on)
        disk.write_new(out, mended.data)
        return MendedDocument(
            changes=tuple(checked_finding(change) for change in mended.changes),
            remaining=replace(before, findings=_sorted(mended.remaining)),
        )


def checked(report: Report) -> CheckedDocument:
    """Return a report as the value that crosses to people."""
    return CheckedDocument(
        findings=_sorted(report.findings),
        profile=report.profile,
        regime=report.regime,
        dated=report.dated,
        is_scan=report.seen is Seen.NOTHING,
        unseen=report.unseen,
        needing_office=report.needing_office,
    )


def _sorted(findings: tuple[Finding, ...]) -> tuple[CheckFinding, ...]:
    """Put what blocks issue first, then in the order of the document's rules."""
    made = [checked_finding(finding) for finding in findings]
    return tuple(sorted(made, key=lambda finding: _SEVEREST_FIRST.index(finding.severity)))


def checked_finding(finding: Finding) -> CheckFinding:
    """Return a finding as the value that crosses to people."""
    place = finding.place
    return CheckFinding(
        rule=finding.rule,
        clause=finding.clause,
        severity=finding.severity,
        found=finding.found,
        expected=finding.expected,
        sentence=finding.sentence,
        excerpt=finding.excerpt,
        page=None if place is None else place.page,
        paragraph=None if place is None else place.index + 1,
    )
