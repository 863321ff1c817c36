"""Commands that only look something up start quickly: they load nothing of what changes or reads files."""

import subprocess
import sys
from pathlib import Path

import pytest

from model.actor import SYSTEM
from model.clock import SystemClock
from office import RecordsOffice
from tests.archive.documents import reply_docx

ROOT = Path(__file__).parent.parent
SETTINGS = (ROOT / "templates" / "demo" / "office.toml").read_text(encoding="utf-8")
HEAVY = (
    "alembic",
    "archive.after_issue",
    "archive.filing",
    "archive.intake",
    "archive.outgoing",
    "archive.reader_pool",
    "archive.rebuilding",
    "archive.recognition",
    "archive.verification",
    "docx",
    "fastapi",
    "generator",
    "lxml",
    "openpyxl",
    "pikepdf",
    "PIL",
    "pypdfium2",
    "reportlab",
)
"""What files, issues, reads, proves or serves."""
LIGHT = (
    ("search", "phòng", "học"),
    ("similar", "2026-den-000001"),
    ("show", "2026-den-000001"),
    ("register", "in"),
    ("replies", "2026-den-000001"),
    ("searches",),
    ("review",),
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("light") / "office"
    with RecordsOffice.create(folder, SETTINGS, clock=SystemClock()) as made:
        made.drop("a.docx", reply_docx())
        assert len(list(made.take_in(actor=SYSTEM))) == 1
    return folder


def loaded_by(*words: str) -> set[str]:
    """Return what a run of the command has loaded of the heavy modules when it ends."""
    script = f"""
import sys
from cli import run
run(sys.argv[1:])
print(*[name for name in {HEAVY} if name in sys.modules], file=sys.stderr)
"""
    command = [sys.executable, "-c", script, *words]
    ran = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return set(ran.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("words", LIGHT, ids=lambda words: words[0])
def test_a_command_that_looks_something_up_loads_nothing_that_changes_or_reads_files(
    office: Path, words: tuple[str, ...]
) -> None:
    assert loaded_by(*words, "--office", str(office)) == set()


def test_a_command_that_files_is_seen_to_load_what_it_needs(office: Path) -> None:
    assert loaded_by("file", str(ROOT / "README.md"), "--office", str(office)) >= {"archive.intake"}


def test_the_help_loads_no_part_of_the_office() -> None:
    assert loaded_by("--help") == set()
