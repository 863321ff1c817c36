"""Whatever arrives: ``identify``, ``file``, ``watch``, ``acknowledge``."""

import os
import threading
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from model.hint import Hint
from model.ledger import LedgerState
from model.reason import Reason
from model.vietnamese import nfc
from model.views import Identified
from office import HintsUnreadableError, RecordsOffice, identify_file, known_hints
from web import console, identified_lines, json_lines, terminal
from web.command_line import PATH, argument, whole_number
from web.command_texts import SAYINGS
from web.commands.root import command, sentence
from web.exit_codes import ExitCode
from web.plain_text import printable
from web.texts import reason_sentence

_NOT_FAILED: Final = frozenset({LedgerState.FILED, LedgerState.DUPLICATE, LedgerState.IGNORED})
_MISSING: Final = Reason("not-found")


@command("identify", argument("paths", of=PATH, many=True))
def _identify(paths: Sequence[Path]) -> ExitCode:
    hints = _hints()
    recognised = [_identify_one(path, hints) for path in paths]
    return ExitCode.DONE if all(recognised) else ExitCode.SOME_FAILED


def _hints() -> tuple[Hint, ...]:
    """Return what the office of this run was taught; where that cannot be read, files are read without."""
    try:
        return known_hints(console.office_folder())
    except HintsUnreadableError as error:
        console.tell(sentence(error))
        return ()


def _identify_one(path: Path, hints: tuple[Hint, ...]) -> bool:
    try:
        verdict = identify_file(path, hints=hints)
    except OSError as error:
        console.tell(sentence(error))
        return False
    if isinstance(verdict, Identified):
        found = verdict.identification
        console.show(
            identified_lines.identified(str(path), found, width=console.width()),
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


@command("file", argument("paths", of=PATH, many=True), by=True)
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
        for error in office.archive.receiving.troubles.met:
            console.tell(terminal.trouble(error))
    failed = len(present) < len(paths) or states.keys() - _NOT_FAILED
    return ExitCode.SOME_FAILED if failed else ExitCode.DONE


def _name_in_ledger(path: Path, office: RecordsOffice) -> str:
    """Return the name that the ledger gives a file: NFC, bytes that are no text replaced."""
    whole, inbox = Path(os.path.normpath(path.absolute())), office.folder.inbox
    name = whole.relative_to(inbox) if whole.is_relative_to(inbox) else whole
    return nfc(os.fsencode(name).decode(errors="replace"))


@command("watch", by=True)
def _watch(by: str | None) -> ExitCode:
    console.log_to_terminal()
    stop = threading.Event()
    with console.office() as office, console.stopped_by_signals(stop) as caught:
        console.tell(SAYINGS["watching"].format(office.folder.inbox))
        office.watch(
            stop,
            actor=console.actor(by),
            told=console.filing_printer(),
            hindered=console.trouble_printer(),
        )
    return console.ended(caught)


@command("acknowledge", argument("number", of=whole_number(1, 2**62)), by=True)
def _acknowledge(number: int, by: str | None) -> None:
    actor = console.actor(by)
    with console.office() as office:
        office.acknowledge(number, actor=actor)
    line = SAYINGS["acknowledged"].format(number, actor.name)
    console.show([line], [{"alert": number, "acknowledged_by": actor.name}])
