"""Writing and sending: ``draft``, ``issue``, ``copy``, ``forms``."""

from datetime import date
from pathlib import Path

from office import checking
from web import check_lines, console, json_lines, terminal
from web.command_line import DAY, PATH, argument, option
from web.command_texts import SAYINGS
from web.commands.root import command


@command("draft", argument("draft", of=PATH), option("out", "-o", of=PATH, default=Path()))
def _draft(draft: Path, out: Path) -> None:
    with console.office() as office:
        for path in office.draft(draft, out):
            console.show([SAYINGS["written"].format(path)], [{"path": str(path)}])
            if path.suffix == ".docx":
                found = checking().check(path)
                console.show(check_lines.lines(path, found), check_lines.objects(path, found.findings))


@command("issue", argument("draft", of=PATH), option("on", of=DAY), option("signed-on", of=DAY), by=True)
def _issue(draft: Path, on: date | None, signed_on: date | None, by: str | None) -> None:
    with console.office() as office:
        forms = console.progress(SAYINGS["forms"])
        actor = console.actor(by)
        record = office.issue(draft, actor=actor, on=on, signed_on=signed_on, progress=forms)
        console.show(terminal.issued(record, outbox=office.folder.outbox), [json_lines.record(record)])


@command("forms", argument("code"))
def _forms(code: str) -> None:
    with console.office() as office:
        folder = office.desk.make_forms(code, console.progress(SAYINGS["forms"]))
    console.show([SAYINGS["written"].format(folder)], [{"path": str(folder)}])


@command("copy", argument("draft", of=PATH), option("on", of=DAY), option("out", "-o", of=PATH), by=True)
def _copy(draft: Path, on: date | None, out: Path | None, by: str | None) -> None:
    with console.office() as office:
        if out is not None:
            for path in office.desk.copies.draft(draft, out):
                console.show([SAYINGS["written"].format(path)], [{"path": str(path)}])
            return
        record = office.desk.copies.issue(draft, actor=console.actor(by), on=on)
        office.sync_index()
        console.show(terminal.issued(record, outbox=office.folder.outbox), [json_lines.record(record)])
