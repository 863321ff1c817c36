"""Made-up answers of departments of education to the sample dispatch, as their own software sends them."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import docx
import msgspec

from generator.draft import read_draft
from generator.filled_form import Reply, render_filled
from model.dispatch import Dispatch
from model.province import province
from model.record import Record
from model.reply_mark import ReplyMark

DEMO: Final = Path(__file__).resolve().parents[1] / "templates" / "demo"
"""The sample office's settings and answers."""
SAMPLE: Final = DEMO.parent / "cong-van" / "sample.yaml"
_TABLE_ITEM: Final = "CT11"
_DATA_LINES: Final = 400


class SampleReply(msgspec.Struct, frozen=True, kw_only=True):
    """One answer of ``templates/demo/replies.toml``; ``table`` are cells of the last item."""

    province: str
    number: int
    unit: str
    on: date
    format: str
    signer: str
    answers: dict[str, str]
    table: tuple[tuple[str, ...], ...]
    data: tuple[str, ...] = ()
    """Names of data files that come in the same folder."""

    @property
    def name(self) -> str:
        """What its office calls the file or the folder."""
        return f"{province(self.province).name} - {self.number}"


def sample_replies() -> tuple[SampleReply, ...]:
    """Return the answers in the order in which they are sent."""
    table = tomllib.loads((DEMO / "replies.toml").read_text(encoding="utf-8"))
    return msgspec.convert(table["reply"], tuple[SampleReply, ...])


def files_of(reply: SampleReply, dispatch: Record, forms: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the files with which a department answers the sample dispatch.

    ``forms`` is the folder of the forms that went out: the answering office copies the mark from its own.
    """
    if dispatch.form is None:
        return
    place, addressee = next(
        (place, one) for place, one in enumerate(dispatch.addressees) if one.province_id == reply.province
    )
    [form] = forms.glob(f"{place + 1:03d} - *.docx")
    made = render_filled(_issued(dispatch), dispatch.form, addressee, _written(reply), mark=_mark_on(form))
    folder = f"{reply.name}/" if reply.data else ""
    yield f"{folder}{reply.name}.{reply.format}", made.docx if reply.format == "docx" else made.pdf
    for name in reply.data:
        yield f"{folder}{name}", f"{reply.name}: {name}\n".encode() * _DATA_LINES


def _issued(record: Record) -> Dispatch:
    on = record.dated.latest if record.dated else record.registered_at.date()
    return read_draft(SAMPLE, issuer_defaults=None, today=on).numbered(record.number or 0, on)


def _written(reply: SampleReply) -> Reply:
    return Reply(
        number=reply.number,
        unit=reply.unit,
        on=reply.on,
        signer=reply.signer,
        answers={**reply.answers, _TABLE_ITEM: reply.table},
    )


def _mark_on(form: Path) -> ReplyMark:
    return ReplyMark.parse(docx.Document(str(form)).core_properties.identifier)
