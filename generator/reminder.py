"""The draft of a dispatch that reminds those who have not answered: YAML, as a clerk would write it."""

import json
import tomllib
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Any, Final

from generator.citation import issuer_name
from generator.template_files import template_file
from model.board import ReplyBoard
from model.dispatch import Dispatch

_DRAFT: Final = "don-doc/draft.yaml"
_WORDS: Final = "don-doc/template.toml"


def reminder_draft(dispatch: Dispatch, board: ReplyBoard, *, overrides: Path | None = None) -> str:
    """Return the draft of a reminder about a dispatch to those who are missing on its board.

    Signatory, units and place are those of the dispatch. ``overrides`` is the office's own
    folder of templates.
    """
    wording = _wording(template_file(_WORDS, overrides))
    facts = _facts(dispatch, board, wording)
    said = {
        name: text.format(**facts)
        for name, text in wording.items()
        if isinstance(text, str) and name != "day"
    }
    late = max((row.days_late for row in board.rows if not row.state.is_answered), default=0)
    signatory = dispatch.signatory
    values = {
        "issuer": [*dispatch.issuer.name_lines],
        "parent": dispatch.issuer.parent_name,
        "symbol": dispatch.symbol,
        "place": dispatch.place,
        "on": board.on.isoformat(),
        "title": said["title"],
        "code": str(board.code),
        "filing": ", ".join(dispatch.filing.units) if dispatch.filing else "",
        "capacity": [*signatory.capacity_lines] or None,
        "position": signatory.title,
        "signer": signatory.name,
        "due": said["due"],
    }
    text = Template(template_file(_DRAFT, overrides).read_text(encoding="utf-8"))
    return text.substitute(
        {name: _scalar(value) for name, value in values.items()},
        addressees=_listed(addressee.name for addressee in board.missing),
        organs=_listed(addressee.organ_id for addressee in board.missing),
        opening=said["opening_with_deadline" if board.deadline else "opening"],
        standing=said["standing_late" if late else "standing"],
        request=said["request_with_form" if dispatch.form else "request"],
    )


def _facts(dispatch: Dispatch, board: ReplyBoard, wording: dict[str, Any]) -> dict[str, str]:
    until = board.on + timedelta(days=int(wording["days"]))
    if board.deadline is not None:  # a reminder never asks for less time than was given
        until = max(until, board.deadline.due_on + timedelta(days=1))
    late = max((row.days_late for row in board.rows if not row.state.is_answered), default=0)
    return {
        "code": str(board.code),
        "issuer": issuer_name(dispatch),
        "issued_on": _day(dispatch.issued_on or board.on, wording),
        "subject": dispatch.subject,
        "deadline": board.deadline.literal if board.deadline else "",
        "on": _day(board.on, wording),
        "days": f"{late:02d}",
        "until": _day(until, wording),
    }


def _day(day: date, wording: dict[str, Any]) -> str:
    return str(wording["day"]).format(day=day.day, month=day.month, year=day.year)


def _scalar(value: object) -> str:
    """Write a value on one line: JSON is YAML, and quotes what would mean something else there."""
    return json.dumps(value, ensure_ascii=False)


def _listed(values: Iterable[str]) -> str:
    return "".join(f"\n  - {_scalar(value)}" for value in values)


@lru_cache(maxsize=4)
def _wording(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
