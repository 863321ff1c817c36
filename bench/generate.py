"""What a document costs as Word and as PDF, beside what others take for the same; see docs/benchmarks.md.

Every figure is CPU time of one run, this process and its children.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from bench.generate_forms import FormRun, run_forms
from bench.generate_peers import LibreOffice, Platypus, StockLoop, pack, parts_of
from bench.measured import cpu_seconds
from bench.planted import communes
from bench.report import Bar, Cell, Report, Sense, publish
from generator.compiled_template import compile_template
from generator.draft import read_draft
from generator.pdf_archive import archival
from generator.printed import Printed
from generator.printing import print_dispatch
from generator.profile import Profile, load_profile
from generator.render_docx import render_docx
from generator.render_pdf import render_pdf
from generator.template import Template, load_template
from generator.template_files import template_file
from generator.word_blocks import body_of
from model.layout_profile import LayoutProfile

_DAY: Final = date(2026, 11, 2)
_NUMBER: Final = 1616
_SIZES: Final = (34, 63, 3321)
_OF_PDF: Final = 34
_OF_LIBREOFFICE: Final = 3
_LEAST_SECONDS: Final = 0.3
_KIB: Final = 1024
_Source = TypeVar("_Source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The two-page sample, to one addressee each."""

    template: Template
    profile: Profile
    printed: Printed

    def to(self, addressees: int) -> tuple[Printed, ...]:
        """Return the letters to so many addressees."""
        names = communes(addressees)
        return tuple(replace(self.printed, addressees=(f"{name}.",)) for name in names)

    def docx(self, printed: Printed) -> bytes:
        """Return a letter as Word file."""
        return render_docx(printed, self.profile, template=self.template.docx, dated=_DAY, alone=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """CPU milliseconds for each document, and how large one is."""

    what: str
    documents: int
    cpu_ms: float
    size: int

    @property
    def row(self) -> dict[str, Cell]:
        """The line of the table."""
        return {
            "what": self.what,
            "documents": self.documents,
            "CPU ms each": self.cpu_ms,
            "KiB": self.size / _KIB,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class WordCosts:
    """The same letters in three ways."""

    floor: Cost
    ours: Cost
    stock: Cost

    @property
    def in_order(self) -> tuple[Cost, ...]:
        """The lines of the table."""
        return self.floor, self.ours, self.stock


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfCosts:
    """The same letters as PDF in four ways."""

    drawn: Cost
    archival: Cost
    platypus: Cost
    libreoffice: Cost

    @property
    def in_order(self) -> tuple[Cost, ...]:
        """The lines of the table."""
        return self.drawn, self.archival, self.platypus, self.libreoffice


def main() -> int:
    """Measure everything and return the exit code."""
    sample = _sample()
    sample.docx(sample.printed)  # what is loaded and compiled once is not counted
    word = [_word(sample, size) for size in _SIZES]
    pdf = _pdf(sample)
    forms = [run_forms(size, _DAY) for size in _SIZES]
    rows = [cost.row for costs in word for cost in costs.in_order]
    rows += [cost.row for cost in pdf.in_order]
    rows += [
        Cost(what="form, DOCX and PDF", documents=run.asked, cpu_ms=run.cpu_ms, size=run.size).row
        for run in forms
    ]
    bars = [*(bar for costs in word for bar in _word_bars(costs)), *_pdf_bars(pdf), *_form_bars(forms)]
    return publish(Report(name="generate", rows=rows, bars=bars))


def _sample() -> Sample:
    """Read the sample without its form: two pages."""
    path = template_file("cong-van/sample.yaml")
    dispatch = replace(read_draft(path, issuer_defaults=None, today=_DAY).numbered(_NUMBER, _DAY), form=None)
    profile = load_profile(LayoutProfile.ND30_2020)
    template = load_template(dispatch.kind, word=profile.word_template)
    return Sample(template=template, profile=profile, printed=print_dispatch(dispatch, template))


def _word(sample: Sample, size: int) -> WordCosts:
    letters = sample.to(size)
    files = [parts_of(sample.docx(letter)) for letter in letters]
    sections = compile_template(sample.template.docx.read_bytes(), sample.profile).sections
    text = body_of(sample.printed.body, sample.profile, sections, signed=True).xml
    stock = StockLoop(template=sample.template.docx, text=text)
    return WordCosts(
        floor=_cost("DOCX, floor: deflate and pack", pack, files),
        ours=_cost("DOCX, ours", sample.docx, letters),
        stock=_cost("DOCX, stock docxtpl", lambda letter: stock.docx(letter, sample.profile), letters),
    )


def _pdf(sample: Sample) -> PdfCosts:
    letters = sample.to(_OF_PDF)
    platypus = Platypus(sample.profile)

    def drawn(letter: Printed) -> bytes:
        return render_pdf(letter, sample.profile)

    for warm in (drawn, platypus.pdf):
        warm(sample.printed)
    archival(drawn(sample.printed), dated=_DAY)
    with tempfile.TemporaryDirectory() as folder:
        office = LibreOffice(Path(folder))
        office.pdf(sample.docx(sample.printed))  # its first start makes its profile
        files = [sample.docx(letter) for letter in letters[:_OF_LIBREOFFICE]]
        return PdfCosts(
            drawn=_cost("PDF, ours before PDF/A", drawn, letters),
            archival=_cost("PDF, ours, PDF/A-2b", lambda one: archival(drawn(one), dated=_DAY), letters),
            platypus=_cost("PDF, reportlab's default", platypus.pdf, letters),
            libreoffice=_cost("PDF, LibreOffice one at a time", office.pdf, files),
        )


def _cost(what: str, make: Callable[[_Source], bytes], sources: Sequence[_Source]) -> Cost:
    """Make every document, again until the time they take can be told from nothing."""
    begun = cpu_seconds()
    sizes: list[int] = []
    while not sizes or cpu_seconds() - begun < _LEAST_SECONDS:
        sizes += (len(make(source)) for source in sources)
    spent = cpu_seconds() - begun
    return Cost(what=what, documents=len(sources), cpu_ms=1000 * spent / len(sizes), size=max(sizes))


def _word_bars(costs: WordCosts) -> Iterator[Bar]:
    at = f"at {costs.ours.documents} addressees"
    times = costs.stock.cpu_ms / costs.ours.cpu_ms
    yield Bar(name=f"DOCX against the floor {at}", value=costs.ours.cpu_ms / costs.floor.cpu_ms, bar=2.5)
    yield Bar(name=f"times faster than stock docxtpl {at}", value=times, bar=25, sense=Sense.AT_LEAST)


def _pdf_bars(costs: PdfCosts) -> Iterator[Bar]:
    default = costs.platypus.cpu_ms
    times = costs.libreoffice.cpu_ms / costs.archival.cpu_ms
    yield Bar(name="PDF against reportlab's default", value=costs.drawn.cpu_ms / default, bar=0.9)
    yield Bar(name="PDF, KiB", value=costs.drawn.size / _KIB, bar=35)
    yield Bar(name="PDF/A-2b against reportlab's default", value=costs.archival.cpu_ms / default, bar=1.2)
    yield Bar(name="PDF/A-2b, KiB", value=costs.archival.size / _KIB, bar=70)
    yield Bar(name="times faster than LibreOffice", value=times, bar=40, sense=Sense.AT_LEAST)


def _form_bars(runs: Sequence[FormRun]) -> Iterator[Bar]:
    smallest, largest = runs[0], runs[-1]
    growth = largest.cpu_ms / smallest.cpu_ms
    yield Bar(name=f"form at {largest.asked} against {smallest.asked} addressees", value=growth, bar=1.2)
    yield Bar(name=f"MiB grown over {largest.asked} forms", value=largest.grown_mib, bar=16)


if __name__ == "__main__":
    sys.exit(main())
