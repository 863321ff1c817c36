"""The command ``vanthu``: parse, call the office, print, exit code."""

import json
import logging
import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import Final

import click

from model.ledger import LedgerState
from model.reason import Reason
from model.record import Direction
from model.record_id import RecordId
from model.vietnamese import nfc
from model.views import Identified
from office import RecordsOffice, build_demo, identify_file
from web import console, json_lines, terminal
from web.command_line import (
    BOOK,
    DAY,
    PATH,
    RECORD_ID,
    TABLE,
    Group,
    argument,
    flag,
    option,
    usage_sentence,
    whole_number,
)
from web.command_texts import COMMANDS, PROGRAM, SAYINGS, USAGE
from web.exit_codes import ExitCode, exit_code
from web.plain_text import printable
from web.texts import board_head, error_sentence, reason_sentence, unexpected_sentence

_SETTINGS: Final = Path(__file__).resolve().parent / "templates" / "office.toml"
_NOT_FAILED: Final = frozenset({LedgerState.FILED, LedgerState.DUPLICATE, LedgerState.IGNORED})
_MISSING: Final = Reason("not-found")


# The commands


@click.group(cls=Group, invoke_without_command=True, help=PROGRAM)
@click.pass_context
def vanthu(ctx: click.Context) -> ExitCode:
    """Answer by the help when no command is named."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
        return ExitCode.USAGE
    return ExitCode.DONE


def _command(
    name: str, *params: click.Parameter, of: click.Group = vanthu, by: bool = False
) -> Callable[[Callable[..., ExitCode | None]], click.Command]:
    """Return the decorator of a command; with ``by`` the caller says who acts."""
    who = [option("by")] if by else []
    return of.command(name, help=COMMANDS[name], params=[*params, *who])


@_command("init", argument("folder", of=PATH), *map(option, ("name", "symbol", "place", "parent")))
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


@_command("demo", argument("folder", of=PATH))
def _demo(folder: Path) -> None:
    _refuse_files_in(folder)
    with build_demo(folder, told=console.filing_printer()) as office:
        issued = [str(one.code) for one in office.issued()]
    console.show(
        [SAYINGS["demo"].format(folder, ", ".join(issued))], [{"office": str(folder), "issued": issued}]
    )


@_command("draft", argument("draft", of=PATH), option("out", "-o", of=PATH, default=Path()))
def _draft(draft: Path, out: Path) -> None:
    with console.office() as office:
        for path in office.draft(draft, out):
            console.show([SAYINGS["written"].format(path)], [{"path": str(path)}])


@_command("issue", argument("draft", of=PATH), option("on", of=DAY), by=True)
def _issue(draft: Path, on: date | None, by: str | None) -> None:
    with console.office() as office:
        forms = console.progress(SAYINGS["forms"])
        record = office.issue(draft, actor=console.actor(by), on=on, progress=forms)
        console.show(terminal.issued(record, outbox=office.folder.outbox), [json_lines.record(record)])


@_command("identify", argument("paths", of=PATH, many=True))
def _identify(paths: Sequence[Path]) -> ExitCode:
    recognised = [_identify_one(path) for path in paths]
    return ExitCode.DONE if all(recognised) else ExitCode.SOME_FAILED


def _identify_one(path: Path) -> bool:
    try:
        verdict = identify_file(path)
    except OSError as error:
        console.tell(_sentence(error))
        return False
    if isinstance(verdict, Identified):
        found = verdict.identification
        console.show(
            terminal.identified(str(path), found, width=console.width()),
            [json_lines.identified(str(path), verdict.sha256, found)],
        )
    elif hasattr(verdict, "rule"):
        alert = terminal.withheld(reason_sentence(Reason(verdict.rule)))
        console.show([alert], [{"state": str(LedgerState.WITHHELD), "rule": verdict.rule}])
    else:
        _print_reason(path, verdict.reason)
        return False
    return True


def _print_reason(path: Path, reason: Reason) -> None:
    line = printable(f"{path}: {reason_sentence(reason)}")
    console.show([line], [{"path": str(path), "reason": json_lines.reason(reason)}])


@_command("file", argument("paths", of=PATH, many=True), by=True)
def _file(paths: Sequence[Path], by: str | None) -> ExitCode:
    present = [path for path in paths if os.path.lexists(path)]
    for path in paths:
        if path not in present:
            _print_reason(path, _MISSING)
    states = Counter[LedgerState]()
    with console.office() as office:
        given = {_name_in_ledger(path, office): str(path) for path in present}
        for outcome in office.file(present, actor=console.actor(by)):
            name = given.get(outcome.path or "", outcome.path)
            console.show([terminal.filed(outcome, path=name)], [json_lines.filed(outcome, path=name)])
            states[outcome.state] += 1
        console.show(terminal.filed_total(states, asked=present, inbox=office.folder.inbox), [])
    failed = len(present) < len(paths) or states.keys() - _NOT_FAILED
    return ExitCode.SOME_FAILED if failed else ExitCode.DONE


def _name_in_ledger(path: Path, office: RecordsOffice) -> str:
    """Return the name that the ledger gives a file: NFC, bytes that are no text replaced."""
    whole, inbox = Path(os.path.normpath(path.absolute())), office.folder.inbox
    name = whole.relative_to(inbox) if whole.is_relative_to(inbox) else whole
    return nfc(os.fsencode(name).decode(errors="replace"))


@_command("watch", by=True)
def _watch(by: str | None) -> ExitCode:
    logging.basicConfig(level=logging.WARNING, force=True)
    stop = threading.Event()
    with console.office() as office, console.stopped_by_signals(stop) as caught:
        console.tell(SAYINGS["watching"].format(office.folder.inbox))
        office.watch(stop, actor=console.actor(by), told=console.filing_printer())
    return _ended(caught)


@_command("serve", option("port", of=whole_number(1, 65535), default=8080))
def _serve(port: int) -> ExitCode:
    from web.server import listen, serve

    logging.basicConfig(level=logging.WARNING, force=True)
    stop = threading.Event()
    with console.office() as office, listen(port) as listener, console.stopped_by_signals(stop) as caught:
        serve(office, listener, stop, greet=_greet, told=console.filing_printer())
    return _ended(caught)


def _greet(address: str) -> None:
    console.show([SAYINGS["address"].format(address)], [{"address": address}])


def _ended(caught: Sequence[int]) -> ExitCode:
    return ExitCode.INTERRUPTED if signal.SIGINT in caught else ExitCode.DONE


@_command(
    "search",
    argument("words", many=True),
    option("limit", of=whole_number(0, 10_000), default=20),
    option("offset", of=whole_number(0, 10_000_000), default=0),
    flag("facets"),
)
def _search(words: Sequence[str], limit: int, offset: int, facets: bool) -> None:  # noqa: FBT001 - click passes it by name
    with console.office() as office:
        page = office.search(" ".join(words), limit=limit, offset=offset, facets=facets)
    console.show(
        terminal.search(page, offset=offset, width=console.width()),
        (*map(json_lines.hit, page.hits), json_lines.search_end(page)),
    )


@_command("show", argument("record"))
def _show(record: str) -> None:
    with console.office() as office:
        for view in office.show(record):
            console.show(terminal.shown(view, width=console.width()), [json_lines.shown(view)])


@_command("replies", argument("code"))
def _replies(code: str) -> None:
    with console.office() as office:
        board = office.replies(code)
    rows = map(json_lines.board_row, board.rows)
    console.show(terminal.replies(board, width=console.width()), (*rows, json_lines.board_end(board)))


@_command("forms", argument("code"))
def _forms(code: str) -> None:
    with console.office() as office:
        folder = office.desk.make_forms(code, console.progress(SAYINGS["forms"]))
    console.show([SAYINGS["written"].format(folder)], [{"path": str(folder)}])


@_command("collect", argument("code"), option("table", "-o", of=TABLE))
def _collect(code: str, table: tuple[Path, str] | None) -> None:
    from web import collected, collected_json
    from web.collected_file import WRITERS

    with console.office() as office:
        collection = office.desk.collect(code, on=office.clock.now().date())
        if table is None:
            console.show(collected.lines(collection), collected_json.lines(collection))
            return
        path, format_ = table
        office.desk.save(path, WRITERS[format_](collection))
    console.show([board_head(collection.board), SAYINGS["written"].format(path)], [{"path": str(path)}])


@_command("remind", argument("code"), option("out", "-o", of=PATH, default=Path()))
def _remind(code: str, out: Path) -> None:
    with console.office() as office:
        path = office.desk.remind(code, on=office.clock.now().date(), out=out)
    line = SAYINGS["remind.nobody"] if path is None else SAYINGS["written"].format(path)
    console.show([line], [{"path": None if path is None else str(path)}])


@vanthu.group("review", cls=Group, invoke_without_command=True, help=COMMANDS["review"])
@click.pass_context
def _review(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        with console.office() as office:
            records = office.review()
        console.show(terminal.review(records, width=console.width()), map(json_lines.record, records))


@_command("accept", argument("record_id", of=RECORD_ID), argument("code"), of=_review, by=True)
def _accept(record_id: RecordId, code: str, by: str | None) -> None:
    with console.office() as office:
        record = office.accept(record_id, code, actor=console.actor(by))
    console.show([SAYINGS["accepted"].format(record.id, code)], [json_lines.record(record)])


@_command("close", argument("record_id", of=RECORD_ID), of=_review, by=True)
def _close(record_id: RecordId, by: str | None) -> None:
    with console.office() as office:
        record = office.close_review(record_id, actor=console.actor(by))
    console.show([SAYINGS["closed"].format(record.id)], [json_lines.record(record)])


@_command("acknowledge", argument("number", of=whole_number(1, 2**62)), by=True)
def _acknowledge(number: int, by: str | None) -> None:
    actor = console.actor(by)
    with console.office() as office:
        office.acknowledge(number, actor=actor)
    line = SAYINGS["acknowledged"].format(number, actor.name)
    console.show([line], [{"alert": number, "acknowledged_by": actor.name}])


@_command("register", argument("direction", of=BOOK), option("year", of=whole_number(1900, 9999)))
def _register(direction: Direction, year: int | None) -> None:
    with console.office() as office:
        year = year or office.clock.now().year
        records = office.register(direction, year=year)
    console.show(
        terminal.register(direction, year, records, width=console.width()),
        map(json_lines.register_entry, records),
    )


@_command("verify")
def _verify() -> ExitCode:
    with console.office() as office:
        report = office.verify(console.progress(SAYINGS["verifying"]))
    damages = map(json_lines.damage, report.damages)
    console.show(terminal.verified(report), (*damages, json_lines.verified(report)))
    return ExitCode.DAMAGED if report.damages else ExitCode.DONE


@_command("rebuild")
def _rebuild() -> None:
    with console.office() as office:
        records = office.rebuild(console.progress(SAYINGS["rebuilding"]))
    console.show([SAYINGS["rebuilt"].format(records)], [{"records": records}])


@_command("doctor")
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


# The end


def main() -> None:
    """Run the command with the words of the command line, and end with its code."""
    sys.exit(run(sys.argv[1:]))


def run(words: Sequence[str]) -> ExitCode:
    """Run the command; whatever goes wrong becomes a Vietnamese sentence and a code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # In JSON a byte that is no text comes out as the escape of its code, which reads back as it was.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    logging.getLogger().addHandler(logging.NullHandler())
    try:
        return ExitCode(vanthu.main(args=list(words), prog_name="vanthu", standalone_mode=False) or 0)
    except click.ClickException as error:
        console.tell(usage_sentence(error))
        return ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        console.tell(SAYINGS["interrupted"])
        return ExitCode.INTERRUPTED
    except Exception as error:
        if os.environ.get("VANTHU_TRACEBACK"):
            raise
        console.tell(_sentence(error))
        return exit_code(error)


def _sentence(error: Exception) -> str:
    return error_sentence(error) or unexpected_sentence(error)
