"""Keeping a second copy of the office elsewhere: ``backup``, ``restore``."""

from pathlib import Path
from typing import Final

import click

from office import RecordsOffice, restore
from web import console, json_lines, terminal
from web.backup_texts import SAYINGS
from web.command_line import PATH, argument, option, whole_number
from web.command_texts import SAYINGS as COMMON
from web.commands.root import command
from web.exit_codes import ExitCode

_MEGABYTE: Final = 10**6
_NUMBER: Final = whole_number(1, 999_999)


@command("backup", argument("folder", of=PATH))
def _backup(folder: Path) -> None:
    with console.office() as office:
        report = office.back_up(folder, console.progress(SAYINGS["backing-up"]))
    done = SAYINGS["done"].format(
        number=report.number,
        folder=folder,
        files=report.files,
        size=_megabytes(report.size),
        written=_megabytes(report.written),
    )
    inbox = [SAYINGS["inbox"].format(report.left_in_inbox)] if report.left_in_inbox else []
    facts: json_lines.Fields = {
        "number": report.number,
        "files": report.files,
        "bytes": report.size,
        "written": report.written,
        "left_in_inbox": report.left_in_inbox,
    }
    console.show([done, *inbox, SAYINGS["secret"]], [facts])


@command("restore", argument("folder", of=PATH), option("number", of=_NUMBER))
def _restore(folder: Path, number: int | None) -> ExitCode:
    target = console.named_folder()
    if target is None:
        raise click.UsageError(SAYINGS["no-target"].format(folder))
    report = restore(folder, target, number=number, progress=console.progress(SAYINGS["restoring"]))
    restored = SAYINGS["restored"].format(
        number=report.number, made_at=report.made_at, folder=target, files=report.files
    )
    facts: json_lines.Fields = {
        "number": report.number,
        "made_at": report.made_at,
        "files": report.files,
        "damaged": list(report.damaged),
    }
    console.show([restored, *(SAYINGS["damaged"].format(path) for path in report.damaged)], [facts])
    return max(_put_in_order(target), ExitCode.DAMAGED if report.damaged else ExitCode.DONE)


def _put_in_order(folder: Path) -> ExitCode:
    """Make the registers of a restored office again, and prove it sound."""
    with RecordsOffice(folder) as office:
        office.rebuild(console.progress(COMMON["rebuilding"]))
        found = office.verify(console.progress(COMMON["verifying"]))
    damages = map(json_lines.damage, found.damages)
    console.show(terminal.verified(found), (*damages, json_lines.verified(found)))
    return ExitCode.DAMAGED if found.damages else ExitCode.DONE


def _megabytes(count: int) -> str:
    """Print a number of bytes with a decimal comma."""
    return f"{count / _MEGABYTE:.1f} MB".replace(".", ",")
