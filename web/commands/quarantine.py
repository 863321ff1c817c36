"""What could not be filed, be it set aside or waiting: ``quarantine``, ``list``, ``retry``, ``release``."""

from collections.abc import Sequence
from datetime import datetime

import click

from model.ledger import LedgerState
from model.reason import Reason
from web import console, json_lines, terminal
from web.command_line import Group, argument, flag, whole_number
from web.command_texts import COMMANDS, SAYINGS
from web.commands.root import command, vanthu
from web.exit_codes import ExitCode
from web.plain_text import printable
from web.texts import LEDGER_STATES, reason_sentence

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
        rows = (*office.archive.set_aside.rows(), *office.archive.set_aside.waiting())
    lines = [_line(row.id, row.path or "", row.state, row.reason, row.seen_at) for row in rows]
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
    console.show([*lines, SAYINGS["quarantine.how"]] if rows else [SAYINGS["quarantine.none"]], fields)


def _line(number: int, path: str, state: LedgerState, reason: Reason | None, seen_at: datetime) -> str:
    why = reason_sentence(reason) if reason else ""
    return printable(
        SAYINGS["quarantine.line"].format(
            number, path, LEDGER_STATES[state], why, f"{seen_at:%d/%m/%Y %H:%M}"
        )
    )


@command("retry", argument("numbers", of=_ROW, many=True, required=False), of=_quarantine, by=True)
def _retry(numbers: Sequence[int], by: str | None) -> ExitCode:
    left = False
    with console.office() as office:
        for outcome in office.archive.set_aside.retry(numbers, actor=console.actor(by)):
            left |= not outcome.state.is_archived
            console.show(
                [terminal.filed(outcome, path=outcome.path)], [json_lines.filed(outcome, path=outcome.path)]
            )
        office.sync_index()
    return ExitCode.SOME_FAILED if left else ExitCode.DONE


@command("release", argument("number", of=_ROW), flag("inspected"), flag("document"), of=_quarantine, by=True)
def _release(number: int, by: str | None, *, inspected: bool, document: bool) -> None:
    with console.office() as office:
        outcome = office.archive.set_aside.release(
            number, inspected=inspected, is_document=document, actor=console.actor(by)
        )
        office.sync_index()
    console.show([terminal.filed(outcome, path=outcome.path)], [json_lines.filed(outcome, path=outcome.path)])
