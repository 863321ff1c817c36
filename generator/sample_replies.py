"""Made-up answers of departments of education to a dispatch, for the demo office and for benches."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template
from typing import Any, Final

from generator.draft import read_draft
from generator.render import RenderedDispatch, render
from model.province import province

DEMO: Final = Path(__file__).resolve().parents[1] / "templates" / "demo"
"""The sample office's settings and answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The dispatch that is answered."""

    code: str
    issued_on: date
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleReply:
    """One file as another office might send it."""

    name: str
    data: bytes


def sample_replies(
    request: Request, *, scratch: Path, save: Callable[[Path, bytes], None]
) -> Iterator[SampleReply]:
    """Yield the answers of ``templates/demo/replies.toml``; ``save`` writes drafts below ``scratch``."""
    answers = tomllib.loads((DEMO / "replies.toml").read_text(encoding="utf-8"))["reply"]
    wording = Template((DEMO / "reply.yaml").read_text(encoding="utf-8"))
    for facts in answers:
        draft = scratch / f"{facts['province']}.yaml"
        save(draft, wording.substitute(_words(request, facts)).encode())
        dispatch = read_draft(draft, issuer_defaults=None, today=facts["on"]).numbered(
            facts["number"], facts["on"]
        )
        name = f"{province(facts['province']).name} - {facts['number']}.{facts['format']}"
        yield SampleReply(name=name, data=_file(render(dispatch), facts["format"]))


def _words(request: Request, facts: dict[str, Any]) -> dict[str, str]:
    home = province(facts["province"])
    issued = request.issued_on
    return {name: str(value) for name, value in facts.items()} | {
        "label": home.label_on(facts["on"]),
        "place": home.name,
        "code": request.code,
        "issued_on": f"{issued.day:02d} tháng {issued.month:02d} năm {issued.year}",
        "subject": request.subject,
    }


def _file(rendered: RenderedDispatch, format_: str) -> bytes:
    match format_:
        case "docx":
            return rendered.docx
        case "pdf":
            return rendered.pdf
        case _:
            return rendered.text.encode()
