"""Every rule of the specification is there as data, and has its function."""

import re
import string

import pytest

from generator.checks.registry import checks
from generator.checks.rule import rules
from model.check_finding import CheckSeverity
from model.layout_profile import LayoutProfile

COUNTS = {
    "UNI": 7, "PG": 9, "QH": 5, "CQ": 4, "SO": 9, "DD": 9, "TL": 8,
    "CC": 6, "ND": 14, "KY": 10, "DS": 4, "NN": 13, "PLC": 3, "SAO": 3,
}  # fmt: skip
"""How many rows the tables of section 16 have."""


def test_the_rows_of_section_16_are_all_there() -> None:
    named = [rule.partition("-")[0] for rule in rules()]
    assert sum(COUNTS.values()) == 104
    assert {group: named.count(group) for group in COUNTS} == COUNTS


def test_every_rule_that_is_judged_has_its_function() -> None:
    off = {"NN-11"}  # remarks in brackets are normal practice, and never held against a document
    assert checks().keys() == rules().keys() - off
    assert {rule.id for rule in rules().values() if not rule.severities} == off


@pytest.mark.parametrize("rule", checks())
def test_a_rule_is_whole(rule: str) -> None:
    row = rules()[rule]
    fields = {name for _, name, _, _ in string.Formatter().parse(row.sentence) if name}
    assert fields <= {"found", "expected"}
    assert row.sentence.endswith(".")
    assert row.clause == "-" or re.search(r"\d|[IVX]", row.clause)
    assert set(row.severities) <= {LayoutProfile.ND30_2020, LayoutProfile.TT01_2011}
    assert set(row.severities.values()) <= set(CheckSeverity)
    assert set(row.implied_by) <= rules().keys() - {rule}
