"""How well real documents are recognised: ``make score`` prints the table, the bars and the worst documents.

The documents are those of the corpus (``VANTHU_SHARED``); what their readers say is kept in a cache, so that
a change of the rules is scored in seconds. See docs/recognition.md.
"""

import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from bench.report import Bar, Cell, Report, Sense, publish
from bench.scoring.corpus import Sample, Source, samples, shared_folder
from bench.scoring.crops import shows_the_number
from bench.scoring.judging import Judged, Listed, Verdict, judge, judge_lists
from bench.scoring.linking import Linked, judge_links
from bench.scoring.reading import Said, said_of

_CACHE: Final = Path(os.environ.get("VANTHU_SCORE_CACHE", Path.home() / ".cache" / "vanthu-score"))
_SURE: Final = 0.9
_WORST: Final = 10
_STEPS: Final = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)

_TEXT: Final = frozenset({Source.TEXT, Source.BORN_DIGITAL})
_SCANS: Final = frozenset({Source.PRINTED, Source.WRITTEN})
_SHARES: Final[tuple[tuple[str, frozenset[Source], float], ...]] = (
    ("full_code", _TEXT, 0.97),
    ("full_code", frozenset({Source.PRINTED}), 0.95),
    ("symbol", _TEXT, 0.98),
    ("symbol", _SCANS, 0.97),
    ("date", _TEXT, 0.97),
    ("month", _SCANS, 0.88),
    ("type", _TEXT, 0.98),
    ("type", _SCANS, 0.96),
    ("organ", _TEXT, 0.96),
    ("organ", _SCANS, 0.95),
    ("subject", _TEXT, 0.95),
    ("subject", _SCANS, 0.93),
    ("signer", _TEXT, 0.92),
    ("signer", _SCANS, 0.80),
)
"""What share of the known values must be right."""
_LISTS: Final[tuple[tuple[str, frozenset[Source], float], ...]] = (
    ("addressees", _TEXT, 0.92),
    ("addressees", _SCANS, 0.85),
    ("cited codes", _TEXT, 0.92),
    ("cited codes", _SCANS, 0.88),
)
"""What F1 the lists must reach."""
_MOST_WRONG: Final = {_TEXT: 0.02, _SCANS: 0.03}
_MOST_SURE_BUT_WRONG: Final = 0.01
_PRINTED_DATES: Final = {"date": 0.95, "month": 0.97}
"""What share of whole dates and of months must be right on scans where a machine printed them."""
_FEWEST_CROPS: Final = 0.97
_FEWEST_LINKS: Final = 0.97


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One document with all verdicts on it."""

    sample: Sample
    said: Said
    fields: Sequence[Judged]
    lists: Sequence[Listed]

    @property
    def faults(self) -> int:
        """How bad the document was: what is wrong counts three times what is missing."""
        verdicts = Counter(one.verdict for one in self.fields if one.field != "month")
        return 3 * verdicts[Verdict.WRONG] + verdicts[Verdict.MISSING]


def main() -> int:
    """Score all documents and return the exit code."""
    scored = [
        Scored(
            sample=sample, said=said, fields=judge(sample.truth, said), lists=judge_lists(sample.truth, said)
        )
        for sample, said in said_of(list(samples(shared_folder())), _CACHE)
    ]
    for line in (*_curve(scored), "", *_worst(scored), ""):
        print(line)
    return publish(Report(name="score", rows=list(_rows(scored)), bars=list(_bars(scored))))


def _rows(scored: Sequence[Scored]) -> Iterator[dict[str, Cell]]:
    """Yield right, wrong and missing per field and source, and the share right in each half."""
    counts: dict[tuple[str, Source], Counter[tuple[Verdict, int]]] = defaultdict(Counter)
    for one in scored:
        for judged in one.fields:
            counts[judged.field, one.sample.source][judged.verdict, one.sample.half] += 1
    for (field, source), verdicts in sorted(counts.items()):
        total = verdicts.total()
        yield {
            "field": field,
            "source": str(source),
            **{str(verdict): verdicts[verdict, 0] + verdicts[verdict, 1] for verdict in Verdict},
            "share": (verdicts[Verdict.RIGHT, 0] + verdicts[Verdict.RIGHT, 1]) / total,
            **{f"half {half}": _share_of_half(verdicts, half) for half in (0, 1)},
        }
    links = list(judge_links([(one.sample.truth, one.said) for one in scored]))
    yield _link_row(links)
    for field in ("addressees", "cited codes"):
        for source in Source:
            lists = list(_lists(scored, field, frozenset({source})))
            if lists:
                yield _list_row(field, source, lists)


def _link_row(links: Sequence[Linked]) -> dict[str, Cell]:
    first = sum(one.is_first for one in links)
    return {
        "field": "linked or first",
        "source": "all",
        "right": first,
        "wrong": sum(len(one.wrong) for one in links),
        "missing": len(links) - first,
        "share": first / max(len(links), 1),
        "half 0": "",
        "half 1": "",
    }


def _list_row(field: str, source: Source, lists: Sequence[Listed]) -> dict[str, Cell]:
    return {
        "field": field,
        "source": str(source),
        "right": sum(one.right for one in lists),
        "wrong": sum(len(one.wrong) for one in lists),
        "missing": sum(len(one.missing) for one in lists),
        "share": f1(lists),
        "half 0": "",
        "half 1": "",
    }


def _share_of_half(verdicts: Mapping[tuple[Verdict, int], int], half: int) -> Cell:
    of_half = {verdict: verdicts[verdict, half] for verdict in Verdict}
    total = sum(of_half.values())
    return of_half[Verdict.RIGHT] / total if total else ""


def _bars(scored: Sequence[Scored]) -> Iterator[Bar]:
    for field, sources, least in _SHARES:
        verdicts = Counter(one.verdict for one in _judged(scored, field, sources))
        yield _at_least(
            f"{field}, {_named(sources)}", verdicts[Verdict.RIGHT] / max(verdicts.total(), 1), least
        )
    for field, sources, least in _LISTS:
        yield _at_least(f"{field} F1, {_named(sources)}", f1(list(_lists(scored, field, sources))), least)
    yield from _printed_dates(scored)
    for field in ("full_code", "date"):
        judged = list(_judged(scored, field, frozenset({Source.WRITTEN})))
        sure = sum(one.verdict is Verdict.WRONG and (one.confidence or 0) >= _SURE for one in judged)
        yield Bar(name=f"{field} sure but wrong, written", value=sure / max(len(judged), 1), bar=0.02)
    for sources, most in _MOST_WRONG.items():
        for field in ("full_code", "symbol", "date", "type", "organ", "subject", "signer"):
            verdicts = Counter(one.verdict for one in _judged(scored, field, sources))
            share = verdicts[Verdict.WRONG] / max(verdicts.total(), 1)
            yield Bar(name=f"{field} wrong, {_named(sources)}", value=share, bar=most)
        yield _wrong_of_all(scored, sources, most)
    yield _sure_but_wrong(scored)
    yield _crops(scored)
    yield from _links(scored)
    times = [one.said.cpu_ms for one in scored if one.said.fields and not one.sample.source.is_scan]
    yield Bar(name="CPU ms per document without OCR, median", value=median(times or [0.0]), bar=15)


def _at_least(name: str, value: float, least: float) -> Bar:
    return Bar(name=name, value=value, bar=least, sense=Sense.AT_LEAST)


def _sure_but_wrong(scored: Sequence[Scored]) -> Bar:
    sure = [one for one in _asserted(scored) if (one.confidence or 0) >= _SURE]
    wrong = sum(one.verdict is Verdict.WRONG for one in sure)
    return Bar(
        name=f"wrong of all given at {_SURE}", value=wrong / max(len(sure), 1), bar=_MOST_SURE_BUT_WRONG
    )


def _printed_dates(scored: Sequence[Scored]) -> Iterator[Bar]:
    printed = [
        one for one in scored if one.sample.source is Source.PRINTED and not one.sample.is_date_by_hand
    ]
    for field, least in _PRINTED_DATES.items():
        verdicts = Counter(one.verdict for one in _judged(printed, field, _SCANS))
        share = verdicts[Verdict.RIGHT] / max(verdicts.total(), 1)
        yield _at_least(f"{field} where printed, of {verdicts.total()} scans", share, least)


def _wrong_of_all(scored: Sequence[Scored], sources: frozenset[Source], most: float) -> Bar:
    """Return the share of wrong values of all fields together."""
    judged = [j for one in scored if one.sample.source in sources for j in one.fields if j.field != "month"]
    wrong = sum(one.verdict is Verdict.WRONG for one in judged)
    return Bar(name=f"all values wrong, {_named(sources)}", value=wrong / max(len(judged), 1), bar=most)


def _crops(scored: Sequence[Scored]) -> Bar:
    written = [one for one in scored if one.sample.source is Source.WRITTEN]
    shown = [shows_the_number(one.sample.truth, one.said) for one in written]
    judged = [one for one in shown if one is not None]
    return _at_least("crop of a written number", sum(judged) / max(len(judged), 1), _FEWEST_CROPS)


def _links(scored: Sequence[Scored]) -> Iterator[Bar]:
    links = list(judge_links([(one.sample.truth, one.said) for one in scored]))
    first = sum(one.is_first for one in links)
    yield _at_least(f"linked or first, of {len(links)}", first / max(len(links), 1), _FEWEST_LINKS)
    yield Bar(name="linked wrongly", value=sum(len(one.wrong) for one in links), bar=0)


def _named(sources: Iterable[Source]) -> str:
    return " + ".join(sorted(map(str, sources)))


def _judged(scored: Iterable[Scored], field: str, sources: frozenset[Source]) -> Iterator[Judged]:
    for one in scored:
        if one.sample.source in sources:
            yield from (judged for judged in one.fields if judged.field == field)


def _asserted(scored: Iterable[Scored]) -> Iterator[Judged]:
    for one in scored:
        yield from (judged for judged in one.fields if judged.found and judged.field != "month")


def _lists(scored: Iterable[Scored], field: str, sources: frozenset[Source]) -> Iterator[Listed]:
    for one in scored:
        if one.sample.source in sources:
            yield from (listed for listed in one.lists if listed.field == field)


def f1(lists: Sequence[Listed]) -> float:
    """Return the harmonic mean of precision and recall over all members of all lists."""
    right = sum(one.right for one in lists)
    slips = sum(len(one.wrong) + len(one.missing) for one in lists)
    return 2 * right / (2 * right + slips) if right else 0.0


def _curve(scored: Sequence[Scored]) -> Iterator[str]:
    """Yield how often what is asserted at a confidence or more is wrong."""
    yield "confidence at least: asserted, wrong"
    asserted = list(_asserted(scored))
    for step in _STEPS:
        sure = [one for one in asserted if (one.confidence or 0) >= step]
        wrong = sum(one.verdict is Verdict.WRONG for one in sure)
        yield f"  {step:4}: {len(sure):5} {wrong:4}  {wrong / max(len(sure), 1):.2%}"


def _worst(scored: Sequence[Scored]) -> Iterator[str]:
    yield f"the {_WORST} worst documents:"
    for one in sorted(scored, key=lambda one: one.faults, reverse=True)[:_WORST]:
        wrong = [f"{j.field}: {j.found!r} for {j.true!r}" for j in one.fields if j.verdict is Verdict.WRONG]
        missing = [j.field for j in one.fields if j.verdict is Verdict.MISSING and j.field != "month"]
        yield f"  {one.sample.name} ({one.sample.source}): {'; '.join(wrong)} | missing: {', '.join(missing)}"


if __name__ == "__main__":
    sys.exit(main())
