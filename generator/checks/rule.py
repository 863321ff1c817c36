"""The rules as data: one row of ``rules/*.toml`` each."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from generator.checks.observed import Seen
from model.check_finding import CheckSeverity
from model.layout_profile import LayoutProfile

_FOLDER: Final = Path(__file__).parent / "rules"
_SEEN: Final = {
    "nothing": Seen.NOTHING,
    "text": Seen.TEXT,
    "geometry": Seen.GEOMETRY,
    "structure": Seen.STRUCTURE,
}
_PROFILES: Final = {"A": LayoutProfile.ND30_2020, "B": LayoutProfile.TT01_2011}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: its clause, in which profiles it is judged how hard, and what must be seen to judge it."""

    id: str
    clause: str
    severities: dict[LayoutProfile, CheckSeverity] = field(hash=False)
    needs: Seen
    needs_office: bool = False
    """Whether only the office's own data can tell."""
    implied_by: tuple[str, ...] = ()
    """Rules that say the same more exactly: where one of them reports, this one keeps silent."""
    fixable: bool = False
    sentence: str
    """What the clerk reads, with ``{found}`` and ``{expected}``."""


@cache
def rules() -> dict[str, Rule]:
    """Return every rule by its id, in the order of the specification's tables."""
    found: dict[str, Rule] = {}
    for path in sorted(_FOLDER.glob("*.toml")):
        for rule_id, row in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if rule_id in found:
                raise ValueError(f"{path.name}: rule {rule_id} stands twice")
            found[rule_id] = _rule(rule_id, row)
    return found


def _rule(rule_id: str, row: dict[str, Any]) -> Rule:
    return Rule(
        id=rule_id,
        clause=row["clause"],
        severities={_PROFILES[name]: CheckSeverity(value) for name, value in row["severity"].items()},
        needs=_SEEN[row["needs"]],
        needs_office=row.get("office", False),
        implied_by=tuple(row.get("implied_by", ())),
        fixable=row.get("fixable", False),
        sentence=row["sentence"],
    )
