"""Findings of the checker as people read them, and as programs do."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from model.check_finding import CheckedDocument, CheckFinding, CheckSeverity
from web.check_texts import NOT_JUDGED, PROFILES, SAYINGS
from web.json_lines import Fields
from web.plain_text import printable


def lines(path: Path, found: CheckedDocument) -> Iterator[str]:
    """Yield a line per finding, then what the document was judged by and what was left out."""
    yield from (_line(path, finding) for finding in found.findings)
    yield printable(_summary(path, found))
    for key, rules in (("unseen", found.unseen), ("needing-office", found.needing_office)):
        if rules and not found.is_scan:
            yield printable(SAYINGS[key].format(file=path, rules=", ".join(rules)))


def objects(path: Path, findings: Iterable[CheckFinding]) -> Iterator[Fields]:
    """Yield the object of each finding."""
    for finding in findings:
        yield {
            "file": str(path),
            "rule": finding.rule,
            "clause": finding.clause,
            "severity": finding.severity.value,
            "where": where(finding),
            "found": finding.found,
            "expected": finding.expected,
        }


def changed(path: Path, finding: CheckFinding) -> str:
    """Return the line that tells what was mended."""
    words = SAYINGS["mended"].format(
        file=path, rule=finding.rule, found=finding.found, expected=finding.expected
    )
    return printable(words)


def where(finding: CheckFinding) -> str:
    """Return where a person looks: page or paragraph, and how it begins."""
    if finding.paragraph is None:
        return SAYINGS["whole"]
    key = "paragraph" if finding.page is None else "page"
    return SAYINGS[key].format(page=finding.page, paragraph=finding.paragraph, excerpt=finding.excerpt)


def _line(path: Path, finding: CheckFinding) -> str:
    words = SAYINGS["finding"].format(
        file=path,
        severity=finding.severity.value,
        rule=finding.rule,
        clause=finding.clause,
        where=where(finding),
        sentence=finding.sentence,
    )
    return printable(words)


def _summary(path: Path, found: CheckedDocument) -> str:
    if found.profile is None:
        return SAYINGS["not-judged"].format(file=path, why=NOT_JUDGED[found.regime])
    if found.is_scan:
        return SAYINGS["scan"].format(file=path)
    counts = Counter(finding.severity for finding in found.findings)
    return SAYINGS["summary"].format(
        file=path,
        errors=counts[CheckSeverity.ERROR],
        warnings=counts[CheckSeverity.WARNING],
        notes=counts[CheckSeverity.NOTE],
        profile=PROFILES[found.profile],
    )
