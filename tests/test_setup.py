"""The set-up on machines other than this one, played with a search path that holds only what they have."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EVERYWHERE = ("cat", "chmod", "cksum", "dirname", "env", "grep", "mkdir", "mktemp", "rm", "sh", "tail")
PLAIN_PYTHON = 'case "$*" in *ensurepip*) exit 1 ;; esac'
"""Python as Debian brings it alone: new enough, and without what makes environments."""
MAKES_ENVIRONMENT = """
case "$*" in *'-m venv'*)
    mkdir -p .venv/bin
    echo "command = python3 -m venv --clear $PWD/.venv" >.venv/pyvenv.cfg
    printf '#!/bin/sh\\n' >.venv/bin/python
    chmod +x .venv/bin/python ;;
esac
"""
"""Python with everything, whose environments accept any command."""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Give a checkout without .venv, on a machine whose clerk may not become root."""
    checkout = tmp_path / "checkout"
    shutil.copytree(ROOT / ".ci", checkout / ".ci")
    for name in ("pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, checkout)
    (tmp_path / "bin").mkdir()
    for name in EVERYWHERE:
        (tmp_path / "bin" / name).symlink_to(shutil.which(name) or name)
    _program(checkout, "id", "echo 1000")
    _program(checkout, "python3", PLAIN_PYTHON)
    return checkout


def test_where_nothing_may_be_installed_one_line_names_what_is_missing(checkout: Path) -> None:
    done = _set_up(checkout, "run")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "vanthu: install these packages, then start again: apt-get install python3-venv"
    ]


def test_the_line_for_tests_names_their_programs_too(checkout: Path) -> None:
    done = _set_up(checkout, "test")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "python3-venv libreoffice-writer-nogui poppler-utils" in done.stderr


def test_a_python_that_is_too_old_is_not_taken(checkout: Path) -> None:
    _program(checkout, "python3", 'case "$*" in *version_info*) exit 1 ;; esac')
    done = _set_up(checkout, "run")
    assert (done.returncode, done.stderr) == (1, "vanthu: install Python 3.11 or newer, then start again\n")


def test_root_installs_without_fetching_the_lists(checkout: Path) -> None:
    _program(checkout, "id", "echo 0")
    _program(checkout, "apt-get", 'echo "$*" >>"$APT_LOG"')
    _set_up(checkout, "run")
    assert _apt_calls(checkout) == ["install -y --no-install-recommends python3-venv"]


def test_empty_package_lists_are_fetched(checkout: Path) -> None:
    _program(checkout, "id", "echo 0")
    _program(checkout, "apt-get", 'echo "$*" >>"$APT_LOG"; case "$*" in *install*) exit 100 ;; esac')
    done = _set_up(checkout, "run")
    install = "install -y --no-install-recommends python3-venv"
    assert _apt_calls(checkout) == [install, "update", install]
    assert done.returncode == 1


def test_an_environment_that_is_ready_is_left_alone_in_silence(checkout: Path) -> None:
    _program(checkout, "python3", MAKES_ENVIRONMENT)
    first, second = _set_up(checkout, "run"), _set_up(checkout, "run")
    assert (first.returncode, first.stderr.count("\n")) == (0, 2)
    assert (second.returncode, second.stderr) == (0, "")


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml"])
def test_a_changed_lock_or_project_is_installed_again(checkout: Path, changed: str) -> None:
    _program(checkout, "python3", MAKES_ENVIRONMENT)
    _set_up(checkout, "run")
    with (checkout / changed).open("a") as file:
        file.write("# changed\n")
    assert "installing requirements.lock" in _set_up(checkout, "run").stderr


def test_a_checkout_that_was_moved_gets_a_new_environment(checkout: Path) -> None:
    _program(checkout, "python3", MAKES_ENVIRONMENT)
    _set_up(checkout, "run")
    moved = checkout.rename(checkout.with_name("moved"))
    assert "making .venv" in _set_up(moved, "run").stderr


def _program(checkout: Path, name: str, script: str) -> None:
    path = checkout.parent / "bin" / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def _set_up(checkout: Path, purpose: str) -> subprocess.CompletedProcess[str]:
    search_path = str(checkout.parent / "bin")
    environment = {"PATH": search_path, "APT_LOG": str(checkout.parent / "apt.log")}
    return subprocess.run(
        [checkout / ".ci" / "setup", purpose], env=environment, capture_output=True, text=True, check=False
    )


def _apt_calls(checkout: Path) -> list[str]:
    """Return what apt-get was told to do, its constant options left out."""
    lines = (checkout.parent / "apt.log").read_text().splitlines()
    return [line.partition("Timeout=300 ")[2] for line in lines]
