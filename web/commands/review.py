"""What waits for a person, and what she says of it: ``review``."""

import click

from model.actor import SYSTEM
from model.correction import Correction
from model.record import LinkState, Record
from model.record_id import RecordId
from web import console, json_lines, review_json, terminal
from web.command_line import PAGES, RECORD_ID, Group, argument, flag, option
from web.command_texts import SAYINGS
from web.commands.root import command, vanthu
from web.help_texts import COMMANDS, USAGE
from web.review_texts import SAID, hint_sentence, rivals_note, spans
from web.texts import day


@vanthu.group("review", cls=Group, invoke_without_command=True, help=COMMANDS["review"])
@click.pass_context
def _review(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        with console.office() as office:
            records = office.archive.listings.waiting()
            console.show(terminal.review(records, width=console.width()), map(json_lines.record, records))


@command("accept", argument("record_id", of=RECORD_ID), argument("code"), of=_review, by=True)
def _accept(record_id: RecordId, code: str, by: str | None) -> None:
    with console.office() as office:
        record = office.accept(record_id, code, actor=console.actor(by))
    others = [link.code for link in record.links if link.state.counts and link.decided_by == SYSTEM]
    stays = [SAID["stays"].format(one, record.id) for one in others]
    accepted = _accepted_last(record)
    console.show([SAYINGS["accepted"].format(record.id, accepted), *stays], [json_lines.record(record)])


def _accepted_last(record: Record) -> str:
    """Return the code of the dispatch that a person named last, who may have typed its number alone."""
    confirmed = (link for link in record.links if link.state is LinkState.CONFIRMED)
    return max((link.decided_at, str(link.code)) for link in confirmed)[1]


@command("unlink", argument("record_id", of=RECORD_ID), argument("code", required=False), of=_review, by=True)
def _unlink(record_id: RecordId, code: str | None, by: str | None) -> None:
    with console.office() as office:
        record = office.completing.take_link_back(record_id, code, actor=console.actor(by))
    left = [SAID["stays"].format(link.code, record.id) for link in record.links if link.state.counts]
    said = SAID["unlinked"].format(record.id, code) if code else SAID["unlinked.all"].format(record.id)
    console.show([said, *left], [json_lines.record(record)])


@command(
    "complete",
    argument("record_id", of=RECORD_ID),
    option("number"),
    option("date"),
    of=_review,
    by=True,
)
def _complete(record_id: RecordId, number: str | None, date: str | None, by: str | None) -> None:
    with console.office() as office:
        actor = console.actor(by)
        record = office.completing.complete(record_id, number=number or "", day=date or "", actor=actor)
    said = [SAYINGS["completed"].format(record.id, record.code or "", day(record.dated))]
    said += _registered(record_id, record)
    replaced = office.completing.replaced_symbol(record)
    if replaced is not None and record.code is not None:
        said.append(SAID["resymboled"].format(replaced, record.code.symbol, record.id))
    console.show(said, [json_lines.record(record)])


@command("close", argument("record_id", of=RECORD_ID), of=_review, by=True)
def _close(record_id: RecordId, by: str | None) -> None:
    with console.office() as office:
        record = office.close_review(record_id, actor=console.actor(by))
    console.show([SAYINGS["closed"].format(record.id)], [json_lines.record(record)])


@command(
    "correct",
    argument("record_id", of=RECORD_ID),
    *map(option, ("number", "date", "kind", "organ", "parent", "subject", "signer")),
    flag("once"),
    of=_review,
    by=True,
    told="review correct",
)
def _correct(record_id: RecordId, by: str | None, *, once: bool, **typed: str | None) -> None:
    correction = Correction(
        code=typed["number"],
        dated=typed["date"],
        kind=typed["kind"],
        organ=typed["organ"],
        parent_organ=typed["parent"],
        subject=typed["subject"],
        signer=typed["signer"],
    )
    with console.office() as office:
        actor = console.actor(by)
        record, hint = office.completing.correct(record_id, correction, remember=not once, actor=actor)
        rivals = () if hint is None else office.hints.rivals(hint)
    said = [SAID["corrected"].format(record.id), *_registered(record_id, record)]
    if hint is not None:
        said += [SAID["learnt"].format(hint_sentence(hint), hint.number), *rivals_note(rivals)]
    learnt = {} if hint is None else {"hint": review_json.hint(hint)}
    console.show(said, [json_lines.record(record) | learnt])


def _registered(file: RecordId, record: Record) -> list[str]:
    """Return that a file turned out to be a document, with the number it got."""
    return [] if record.id == file else [SAID["registered"].format(file, record.id, record.arrival_number)]


@command("split", argument("record_id", of=RECORD_ID), option("pages", of=PAGES), of=_review, by=True)
def _split(record_id: RecordId, pages: tuple[int, int] | None, by: str | None) -> None:
    if pages is None:
        raise click.UsageError(USAGE["no-pages"])
    with console.office() as office:
        actor = console.actor(by)
        left, part = office.completing.split(record_id, first=pages[0], last=pages[1], actor=actor)
    said = SAID["split"].format(left.id, spans(part.pages), part.id, part.arrival_number)
    console.show([said], map(json_lines.record, (left, part)))


@command("annex", argument("record_id", of=RECORD_ID), option("pages", of=PAGES), of=_review, by=True)
def _annex(record_id: RecordId, pages: tuple[int, int] | None, by: str | None) -> None:
    first = None if pages is None else pages[0]
    with console.office() as office:
        record = office.completing.annex(record_id, first=first, actor=console.actor(by))
    console.show([SAID["annexed"].format(record.id)], [json_lines.record(record)])
