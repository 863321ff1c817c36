"""The seam of the crash tests: only ``archive/disk.py`` changes what lies on the disk."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PARTS = ("archive", "generator", "web", "desks", "office.py", "cli.py")
"""``index`` writes what can be made again; the registers are written by SQLite."""

DISK = ROOT / "archive" / "disk.py"

NOT_USER_DATA = {
    ROOT / "generator" / "template_builder.py",  # the templates that are part of the program
    ROOT / "generator" / "checks" / "old_word.py",  # a copy for LibreOffice, gone when the check ends
    ROOT / "archive" / "reader_process.py",  # answers through a pipe
}
"""Modules that write, and what it is."""

OF_A_PATH = (
    r".+\.(?:chmod|hardlink_to|lchmod|mkdir|rename|rmdir|symlink_to|touch|unlink|write_bytes|write_text)"
)
OF_OS = (
    r"os\.(?:chmod|fdatasync|fsync|ftruncate|link|makedirs|mkdir|mkfifo|remove|removedirs|rename|renames|replace"
    r"|rmdir|symlink|sync|truncate|unlink|utime|write)"
)
OF_SHUTIL = r"shutil\.(?:chown|copy\w*|make_archive|move|rmtree|unpack_archive)"
CHANGES = re.compile(f"{OF_A_PATH}|{OF_OS}|{OF_SHUTIL}")
"""Calls that change the disk, by name."""

WRITING_MODE = frozenset("wax+")
WRITING_FLAG = re.compile(r"\bO_(?:WRONLY|RDWR|CREAT|APPEND|TRUNC)\b")


def _sources() -> Iterator[Path]:
    for part in PARTS:
        path = ROOT / part
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path] if path.exists() else []


def _changes_the_disk(call: ast.Call) -> bool:
    called = ast.unparse(call.func)
    # The replace of a text takes two arguments, those of a date and of a value take keywords.
    replaces_a_path = called.endswith(".replace") and len(call.args) == 1 and not call.keywords
    return CHANGES.fullmatch(called) is not None or replaces_a_path or _opens_to_write(call, called)


def _opens_to_write(call: ast.Call, called: str) -> bool:
    if called == "os.open":
        return WRITING_FLAG.search(ast.unparse(call)) is not None
    if called in {"open", "os.fdopen"}:
        mode = _mode(call, position=1)
        # A mode that is known only when the program runs may be any.
        return mode is not None and (not isinstance(mode, ast.Constant) or _writes(mode))
    mode = _mode(call, position=0)
    # Much else than a path has a method of this name.
    return called.endswith(".open") and isinstance(mode, ast.Constant) and _writes(mode)


def _mode(call: ast.Call, *, position: int) -> ast.expr | None:
    named = [keyword.value for keyword in call.keywords if keyword.arg == "mode"]
    return next(iter((*named, *call.args[position:])), None)


def _writes(mode: ast.Constant) -> bool:
    return bool(WRITING_MODE & set(str(mode.value)))


def _imports_around(node: ast.ImportFrom) -> bool:
    """Whether a function is imported by its bare name, which would hide its module from this test."""
    return any(CHANGES.fullmatch(f"{node.module}.{alias.name}") for alias in node.names)


def _offences(code: str) -> list[int]:
    nodes = list(ast.walk(ast.parse(code)))
    calls = [node.lineno for node in nodes if isinstance(node, ast.Call) and _changes_the_disk(node)]
    imports = [node.lineno for node in nodes if isinstance(node, ast.ImportFrom) and _imports_around(node)]
    return sorted(calls + imports)


@pytest.mark.parametrize("path", [path for path in _sources() if path not in {DISK, *NOT_USER_DATA}], ids=str)
def test_nothing_but_the_disk_module_changes_the_disk(path: Path) -> None:
    assert _offences(path.read_text(encoding="utf-8")) == []


def test_the_disk_module_itself_would_be_noticed() -> None:
    assert len(_offences(DISK.read_text(encoding="utf-8"))) >= 8


@pytest.mark.parametrize(
    "code",
    [
        'open("x", "w")',
        'open("x", mode="ab")',
        "open(path, mode)",
        'path.open("r+")',
        'path.open(mode="x")',
        "path.write_text(text)",
        "path.unlink()",
        "path.replace(other)",
        "os.replace(a, b)",
        "os.open(path, os.O_RDWR)",
        'os.fdopen(descriptor, "wb")',
        "shutil.rmtree(path)",
        "from os import replace",
        "from shutil import copyfile as copy",
    ],
)
def test_every_way_to_change_the_disk_is_noticed(code: str) -> None:
    assert _offences(code) == [1]


@pytest.mark.parametrize(
    "code",
    [
        'open("x")',
        'path.open("rb")',
        'path.open(encoding="utf-8")',
        'text.replace("a", "b")',
        "replace(record, links=())",
        "now.replace(hour=0)",
        "os.scandir(path)",
        "os.open(path, os.O_RDONLY | os.O_NOFOLLOW)",
        "Archive.open(folder, settings)",
        'shutil.which("soffice")',
        "disk.write_new(path, data)",
    ],
)
def test_what_only_reads_is_let_through(code: str) -> None:
    assert _offences(code) == []
