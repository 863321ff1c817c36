"""What the office was taught about its correspondents: ``hints``."""

import click

from model.hint import HintKind
from web import console, review_json
from web.command_line import Group, argument, flag, option, whole_number
from web.commands.root import command, vanthu
from web.help_texts import COMMANDS
from web.plain_text import printable
from web.review_texts import SAID, hint_line, hint_sentence, rivals_note


@vanthu.group("hints", cls=Group, invoke_without_command=True, help=COMMANDS["hints"])
@click.pass_context
def _hints(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        _show()


@command("list", of=_hints, told="hints list")
def _list() -> None:
    _show()


def _show() -> None:
    with console.office() as office:
        hints = office.hints.present()
    lines = map(printable, map(hint_line, hints)) if hints else [SAID["hints.none"]]
    console.show(lines, map(review_json.hint, hints))


@command("add", argument("text"), option("organ"), option("parent"), flag("sender"), of=_hints, by=True)
def _add(text: str, organ: str | None, parent: str | None, by: str | None, *, sender: bool) -> None:
    kind = HintKind.SENDER if sender else HintKind.ALIAS
    with console.office() as office:
        hint = office.hints.add(kind, text, organ or "", parent=parent, actor=console.actor(by))
        rivals = office.hints.rivals(hint)
    said = SAID["learnt"].format(printable(hint_sentence(hint)), hint.number)
    console.show([said, *rivals_note(rivals)], [review_json.hint(hint)])


@command("remove", argument("hint", of=whole_number(1, 10**6)), of=_hints, by=True)
def _remove(hint: int, by: str | None) -> None:
    with console.office() as office:
        removed = office.hints.remove(hint, actor=console.actor(by))
    console.show([SAID["forgotten"].format(removed.number)], [review_json.hint(removed)])
