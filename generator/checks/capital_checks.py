"""Checks of capital letters, one for each rule of appendix II that words or patterns can tell."""

from collections.abc import Iterator
from functools import partial

from generator.checks.capitals import capital_slips, with_capital
from generator.checks.finding import Breach
from generator.checks.observed import Observed
from generator.checks.prose import slips_of, written
from generator.checks.registry import Check, Context, check

_JUDGED_BY_WORDS = (
    *(
        "VH-03",
        "VH-04",
        "VH-05",
        "VH-06",
        "VH-07",
        "VH-08",
        "VH-09",
        "VH-10",
        "VH-11",
        "VH-12",
        "VH-13",
        "VH-14",
    ),
    *("VH-15", "VH-16", "VH-17", "VH-20", "VH-21", "VH-23", "VH-24", "VH-25", "VH-26", "VH-27"),
)


def _by_words(rule: str, _: Observed, context: Context) -> Iterator[Breach]:
    return slips_of(written(context.components), capital_slips, rule)


def _check_of(rule: str) -> Check:
    return partial(_by_words, rule)


for _rule in _JUDGED_BY_WORDS:
    check(_rule)(_check_of(_rule))


@check("VH-01")
def _sentences_begin_large(_: Observed, context: Context) -> Iterator[Breach]:
    yield from slips_of(written(context.components), capital_slips, "VH-01")
    ended = False
    for line in context.components.body:
        first = line.text.split(" ")[0]
        if ended and first.isalpha() and first[0].islower() and not line.numbering:
            yield Breach(at=line, found=first, expected=with_capital(first))
        ended = line.text.endswith((".", "?", "!"))
