"""What commands that only look something up cost, each as a whole process in an office of 2,500 records.

The peer is a process that loads the libraries that a search cannot do without, and does nothing.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bench import large_office
from bench.report import Bar, Report, publish

RECORDS: Final = 2_500
_ROUNDS: Final = 7
_RECORD: Final = f"{large_office.AT.year}-den-000100"
_LIBRARIES: Final = "import click, msgspec, numpy, sqlalchemy.dialects.sqlite, whoosh.index"
_RUN: Final = "import cli; cli.main()"
_COMMANDS: Final[dict[str, Sequence[str]]] = {
    "search": ("search", "bao cao phan mem quan ly"),
    "show": ("show", _RECORD),
    "similar": ("similar", _RECORD),
    "register": ("register", "in", "--year", str(large_office.AT.year)),
    "review": ("review",),
    "quarantine list": ("quarantine", "list"),
    "hints": ("hints",),
    "doctor": ("doctor",),
    "--help": ("--help",),
}
_BARS: Final = {"search": 1.7, "show": 1.3, "review": 1.3, "--help": 0.5}
"""Of the commands that people give most: how many times the libraries' cost each may take."""


def run(folder: Path) -> Report:
    """Measure all commands in turn, a round of all of them before the next."""
    with large_office.make(folder, RECORDS) as office:
        office.sync_index()
    programs = {"libraries alone": (_LIBRARIES, ())} | {
        name: (_RUN, (*words, "--office", str(folder))) for name, words in _COMMANDS.items()
    }
    spent: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(_ROUNDS + 1):
        for name, (program, words) in programs.items():
            spent[name].append(_cpu_s(program, words))
    # The first round writes what Python compiles, and brings all files into memory.
    medians = {name: statistics.median(times[1:]) for name, times in spent.items()}
    floor = medians["libraries alone"]
    return Report(
        name="commands",
        rows=[
            {"command": name, "CPU ms": 1000 * cpu_s, "of the libraries": cpu_s / floor}
            for name, cpu_s in medians.items()
        ],
        bars=[
            Bar(name=f"{name} against its libraries", value=medians[name] / floor, bar=bar)
            for name, bar in _BARS.items()
        ],
    )


def _cpu_s(program: str, words: Sequence[str]) -> float:
    """Return the seconds of a processor that a process takes, with the system's."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", program, *words]
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        sys.exit(publish(run(Path(made) / "office")))
