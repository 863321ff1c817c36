"""After the number: ``attach``, ``cancel``, ``correct``, ``recall``, ``close-year``."""

from collections.abc import Iterable
from pathlib import Path

import click

from model.record import Direction, Record
from model.register_sheet import RegisterSheet
from model.vietnamese import nfc
from office import RecordsOffice
from web import console, json_lines
from web.command_line import PATH, argument, flag, option, whole_number
from web.command_texts import SAYINGS
from web.commands.root import command
from web.help_texts import USAGE
from web.outgoing_texts import STANDINGS
from web.texts import reason_sentence


@command("attach", argument("code"), argument("signed_file", of=PATH), option("anyway"), by=True)
def _attach(code: str, signed_file: Path, anyway: str | None, by: str | None) -> None:
    with console.office() as office:
        record = office.after_issue.attach(code, signed_file, because=_said(anyway), actor=console.actor(by))
        office.sync_index()
    lines = [_standing(record)]
    last = record.signed[-1]
    if last.differences:
        told = "; ".join(map(reason_sentence, last.differences))
        lines.append(SAYINGS["attach.differs"].format(told, last.accepted_because))
    console.show(lines, [json_lines.record(record)])


@command("cancel", argument("code"), option("reason"), flag("unsent"), by=True)
def _cancel(code: str, reason: str | None, by: str | None, *, unsent: bool) -> None:
    with console.office() as office:
        record = office.after_issue.cancel(code, _needed(reason), actor=console.actor(by), is_unsent=unsent)
        office.sync_index()
    console.show([_standing(record)], [json_lines.record(record)])


@command(
    "correct",
    argument("code"),
    *map(option, ("where", "wrong", "right")),
    option("out", "-o", of=PATH, default=Path()),
)
def _correct(code: str, out: Path, **facts: str | None) -> None:
    with console.office() as office:
        known = {name: value for name, value in facts.items() if value}
        path = office.after_issue.correct(code, known, out=out)
    console.show([_draft(path)], [_drafted(path)])


@command("recall", argument("code"), option("reason"), option("out", "-o", of=PATH, default=Path()), by=True)
def _recall(code: str, reason: str | None, out: Path, by: str | None) -> None:
    with console.office() as office:
        record, path = office.after_issue.recall(code, _needed(reason), out=out, actor=console.actor(by))
        office.sync_index()
    console.show([_standing(record), _draft(path)], [json_lines.record(record) | _drafted(path)])


@command("close-year", argument("closed_year", of=whole_number(1900, 9999)), by=True)
def _close_year(closed_year: int, by: str | None) -> None:
    from web.register_xlsx import register_xlsx

    with console.office() as office:

        def sheet(direction: Direction, records: tuple[Record, ...]) -> RegisterSheet:
            return _sheet(office, direction, records, closed_year)

        closing = office.after_issue.close_year(
            closed_year, sheet=sheet, xlsx=register_xlsx, actor=console.actor(by)
        )
        folder = office.archive.store.root.path_of(f"urn:vanthu:so-{closed_year}")
    files = [{"name": name, "sha256": sha256} for name, sha256 in sorted(closing.files.items())]
    console.show(
        [
            SAYINGS["closed-year"].format(closing.year, folder),
            *(f"   {one['name']}  SHA-256 {one['sha256']}" for one in files),
        ],
        [
            {
                "year": closing.year,
                "closed_at": closing.closed_at.isoformat(),
                "closed_by": closing.closed_by.name,
                "books": [
                    {"book": one.book, "opening": one.opening, "last": one.last} for one in closing.books
                ],
                "files": files,
                "path": str(folder),
            }
        ],
    )


def save_book(
    office: RecordsOffice,
    direction: Direction,
    records: Iterable[Record],
    year: int,
    book: tuple[Path, str],
) -> None:
    """Write one year of a register as it is printed: a path, and the format that its ending names."""
    from web.register_xlsx import register_xlsx

    path, format_ = book
    sheet = _sheet(office, direction, records, year)
    data = office.after_issue.print_register(sheet) if format_ == ".pdf" else register_xlsx(sheet)
    office.desk.save(path, data)
    console.show([SAYINGS["written"].format(path)], [{"path": str(path)}])


def _sheet(
    office: RecordsOffice, direction: Direction, records: Iterable[Record], year: int
) -> RegisterSheet:
    from web.register_sheet import register_sheet

    agency = office.archive.settings.agency
    return register_sheet(direction, records, year=year, parent=agency.parent, agency=agency.name)


def _needed(reason: str | None) -> str:
    said = _said(reason)
    if said is None:
        raise click.UsageError(USAGE["no-reason"])
    return said


def _said(words: str | None) -> str | None:
    return nfc(words).strip() or None if words else None


def _standing(record: Record) -> str:
    standing = STANDINGS[record.standing] if record.standing else ""
    return SAYINGS["standing"].format(record.code or record.id, standing)


def _draft(path: Path | None) -> str:
    return SAYINGS["no-head"] if path is None else SAYINGS["written"].format(path)


def _drafted(path: Path | None) -> json_lines.Fields:
    return {"path": None if path is None else str(path)}
