"""Offices and the machine under them: ``init``, ``demo``, ``doctor``."""

import json
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Final

import click

from model.vietnamese import nfc
from office import RecordsOffice, build_demo
from web import console
from web.command_line import PATH, argument, option
from web.command_texts import SAYINGS
from web.commands.root import command
from web.exit_codes import ExitCode, exit_code
from web.help_texts import USAGE

_SETTINGS: Final = Path(__file__).resolve().parents[2] / "templates" / "office.toml"


@command("init", argument("folder", of=PATH), *map(option, ("name", "symbol", "place", "parent")))
def _init(folder: Path, **agency: str | None) -> None:
    is_new = not (folder / "office.toml").exists()
    if is_new:
        _refuse_files_in(folder)
    with RecordsOffice.create(folder, _settings(agency)) as office:
        line = SAYINGS["init" if is_new else "init.present"].format(folder, office.folder.settings)
    console.show([line], [{"office": str(folder), "created": is_new}])


def _refuse_files_in(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(USAGE["folder-in-use"].format(folder))


def _settings(agency: Mapping[str, str | None]) -> str:
    """Return the shipped settings with what is known of the agency put in."""
    keys = {"name": "ten", "symbol": "ky_hieu", "place": "dia_danh", "parent": "chu_quan"}
    known = {
        keys[name]: json.dumps(nfc(value), ensure_ascii=False) for name, value in agency.items() if value
    }
    lines = []
    for line in _SETTINGS.read_text(encoding="utf-8").splitlines(keepends=True):
        key = line.removeprefix("# ").partition(" = ")[0]
        lines.append(f"{key} = {known[key]}\n" if key in known else line)
    return "".join(lines)


@command("demo", argument("folder", of=PATH))
def _demo(folder: Path) -> None:
    _refuse_files_in(folder)
    with build_demo(folder, told=console.filing_printer()) as office:
        issued = [str(one.code) for one in office.issued()]
    console.show(
        [SAYINGS["demo"].format(folder, ", ".join(issued))], [{"office": str(folder), "issued": issued}]
    )


@command("doctor")
def _doctor() -> ExitCode:
    from web import doctor

    checks = list(doctor.examine_machine())
    if console.office_folder() is None:
        checks.append(doctor.no_office())
    else:
        with console.office() as office:
            checks += doctor.examine_office(office)
    console.show(chain.from_iterable(map(doctor.lines, checks)), map(doctor.fields, checks))
    broken = [check.error for check in checks if check.state is doctor.CheckState.BROKEN]
    return max((exit_code(error) for error in broken), default=ExitCode.DONE)
