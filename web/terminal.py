"""What each command prints for people: the lines of a result, in Vietnamese."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from model.board import BoardRow, Reply, ReplyBoard
from model.ledger import FilingOutcome, LedgerState, Unnamed
from model.packet_notice import PacketNotice
from model.province import province
from model.record import Direction, Record, ReplyLink
from model.search import SavedSearch, SearchHit, SearchPage
from model.views import Event, RecordView
from web import legal_register, packet_texts
from web.check_facts import CheckFacts, DamageFacts
from web.command_texts import FACETS, LABELS, SAYINGS
from web.outgoing_texts import STANDINGS
from web.plain_text import fields, marked, printable, table
from web.reading_texts import TAKEN_AWAY
from web.review_texts import FILE_FACTS, spans
from web.rule_texts import rule_words
from web.search_texts import asked, ending, note
from web.texts import (
    BOOKS,
    DAMAGES,
    DIRECTIONS,
    EVENTS,
    FILE_ROLES,
    LEDGER_STATES,
    LINK_STATES,
    REPLY_STATES,
    board_head,
    day,
    error_sentence,
    reason_sentence,
    sender,
)

_INDENT: Final = "   "
_SEPARATOR: Final = " · "


def filed(outcome: FilingOutcome, *, path: str | None) -> str:
    """Return what became of one file; a withheld one is not named."""
    if outcome.state is LedgerState.WITHHELD:
        alert = withheld(reason_sentence(outcome.reason) if outcome.reason else "")
        return alert if outcome.withheld is None else _numbered(outcome.withheld, alert)
    parts = [LEDGER_STATES[outcome.state]]
    if outcome.id is not None:
        parts.append(str(outcome.id))
    if outcome.arrival_number is not None:
        parts.append(SAYINGS["file.arrival"].format(outcome.arrival_number))
    if outcome.code is not None:
        parts.append(str(outcome.code))
    if outcome.replies_to:
        parts.append(SAYINGS["file.answers"].format(", ".join(map(str, outcome.replies_to))))
    reasons = [*([outcome.reason] if outcome.reason else []), *outcome.told]
    parts += dict.fromkeys(map(reason_sentence, reasons))
    return printable(f"{path}: {_SEPARATOR.join(parts)}")


def withheld(rule: str) -> str:
    """Return the alert about a file that bears a mark of secrecy."""
    return SAYINGS["withheld"].format(rule)


def _numbered(file: Unnamed, alert: str) -> str:
    return SAYINGS["withheld.number"].format(
        file.number, file.size, f"{file.seen_at:%d/%m/%Y %H:%M:%S}", alert
    )


def trouble(error: Exception) -> str:
    """Return what stands in the way of taking files in; what is said of it may hold words of a file."""
    known = error_sentence(error) or SAYINGS["trouble.unknown"].format(type(error).__name__)
    return SAYINGS["trouble"].format(known)


def filed_total(outcomes: Counter[LedgerState], *, asked: Iterable[Path], inbox: Path) -> Iterator[str]:
    """Yield how many files came to which state, or that there was none where one was asked for."""
    folders = [path.resolve() for path in asked]
    if outcomes:
        yield SAYINGS["file.total"].format(outcomes.total(), _counted(outcomes))
    elif folders:
        yield SAYINGS["file.none.inbox" if folders == [inbox] else "file.none"]


def issued(record: Record, *, outbox: Path) -> Iterator[str]:
    """Yield the number that was given, and where the files lie."""
    folder = outbox / str(record.id)
    yield SAYINGS["issued"].format(_code(record), day(record.dated), folder)
    if record.form is not None:
        yield SAYINGS["forms.made"].format(len(record.addressees), folder / "phieu")


def search(page: SearchPage, *, offset: int, width: int | None) -> Iterator[str]:
    """Yield the hits of a search, their number, and the counts per facet."""
    for number, hit in enumerate(page.hits, start=offset + 1):
        yield from _hit(number, hit)
    if page.hits:
        yield SAYINGS["search.total"].format(page.total, offset + 1, offset + len(page.hits), page.took_ms)
    else:
        yield SAYINGS["search.none"].format(page.total, page.took_ms)
    yield from (printable(note(one)) for one in page.notes)
    if page.suggestion:
        yield SAYINGS["search.better"].format(printable(page.suggestion))
    counted = {
        FACETS[name]: ", ".join(f"{_facet(name, value)} ({count})" for value, count in values)
        for name, values in page.facets.items()
    }
    yield from fields(counted, width=width)


def similar(hits: Sequence[SearchHit]) -> Iterator[str]:
    """Yield the documents that are like one."""
    for number, hit in enumerate(hits, start=1):
        yield from _hit(number, hit)
    if not hits:
        yield SAYINGS["similar.none"]


def saved_searches(searches: Sequence[SavedSearch], *, width: int | None) -> Iterator[str]:
    """Yield the searches that are kept, each with what it asks."""
    yield from fields({saved.name: asked(saved.request) for saved in searches}, width=width)
    if not searches:
        yield SAYINGS["searches.none"]


def shown(view: RecordView, *, width: int | None) -> Iterator[str]:
    """Yield everything about one record."""
    record = view.record
    yield from fields(_record(record), width=width)
    yield from _section(
        "files",
        ("role", "file", "size", "sha256"),
        [(FILE_ROLES[file.role], file.name, str(file.size), file.sha256) for file in record.files],
        width=width,
    )
    yield from _section(
        "form_answers",
        ("item", "value", "reason"),
        [(one.code, one.text, reason_sentence(one.problem) if one.problem else "") for one in record.answers],
        width=width,
    )
    yield from _section(
        "links", ("full_code", "state", "evidence"), [_link(link) for link in record.links], width=width
    )
    yield from _section(
        "notices", ("at", "sender", "state", "text"), list(map(_notice, record.notices)), width=width
    )
    yield from _section(
        "answers",
        ("id", "full_code", "arrived_on", "organ"),
        [(str(one.id), _code(one), day(one.arrived_on), sender(one)) for one in view.answers],
        width=width,
    )
    yield from _section(
        "history",
        ("at", "by", "event"),
        [_event(event) for event in view.history],
        width=width,
    )


def replies(board: ReplyBoard, *, width: int | None) -> Iterator[str]:
    """Yield an answer board: its head, one row per addressee, then what came unasked."""
    yield board_head(board)
    if board.deadline is not None:
        yield SAYINGS["replies.due"].format(day(board.deadline.due_on), printable(board.deadline.literal))
    heads = _heads(
        "addressee",
        "state",
        "arrived_on",
        "full_code",
        "days_late",
        "missing_items",
        "reached_on",
        "delivery",
    )
    yield from table(heads, map(_board_row, board.rows), width=width)
    if board.strays:
        yield SAYINGS["replies.strays"]
        heads = _heads("id", "full_code", "arrived_on")
        yield from table(heads, map(_stray, board.strays), width=width)


def review(records: Iterable[Record], *, width: int | None) -> Iterator[str]:
    """Yield what waits for a decision, with the reasons."""
    rows = [
        (
            str(one.id),
            _code(one),
            sender(one),
            one.subject or "",
            "; ".join(map(reason_sentence, one.review)),
        )
        for one in records
    ]
    if not rows:
        yield SAYINGS["review.none"]
        return
    yield from table(_heads("id", "full_code", "organ", "subject", "reason"), rows, width=width)
    yield SAYINGS["review.how"]


def register(
    direction: Direction, year: int, records: Iterable[Record], *, width: int | None
) -> Iterator[str]:
    """Yield one year of a register; columns in which nothing was entered are left out."""
    yield SAYINGS[f"register.title.{direction}"].format(year)
    rows = [[_entered(value) for value in legal_register.entry(record).values()] for record in records]
    if not rows:
        yield SAYINGS["register.none"]
        return
    yield from table(tuple(legal_register.columns(direction).values()), rows, width=width)


def verified(report: CheckFacts) -> Iterator[str]:
    """Yield what a check counted, and every damage by its name."""
    yield SAYINGS["verify.objects"].format(report.objects)
    counts = Counter(report.ledger)
    yield SAYINGS["verify.ledger" if counts.total() else "verify.ledger.empty"].format(
        counts.total(), _counted(counts)
    )
    if report.departed:
        yield TAKEN_AWAY["counted"].format(report.departed)
    if report.numbers:
        given = ", ".join(f"{_book(book)}: {count}" for book, count in report.numbers.items())
        yield SAYINGS["verify.numbers"].format(given)
    if not report.damages:
        yield SAYINGS["verify.sound"]
        return
    yield SAYINGS["verify.broken"].format(len(report.damages))
    for damage in report.damages:
        yield printable(f"{_INDENT}{_damaged(damage)}")


def _damaged(damage: DamageFacts) -> str:
    named = f" ({damage.name})" if damage.name else ""
    return f"{damage.subject} / {damage.path}{named}: {DAMAGES[damage.kind]}"


def _counted(counts: Counter[LedgerState]) -> str:
    return ", ".join(f"{LEDGER_STATES[state]} {counts[state]}" for state in LedgerState if counts[state])


def _hit(number: int, hit: SearchHit) -> Iterator[str]:
    date = "/".join(reversed(hit.date.split("-"))) if hit.date else None
    over = hit.standing and ending(hit.standing)
    parts = (hit.full_code, date, hit.organ, hit.province, hit.type, over, f"[{hit.id}]")
    yield printable(f"{number}. {_SEPARATOR.join(part for part in parts if part)}")
    if hit.subject:
        yield _INDENT + printable(hit.subject)
    if hit.snippet.text:
        yield _INDENT + marked(hit.snippet.text, hit.snippet.marks)


def _facet(name: str, value: str) -> str:
    return DIRECTIONS[Direction(value)] if name == "direction" else printable(value)


def _record(record: Record) -> dict[str, str | None]:
    deadline = record.deadline
    values = {
        "id": f"{record.id} ({DIRECTIONS[record.direction]})",
        "full_code": _code(record),
        "type": record.kind.label if record.kind else None,
        "subject": record.subject,
        "date": day(record.dated),
        "organ": record.organ,
        "parent_organ": record.parent_organ,
        "province": province(record.province_id).name if record.province_id else None,
        "recipients": "; ".join(record.recipients),
        "signer": record.signer,
        "signer_title": record.signer_title,
        "arrival_number": str(record.arrival_number) if record.arrival_number else None,
        "arrived_on": day(record.arrived_on),
        "deadline": f"{day(deadline.due_on)} ({deadline.literal})" if deadline else None,
        "standing": STANDINGS[record.standing] if record.standing else None,
        "note": "; ".join(legal_register.standing_notes(record)),
        "registered": f"{record.registered_at:%d/%m/%Y %H:%M}, {record.registered_by.name}",
        "review": "; ".join(map(reason_sentence, record.review)),
    }
    return {LABELS[name]: value for name, value in values.items()} | _file_facts(record)


def _file_facts(record: Record) -> dict[str, str | None]:
    """Return where the record's file came from, and what else was scanned into it."""
    shared = (*([record.parted_from] if record.parted_from else []), *record.parted_off)
    return {
        FILE_FACTS["sent_from"]: record.sent_from,
        FILE_FACTS["pages"]: spans(record.pages),
        FILE_FACTS["shared"]: ", ".join(map(str, shared)),
    }


def _section(
    name: str, columns: Sequence[str], rows: Sequence[Sequence[str]], *, width: int | None
) -> Iterator[str]:
    if rows:
        yield ""
        yield LABELS[name]
        yield from table(_heads(*columns), rows, width=width)


def _event(event: Event) -> tuple[str, ...]:
    at = datetime.fromisoformat(event.at)
    return f"{at:%d/%m/%Y %H:%M}", event.actor, EVENTS.get(event.message, event.message)


def _notice(told: PacketNotice) -> tuple[str, ...]:
    return f"{told.when:%d/%m/%Y %H:%M}", told.sender, packet_texts.notice(told), told.text or ""


def _book(name: str) -> str:
    """Return a book and its year, "den 2026", as people call it; a series of its own keeps its name."""
    book, year = name.rsplit(" ", 1)
    return f"{BOOKS.get(book, book)} {year}"


def _link(link: ReplyLink) -> tuple[str, ...]:
    seen = "; ".join(f"“{one.text}” ({rule_words(one.rule)})" for one in link.evidence)
    return str(link.code), f"{LINK_STATES[link.state]} ({link.score})", seen


def _board_row(row: BoardRow) -> tuple[str, ...]:
    first = row.replies[0] if row.replies else None
    return (
        row.addressee.name,
        REPLY_STATES[row.state],
        day(first.arrived_on) if first else "",
        ", ".join(str(reply.code or reply.record) for reply in row.replies),
        str(row.days_late) if row.days_late else "",
        ", ".join(row.missing_items),
        day(row.delivery.reached_at) if row.delivery else "",
        packet_texts.delivered(row.delivery),
    )


def _stray(reply: Reply) -> tuple[str, ...]:
    return str(reply.record), str(reply.code or ""), day(reply.arrived_on)


def _entered(value: legal_register.Value) -> str:
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else day(value)


def _heads(*names: str) -> tuple[str, ...]:
    return tuple(LABELS[name] for name in names)


def _code(record: Record) -> str:
    return str(record.code) if record.code else ""
