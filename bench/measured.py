"""What a round is played with, and what it was found to cost."""

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Final

ONE_ANSWERS_OF: Final = 3
"""Of so many addressees one answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many are asked on which day: so many communes, or all departments of education of that day."""

    asked: int
    on: date
    communes: bool = False


def cpu_seconds() -> float:
    """Return the CPU time of this process and of its children that have ended."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, whose))


@dataclass(slots=True)
class Cost:
    """Seconds that a part of the round takes: of the processor, which count, and of the clock."""

    cpu: float = 0.0
    elapsed: float = 0.0

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Add what the block takes."""
        cpu, elapsed = time.process_time(), time.perf_counter()
        yield
        self.cpu += time.process_time() - cpu
        self.elapsed += time.perf_counter() - elapsed


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """The parts of a round: dispatch and forms, the answers, board and table."""

    issue: Cost = field(default_factory=Cost)
    intake: Cost = field(default_factory=Cost)
    table: Cost = field(default_factory=Cost)

    @property
    def elapsed(self) -> float:
        """Seconds of the clock in all."""
        return self.issue.elapsed + self.intake.elapsed + self.table.elapsed


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one round cost, and what came out otherwise than planted."""

    size: Size
    answers: int
    cells: int
    costs: Costs
    peak_mib: int
    """The most memory that the process ever had, in this round or before."""
    wrong: tuple[str, ...]

    @property
    def issue_ms(self) -> float:
        """CPU milliseconds for each addressee, of dispatch and form."""
        return 1000 * self.costs.issue.cpu / self.size.asked

    @property
    def intake_ms(self) -> float:
        """CPU milliseconds for each answer."""
        return 1000 * self.costs.intake.cpu / self.answers

    @property
    def table_ms(self) -> float:
        """CPU milliseconds for each addressee, of board and table."""
        return 1000 * self.costs.table.cpu / self.size.asked

    @property
    def whole_ms(self) -> float:
        """CPU milliseconds for each addressee, as if exactly one of three answered at any size."""
        return self.issue_ms + self.intake_ms / ONE_ANSWERS_OF + self.table_ms
