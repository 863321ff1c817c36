"""One round in an office of its own: a dispatch goes out with forms, answers come in, the table stands."""

import re
import resource
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Final

from archive.form_outbox import FormOutbox
from bench.filled_form import filled_form
from bench.measured import ONE_ANSWERS_OF, Cost, Costs, Round, Size
from bench.planted import commune_group, communes, planted_answer
from bench.round_check import Planted, wrong_cells, wrong_forms, wrong_rows
from model.actor import Actor
from model.clock import VIETNAM, FixedClock
from model.record import Record
from office import RecordsOffice

FIRST_NUMBER: Final = 212
"""Of the answers, each of which has a number of its own."""

_SAMPLE: Final = Path(__file__).resolve().parents[1] / "templates" / "cong-van" / "sample.yaml"
_YEAR_OF_SAMPLE: Final = "2026"
_ADDRESSED_TO: Final = re.compile(r"(?m)^kinh_gui:.*$")
_SETTINGS: Final = Path(__file__).with_name("office.toml")
_CLERK: Final = Actor(name="bench")
_ANSWERED_AFTER: Final = timedelta(days=7)
_TAKEN_IN_AFTER: Final = timedelta(days=14)
_AT_ONCE: Final = 12
"""Answers that lie in the inbox when it is looked at: they come over weeks, not all in one heap."""


def play(size: Size, folder: Path) -> Round:
    """Play one round in a new office in the folder."""
    draft = folder / "draft.yaml"
    draft.write_text(_draft(size), encoding="utf-8")
    clock = FixedClock(datetime.combine(size.on + _TAKEN_IN_AFTER, time(9), VIETNAM))
    costs = Costs()
    with RecordsOffice.create(
        folder / "office", _SETTINGS.read_text(encoding="utf-8"), clock=clock
    ) as office:
        with costs.issue.counted():
            dispatch = office.issue(draft, actor=_CLERK, on=size.on)
        forms = FormOutbox(office.folder.outbox).folder(dispatch.id)
        planted = _planted(dispatch)
        _take_in(office, _filled_forms(forms, dispatch, planted, size), costs.intake)
        with costs.table.counted():
            board = office.replies(str(dispatch.code))
            table = office.desk.collect(str(dispatch.code), on=board.on)
        return Round(
            size=size,
            answers=len(planted),
            cells=sum(len(row.cells) for row in table.rows),
            costs=costs,
            peak_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            wrong=(
                *wrong_forms(forms, size.asked),
                *wrong_rows(board, dispatch.addressees, planted),
                *wrong_cells(table, planted),
                *(f"{record.id} waits for a person: {record.review}" for record in office.review()),
            ),
        )


def _draft(size: Size) -> str:
    """Return the shipped sample as of the year of its day, addressed to communes where the size says so."""
    sample = _SAMPLE.read_text(encoding="utf-8").replace(_YEAR_OF_SAMPLE, f"{size.on:%Y}")
    if not size.communes:
        return sample
    expected = "".join(f"\n  - {name}" for name in communes(size.asked))
    return _ADDRESSED_TO.sub(f"kinh_gui: {commune_group()}\ntheo_doi:{expected}", sample)


def _planted(dispatch: Record) -> Planted:
    """Return the answers that are to come, by the id of the addressee that gives them."""
    if dispatch.form is None:
        raise ValueError("the draft has no form")
    return {
        addressee.organ_id: planted_answer(dispatch.form, place)
        for place, addressee in enumerate(dispatch.addressees)
        if place % ONE_ANSWERS_OF == 0
    }


def _filled_forms(
    folder: Path, dispatch: Record, planted: Planted, size: Size
) -> Iterator[tuple[str, bytes]]:
    """Yield the forms as they come back: those that went out, filled in, numbered and dated."""
    forms = {int(path.name.partition(" ")[0]): path for path in folder.glob("*.docx")}
    for place, addressee in enumerate(dispatch.addressees):
        answer = planted.get(addressee.organ_id)
        if answer is not None:
            typed = {code: cell.typed for code, cell in answer.cells.items() if cell.typed}
            number, on = FIRST_NUMBER + place, size.on + _ANSWERED_AFTER
            yield answer.file_name, filled_form(forms[place + 1].read_bytes(), typed, number=number, on=on)


def _take_in(office: RecordsOffice, arriving: Iterator[tuple[str, bytes]], cost: Cost) -> None:
    """Take the answers in, some in each pass; to make and to send them is not counted."""
    while some := tuple(islice(arriving, _AT_ONCE)):
        for name, data in some:
            office.drop(name, data)
        with cost.counted():
            for _ in office.take_in(actor=_CLERK):
                pass
