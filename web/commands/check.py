"""How a document looks: ``check``."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from office import checking
from web import check_lines, console
from web.check_texts import SAYINGS
from web.command_line import DAY, PATH, argument, option
from web.commands.root import command, sentence
from web.exit_codes import ExitCode, exit_code
from web.help_texts import USAGE


@command(
    "check",
    argument("paths", of=PATH, many=True),
    option("dated", of=DAY),
    option("annotate", of=PATH),
    option("fix", of=PATH),
)
def _check(paths: Sequence[Path], dated: date | None, annotate: Path | None, fix: Path | None) -> ExitCode:
    if (annotate or fix) and len(paths) > 1:
        raise click.UsageError(USAGE["one-file"])
    if annotate and fix:
        raise click.UsageError(USAGE["annotate-or-fix"])
    return max((_judge(path, dated, annotate, fix) for path in paths), key=_severity)


def _judge(path: Path, dated: date | None, annotate: Path | None, fix: Path | None) -> ExitCode:
    try:
        if fix is not None:
            return _mend(path, fix, dated)
        desk = checking()
        found = desk.annotate(path, annotate, on=dated) if annotate else desk.check(path, on=dated)
    except Exception as error:
        if exit_code(error) is not ExitCode.INVALID:
            raise
        console.tell(f"{path}: {sentence(error)}")
        return ExitCode.SOME_FAILED
    written = [SAYINGS["written"].format(annotate)] if annotate else []
    console.show([*check_lines.lines(path, found), *written], check_lines.objects(path, found.findings))
    return ExitCode.INVALID if found.has_errors else ExitCode.DONE


def _mend(path: Path, fix: Path, dated: date | None) -> ExitCode:
    mended = checking().fix(path, fix, on=dated)
    changes = [check_lines.changed(path, change) for change in mended.changes]
    written = SAYINGS["written"].format(fix)
    console.show(
        [*changes, *check_lines.lines(fix, mended.remaining), written],
        check_lines.objects(fix, mended.remaining.findings),
    )
    return ExitCode.INVALID if mended.remaining.has_errors else ExitCode.DONE


def _severity(code: ExitCode) -> int:
    """Order the ends: a document that breaks the decree says more than a file that was not read."""
    return [ExitCode.DONE, ExitCode.SOME_FAILED, ExitCode.INVALID].index(code)
