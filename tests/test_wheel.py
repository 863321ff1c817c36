"""The wheel alone is the whole program: built, installed where there is no checkout, and put to work."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKED = (
    "archive", "cli.py", "desks", "generator", "index", "model", "office.py", "templates", "web",
)  # fmt: skip
NO_INDEX_IN_REACH = ("NewConnectionError", "ConnectTimeoutError", "Temporary failure in name resolution")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the locked backend."""
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    return next(folder.glob("vanthu-*.whl"))


def test_the_wheel_holds_every_file_of_the_parts_and_no_other(wheel: Path) -> None:
    in_tree = {
        path.relative_to(ROOT).as_posix()
        for name in PACKED
        for path in [ROOT / name, *(ROOT / name).rglob("*")]
        if path.is_file() and "__pycache__" not in path.parts
    }
    in_wheel = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert in_wheel == in_tree


def test_the_wheel_makes_a_sound_sample_office_far_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    programs = _installed(wheel, tmp_path / "environment")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    _run(programs / "vanthu", "demo", "office", cwd=elsewhere)
    _run(programs / "vanthu", "verify", "--office", "office", cwd=elsewhere)


def _installed(wheel: Path, environment: Path) -> Path:
    """Put the wheel and the locked dependencies in a new environment; return the folder of its programs."""
    venv.create(environment, with_pip=True)
    programs = environment / "bin"
    pip = (programs / "python", "-m", "pip", "--no-input", "--retries", "1", "install", "--quiet")
    filled = _start(*pip, "--require-hashes", "-r", ROOT / "requirements.lock", cwd=environment)
    if any(sign in filled.stderr for sign in NO_INDEX_IN_REACH):
        pytest.skip("pip reaches no package index to fill an empty environment from")
    assert filled.returncode == 0, filled.stderr
    _run(*pip, "--no-deps", wheel, cwd=environment)
    return programs


def _run(*command: str | Path, cwd: Path) -> None:
    done = _start(*command, cwd=cwd)
    assert done.returncode == 0, done.stdout + done.stderr


def _start(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a program that sees nothing of the checkout or of the environment of the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VANTHU_"))}
    return subprocess.run(command, cwd=cwd, env=kept, capture_output=True, text=True, check=False)
