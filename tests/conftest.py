"""What every test may ask for, and the account of skipped tests at the end of a run."""

import os
from collections import defaultdict
from collections.abc import Generator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
_SHARED = ROOT / os.environ.get("VANTHU_SHARED", "../shared")
_NO_SKIPS = bool(os.environ.get("VANTHU_NO_SKIPS"))
"""Set where everything is installed: a skip is then a failure, but for the corpus, which is not public."""


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of the corpus of real documents, or skip.

    A test that asks for it carries the mark ``corpus``.
    """
    if not _SHARED.is_dir():
        pytest.skip("the corpus of real documents is absent")
    return _SHARED


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip that must not be into a failure."""
    report = yield
    excused = item.get_closest_marker("corpus") is not None and not _SHARED.is_dir()
    if _NO_SKIPS and not excused:
        _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn the skip of a whole module into an error: it cannot say which of its tests need the corpus."""
    report = yield
    if _NO_SKIPS:
        _refuse_skip(report)
    return report


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    expected_to_fail = hasattr(report, "wasxfail")
    if report.skipped and not expected_to_fail:
        reason = _reason(report)
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be skipped: {reason}"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None]:
    """Count and name the skipped tests, last of all but pytest's own closing line."""
    yield
    by_reason: dict[str, list[str]] = defaultdict(list)
    for report in terminalreporter.stats.get("skipped", []):
        by_reason[_reason(report)].append(report.nodeid)
    if by_reason:
        terminalreporter.section("skipped, by reason")
    for reason, names in sorted(by_reason.items()):
        terminalreporter.line(f"{len(names)} skipped: {reason}")
        for name in sorted(set(names)):
            terminalreporter.line(f"    {name}")


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    if isinstance(report.longrepr, tuple):
        return report.longrepr[2].removeprefix("Skipped: ")
    return str(report.longrepr)
