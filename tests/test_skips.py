"""The account of skipped tests (tests/conftest.py), on a small made-up suite."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).parent / "conftest.py"
SUITE = """
import pytest

def test_that_needs_a_program() -> None:
    pytest.skip("soffice is not installed")

@pytest.mark.corpus
def test_that_needs_real_documents(shared) -> None:
    assert shared.is_dir()

@pytest.mark.xfail(reason="known")
def test_that_is_known_to_fail() -> None:
    assert False

def test_that_passes() -> None:
    pass
"""


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    (tmp_path / "tests").mkdir()
    shutil.copy(CONFTEST, tmp_path / "tests")
    (tmp_path / "tests" / "test_small.py").write_text(SUITE)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n    corpus: reads real documents\n")
    return tmp_path


def test_the_last_lines_count_and_name_the_skips_before_the_closing_line(suite: Path) -> None:
    done = _run_suite(suite)
    assert done.returncode == 0
    *_, first, first_name, second, second_name, closing = filter(None, done.stdout.splitlines())
    assert first == "1 skipped: soffice is not installed"
    assert first_name.strip() == "tests/test_small.py::test_that_needs_a_program"
    assert second == "1 skipped: the corpus of real documents is absent"
    assert second_name.strip() == "tests/test_small.py::test_that_needs_real_documents"
    assert "1 passed, 2 skipped, 1 xfailed" in closing


def test_where_nothing_may_be_skipped_only_the_absent_corpus_is_excused(suite: Path) -> None:
    done = _run_suite(suite, VANTHU_NO_SKIPS="1")
    assert done.returncode == 1
    assert "1 failed, 1 passed, 1 skipped, 1 xfailed" in done.stdout.splitlines()[-1]
    assert "skipped where nothing may be skipped: soffice is not installed" in done.stdout


def test_where_the_corpus_is_present_its_tests_run(suite: Path, tmp_path: Path) -> None:
    done = _run_suite(suite, VANTHU_SHARED=str(tmp_path))
    assert "2 passed, 1 skipped, 1 xfailed" in done.stdout.splitlines()[-1]


def test_a_module_that_skips_itself_is_not_excused(suite: Path) -> None:
    (suite / "tests" / "test_whole.py").write_text('import pytest\npytest.importorskip("no_such_library")\n')
    done = _run_suite(suite, VANTHU_NO_SKIPS="1")
    assert done.returncode != 0
    assert "skipped where nothing may be skipped: could not import 'no_such_library'" in done.stdout


def _run_suite(suite: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    outside = {
        name: value for name, value in os.environ.items() if not name.startswith(("VANTHU_", "PYTEST_"))
    }
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "tests"]
    environment = {"VANTHU_SHARED": "absent"} | settings
    return subprocess.run(
        command, cwd=suite, env=outside | environment, capture_output=True, text=True, check=False
    )
