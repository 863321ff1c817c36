"""The reply forms of one dispatch, Word and PDF: what each costs, and whether memory grows."""

import os
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from bench.planted import communes
from generator.draft import read_draft
from generator.reply_form import RenderedForm, render_forms
from generator.template_files import template_file
from model.record import Addressee
from model.reply_mark import ReplyMark

_FIRST: Final = 34
"""After so many everything that is kept between forms is there."""
_NUMBER: Final = 1616
_OFFICE: Final = "8HQK"
_DISPATCH: Final = "3F7M2C"
_PAGES: Final = Path("/proc/self/statm")
_MIB: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRun:
    """So many forms: CPU milliseconds and bytes of one, and MiB that the process grew after the first few."""

    asked: int
    cpu_ms: float
    size: int
    grown_mib: float
    peak_mib: int


def run_forms(asked: int, on: date) -> FormRun:
    """Make the forms of the sample for so many addressees, keeping none."""
    forms = _forms(asked, on)
    size = 0
    settled = 0.0
    begun = time.process_time()
    for place, form in enumerate(forms, start=1):
        size += len(form.docx) + len(form.pdf)
        if place == min(_FIRST, asked):
            settled = _memory()
    return FormRun(
        asked=asked,
        cpu_ms=1000 * (time.process_time() - begun) / asked,
        size=size // asked,
        grown_mib=_memory() - settled,
        peak_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    )


def _forms(asked: int, on: date) -> Iterator[RenderedForm]:
    path = template_file("cong-van/sample.yaml")
    dispatch = read_draft(path, issuer_defaults=None, today=on).numbered(_NUMBER, on)
    expected = tuple(Addressee.by_name(name) for name in communes(asked))
    return render_forms(replace(dispatch, expected=expected), mark=_mark)


def _mark(place: int) -> ReplyMark:
    return ReplyMark(office=_OFFICE, dispatch=_DISPATCH, form=1, addressee=place)


def _memory() -> float:
    """Return the MiB that the process holds, as Linux tells them."""
    resident = int(_PAGES.read_text(encoding="ascii").split()[1])
    return resident * os.sysconf("SC_PAGE_SIZE") / _MIB
