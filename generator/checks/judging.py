"""Judge a document: every check that its profile and what was seen of it allow, implied findings left out."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from generator.checks.component_finding import find_components
from generator.checks.finding import Breach, Finding, Report
from generator.checks.observed import Observed, SeenParagraph
from generator.checks.office_facts import OfficeFacts
from generator.checks.registry import Context, checks
from generator.checks.rule import Rule, rules
from model.check_finding import Regime
from model.layout_profile import LayoutProfile

_EXCERPT: Final = 60
_JUDGED: Final = frozenset({Regime.ADMINISTRATIVE, Regime.UNKNOWN})


def judge(
    observed: Observed, *, on: date | None = None, office: OfficeFacts | None = None, today: date
) -> Report:
    """Return what the checker finds in a document.

    The profile follows the document's own date; ``on`` stands in where it bears none, ``today`` where that is
    not known either. Normative and Party documents follow rules of their own and get no findings, nor do
    documents older than circular 01/2011.
    """
    components = find_components(observed)
    profile = LayoutProfile.on(components.earliest or on or today)
    is_judged = components.regime in _JUDGED and profile is not LayoutProfile.TTLT55_2005
    report = Report(
        findings=(),
        profile=profile if is_judged else None,
        regime=components.regime,
        seen=observed.seen,
        dated=components.dated,
    )
    if not is_judged:
        return report
    context = Context(components=components, profile=profile, today=today, office=office)
    return _judged(report, observed, context)


def _judged(report: Report, observed: Observed, context: Context) -> Report:
    applying = [rule for rule in rules().values() if context.profile in rule.severities]
    seen = [rule for rule in applying if observed.seen >= rule.needs]
    asked = [rule for rule in seen if context.office is not None or not rule.needs_office]
    found = [breach for rule in asked for breach in _breaches(rule, observed, context)]
    return Report(
        findings=tuple(_finding(rule, breach, context.profile) for rule, breach in _most_exact(found)),
        profile=report.profile,
        regime=report.regime,
        seen=report.seen,
        dated=report.dated,
        unseen=tuple(rule.id for rule in applying if observed.seen < rule.needs),
        needing_office=tuple(rule.id for rule in seen if rule.needs_office and context.office is None),
    )


def _breaches(rule: Rule, observed: Observed, context: Context) -> Iterator[tuple[Rule, Breach]]:
    function = checks().get(rule.id)
    if function is not None:
        yield from ((rule, breach) for breach in function(observed, context))


def _most_exact(found: list[tuple[Rule, Breach]]) -> Iterator[tuple[Rule, Breach]]:
    """Leave out what another finding at the same place says more exactly."""
    placed = {(rule.id, _key(breach.at)) for rule, breach in found}
    for rule, breach in found:
        if not any((other, _key(breach.at)) in placed for other in rule.implied_by):
            yield rule, breach


def _key(paragraph: SeenParagraph | None) -> tuple[str, int] | None:
    return None if paragraph is None else (paragraph.place.part, paragraph.place.index)


def _finding(rule: Rule, breach: Breach, profile: LayoutProfile) -> Finding:
    return Finding(
        rule=rule.id,
        clause=rule.clause,
        severity=breach.severity or rule.severities[profile],
        place=None if breach.at is None else breach.at.place,
        excerpt="" if breach.at is None else breach.at.text[:_EXCERPT],
        found=breach.found,
        expected=breach.expected,
        sentence=rule.sentence.format(found=breach.found, expected=breach.expected),
    )
