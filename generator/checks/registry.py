"""The checks: functions that yield the breaches of one rule each, found by the rule's id.

They stand in the modules of this folder whose names end in ``_checks``.
"""

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path

from generator.checks.components import Components
from generator.checks.finding import Breach
from generator.checks.observed import Observed
from generator.checks.office_facts import OfficeFacts
from model.layout_profile import LayoutProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a check may ask besides the document as seen."""

    components: Components
    profile: LayoutProfile
    today: date
    office: OfficeFacts | None = None


Check = Callable[[Observed, Context], Iterator[Breach]]
_CHECKS: dict[str, Check] = {}


def check(rule: str) -> Callable[[Check], Check]:
    """Register a function as the check of a rule."""

    def register(function: Check) -> Check:
        _CHECKS[rule] = function
        return function

    return register


@cache
def checks() -> dict[str, Check]:
    """Return every check by the id of its rule."""
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if module.name.endswith("_checks"):
            import_module(f"generator.checks.{module.name}")
    return _CHECKS
