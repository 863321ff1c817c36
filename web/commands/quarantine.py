"""What could not be filed: ``quarantine``, ``list``, ``retry``, ``release``."""

from collections.abc import Sequence

import click

from model.ledger import LedgerState
from web import console, json_lines, terminal
from web.command_line import Group, argument, whole_number
from web.command_texts import COMMANDS, SAYINGS
from web.commands.root import command, vanthu
from web.exit_codes import ExitCode
from web.plain_text import printable
from web.texts import reason_sentence

_ROW = whole_number(1, 2**62)


@vanthu.group("quarantine", cls=Group, invoke_without_command=True, help=COMMANDS["quarantine"])
@click.pass_context
def _quarantine(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        _list_all()


@command("list", of=_quarantine)
def _list() -> None:
    _list_all()


def _list_all() -> None:
    with console.office() as office:
        rows = office.archive.set_aside.rows()
    lines = [
        printable(f"{row.id}. {row.path}: {reason_sentence(row.reason) if row.reason else ''}")
        for row in rows
    ]
    fields = [
        {
            "number": row.id,
            "path": row.path,
            "sha256": row.sha256,
            "state": str(row.state),
            "reason": json_lines.reason(row.reason),
            "seen_at": row.seen_at.isoformat(),
        }
        for row in rows
    ]
    console.show(lines or [SAYINGS["quarantine.none"]], fields)


@command("retry", argument("numbers", of=_ROW, many=True, required=False), of=_quarantine, by=True)
def _retry(numbers: Sequence[int], by: str | None) -> ExitCode:
    left = False
    with console.office() as office:
        for outcome in office.archive.set_aside.retry(numbers, actor=console.actor(by)):
            left |= outcome.state is LedgerState.QUARANTINED
            console.show(
                [terminal.filed(outcome, path=outcome.path)], [json_lines.filed(outcome, path=outcome.path)]
            )
        office.sync_index()
    return ExitCode.SOME_FAILED if left else ExitCode.DONE


@command("release", argument("number", of=_ROW), of=_quarantine, by=True)
def _release(number: int, by: str | None) -> None:
    with console.office() as office:
        outcome = office.archive.set_aside.release(number, actor=console.actor(by))
        office.sync_index()
    console.show([terminal.filed(outcome, path=outcome.path)], [json_lines.filed(outcome, path=outcome.path)])
