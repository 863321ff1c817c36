"""The map of the project, kept true: what lies where, who may import whom, how long a file may grow."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

MAY_IMPORT = {
    "model": set[str](),
    "generator": {"model"},
    "archive": {"model"},
    "index": {"model"},
    "desks": {"generator", "archive", "index", "model"},
    "office": {"desks", "generator", "archive", "index", "model"},
    "web": {"office", "model"},
    "cli": {"web", "office", "model"},
}
"""Each part of the program, and the other parts that it may know."""

ONLY_IN = {
    "alembic": {"archive"},
    "click": {"cli", "web"},
    "docxtpl": {"generator"},
    "fastapi": {"web"},
    "openpyxl": {"web"},
    "reportlab": {"generator"},
    "sqlalchemy": {"archive"},
    "starlette": {"web"},
    "tantivy": {"index"},
    "uvicorn": {"cli", "web"},
    "watchdog": {"archive"},
    "whoosh": {"index"},
}
"""Libraries that one part hides from the others."""

DATA_AND_CHECKS = {"templates", "tests", "docs"}
NAMES_THAT_SAY_NOTHING = {"common", "helper", "helpers", "manager", "misc", "util", "utils"}
LONGEST_FILE, LONGEST_TEST = 400, 500
LONGEST_FUNCTION = 40


def _sources(*parts: str) -> Iterator[Path]:
    for part in parts:
        yield from sorted((ROOT / part).rglob("*.py"))
        yield from ROOT.glob(f"{part}.py")


def _imported_roots(code: str) -> set[str]:
    """Name every top-level package that the code imports, also where it does so late or for types only."""
    roots: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            roots.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            roots.add(node.module.partition(".")[0])
    return roots


def _forbidden_imports(part: str, code: str) -> set[str]:
    roots = _imported_roots(code)
    other_parts = (roots & MAY_IMPORT.keys()) - MAY_IMPORT[part] - {part}
    hidden_libraries = {root for root in roots & ONLY_IN.keys() if part not in ONLY_IN[root]}
    return other_parts | hidden_libraries


def _long_functions(code: str) -> set[str]:
    """Name the functions whose statements, docstring left out, span more lines than one screen."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
            if (node.end_lineno or 0) - body[0].lineno + 1 > LONGEST_FUNCTION:
                found.add(node.name)
    return found


def _line_count(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_the_map_of_the_design_is_the_map_on_disk() -> None:
    folders = {path.name for path in ROOT.iterdir() if path.is_dir()}
    modules = {path.stem for path in ROOT.glob("*.py")}
    assert MAY_IMPORT.keys() | DATA_AND_CHECKS <= folders | modules


@pytest.mark.parametrize("part", MAY_IMPORT)
def test_imports_run_one_way(part: str) -> None:
    violations = {
        str(path.relative_to(ROOT)): forbidden
        for path in _sources(part)
        if (forbidden := _forbidden_imports(part, path.read_text(encoding="utf-8")))
    }
    assert violations == {}


@pytest.mark.parametrize(
    ("part", "code", "forbidden"),
    [
        ("archive", "from index.hits import SearchHit", {"index"}),
        ("model", "import archive.disk", {"archive"}),
        ("web", "from archive.store import Store", {"archive"}),
        ("generator", "def late() -> None:\n    import archive", {"archive"}),
        ("index", "if TYPE_CHECKING:\n    from office import RecordsOffice", {"office"}),
        ("archive", "import sqlalchemy.orm\nfrom whoosh.fields import Schema", {"whoosh"}),
        ("office", "from fastapi import FastAPI", {"fastapi"}),
        ("web", "from model.record import Record\nfrom web.texts import text\nimport office", set()),
        ("archive", "from . import disk\nfrom archive import disk\nimport modelling", set()),
    ],
)
def test_a_forbidden_import_is_seen(part: str, code: str, forbidden: set[str]) -> None:
    assert _forbidden_imports(part, code) == forbidden


def test_no_module_stands_outside_the_map() -> None:
    assert {path.stem for path in ROOT.glob("*.py")} <= MAY_IMPORT.keys()


def test_no_file_is_too_long_to_read_in_one_go() -> None:
    code = [path for path in _sources(*MAY_IMPORT, "bench") if _line_count(path) > LONGEST_FILE]
    tests = [path for path in _sources("tests") if _line_count(path) > LONGEST_TEST]
    assert code + tests == []


def test_no_function_but_the_tables_of_a_migration_is_longer_than_a_screen() -> None:
    found = {
        str(path.relative_to(ROOT)): names
        for path in _sources(*MAY_IMPORT)
        if "migrations" not in path.parts and (names := _long_functions(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_a_long_function_is_seen() -> None:
    body = "\n".join(f"    step_{number}()" for number in range(LONGEST_FUNCTION + 1))
    assert _long_functions(f"def long() -> None:\n{body}") == {"long"}
    docstring = f'"""Say it.{body}"""'
    assert _long_functions(f"def short() -> None:\n    {docstring}\n    step()") == set()


def test_every_module_has_a_name_that_says_what_it_holds() -> None:
    assert [path for path in _sources(*MAY_IMPORT) if path.stem in NAMES_THAT_SAY_NOTHING] == []


def test_templates_hold_data_and_no_python() -> None:
    assert list((ROOT / "templates").rglob("*.py")) == []
