"""The terminal that a command runs in: which office, who acts, how results are printed, when to stop."""

import getpass
import json
import logging
import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click

from model.actor import Actor
from model.ledger import FilingOutcome
from model.vietnamese import nfc
from office import RecordsOffice
from web import json_lines, terminal
from web.command_texts import SAYINGS
from web.exit_codes import ExitCode
from web.help_texts import USAGE
from web.plain_text import printable

TroublePrinter = Callable[[Sequence[Exception]], None]
"""Hears after each pass over the inbox what stood in its way."""


def named_folder() -> Path | None:
    """Return the folder that the command line or the environment names as the office's."""
    named = click.get_current_context().meta.get("vanthu.office") or os.environ.get("VANTHU_OFFICE")
    return Path(named) if named else None


def office_folder() -> Path | None:
    """Return the office that the command line, the environment or the current folder names."""
    named = named_folder()
    if named is not None:
        return named
    return Path() if Path("office.toml").is_file() else None


@contextmanager
def office() -> Iterator[RecordsOffice]:
    """Open the office of this run.

    Raises:
        UsageError: when none is named.
    """
    folder = office_folder()
    if folder is None:
        raise click.UsageError(USAGE["no-office"])
    with RecordsOffice(folder) as opened:
        yield opened


def actor(by: str | None) -> Actor:
    """Return who acts: as named, or who is logged in on this machine."""
    try:
        name = by or os.environ.get("VANTHU_USER") or getpass.getuser()
    except (KeyError, OSError) as error:
        raise click.UsageError(USAGE["no-user"]) from error
    return Actor(name=nfc(name))


def wants_json() -> bool:
    """Whether this run prints objects for programs instead of lines for people."""
    return bool(click.get_current_context().meta.get("vanthu.json"))


def show(lines: Iterable[str], objects: Iterable[json_lines.Fields]) -> None:
    """Print a result: its lines for people, or its objects for programs."""
    _write(lines, objects, as_json=wants_json())


def _write(lines: Iterable[str], objects: Iterable[json_lines.Fields], *, as_json: bool) -> None:
    for line in (json.dumps(fields, ensure_ascii=False) for fields in objects) if as_json else lines:
        click.echo(line)


def tell(line: str) -> None:
    """Say something beside the result."""
    click.echo(printable(line), err=True)


def width() -> int | None:
    """Return the columns of the terminal, None where the result goes elsewhere."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def progress(words: str) -> Callable[[int, int], None]:
    """Return what shows how far a long work is, if somebody watches."""

    def count(done: int, total: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{words} {done}/{total}", nl=done == total, err=True)

    return count


def filing_printer() -> Callable[[FilingOutcome], None]:
    """Return what prints each outcome as it comes, also from another thread."""
    as_json = wants_json()

    def tell_outcome(outcome: FilingOutcome) -> None:
        lines, objects = (
            terminal.filed(outcome, path=outcome.path),
            json_lines.filed(outcome, path=outcome.path),
        )
        _write([lines], [objects], as_json=as_json)

    return tell_outcome


def trouble_printer() -> TroublePrinter:
    """Return what tells of troubles when they begin and when all are over, however often they come up."""
    standing: set[str] = set()

    def tell_troubles(errors: Sequence[Exception]) -> None:
        now = dict.fromkeys(map(terminal.trouble, errors))
        for line in now:
            if line not in standing:
                tell(line)
        if standing and not now:
            tell(SAYINGS["trouble.over"])
        standing.clear()
        standing.update(now)

    return tell_troubles


def log_to_terminal() -> None:
    """Print warnings of the program itself; what people are told in Vietnamese only for who asks for it."""
    is_asked = bool(os.environ.get("VANTHU_TRACEBACK"))
    logging.basicConfig(level=logging.INFO if is_asked else logging.WARNING, force=True)


@contextmanager
def stopped_by_signals(stop: threading.Event) -> Iterator[list[int]]:
    """Let Ctrl-C and the end of the session set ``stop``; a second one ends at once."""
    caught: list[int] = []

    def end(number: int, _frame: FrameType | None) -> None:
        caught.append(number)
        stop.set()
        signal.signal(number, before[signal.Signals(number)])

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield caught
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def ended(caught: Sequence[int]) -> ExitCode:
    """Return how a run ended that waits for the signals ``caught``."""
    return ExitCode.INTERRUPTED if signal.SIGINT in caught else ExitCode.DONE
