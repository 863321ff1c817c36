"""The two locks: both complete, and they never disagree."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def _locked(name: str) -> dict[str, str]:
    """Map each distribution of a lock to its line: version, environment and hashes."""
    entries = re.split(r"\n(?=\S)", (ROOT / name).read_text(encoding="utf-8").strip())
    return {entry.partition("==")[0]: entry for entry in entries}


def test_what_runs_the_office_is_what_is_tested() -> None:
    tested = _locked("requirements-dev.lock")
    assert {name: tested.get(name) for name in _locked("requirements.lock")} == _locked("requirements.lock")


def test_every_declared_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[<>=~!\[; ]", line)[0] for line in project["dependencies"]}
    assert declared - _locked("requirements.lock").keys() == set()


def test_every_locked_distribution_is_pinned_by_hash() -> None:
    locked = _locked("requirements-dev.lock")
    assert [name for name, entry in locked.items() if "--hash=sha256:" not in entry] == []
