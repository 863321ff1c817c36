"""What could not be filed, be it set aside or waiting: ``quarantine``, ``list``, ``retry``, ``release``."""

from collections.abc import Sequence
from datetime import datetime

import click

from model.ledger import LedgerState
from model.reason import Reason
from web import console, json_lines, terminal
from web.command_line import Group, argument, flag, option, whole_number
from web.command_texts import SAYINGS
from web.commands.root import command, vanthu
from web.exit_codes import ExitCode
from web.help_texts import COMMANDS, USAGE
from web.plain_text import printable
from web.reading_texts import TAKEN_AWAY
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
        gone = office.archive.set_aside.taken_away()
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
    taken = [_taken(row.id, row.stamp.size, row.reason, row.seen_at, row.gone_at) for row in gone]
    fields += [
        {
            "number": row.id,
            "path": None,
            "size": row.stamp.size,
            "state": "taken-away",
            "reason": json_lines.reason(row.reason),
            "seen_at": row.seen_at.isoformat(),
            "gone_at": row.gone_at.isoformat() if row.gone_at else None,
        }
        for row in gone
    ]
    how = [SAYINGS["quarantine.how"]] if rows else []
    how += [TAKEN_AWAY["how"]] if gone else []
    console.show([*lines, *taken, *how] or [SAYINGS["quarantine.none"]], fields)


def _taken(number: int, size: int, reason: Reason | None, seen_at: datetime, gone_at: datetime | None) -> str:
    """Return the line of a file that was taken away; its name is kept nowhere, as it may be secret."""
    key = "line.now" if gone_at is None else "line"
    why = reason_sentence(reason) if reason else ""
    gone = "" if gone_at is None else f"{gone_at:%d/%m/%Y %H:%M}"
    return printable(TAKEN_AWAY[key].format(number, size, f"{seen_at:%d/%m/%Y %H:%M}", gone, why))


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


@command(
    "release",
    argument("number", of=_ROW),
    flag("inspected"),
    flag("document"),
    option("reason"),
    of=_quarantine,
    by=True,
)
def _release(number: int, by: str | None, reason: str | None, *, inspected: bool, document: bool) -> None:
    actor = console.actor(by)
    with console.office() as office:
        set_aside = office.archive.set_aside
        if set_aside.false_alarms.concerns(number):
            why = _word(reason)
            outcomes = set_aside.false_alarms.clear(number, inspected=inspected, why=why, actor=actor)
        else:
            outcomes = (set_aside.release(number, inspected=inspected, is_document=document, actor=actor),)
        office.sync_index()
    for one in outcomes:
        console.show([terminal.filed(one, path=one.path)], [json_lines.filed(one, path=one.path)])


def _word(reason: str | None) -> str:
    """Return why a person calls a withheld file a false alarm."""
    if not reason or not reason.strip():
        raise click.UsageError(USAGE["no-reason"])
    return reason.strip()
