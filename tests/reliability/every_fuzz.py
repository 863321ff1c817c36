"""Coverage-guided fuzzing of every reader, ``make fuzz``: needs atheris, and three minutes for each format.

Inputs that reached new lines are kept in ``~/.cache/vanthu-fuzz`` and lead the next run; what went wrong
lies in ``findings`` beside them, each with the reason.
"""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.reliability.fuzzing.seeds import FORMATS, seeds

TARGET: Final = Path(__file__).parent / "fuzzing" / "target.py"
KEPT: Final = Path.home() / ".cache" / "vanthu-fuzz"
WANTED: Final = os.environ.get("FORMAT", "").split() or FORMATS
SECONDS: Final = int(os.environ.get("SECONDS") or 180)
_LONGEST: Final = 150_000
_HANGS_S: Final = 20
_MOST_MIB: Final = 2048
_DONE: Final = re.compile(r"^Done (\d+) runs", re.MULTILINE)
_COVERED: Final = re.compile(r"\bcov: (\d+)")


@pytest.mark.parametrize("format_", WANTED)
def test_whatever_bytes_a_reader_gets_it_reads_or_refuses_them(format_: str) -> None:
    kept, found = KEPT / format_, KEPT / "findings" / format_
    kept.mkdir(parents=True, exist_ok=True)
    found.mkdir(parents=True, exist_ok=True)
    for old in found.iterdir():
        old.unlink()
    for number, data in enumerate(seeds(format_)):
        (kept / f"seed-{number}").write_bytes(data)
    ended = _fuzzed(format_, kept, found)
    (found / "log").write_text(ended.stderr[-50_000:], encoding="utf-8")
    tries, covered = _DONE.search(ended.stderr), _COVERED.findall(ended.stderr)
    assert tries is not None, f"broken off, see {found}"
    findings = sorted(found.glob("*.why"))
    print(  # noqa: T201 - the count is what the run is for
        f"\n{format_:6} {int(tries[1]):9,} tries {int(covered[-1]):6,} branches {len(findings)} findings"
    )
    assert not findings


def _fuzzed(format_: str, kept: Path, found: Path) -> subprocess.CompletedProcess[str]:
    limits = [
        f"-max_total_time={SECONDS}",
        f"-max_len={_LONGEST}",
        f"-timeout={_HANGS_S}",
        f"-rss_limit_mb={_MOST_MIB}",
        f"-artifact_prefix={found}/broken-off-",
    ]
    return subprocess.run(
        [sys.executable, TARGET, format_, found, *limits, kept],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        env=os.environ | {"PYTHONPATH": f"{Path(__file__).parents[2]}:{os.environ.get('PYTHONPATH', '')}"},
    )
