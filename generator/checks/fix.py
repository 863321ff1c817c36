"""Mend in a Word file what is safe to mend, never its words, and tell what was changed."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from generator.checks.component_finding import find_components
from generator.checks.damage import Damage, Mender
from generator.checks.finding import Finding, Report
from generator.checks.judging import judge
from generator.checks.mend_look import mend_colours, mend_coupled_sizes, mend_fonts, mend_recipients_label
from generator.checks.mend_page import mend_first_page, mend_margins, mend_number_place
from generator.checks.mend_text import mend_blanks, mend_letters, mend_motto, mend_national_name
from generator.checks.office_facts import OfficeFacts
from generator.checks.read_word import read_word
from generator.checks.word_copy import WordCopy

MENDERS: Final[dict[str, Mender]] = {
    "UNI-01": mend_letters,
    "UNI-02": mend_letters,
    "UNI-04": mend_blanks,
    "UNI-06": mend_national_name,
    "QH-01": mend_motto,
    "PG-02": mend_margins,
    "PG-03": mend_fonts,
    "PG-04": mend_colours,
    "PG-05": mend_number_place,
    "PG-06": mend_first_page,
    "PG-08": mend_coupled_sizes,
    "NN-04": mend_recipients_label,
}
"""The rules whose findings are mended; ``fixable`` in ``rules/*.toml`` names the same."""
_OLD_CODE: Final = "UNI-03"
_MISREAD_IN_OLD_CODE: Final = frozenset({"UNI-01", "UNI-02", "PG-03"})
_MOST_PASSES: Final = 3
"""What one mending brings to light, such as a motto typed with loose marks, the next pass mends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """A mended copy, what was changed in it, and what a person has to mend."""

    data: bytes
    changes: tuple[Finding, ...]
    """The findings that are gone."""
    remaining: tuple[Finding, ...]


def fix(
    data: bytes, name: str, *, today: date, on: date | None = None, office: OfficeFacts | None = None
) -> Fixed:
    """Return a mended copy of a Word file; mending it again changes nothing.

    Raises:
        DocumentUnreadableError: when the file cannot be read.
        DocumentFrozenError: when it is signed, so that any change would break the signature.
    """
    first = judge(read_word(data, name), on=on, office=office, today=today)
    report, mended = first, data
    for _ in range(_MOST_PASSES):
        again = _mended(mended, name, report)
        if again == mended:
            break
        mended = again
        report = judge(read_word(mended, name), on=on, office=office, today=today)
    return Fixed(data=mended, changes=_gone(first, report), remaining=report.findings)


def _mended(data: bytes, name: str, report: Report) -> bytes:
    copy = WordCopy(data, name)
    profile = report.profile
    if profile is None:
        return data
    observed = read_word(data, name)
    components = find_components(observed)
    for rule, mender in MENDERS.items():
        findings = _of_rule(report, rule)
        if findings:
            mender(
                Damage(
                    copy=copy,
                    observed=observed,
                    components=components,
                    profile=profile,
                    findings=findings,
                )
            )
    return copy.packed()


def _of_rule(report: Report, rule: str) -> tuple[Finding, ...]:
    """Return the findings to mend; letters of an old code only look like the ones of Unicode."""
    if rule in _MISREAD_IN_OLD_CODE and any(finding.rule == _OLD_CODE for finding in report.findings):
        return ()
    return tuple(finding for finding in report.findings if finding.rule == rule)


def _gone(before: Report, after: Report) -> tuple[Finding, ...]:
    left = Counter((finding.rule, finding.found) for finding in after.findings)
    gone = []
    for finding in before.findings:
        key = (finding.rule, finding.found)
        if left[key]:
            left[key] -= 1
        elif finding.rule in MENDERS:
            gone.append(finding)
    return tuple(gone)
