"""What the program itself makes keeps every rule, in Word and in PDF."""

from datetime import date
from pathlib import Path

import pytest

from generator.checks.check import check_document
from generator.checks.finding import Report
from generator.draft import read_draft
from generator.render import render
from generator.template_files import SHIPPED
from model.check_finding import CheckSeverity

NOT_OWN = {
    "demo",
    "phieu-tra-loi",
    "don-doc",
    "dinh-chinh",
    "thu-hoi",
    "thu-hoi-den",
    "sao-y",
    "sao-luc",
    "trich-sao",
}
"""Folders of templates for what is no document by itself, or needs another one to be made of."""
SAMPLES = [path for path in sorted(SHIPPED.glob("*/*.yaml")) if path.parent.name not in NOT_OWN]


def hard(report: Report) -> list[tuple[str, str, str]]:
    return [
        (finding.rule, finding.excerpt, finding.found)
        for finding in report.findings
        if finding.severity is not CheckSeverity.NOTE
    ]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_sample_has_no_finding_in_word_nor_in_pdf(path: Path) -> None:
    rendered = render(read_draft(path, issuer_defaults=None, today=date(2026, 11, 16)))
    for document in (rendered.docx, rendered.pdf):
        report = check_document(document, today=date(2026, 11, 22))
        assert hard(report) == []
        assert report.profile is not None
