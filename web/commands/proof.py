"""The proof that nothing is lost: ``verify``, ``rebuild``."""

from web import console, json_lines, terminal
from web.command_texts import SAYINGS
from web.commands.root import command
from web.exit_codes import ExitCode


@command("verify")
def _verify() -> ExitCode:
    with console.office() as office:
        report = office.verify(console.progress(SAYINGS["verifying"]))
    damages = map(json_lines.damage, report.damages)
    console.show(terminal.verified(report), (*damages, json_lines.verified(report)))
    return ExitCode.DAMAGED if report.damages else ExitCode.DONE


@command("rebuild")
def _rebuild() -> None:
    with console.office() as office:
        records = office.rebuild(console.progress(SAYINGS["rebuilding"]))
    console.show([SAYINGS["rebuilt"].format(records)], [{"records": records}])
