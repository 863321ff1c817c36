"""The objects that ``--json`` prints, one per line, under the names that docs/cli.md promises."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from model.answer import FieldAnswer
from model.board import BoardRow, Reply, ReplyBoard
from model.document_code import DocumentCode
from model.identification import Evidence, Identification, Reading
from model.ledger import FilingOutcome, Unnamed
from model.packet_notice import Delivery, PacketNotice
from model.province import province
from model.reason import Reason
from model.record import Record, ReplyLink, StoredFile
from model.search import SavedSearch, SearchHit, SearchPage
from model.urgency import Urgency
from model.views import RecordView
from web import legal_register
from web.check_facts import CheckFacts, DamageFacts
from web.standing_json import standing_fields

Fields = dict[str, Any]
"""A JSON object; what is unknown is left out."""


_TWO_DIGITS = re.compile(r"[0-9]{2}")
_URGENCY: Final = {
    Urgency.URGENT: "Khẩn",
    Urgency.VERY_URGENT: "Thượng khẩn",
    Urgency.EXPRESS: "Hỏa tốc",
}


_PRINTED: Final[tuple[tuple[str, str, Callable[[Any], Any]], ...]] = (
    *((name, name, str) for name in ("organ", "parent_organ", "organ_id", "place", "subject")),
    *((name, name, str) for name in ("signer", "signer_title", "capacity")),
    ("province", "province_id", lambda id_: province(id_).name),
    ("date", "date", str),
    ("type", "kind", lambda kind: kind.label),
    ("urgency", "urgency", _URGENCY.__getitem__),
    ("deadline", "deadline", lambda deadline: deadline.due_on.isoformat()),
    ("recipients", "recipients", list),
)
"""Name in JSON, attribute of ``Identification``, and how its value is printed."""


def full_code(code: DocumentCode) -> str | None:
    """Return a code with at least two digits as Nghị định 30/2020 writes it, None without a number."""
    if code.digits is None:
        return None
    number = f"{code.digits:02d}{code.suffix}"
    if code.party:
        return f"{number}-{code.symbol}"
    return "/".join((number, *([str(code.year)] if code.year else []), code.symbol))


def identified(path: str, sha256: str, found: Identification) -> Fields:
    """Return what ``identify`` recognised: values, then confidence and evidence under the same names."""
    head = {
        "path": path,
        "sha256": sha256,
        "format": found.format,
        "text_source": str(found.text_source),
        "pages": found.pages,
    }
    return _known(head) | _values(found) | recognised(found) | _parts(found)


def _values(found: Identification) -> Fields:
    return {
        **{name: value for name, (value, _) in _readings(found)},
        **{name: [_listed(one.value) for one in all_] for name, all_ in _cited(found)},
    }


def _parts(found: Identification) -> Fields:
    """Return the documents that seem to share the file, the first one too; nothing where there is one."""
    if not found.further:
        return {}
    first = {"pages": [1, found.further[0].first - 1], **_values(found)}
    return {
        "parts": [first, *({"pages": [one.first, one.last], **_values(one.found)} for one in found.further)]
    }


def recognised(found: Identification) -> Fields:
    """Return confidence, evidence and suggestions; of codes that are cited one evidence each."""
    readings, cited = dict(_readings(found)), dict(_cited(found))
    return {
        "confidence": {name: round(reading.confidence, 3) for name, (_, reading) in readings.items()}
        | {name: round(min(one.confidence for one in all_), 3) for name, all_ in cited.items()},
        "evidence": {name: evidence(reading.evidence) for name, (_, reading) in readings.items()}
        | {name: [evidence(one.evidence) for one in all_] for name, all_ in cited.items()},
        "suggestions": {
            name: [{"value": one.value, "confidence": round(one.confidence, 3)} for one in all_]
            for name, all_ in found.suggestions.items()
        },
    }


def evidence(found: Evidence) -> Fields:
    """Return where a value was read; the box is in millimetres."""
    box = None if found.box is None else [round(edge, 1) for edge in found.box]
    return _known({"text": found.text, "page": found.page, "box": box, "rule": found.rule})


def reason(given: Reason | None) -> Fields | None:
    """Return a reason as its code and its facts."""
    return None if given is None else {"code": given.code, "facts": list(given.facts)}


def filed(outcome: FilingOutcome, *, path: str | None) -> Fields:
    """Return what became of a file; ``path`` is as the caller gave it."""
    return _known(
        {
            "path": path,
            "sha256": outcome.sha256,
            "state": str(outcome.state),
            "id": _text(outcome.id),
            "arrival_number": outcome.arrival_number,
            "full_code": _text(outcome.code),
            "replies_to": [str(code) for code in outcome.replies_to],
            "reason": reason(outcome.reason),
            "told": [reason(one) for one in outcome.told] or None,
            **(unnamed(outcome.withheld) if outcome.withheld else {}),
        }
    )


def unnamed(file: Unnamed) -> Fields:
    """Return what tells a file apart that is not named."""
    return {"number": file.number, "size": file.size, "seen_at": file.seen_at.isoformat()}


def hit(found: SearchHit) -> Fields:
    """Return one hit with every promised key, also where there is no value."""
    return {
        "id": found.id,
        "direction": found.direction,
        "full_code": found.full_code,
        "date": found.date,
        "organ": found.organ,
        "province": found.province,
        "type": found.type,
        "subject": found.subject,
        "snippet": found.snippet.text,
        "score": round(found.score, 4),
        **({"standing": found.standing} if found.standing else {}),
    }


def search_end(page: SearchPage) -> Fields:
    """Return the last line of a search; how the query was read and what to ask instead where that matters."""
    facets = {
        name: [{"value": value, "count": count} for value, count in values]
        for name, values in page.facets.items()
    }
    read = {"notes": [reason(note) for note in page.notes], "suggestion": page.suggestion}
    end = {"total": page.total, "took_ms": page.took_ms, "facets": facets}
    return end | {name: value for name, value in read.items() if value}


def saved_search(saved: SavedSearch) -> Fields:
    """Return a search that is kept, with what it asks."""
    return {
        "name": saved.name,
        "query": saved.request.text,
        "chosen": dict(saved.request.chosen),
        "places": str(saved.request.places),
        "sort": str(saved.request.sort),
        "saved_by": saved.saved_by,
        "saved_at": saved.saved_at.isoformat(),
    }


def record(shown: Record) -> Fields:
    """Return a record as the register knows it, without what was recognised."""
    return _known(
        {
            "id": str(shown.id),
            "direction": str(shown.direction),
            "full_code": _text(shown.code),
            "type": shown.kind.label if shown.kind else None,
            "subject": shown.subject,
            "date": _text(shown.dated),
            "organ": shown.organ,
            "parent_organ": shown.parent_organ,
            "organ_id": shown.organ_id,
            "province": province(shown.province_id).name if shown.province_id else None,
            "place": shown.place,
            "signer": shown.signer,
            "signer_title": shown.signer_title,
            "recipients": list(shown.recipients),
            "arrival_number": shown.arrival_number,
            "arrived_on": _text(shown.arrived_on),
            "deadline": {"literal": shown.deadline.literal, "due_on": str(shown.deadline.due_on)}
            if shown.deadline
            else None,
            "registered_at": shown.registered_at.isoformat(),
            "registered_by": shown.registered_by.name,
            "links": [link(one) for one in shown.links],
            "review": [reason(one) for one in shown.review],
            "files": [stored_file(one) for one in shown.files],
            "form_answers": [form_answer(one) for one in shown.answers],
            "notices": [notice(one) for one in shown.notices] or None,
            "sent_from": shown.sent_from,
            "pages": list(shown.pages),
            "parted_from": _text(shown.parted_from),
            "parted_off": [str(one) for one in shown.parted_off],
        }
        | standing_fields(shown)
    )


def notice(shown: PacketNotice) -> Fields:
    """Return what a packet said of a document."""
    return _known(
        {
            "code": shown.code,
            "sender": shown.sender,
            "sender_id": shown.sender_id,
            "identifier": shown.identifier,
            "at": None if shown.at is None else shown.at.isoformat(),
            "received_at": shown.received_at.isoformat(),
            "text": shown.text,
            "packet": shown.packet,
        }
    )


def delivered(shown: Delivery | None) -> Fields | None:
    """Return how far a dispatch came at an addressee, None when no packet told."""
    if shown is None:
        return None
    return _known(
        {
            "reached_at": None if shown.reached_at is None else shown.reached_at.isoformat(),
            "code": None if shown.current is None else shown.current.code,
            "text": None if shown.current is None else shown.current.text,
            "recall": None if shown.recall is None else shown.recall.code,
        }
    )


def form_answer(shown: FieldAnswer) -> Fields:
    """Return what a filled form says to one item."""
    return {
        "item": shown.code,
        "text": shown.text,
        "value": shown.value,
        "problem": reason(shown.problem),
    }


def shown(view: RecordView) -> Fields:
    """Return everything about one record."""
    found = view.record.identification
    return record(view.record) | {
        "recognised": None if found is None else recognised(found),
        "answers": [record(one) for one in view.answers],
        "history": [{"at": event.at, "by": event.actor, "event": event.message} for event in view.history],
    }


def register_entry(shown: Record) -> Fields:
    """Return one line of the legal register: every column, null where nothing was entered."""
    columns = legal_register.entry(shown).items()
    return {"id": str(shown.id)} | {
        name: value if isinstance(value, int) else _text(value) for name, value in columns
    }


def damage(found: DamageFacts) -> Fields:
    """Return one thing that a check found wrong."""
    return {"kind": str(found.kind), "subject": found.subject, "path": found.path, "name": found.name}


def verified(report: CheckFacts) -> Fields:
    """Return the last line of a check."""
    return {
        "sound": not report.damages,
        "objects": report.objects,
        "ledger": {str(state): count for state, count in report.ledger.items()},
        "departed": report.departed,
        "numbers": dict(report.numbers),
    }


def link(shown: ReplyLink) -> Fields:
    """Return the claim that a record answers a dispatch."""
    return {
        "dispatch": str(shown.dispatch),
        "full_code": str(shown.code),
        "state": str(shown.state),
        "score": shown.score,
        "evidence": [evidence(one) for one in shown.evidence],
        "decided_by": shown.decided_by.name,
        "decided_at": shown.decided_at.isoformat(),
    }


def stored_file(shown: StoredFile) -> Fields:
    """Return one file of a record."""
    return {
        "path": shown.path,
        "name": shown.name,
        "role": str(shown.role),
        "media_type": shown.media_type,
        "size": shown.size,
        "sha256": shown.sha256,
    }


def board_row(row: BoardRow) -> Fields:
    """Return one addressee of an answer board."""
    return {
        "organ_id": row.addressee.organ_id,
        "name": row.addressee.name,
        "state": str(row.state),
        "days_late": row.days_late,
        "missing_items": list(row.missing_items),
        "replies": [reply(one) for one in row.replies],
        "delivery": delivered(row.delivery),
    }


def reply(shown: Reply) -> Fields:
    """Return one document that answers."""
    return _known(
        {
            "id": str(shown.record),
            "full_code": _text(shown.code),
            "arrived_on": str(shown.arrived_on),
            "date": _text(shown.dated),
        }
    )


def board_end(board: ReplyBoard) -> Fields:
    """Return the last line of an answer board."""
    return _known(
        {
            "dispatch": str(board.dispatch),
            "full_code": str(board.code),
            "subject": board.subject,
            "on": str(board.on),
            "due_on": str(board.deadline.due_on) if board.deadline else None,
            "answered": board.answered,
            "asked": len(board.rows),
        }
    ) | {
        "missing": [addressee.name for addressee in board.missing],
        "strays": [reply(one) for one in board.strays],
    }


def _readings(found: Identification) -> Iterator[tuple[str, tuple[Any, Reading[Any]]]]:
    """Yield each recognised field with the value printed for it and the reading it came from."""
    if found.code is not None:
        for name, value in _code_fields(found.code.value):
            yield name, (value, found.code)
    for name, attribute, printed in _PRINTED:
        reading: Reading[Any] | None = getattr(found, attribute)
        if reading is not None:
            yield name, (printed(reading.value), reading)


def _cited(found: Identification) -> Iterator[tuple[str, tuple[Reading[Any], ...]]]:
    """Yield each list that has any members: cited codes, announced attachments."""
    for name in ("attachments", "replies_to", "refers_to"):
        if readings := getattr(found, name):
            yield name, readings


def _listed(value: DocumentCode | str) -> str:
    """Return a cited code as written, with at least two digits, or the words of an attachment."""
    if isinstance(value, str) or value.digits is None:
        return str(value)
    return str(value) if _TWO_DIGITS.match(value.number) else f"0{value}"


def _code_fields(code: DocumentCode) -> Iterable[tuple[str, object]]:
    fields = {
        "number": code.digits,
        "number_suffix": code.suffix or None,
        "symbol": code.symbol,
        "full_code": full_code(code),
        "year_in_code": code.year,
    }
    return _known(fields).items()


def _known(fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if value is not None and value not in ([], {})}


def _text(value: object) -> str | None:
    return None if value is None else str(value)
