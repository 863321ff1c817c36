"""The draft (YAML) of a dispatch that follows up another document: a correction, a recall."""

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Final

from generator.citation import issuer_name
from generator.template_files import template_file
from model.dispatch import Dispatch
from model.document_code import DocumentCode
from model.document_kind import DocumentKind
from model.vietnamese import collapse

_LAST_PADDED_MONTH: Final = 2
"""Months after it are written without a zero (Phụ lục I, II-4b)."""
_GAPS: Final = ("where", "wrong", "right", "reason")


class FollowUpKind(StrEnum):
    """What the dispatch is for; the value names its folder of templates."""

    CORRECTION = "dinh-chinh"
    RECALL = "thu-hoi"
    RECALLED_BY_SENDER = "thu-hoi-den"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """What a dispatch says of the document that it follows up.

    ``facts`` may hold where, wrong, right and reason; what is not there stays open in the draft.
    """

    kind: FollowUpKind
    document: DocumentKind | None
    code: DocumentCode | None
    dated: date | None
    subject: str
    addressees: tuple[str, ...]
    on: date
    facts: dict[str, str]


def follow_up_draft(what: FollowUp, head: Dispatch, *, symbol: str, overrides: Path | None = None) -> str:
    """Return the draft. Issuer, place, signatory and units are those of ``head``, a dispatch of the office.

    ``overrides`` is the office's own folder of templates.
    """
    words = _words(template_file(f"{what.kind}/template.toml", overrides))
    facts = _facts(what, head, words)
    said = {name: collapse(words[name].format(**facts)) for name in ("title", "opening", "change", "rest")}
    signatory = head.signatory
    values = {
        "issuer": [*head.issuer.name_lines],
        "parent": head.issuer.parent_name,
        "symbol": symbol,
        "place": head.place,
        "on": what.on.isoformat(),
        "title": said["title"],
        "code": str(what.code) if what.code else None,
        "filing": ", ".join(head.filing.units) if head.filing else None,
        "capacity": [*signatory.capacity_lines] or None,
        "position": signatory.title,
        "signer": signatory.name,
    }
    text = Template(template_file(f"{what.kind}/draft.yaml", overrides).read_text(encoding="utf-8"))
    return text.substitute(
        {name: _scalar(value) for name, value in values.items()},
        addressees=_listed(what.addressees),
        opening=said["opening"],
        change=said["change"],
        rest=said["rest"],
    )


def _facts(what: FollowUp, head: Dispatch, words: dict[str, str]) -> dict[str, str]:
    label = what.document.label if what.document else words["unnamed"]
    label = label[:1].upper() + label[1:]
    cited = f"{label} số {what.code}" if what.code else label
    day = what.dated
    return {
        **{name: collapse(what.facts.get(name, "")) or words["gap"] for name in _GAPS},
        "issuer": issuer_name(head),
        "cited": cited,
        "dated": cited if day is None else _dated(cited, day, words),
        "subject": _about(what, words),
    }


def _dated(cited: str, day: date, words: dict[str, str]) -> str:
    month = f"{day.month:02d}" if day.month <= _LAST_PADDED_MONTH else str(day.month)
    return words["day"].format(cited=cited, day=day.day, month=month, year=day.year)


def _about(what: FollowUp, words: dict[str, str]) -> str:
    """Return the subject as it stands after a code: that of a named kind begins with its own verb."""
    subject = collapse(what.subject)
    if what.document is None or what.document is DocumentKind.OFFICIAL_DISPATCH:
        return words["about"].format(subject=subject) if subject else ""
    return subject[:1].lower() + subject[1:]


def _scalar(value: object) -> str:
    """Write a value on one line: JSON is YAML, and quotes what would mean something else there."""
    return json.dumps(value, ensure_ascii=False)


def _listed(values: Iterable[str]) -> str:
    return "".join(f"\n  - {_scalar(value)}" for value in values)


@lru_cache(maxsize=8)
def _words(path: Path) -> dict[str, str]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
