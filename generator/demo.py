"""The sample office: what goes out of it and what comes into its inbox. All names and figures are made up."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Final, Protocol

from generator.sample_replies import DEMO, SAMPLE, files_of, sample_replies
from model.actor import Actor
from model.ledger import FilingOutcome
from model.record import Record

ISSUED_ON: Final = date(2026, 11, 2)
"""When the newest sample dispatch goes out, unless the clock says that this day has not come yet."""

_CLERK: Final = Actor(name="demo")
_DRAFTS: Final = DEMO.parent / "cong-van"
_OLD_DISPATCHES: Final = ("1616-bgddt-khtc-2014.yaml", "1166-bgddt-cntt-2017.yaml")


class DemoOffice(Protocol):
    """What of an office the sample needs."""

    def issue(self, path: Path, *, actor: Actor, on: date | None = None) -> Record:
        """Issue a draft."""

    def drop(self, name: str, data: bytes) -> Path:
        """Put a file into the inbox."""

    def take_in(self, *, actor: Actor) -> Iterator[FilingOutcome]:
        """Take in what lies in the inbox."""


def settings(on: date) -> str:
    """Return the sample office's ``office.toml``, for a newest dispatch of that day."""
    shipped = (DEMO / "office.toml").read_text(encoding="utf-8")
    return shipped.replace(f"di.{ISSUED_ON.year} =", f"di.{on.year} =")


def fill(
    office: DemoOffice,
    *,
    on: date,
    outbox: Path,
    told: Callable[[FilingOutcome], None],
) -> None:
    """Issue two older dispatches and one of the day ``on``, and take in answers to it.

    The answers are made from the forms in ``outbox``; ``told`` hears what became of each file.
    """
    for old in _OLD_DISPATCHES:
        office.issue(_DRAFTS / old, actor=_CLERK)
    issued = office.issue(SAMPLE, actor=_CLERK, on=on)
    for reply in sample_replies():
        for name, data in files_of(reply, issued, outbox / str(issued.id) / "phieu"):
            office.drop(name, data)
    for other in (DEMO / "inbox").iterdir():
        office.drop(other.name, other.read_bytes())
    for outcome in office.take_in(actor=_CLERK):
        told(outcome)
